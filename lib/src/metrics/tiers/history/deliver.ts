import type { Engine } from '../../../engine/engine.js';
import { literal, sql, type Sql } from '../../../engine/sql.js';
import type { Table } from '../../../core/table.js';
import { ContractViolationError, OptionsError } from '../../../errors.js';
import { exactMoney } from '../../../orders/money.js';
import type { TierHistory } from './open.js';

/**
 * Orders with their total: `shop.orders`, or a table of the same columns. An order is delivered whole; delivered again
 * with another customer, day or total, it takes the place of what was known of it.
 */
export type DeliveredOrders = Table<{
  readonly order_id: 'text';
  readonly customer_id: 'text';
  readonly day: 'date';
  readonly total: 'decimal';
}>;

/** What came with a batch. */
export interface Delivery {
  /** Orders delivered. */
  readonly orders: number;
  /** Orders that were not known, of days that had no batch yet. */
  readonly fresh: number;
  /** Orders that were not known, of days that had one. */
  readonly late: number;
  /** Orders that were known otherwise. */
  readonly corrected: number;
  /** Orders, of those above, of days after that of the batch. They count from their day on. */
  readonly ahead: number;
}

/** @throws OptionsError for orders of another engine, time zone or currency. */
export function requireOrdersOf({ settings, session }: TierHistory, orders: DeliveredOrders): void {
  if (orders.session.engine !== session.engine) {
    throw new OptionsError(`${orders.name} is in another engine than the history: load both in one session.`);
  }
  for (const name of ['timeZone', 'currency'] as const) {
    if (orders.session[name] === settings[name]) continue;
    throw new OptionsError(
      `${orders.name} has the ${name === 'timeZone' ? 'time zone' : 'currency'} ${orders.session[name] ?? 'none'}, but the ` +
        `history ${settings[name] ?? 'none'}: load the orders with that of the history.`,
    );
  }
}

/**
 * Keeps the orders that are new or other than they were known, and lists the customers whose past they change.
 *
 * @param changed the table to be made with the changed orders.
 * @param late the table to be made with the customers whose past changes.
 * @throws ContractViolationError for an order without id, customer, day or total, or one that is there twice.
 */
export async function deliver(
  engine: Engine,
  { store }: TierHistory,
  orders: DeliveredOrders,
  { day, through }: { readonly day: string; readonly through: string | null },
  { changed, late }: { readonly changed: Sql; readonly late: Sql },
): Promise<Delivery> {
  const delivered = await requireWhole(engine, orders);
  const known = store.table('orders');
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${changed} AS
    SELECT n.order_id, n.customer_id, n."day", n.total, o.customer_id AS customer_before, o."day" AS day_before
    FROM (SELECT order_id, customer_id, "day", ${exactMoney(sql`total`)} AS total FROM ${orders}) n LEFT JOIN ${known} o USING (order_id)
    WHERE o.order_id IS NULL OR o.customer_id <> n.customer_id OR o."day" <> n."day" OR o.total <> n.total`);
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${late} AS
    SELECT customer_id FROM (
      SELECT customer_id, "day" AS first_day FROM ${changed}
      UNION ALL SELECT customer_before, day_before FROM ${changed}
    ) WHERE first_day <= CAST(${literal(through)} AS DATE)`);
  const past = through === null ? sql`FALSE` : sql`"day" <= CAST(${literal(through)} AS DATE)`;
  const counts = await engine.one(
    sql`SELECT count(CASE WHEN customer_before IS NULL AND NOT ${past} THEN 1 END) AS fresh,
      count(CASE WHEN customer_before IS NULL AND ${past} THEN 1 END) AS late, count(customer_before) AS corrected,
      count(CASE WHEN "day" > CAST(${literal(day)} AS DATE) THEN 1 END) AS ahead FROM ${changed}`,
    { fresh: 'integer', late: 'integer', corrected: 'integer', ahead: 'integer' },
  );
  if (counts.corrected > 0) {
    await engine.run(sql`DELETE FROM ${known} WHERE order_id IN (SELECT order_id FROM ${changed})`);
  }
  await engine.run(
    sql`INSERT INTO ${known} SELECT order_id, customer_id, "day", total FROM ${changed} ORDER BY "day", order_id`,
  );
  return { orders: delivered, ...counts };
}

/** @returns the number of orders. */
async function requireWhole(engine: Engine, orders: DeliveredOrders): Promise<number> {
  const { n, whole, ids } = await engine.one(
    sql`SELECT count(*) AS n, count(CASE WHEN order_id IS NOT NULL AND customer_id IS NOT NULL AND "day" IS NOT NULL
      AND total IS NOT NULL THEN 1 END) AS whole, count(DISTINCT order_id) AS ids FROM ${orders}`,
    { n: 'integer', whole: 'integer', ids: 'integer' },
  );
  if (whole < n) {
    throw new ContractViolationError(
      `${orders.name}: ${n - whole} of ${n} orders have no order_id, customer_id, day or total. Leave them out, or fill them in.`,
    );
  }
  if (ids < n) {
    throw new ContractViolationError(
      `${orders.name}: ${n - ids} of ${n} rows repeat the order_id of another row. Deliver one row per order.`,
    );
  }
  return n;
}
