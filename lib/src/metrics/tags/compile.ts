import { entryOf } from '../../core/entry-of.js';
import { columnOf } from '../../core/table.js';
import { parseKind, type Kind } from '../../engine/shape.js';
import { id, join, raw, sql, type Sql } from '../../engine/sql.js';
import { dateOf, dayNumber } from '../../orders/day.js';
import type { TagBook } from './book.js';
import { eventText } from './print.js';
import { leavesOf, partsOf, type ColumnTest, type EventTest, type Query, type QueryValue } from './query.js';
import { rowsOf, type EventSource } from './sources.js';

/** SQL with a row a user of what an event test counts or adds up; users without any have no row. */
export type EventValues = (test: EventTest) => Sql;

/**
 * SQL that judges every customer: the user, and for each named query whether it holds, NULL for unknown.
 *
 * Conditions follow SQL's three-valued logic: a comparison with a missing value is unknown, `not` of unknown is unknown,
 * `and` is false if any part is, `or` true if any is. Tags and events are never unknown. All values are parameters.
 */
export function judged(
  book: TagBook,
  queries: Readonly<Record<string, Query>>,
  { values = (test) => eventValues(book, test), more }: JudgedOptions,
): Sql {
  const { customers } = book;
  const tests = eventTests(book, Object.values(queries));
  const names = new Map([...tests.keys()].map((key, n) => [key, `events_${n}`]));
  const user = id(columnOf(customers, 'user'));
  const joins = [...tests].map(([key, test]) => {
    const name = id(names.get(key) ?? '');
    return sql`LEFT JOIN (${values(test)}) AS ${name} ON ${name}.user_key = c.${user}`;
  });
  const place: Places = { book, names };
  const columns = Object.entries(queries).map(
    ([name, query]) => sql`, ${condition(query, place)} AS ${id(name)}`,
  );
  const others = more.map((other) => sql`, ${other(place)}`);
  return sql`SELECT c.${user}${join([...columns, ...others], '')} FROM ${customers} AS c ${join(joins, ' ')}`;
}

export interface JudgedOptions {
  /** Where the values of event tests come from. Default: the rows of the source. */
  readonly values?: EventValues;
  /** Further columns. */
  readonly more: readonly ((place: Places) => Sql)[];
}

/** What a condition refers to: the customers are `c`, event tests have names. */
export interface Places {
  readonly book: TagBook;
  readonly names: ReadonlyMap<string, string>;
}

/** The event tests of queries and of the tags that they ask for, each once. */
export function eventTests(book: TagBook, queries: readonly Query[]): ReadonlyMap<string, EventTest> {
  const found = new Map<string, EventTest>();
  const seen = new Set<string>();
  const visit = (query: Query): void => {
    for (const leaf of leavesOf(query)) {
      if ('events' in leaf) found.set(eventText(leaf), leaf);
      if (!('tag' in leaf) || seen.has(leaf.tag)) continue;
      seen.add(leaf.tag);
      const rule = book.rules.get(leaf.tag);
      if (rule !== undefined) visit(rule);
    }
  };
  queries.forEach(visit);
  return found;
}

/** SQL for whether a query holds. */
export function condition(query: Query, place: Places): Sql {
  if ('and' in query || 'or' in query) {
    const parts = partsOf(query).map((part) => condition(part, place));
    return sql`(${join(parts, 'and' in query ? ' AND ' : ' OR ')})`;
  }
  if ('not' in query) return sql`(NOT ${condition(query.not, place)})`;
  if ('tag' in query) return tagged(query.tag, place);
  if ('events' in query) return sql`(${eventValue(query, place)} ${raw(query.is)} ${query.value})`;
  return test(query, entryOf(place.book.customers.columns, query.column), sql`c.`);
}

/** SQL for what an event test counts or adds up of a customer. */
export const eventValue = (query: EventTest, { names }: Places): Sql =>
  sql`coalesce(${id(names.get(eventText(query)) ?? '')}."value", 0)`;

/** A customer has a dynamic tag if its rule holds, not if it is unknown; a manual one if the ledger says so. */
function tagged(tag: string, place: Places): Sql {
  const rule = place.book.rules.get(tag);
  if (rule !== undefined) return sql`coalesce(${condition(rule, place)}, FALSE)`;
  const { customers, manual, asOf } = place.book;
  const users = manual?.holders(tag, asOf) ?? [];
  if (users.length === 0) return sql`FALSE`;
  const name = columnOf(customers, 'user');
  const key = parseKind(entryOf(customers.columns, name) ?? 'text').kind === 'integer' ? 'BIGINT' : 'VARCHAR';
  const cast = (user: string) => sql`TRY_CAST(${user} AS ${raw(key)})`;
  return sql`coalesce(c.${id(name)} IN (${join(users.map(cast))}), FALSE)`;
}

function test(query: ColumnTest, kind: string | undefined, of: Sql): Sql {
  const column = sql`${of}${id(query.column)}`;
  if ('missing' in query) return sql`(${column} IS NULL)`;
  const value = (one: QueryValue) => typed(one, parseKind((kind ?? 'text') as Kind).kind);
  if ('in' in query) return sql`(${column} IN (${join(query.in.map(value))}))`;
  return sql`(${column} ${raw(query.is)} ${value(query.value)})`;
}

function typed(value: QueryValue, kind: Kind): Sql {
  if (kind === 'date') return sql`CAST(${value} AS DATE)`;
  return kind === 'timestamp' ? sql`CAST(${value} AS TIMESTAMP)` : sql`${value}`;
}

/** SQL of what an event test counts or adds up, from the rows of its source up to the as-of date. */
export function eventValues({ sources, asOf }: TagBook, query: EventTest): Sql {
  const source = sourceOf(sources, query);
  const rows = rowsOf(source, {
    after: firstDay(query, asOf),
    upTo: asOf,
    where: rowCondition(query, source),
  });
  return sql`SELECT ${id(source.user)} AS user_key, ${valueOf(query)} AS "value" FROM ${rows} GROUP BY 1`;
}

/** SQL of an event test's value over rows. */
export const valueOf = ({ sum }: EventTest): Sql =>
  sum === undefined ? sql`count(*)` : sql`sum(${id(sum)})`;

/** The last day that is too long ago for an event test; undefined if none is. */
export const firstDay = ({ within }: EventTest, asOf: string): string | undefined =>
  within === undefined ? undefined : dateOf(dayNumber(asOf, 'asOf') - within - 1);

export function sourceOf(sources: TagBook['sources'], { events }: EventTest): EventSource {
  const source = entryOf(sources, events);
  if (source === undefined) throw new TypeError(`unchecked table of events ${events}`);
  return source;
}

/** SQL of the condition of an event test on a row. */
export function rowCondition({ where }: EventTest, { table }: EventSource): Sql | undefined {
  return where === undefined ? undefined : ofRow(where);

  function ofRow(query: Query): Sql {
    if ('and' in query || 'or' in query) {
      return sql`(${join(partsOf(query).map(ofRow), 'and' in query ? ' AND ' : ' OR ')})`;
    }
    if ('not' in query) return sql`(NOT ${ofRow(query.not)})`;
    if (!('column' in query)) throw new TypeError('a row has columns only');
    return test(query, entryOf(table.columns, query.column), sql``);
  }
}
