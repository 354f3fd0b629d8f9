import * as column from '../core/column.js';
import type { Schema } from '../core/schema.js';
import type { Session } from '../core/session.js';
import { Table } from '../core/table.js';
import { term } from '../core/term.js';
import { sql } from '../engine/sql.js';
import { LINES, type OrderLines } from './line-table.js';
import { idColumn, kindsOf, type Kinds } from './tables.js';

const KINDS = {
  purchase: { label: term('purchase') },
  refund: { label: term('refund') },
  nothing: { label: term('nothingPaid') },
} as const;

const ORDERS = {
  order_id: idColumn('order'),
  customer_id: idColumn('customer'),
  time: LINES.time,
  day: LINES.day,
  kind: column.category('orderKind', KINDS),
  lines: column.count('lines'),
  total: { ...column.money('orderTotal'), kind: 'decimal' },
  nth: column.optional(column.count('nthOrder')),
} as const satisfies Schema;

/**
 * One row per order id. An order with a total above 0 is a purchase; below 0 it is a refund, which lowers the revenue of
 * its customer and its day but is no order; at 0 it is neither. `nth` counts the purchases of a customer in order of
 * time, ties in the order of the file. An order has the time of its first line.
 */
export type OrderTable = Table<
  Kinds<typeof ORDERS>,
  { readonly user: 'customer_id'; readonly time: 'time'; readonly amount: 'total' }
>;

/** Makes the table of orders from their counted lines. */
export async function makeOrders(session: Session, name: string, lines: OrderLines): Promise<OrderTable> {
  const table: OrderTable = new Table({
    session,
    name: session.uniqueName(name),
    columns: kindsOf(ORDERS),
    roles: { user: 'customer_id', time: 'time', amount: 'total' },
    schema: ORDERS,
  });
  await session.engine.run(sql`CREATE TABLE ${table} AS
    WITH totals AS (
      SELECT order_id, min(customer_id) AS customer_id, min("time") AS "time", count(*) AS lines, sum(amount) AS total,
        min(file_row) AS place
      FROM ${lines} GROUP BY order_id
    ),
    kinds AS (
      SELECT *, CASE WHEN total > 0 THEN 'purchase' WHEN total < 0 THEN 'refund' ELSE 'nothing' END AS kind FROM totals
    )
    SELECT order_id, customer_id, "time", CAST("time" AS DATE) AS "day", kind, lines, total,
      CASE WHEN kind = 'purchase' THEN row_number() OVER (PARTITION BY customer_id, kind ORDER BY "time", place) END AS nth
    FROM kinds ORDER BY "time", place`);
  return table;
}
