import type { Engine } from '../../engine/engine.js';
import { MetricError } from '../../errors.js';
import { loadEvents } from '../../data/events/load.js';
import { TemporaryFolder } from '../../data/source/temporary.js';
import { loadUsers } from '../../data/users.js';
import { untestable, type Finding } from './finding.js';
import { DOUYIN_CLAIMS } from './published/douyin.js';
import { NETSUITE_CLAIMS } from './published/netsuite.js';
import type { PublishedClaim, Study } from './published/publishedClaim.js';
import { TAOBAO_CLAIMS } from './published/taobao.js';
import { XIAOXIANG_CLAIMS } from './published/xiaoxiang.js';
import { EVENT_CHECKS } from './events/checks.js';
import { openEventStudy } from './events/study.js';
import { USER_CHECKS } from './users/checks.js';
import { openUserStudy } from './users/study.js';

/** Everything that the four documents publish, in their order. */
export const PUBLISHED_CLAIMS: readonly PublishedClaim[] = [
  ...DOUYIN_CLAIMS,
  ...TAOBAO_CLAIMS,
  ...NETSUITE_CLAIMS,
  ...XIAOXIANG_CLAIMS,
];

/** A published claim beside what recomputing it gives. */
export interface LedgerEntry extends Finding {
  readonly id: string;
  readonly document: Study;
  readonly section: string;
  readonly published: string;
}

/** The data files to recompute from; what is not given cannot be judged. */
export interface LedgerInputs {
  /** User table, for `douyin`. */
  readonly users?: string;
  /** Events, for `taobao`. */
  readonly events?: string;
  /** Customer table, for `netsuite`. */
  readonly customers?: string;
  /** Dated orders, for `xiaoxiang`. */
  readonly orders?: string;
}

const INPUT_OF: Readonly<Record<Study, keyof LedgerInputs>> = {
  douyin: 'users',
  taobao: 'events',
  netsuite: 'customers',
  xiaoxiang: 'orders',
};

/**
 * Recomputes every published claim whose data is given.
 *
 * @throws what the loaders throw for a file that is missing, unreadable or breaks its contract altogether.
 * @example
 * const entries = await recomputeClaims(engine, { users: 'data/sample/users.csv' });
 * console.table(entries.map(({ id, verdict }) => ({ id, verdict })));
 */
export async function recomputeClaims(engine: Engine, inputs: LedgerInputs): Promise<LedgerEntry[]> {
  const findings = new Map([
    ...(inputs.users === undefined ? [] : await userFindings(engine, inputs.users)),
    ...(inputs.events === undefined ? [] : await eventFindings(engine, inputs.events)),
  ]);
  return PUBLISHED_CLAIMS.map(({ id, document, section, published }) => {
    const finding = findings.get(id) ?? undecided(document, inputs);
    return { id, document, section, published, ...finding };
  });
}

async function userFindings(engine: Engine, path: string): Promise<Map<string, Finding>> {
  return findingsOf(USER_CHECKS, openUserStudy(engine, await loadUsers(engine, path)));
}

/**
 * Events are kept in a folder for the time of the ledger, so that files larger than memory are judged too. Equal ones
 * are not looked for: no claim asks for them, and the search costs a second scan.
 */
async function eventFindings(engine: Engine, path: string): Promise<Map<string, Finding>> {
  const folder = new TemporaryFolder();
  try {
    const loaded = await loadEvents(engine, path, {
      folder: folder.path,
      duplicates: 'keep',
      name: 'ledger_events',
    });
    return await findingsOf(EVENT_CHECKS, await openEventStudy(engine, loaded));
  } finally {
    folder.remove();
  }
}

async function findingsOf<S>(
  checks: Readonly<Record<string, (study: S) => Promise<Finding> | Finding>>,
  study: S,
): Promise<Map<string, Finding>> {
  const findings = new Map<string, Finding>();
  for (const [id, check] of Object.entries(checks)) findings.set(id, await judged(() => check(study)));
  return findings;
}

/** A claim whose metric is not defined on the data, such as segments of too few users, leaves the others standing. */
async function judged(check: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof MetricError) return untestable({}, error.message);
    throw error;
  }
}

function undecided(document: Study, inputs: LedgerInputs): Finding {
  const input = INPUT_OF[document];
  return untestable(
    {},
    inputs[input] === undefined ? `not given: it takes the data of --${input}` : 'not yet',
  );
}
