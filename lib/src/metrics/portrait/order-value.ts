import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import { columnOf, type Bound } from '../../core/table.js';
import { mean } from '../mean.js';

const ORDER_VALUE = {
  users: column.count('users'),
  orders: column.optional(column.count('orders')),
  revenue: column.optional(column.money('revenue')),
  perOrder: column.optional(column.money('perOrder')),
  meanOfUsers: column.optional(column.money('meanOfUsers')),
  medianOfUsers: column.optional(column.money('medianOfUsers')),
} as const;

export type OrderValue = Result<typeof ORDER_VALUE>;

/**
 * Average order value three ways, in one row.
 *
 * perOrder = revenue / orders. meanOfUsers = mean over users of their own average order value: every user counts once,
 * however few their orders. medianOfUsers = median of the same averages. meanOfUsers exceeds perOrder if users with few
 * orders place larger ones. A user's own average is the column bound to the role `orderValue`; if none is bound, it is
 * monetary / frequency, undefined for users without orders. Null if there are no orders.
 * @example
 * const { perOrder, meanOfUsers } = (await orderValue(users)).at();
 */
export async function orderValue(users: Bound<'frequency' | 'monetary'>): Promise<OrderValue> {
  const [orders, spent] = [id(columnOf(users, 'frequency')), id(columnOf(users, 'monetary'))];
  const own = users.roles as { readonly orderValue?: string };
  const average =
    own.orderValue === undefined
      ? sql`(CAST(${spent} AS DOUBLE) / nullif(${orders}, 0))`
      : id(own.orderValue);
  const query = sql`SELECT count(*) AS users, sum(${orders}) AS orders, CAST(sum(${spent}) AS DOUBLE) AS revenue,
      CAST(sum(${spent}) AS DOUBLE) / nullif(sum(${orders}), 0) AS per_order,
      ${mean(average)} AS mean_of_users,
      ${users.engine.dialect.median(sql`CAST(${average} AS DOUBLE)`)} AS median_of_users
    FROM ${users}`;
  return new Result({
    session: users.session,
    name: 'order-value',
    title: { en: 'Average order value', zh: '客单价' },
    schema: ORDER_VALUE,
    rows: await rowsOf(users.session, query, ORDER_VALUE),
    query,
  });
}
