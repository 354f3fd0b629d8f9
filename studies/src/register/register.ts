import { loadEvents, type Session } from 'tally';
import { untestable, type Judgment, type RegisterEntry } from 'tally/claims';
import { TemporaryFolder } from 'tally/cli';
import { DOUYIN_CLAIMS } from '../douyin/claims/index.js';
import { loadUsers } from '../douyin/contract.js';
import { douyinFigures } from '../douyin/figures.js';
import { NETSUITE_CLAIMS } from '../netsuite/claims/index.js';
import { loadCustomers } from '../netsuite/contract.js';
import { netsuiteFigures } from '../netsuite/figures.js';
import { TAOBAO_CLAIMS } from '../taobao/claims/index.js';
import { EVENTS } from '../taobao/contract.js';
import { taobaoFigures } from '../taobao/figures.js';
import { XIAOXIANG_CLAIMS } from '../xiaoxiang/claims/index.js';
import { xiaoxiangFigures } from '../xiaoxiang/figures.js';
import { loadOrders } from '../xiaoxiang/orders.js';
import type { DefinedClaim, PublishedClaim, StudyName } from '../study/claim.js';
import { judged } from '../study/judged.js';

/** Everything that the four documents publish, in their order. */
export const PUBLISHED_CLAIMS: readonly PublishedClaim[] = [
  ...DOUYIN_CLAIMS,
  ...TAOBAO_CLAIMS,
  ...NETSUITE_CLAIMS,
  ...XIAOXIANG_CLAIMS,
];

/** The data files to recompute from; claims whose file is missing cannot be judged. */
export interface RegisterInputs {
  /** User table, for `douyin`. */
  readonly users?: string;
  /** Events, for `taobao`. */
  readonly events?: string;
  /** Customer table, for `netsuite`. */
  readonly customers?: string;
  /** Dated orders, for `xiaoxiang`. */
  readonly orders?: string;
}

const INPUT_OF: Readonly<Record<StudyName, keyof RegisterInputs>> = {
  douyin: 'users',
  taobao: 'events',
  netsuite: 'customers',
  xiaoxiang: 'orders',
};

/**
 * Judges every published claim whose data is given.
 *
 * @throws what the loaders throw for a file that is missing, unreadable or does not fit its contract at all.
 * @example
 * const entries = await judgeRegister(tally, { users: 'data/sample/users.csv' });
 * console.table(entries.map(({ id, verdict }) => ({ id, verdict })));
 */
export async function judgeRegister(tally: Session, inputs: RegisterInputs): Promise<RegisterEntry[]> {
  const judgments = new Map([
    ...(inputs.users === undefined ? [] : await onUsers(tally, inputs.users)),
    ...(inputs.events === undefined ? [] : await onEvents(tally, inputs.events)),
    ...(inputs.customers === undefined ? [] : await onCustomers(tally, inputs.customers)),
    ...(inputs.orders === undefined ? [] : await onOrders(tally, inputs.orders)),
  ]);
  return PUBLISHED_CLAIMS.map(({ id, document, section, published }) => {
    const judgment = judgments.get(id) ?? notGiven(document);
    return { id, document, section, published, ...judgment };
  });
}

async function onUsers(tally: Session, path: string): Promise<Map<string, Judgment>> {
  return judgmentsOf(DOUYIN_CLAIMS, douyinFigures(await loadUsers(tally, path)));
}

async function onCustomers(tally: Session, path: string): Promise<Map<string, Judgment>> {
  return judgmentsOf(NETSUITE_CLAIMS, netsuiteFigures(await loadCustomers(tally, path)));
}

async function onOrders(tally: Session, path: string): Promise<Map<string, Judgment>> {
  return judgmentsOf(XIAOXIANG_CLAIMS, xiaoxiangFigures(await loadOrders(tally, path)));
}

/**
 * Events are kept in a folder while the register is made, so that files larger than memory can be judged too. Equal
 * events are not counted: no claim needs them, and counting costs a second scan.
 */
async function onEvents(tally: Session, path: string): Promise<Map<string, Judgment>> {
  const folder = new TemporaryFolder();
  try {
    const events = await loadEvents(tally, path, {
      ...EVENTS,
      folder: folder.path,
      duplicates: 'keep',
      name: 'register_events',
    });
    return await judgmentsOf(TAOBAO_CLAIMS, await taobaoFigures(events));
  } finally {
    folder.remove();
  }
}

async function judgmentsOf<F>(
  claims: readonly DefinedClaim<F>[],
  figures: F,
): Promise<Map<string, Judgment>> {
  const judgments = new Map<string, Judgment>();
  for (const claim of claims) judgments.set(claim.id, await judged(claim, figures));
  return judgments;
}

const notGiven = (document: StudyName): Judgment =>
  untestable({}, `not given: requires the data of --${INPUT_OF[document]}`);
