import * as column from '../core/column.js';
import { Result } from '../core/result.js';
import { rowsOf } from '../core/rows.js';
import type { Session } from '../core/session.js';
import { sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';

const COUNTS = {
  customers: column.count('customers'),
  purchases: column.count('orders'),
  revenue: column.money('revenue'),
  perOrder: column.optional(column.money('revenuePerOrder')),
  refundOrders: column.count('ordersBelowZero'),
  emptyOrders: column.count('emptyOrders'),
  refundsOnly: column.count('customersWithRefundsOnly', { hidden: true }),
  negative: column.count('customersBelowZero', { hidden: true }),
  negativeRevenue: column.money('revenueBelowZero', { hidden: true }),
  refundsOnlyRevenue: column.money('revenueWithoutPurchase', { hidden: true }),
} as const;

const CONTENT = {
  from: column.date('firstDay'),
  to: column.date('asOfDate'),
  timeZone: column.text('timeZone'),
  currency: column.optional(column.text('currency')),
  ...COUNTS,
  duplicates: column.count('duplicateLines'),
} as const;

/** The days, customers, orders and money of an orders file. */
export type OrdersContent = Result<typeof CONTENT>;

interface ContentInput {
  readonly orders: Table;
  readonly customers: Table;
  readonly from: string;
  readonly asOf: string;
  readonly duplicates: number;
}

/**
 * What is counted: `customers` with a purchase, `purchases`, `revenue` = the total of purchases and refunds, `perOrder` =
 * revenue / purchases; orders with a total below 0 (`refundOrders`) and of 0 (`emptyOrders`); customers whose orders
 * are all refunds or of 0 (`refundsOnly`), who are not in `customers`, and those whose refunds exceed their purchases
 * (`negative`). Of both, the revenue (`refundsOnlyRevenue`, `negativeRevenue`) is in `revenue`, and not in what customers
 * have `spent`. `duplicates` are lines that equal an earlier one in every column that is used.
 */
export async function contentResult(session: Session, input: ContentInput): Promise<OrdersContent> {
  const { orders, customers, from, asOf, duplicates } = input;
  const query = sql`SELECT (SELECT count(*) FROM ${customers}) AS customers,
      count(CASE WHEN kind = 'purchase' THEN 1 END) AS purchases, CAST(coalesce(sum(total), 0) AS DOUBLE) AS revenue,
      CAST(sum(total) AS DOUBLE) / nullif(count(CASE WHEN kind = 'purchase' THEN 1 END), 0) AS per_order,
      count(CASE WHEN kind = 'refund' THEN 1 END) AS refund_orders,
      count(CASE WHEN kind = 'nothing' THEN 1 END) AS empty_orders,
      count(DISTINCT customer_id) - (SELECT count(*) FROM ${customers}) AS refunds_only,
      (SELECT count(*) FROM ${customers} WHERE revenue < 0) AS negative,
      (SELECT CAST(coalesce(sum(revenue), 0) AS DOUBLE) FROM ${customers} WHERE revenue < 0) AS negative_revenue,
      (SELECT CAST(coalesce(sum(total), 0) AS DOUBLE) FROM ${orders} WHERE customer_id NOT IN (SELECT customer_id FROM ${customers}))
        AS refunds_only_revenue
    FROM ${orders}`;
  const rows = await rowsOf(session, query, COUNTS);
  return new Result({
    session,
    name: 'orders-content',
    title: { en: 'What the orders cover', zh: '订单的范围' },
    schema: CONTENT,
    rows: rows.map((row) => ({
      ...{ from, to: asOf, timeZone: session.timeZone, currency: session.currency },
      ...row,
      duplicates,
    })),
    query,
  });
}
