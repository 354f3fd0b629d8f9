import type { Session } from '../core/session.js';
import { id, sql } from '../engine/sql.js';
import { loadHead, type LoadOptions } from '../load/load.js';
import type { LoadedFile } from '../load/loaded.js';
import { findByName } from './by-name.js';
import { columnFacts } from './column-facts.js';
import { findInEvents } from './event-contents.js';
import type { Extras, FoundFields } from './found.js';
import { takeGiven } from './given.js';
import { kindOf } from './kind-of.js';
import { FIELDS_OF_KIND, type DataKind } from './kinds.js';
import type { Mapping } from './mapping.js';
import { findInOrders } from './order-contents.js';
import { Proposal } from './proposal.js';

export interface ProposeOptions extends Omit<
  LoadOptions,
  'contract' | 'without' | 'onViolation' | 'quarantineFile'
> {
  /** Which kind of data it is. Default: proposed too. */
  readonly kind?: DataKind;
  /** Fields that are known already; null for one that the file does not have. */
  readonly map?: Mapping;
  /** How many rows to look at, from the first. Default: 100,000. */
  readonly sample?: number;
}

const SAMPLE = 100_000;

/**
 * Proposes which column of a file holds what, without changing anything: by the usual names of columns in English,
 * Chinese, German, French and Spanish, and by what the columns contain. Names go first. The contents decide what names
 * leave open: a column of dates; an order, which has one customer and one time, while a customer has several orders;
 * quantity × unit price = amount; the words for what users do; an item, which has one category.
 *
 * It says how sure each column is, why, and which others it could be. Where two columns could be the amount, neither is
 * taken: `unclear` names them. Shown as the last expression of a cell, it is a table.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError for the file as a whole; OptionsError for a field that
 *   this kind of data does not have, or numbers that can be read in two ways; ColumnsError for a column that is not there.
 * @example
 * const proposed = await proposeMapping(tally, 'export.csv');
 * const shop = await loadOrders(tally, 'export.csv', { columns: proposed.map });
 */
export async function proposeMapping(
  tally: Session,
  path: string,
  { kind, map = {}, sample = SAMPLE, ...options }: ProposeOptions = {},
): Promise<Proposal> {
  const file = await loadHead(tally, path, sample, { name: 'proposal', ...options });
  try {
    return await proposeFor(tally, file, kind, map);
  } finally {
    await dropTables(file);
  }
}

/** Proposes for a file that is loaded already, in whole or in part. */
export async function proposeFor(
  tally: Session,
  file: LoadedFile,
  asked: DataKind | undefined,
  map: Mapping,
): Promise<Proposal> {
  const columns = await columnFacts(file);
  const kind = asked ?? (await kindOf(file, columns));
  const fields = FIELDS_OF_KIND[kind];
  const found: FoundFields = new Map();
  const extras: Extras = { unclear: new Map() };
  const absent = takeGiven(file.source.path, map, fields, columns, found);
  const open = fields.filter(({ field }) => !absent.has(field));
  findByName(open, columns, found, extras);
  if (kind === 'orders') await findInOrders(file, columns, found, extras);
  if (kind === 'events') await findInEvents(file, columns, found, extras);
  if (absent.has('order')) extras.rowsAreOrders = true;
  for (const field of absent) found.delete(field);
  return new Proposal({ session: tally, file, kind, columns, found, extras, absent });
}

async function dropTables({ engine, name, quarantine, unchecked }: LoadedFile): Promise<void> {
  for (const view of [quarantine.name, unchecked.name, name]) {
    await engine.run(sql`DROP VIEW IF EXISTS ${id(view)}`);
  }
  for (const table of [`${name}:rows`, `${name}:quarantine`]) {
    await engine.run(sql`DROP TABLE IF EXISTS ${id(table)}`);
  }
}
