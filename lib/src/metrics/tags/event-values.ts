import { Table } from '../../core/table.js';
import { parseKind } from '../../engine/shape.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import type { TagBook } from './book.js';
import { eventTests, eventValues, firstDay, rowCondition, sourceOf, valueOf } from './compile.js';
import { columnsOf } from './query.js';
import type { EventTest, Query } from './query.js';
import { rowsOf } from './sources.js';

/** What event tests counted or added up by user on a date, kept for the next date. */
export interface KeptValues {
  /** By the text of the test. */
  readonly tables: ReadonlyMap<string, KeptValue>;
  /** Tests whose values were brought forward from the date before, and those that were made from all rows. */
  readonly carried: number;
  readonly made: number;
}

interface KeptValue {
  readonly table: Table;
  readonly asOf: string;
  /** Checksum of the rows that were counted. */
  readonly seen: string | null;
}

/**
 * The values of all event tests of these rules on the date of a book. Where the rows that were counted before are still
 * the same, only rows of the days that came in or fell out of a test's window are read; after late or corrected rows, all
 * are read again. Sums of floating-point numbers are always made anew, since taking a number out would not give the same.
 */
export async function keptValues(
  book: TagBook,
  rules: readonly Query[],
  before: KeptValues | null,
): Promise<KeptValues> {
  const tables = new Map<string, KeptValue>();
  let carried = 0;
  try {
    for (const [key, test] of eventTests(book, rules)) {
      const forward = await fromBefore(book, test, before?.tables.get(key));
      const table = await stored(book, forward ?? eventValues(book, test));
      tables.set(key, { table, asOf: book.asOf, seen: await seen(book, test, book.asOf) });
      carried += forward === null ? 0 : 1;
    }
  } catch (cause) {
    await release({ tables });
    throw cause;
  }
  return { tables, carried, made: tables.size - carried };
}

/** SQL of the values of a test from those of an earlier date; null where they have to be made from all rows. */
async function fromBefore(book: TagBook, test: EventTest, old: KeptValue | undefined): Promise<Sql | null> {
  if (old === undefined || old.asOf >= book.asOf || !isExact(book, test)) return null;
  return (await seen(book, test, old.asOf)) === old.seen ? broughtForward(book, test, old) : null;
}

/** Removes the tables of values. */
export async function release(values: Pick<KeptValues, 'tables'> | null): Promise<void> {
  for (const { table } of values?.tables.values() ?? []) await table.engine.run(sql`DROP TABLE ${table}`);
}

async function stored({ customers: { session } }: TagBook, query: Sql): Promise<Table> {
  const name = session.uniqueName('event_values');
  const table = new Table({ session, name, columns: { user_key: 'text', value: 'double' }, roles: {} });
  await session.engine.run(sql`CREATE TABLE ${table} AS ${query}`);
  return table;
}

function isExact({ sources }: TagBook, test: EventTest): boolean {
  if (test.sum === undefined) return true;
  const kind = sourceOf(sources, test).table.columns[test.sum] ?? 'double';
  return parseKind(kind).kind !== 'double';
}

/**
 * Checksum of the rows that a test counts up to a date, null without any: equal only if none was added, taken or changed.
 */
async function seen(book: TagBook, test: EventTest, upTo: string): Promise<string | null> {
  const source = sourceOf(book.sources, test);
  const used = [
    ...new Set([source.user, ...(test.sum === undefined ? [] : [test.sum]), ...columnsOf(test.where)]),
  ];
  const { sum } = await book.customers.engine.one(
    sql`SELECT CAST(sum(hash(${source.day}, ${join(used.map(id))})) AS VARCHAR) AS "sum"
      FROM ${rowsOf(source, { upTo, where: rowCondition(test, source) })}`,
    { sum: 'text?' },
  );
  return sum;
}

function broughtForward(book: TagBook, test: EventTest, { table: old, asOf: before }: KeptValue): Sql {
  const source = sourceOf(book.sources, test);
  const where = rowCondition(test, source);
  const value = valueOf(test);
  const part = (rows: Sql, sign: Sql) =>
    sql`UNION ALL SELECT ${id(source.user)}, ${sign}${value} FROM ${rows} GROUP BY 1`;
  const [was, is] = [firstDay(test, before), firstDay(test, book.asOf)];
  // A gap longer than the window: rows between its two ends were never counted and are not counted now.
  const isApart = is !== undefined && is > before;
  const start = isApart ? is : before;
  const came = part(rowsOf(source, { after: start, upTo: book.asOf, where }), sql``);
  const end = isApart ? before : is;
  const fell = end === undefined ? sql`` : part(rowsOf(source, { after: was, upTo: end, where }), sql`-`);
  return sql`SELECT user_key, sum("value") AS "value" FROM (
      SELECT user_key, "value" FROM ${old} ${came} ${fell}
    ) AS parts GROUP BY user_key`;
}
