import type { tiers, Tally } from 'tally';
import { tableOf } from '../../../table-of.js';
import { dayOf, type KnownOrder, type Stay } from './reference.js';

const COLUMNS = { order_id: 'text', customer_id: 'text', day: 'date', total: 'decimal' } as const;

/** A table of orders, as a batch takes them. */
export const ordersOf = (tally: Tally, orders: readonly KnownOrder[]) =>
  tableOf(
    tally,
    'orders',
    COLUMNS,
    orders.map(({ id, customer, day, total }) => [id, customer, dayOf(day), total]),
    { user: 'customer_id', amount: 'total' },
  );

const dayNumber = (date: unknown): number =>
  Math.round((Date.parse(`${String(date)}T00:00:00Z`) - Date.UTC(2024, 0, 1)) / 86_400_000);

/** The rows of a history in the order of customers and days. */
export async function staysOf(tally: Tally, history: tiers.TierHistory): Promise<readonly Stay[]> {
  const { rows } = await tally.query`SELECT * FROM ${history.stays} ORDER BY customer_id, valid_from`;
  return rows.map((row) => ({
    customer: String(row['customer_id']),
    tier: String(row['tier']),
    score: Number(row['score']),
    from: dayNumber(row['valid_from']),
    to: row['valid_to'] === null ? null : dayNumber(row['valid_to']),
    why: String(row['why']),
  }));
}
