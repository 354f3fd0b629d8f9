import { MetricError } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { sql } from '../engine/sql.js';
import type { UserTable } from '../data/users.js';
import { mean } from './mean.js';

export const ORDER_VALUE = shape({
  users: 'integer',
  orders: 'integer',
  spending: 'double',
  meanOfUsers: 'double',
  perOrder: 'double',
  median: 'double',
});
/** What an order is worth, three ways, in yuan. */
export type OrderValue = Row<typeof ORDER_VALUE>;

/**
 * Average order value three ways.
 *
 * `meanOfUsers` = mean over users of their own average: every user counts once, however few orders they made.
 * `perOrder` = total spending / total orders: what an order brings in. `median` = median over users.
 * The first is larger than the second when users with few orders have large ones.
 * @throws MetricError when the table is empty.
 */
export async function orderValue(engine: Engine, users: UserTable): Promise<OrderValue> {
  const [row] = await engine.all(
    sql`SELECT count(*) AS users, sum(purchase_frequency) AS orders,
      CAST(sum(total_spending) AS DOUBLE) AS spending,
      ${mean(sql`average_order_value`)} AS "meanOfUsers",
      CAST(sum(total_spending) AS DOUBLE) / sum(purchase_frequency) AS "perOrder",
      ${engine.dialect.median(sql`CAST(average_order_value AS DOUBLE)`)} AS median
    FROM ${users} HAVING count(*) > 0`,
    ORDER_VALUE,
  );
  if (row === undefined) throw new MetricError(`${users.name} is empty: there are no orders to value.`);
  return row;
}
