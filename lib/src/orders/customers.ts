import * as column from '../core/column.js';
import type { Schema } from '../core/schema.js';
import type { Session } from '../core/session.js';
import { described, Table } from '../core/table.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { OrderLines } from './line-table.js';
import type { OrderTable } from './order-table.js';
import { idColumn, kindsOf, type Kinds, type OtherColumns } from './tables.js';

const CUSTOMERS = {
  customer_id: idColumn('customer'),
  first_order: column.date('firstOrder'),
  last_order: column.date('lastOrder'),
  recency: column.count('daysSincePurchase', { unit: 'days' }),
  orders: column.count('orders'),
  revenue: { ...column.money('revenue'), kind: 'decimal' },
  spent: { ...column.money('spent'), kind: 'decimal' },
  order_value: column.money('perOrder'),
  tenure: column.count('tenure', { unit: 'days' }),
  interval: column.optional(column.decimal('meanInterval', { unit: 'days', digits: 1 })),
} as const satisfies Schema;

interface CustomerRoles {
  readonly user: 'customer_id';
  readonly recency: 'recency';
  readonly frequency: 'orders';
  readonly monetary: 'spent';
  readonly orderValue: 'order_value';
}

/**
 * One row per customer with a purchase, ready for every metric of users. `recency` = days from the last purchase to the
 * as-of date, `tenure` = days from the first one to it, `orders` = purchases, `revenue` = the total of all orders and
 * refunds, `spent` = revenue, but at least 0 (refunds may be of purchases before the file begins), `order_value` =
 * spent / orders, `interval` = mean days between purchases, null for one purchase. Where the file has them, `country`,
 * `community` and `channel` are those of the last purchase that has one, `category` is the one with the highest revenue,
 * ties by name.
 */
export type Customers = Table<Kinds<typeof CUSTOMERS> & OtherColumns, CustomerRoles>;

/** Columns of lines that also describe a customer. */
const DESCRIPTIVE = ['country', 'community', 'channel'] as const;

/** Makes the table of customers from their orders and lines. */
export async function makeCustomers(
  session: Session,
  name: string,
  { lines, orders, asOf }: { readonly lines: OrderLines; readonly orders: OrderTable; readonly asOf: string },
): Promise<Customers> {
  const others = [...DESCRIPTIVE, 'category'].filter((other) => Object.hasOwn(lines.columns, other));
  const known = others.map((other) => [other, column.optional(described(lines, other))] as const);
  const schema: Schema = { ...CUSTOMERS, ...Object.fromEntries(known) };
  const table: Customers = new Table({
    session,
    name: session.uniqueName(name),
    columns: kindsOf(schema) as Customers['columns'],
    roles: {
      user: 'customer_id',
      recency: 'recency',
      frequency: 'orders',
      monetary: 'spent',
      orderValue: 'order_value',
    },
    schema,
  });
  const joined = others.map((other) => {
    const values = other === 'category' ? favorite(lines) : latest(lines, orders, other);
    return sql`LEFT JOIN (${values}) AS ${id(`of_${other}`)} USING (customer_id)`;
  });
  await session.engine.run(sql`CREATE TABLE ${table} AS
    WITH sums AS (
      SELECT customer_id, min(CASE WHEN kind = 'purchase' THEN "day" END) AS first_order,
        max(CASE WHEN kind = 'purchase' THEN "day" END) AS last_order,
        count(CASE WHEN kind = 'purchase' THEN 1 END) AS orders, sum(total) AS revenue
      FROM ${orders} GROUP BY customer_id
    )
    SELECT customer_id, first_order, last_order, CAST(${literal(asOf)} AS DATE) - last_order AS recency, orders, revenue,
      greatest(revenue, 0) AS spent, CAST(greatest(revenue, 0) AS DOUBLE) / orders AS order_value,
      CAST(${literal(asOf)} AS DATE) - first_order AS tenure,
      (last_order - first_order) / CAST(nullif(orders - 1, 0) AS DOUBLE) AS "interval"
      ${join(
        others.map((other) => sql`, ${id(other)}`),
        ' ',
      )}
    FROM sums ${join(joined, ' ')} WHERE orders > 0 ORDER BY customer_id`);
  return table;
}

/** Per customer, the value of the last purchase that has one; of several in one order, that of the first line. */
function latest(lines: OrderLines, orders: OrderTable, name: string): Sql {
  return sql`SELECT customer_id, ${id(name)} FROM (
      SELECT l.customer_id, l.${id(name)}, row_number() OVER (PARTITION BY l.customer_id ORDER BY o.nth DESC, l.file_row) AS place
      FROM ${lines} l JOIN ${orders} o USING (order_id) WHERE o.kind = 'purchase' AND l.${id(name)} IS NOT NULL
    ) WHERE place = 1`;
}

function favorite(lines: OrderLines): Sql {
  return sql`SELECT customer_id, category FROM (
      SELECT customer_id, category, row_number() OVER (PARTITION BY customer_id ORDER BY sum(amount) DESC, category) AS place
      FROM ${lines} WHERE category IS NOT NULL GROUP BY customer_id, category
    ) WHERE place = 1`;
}
