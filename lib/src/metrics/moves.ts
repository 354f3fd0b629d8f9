import { id, literal, sql, type Sql } from '../engine/sql.js';
import { columnOf, type Table } from '../core/table.js';
import { wilson, type Interval } from '../stats/proportion.js';

/** The place of a customer whom one of the two dates does not know. */
export const NOT_THERE = 'notThere';

/** Customers of one group on a date and of another one on a later date. */
export interface Move {
  readonly before: string;
  readonly after: string;
  readonly customers: number;
  /** Of the customers of the group before. */
  readonly share: number;
  readonly shareInterval: Interval | null;
}

/**
 * Customers by their group (role `segment`) on two dates: every pair that occurs, in the order of the groups. Customers of
 * only one of the dates are `notThere` on the other.
 *
 * share = customers / customers of the group before, with its Wilson interval.
 */
export async function movesBetween(
  before: Table,
  after: Table,
  groups: readonly string[],
): Promise<{ readonly query: Sql; readonly moves: readonly Move[] }> {
  const part = (table: Table) =>
    sql`SELECT ${id(columnOf(table, 'user'))} AS customer, ${id(columnOf(table, 'segment'))} AS place FROM ${table}`;
  const query = sql`SELECT coalesce(a.place, ${literal(NOT_THERE)}) AS before,
      coalesce(b.place, ${literal(NOT_THERE)}) AS after, count(*) AS customers
    FROM (${part(before)}) a FULL JOIN (${part(after)}) b ON a.customer = b.customer GROUP BY ALL ORDER BY 1, 2`;
  const found = await before.engine.all(query, { before: 'text', after: 'text', customers: 'integer' });
  const totals = new Map<string, number>();
  for (const row of found) totals.set(row.before, (totals.get(row.before) ?? 0) + row.customers);
  const order = [...groups, NOT_THERE];
  const moves = found
    .map((row) => {
      const all = totals.get(row.before) ?? 0;
      return { ...row, share: row.customers / all, shareInterval: wilson(row.customers, all) };
    })
    .toSorted(
      (a, b) =>
        order.indexOf(a.before) - order.indexOf(b.before) || order.indexOf(a.after) - order.indexOf(b.after),
    );
  return { query, moves };
}
