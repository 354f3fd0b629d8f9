import { sql, type tiers, type Tally } from 'tally';
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

const dayNumber = (date: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(2024, 0, 1)) / 86_400_000);

/** The rows of a history in the order of customers and days. */
export async function staysOf(tally: Tally, { stays }: tiers.TierHistory): Promise<readonly Stay[]> {
  const rows = await tally.engine.all(
    sql`SELECT customer_id, tier, score, valid_from, valid_to, why FROM ${stays} ORDER BY customer_id, valid_from`,
    {
      ...{ customer_id: 'text', tier: 'text', score: 'double' },
      ...{ valid_from: 'date', valid_to: 'date?', why: 'text' },
    },
  );
  return rows.map(({ customer_id: customer, valid_from: from, valid_to: to, ...row }) => ({
    ...row,
    customer,
    from: dayNumber(from),
    to: to === null ? null : dayNumber(to),
  }));
}
