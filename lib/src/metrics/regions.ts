import { MetricError } from '../errors.js';
import type { UserTable } from '../data/users.js';
import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { sql } from '../engine/sql.js';
import { wilson, type Interval } from '../stats/proportion.js';
import { mean } from './mean.js';

const REGIONS = shape({
  region: 'text',
  users: 'integer',
  share: 'double',
  arpu: 'double',
  purchases: 'double',
  orderValue: 'double',
  spendingPerOrder: 'double?',
  minutes: 'double',
  orders: 'integer',
  revenue: 'double',
  revenueShare: 'double?',
});
/**
 * One region. `arpu` = revenue / users (average revenue per user), `purchases` and `minutes` are means per user,
 * `orderValue` is the mean of users' average order values, `spendingPerOrder` = revenue / orders; money in yuan.
 * `spendingPerOrder` is null without orders, `revenueShare` when nobody has spent anything.
 */
export interface Region extends Row<typeof REGIONS> {
  /** 95% interval of the share of users, by Wilson. */
  readonly interval: Interval | null;
}

/**
 * Users, behaviour and revenue by region, largest revenue first, ties by name. Every value of the column is a region;
 * the loader sets rows aside whose region the contract does not know.
 *
 * @throws MetricError for an empty table.
 * @example
 * const [first] = await regions(engine, users.table); // { region: 'Suburban', arpu: 2933.19, … }
 */
export async function regions(engine: Engine, users: UserTable): Promise<Region[]> {
  const rows = await engine.all(
    sql`WITH groups AS (
      SELECT location AS region, count(*) AS users, ${mean(sql`total_spending`)} AS arpu,
        ${mean(sql`purchase_frequency`)} AS purchases, ${mean(sql`average_order_value`)} AS "orderValue",
        CAST(sum(total_spending) AS DOUBLE) / nullif(sum(purchase_frequency), 0) AS "spendingPerOrder",
        ${mean(sql`time_spent_on_site_minutes`)} AS minutes, CAST(sum(purchase_frequency) AS BIGINT) AS orders,
        CAST(sum(total_spending) AS DOUBLE) AS revenue
      FROM ${users} GROUP BY location
    )
    SELECT region, users, users / CAST(sum(users) OVER () AS DOUBLE) AS share, arpu, purchases, "orderValue",
      "spendingPerOrder", minutes, orders, revenue, revenue / nullif(sum(revenue) OVER (), 0) AS "revenueShare"
    FROM groups ORDER BY revenue DESC, region`,
    REGIONS,
  );
  if (rows.length === 0) throw new MetricError(`${users.name} is empty: there are no regions to compare.`);
  const all = rows.reduce((sum, row) => sum + row.users, 0);
  return rows.map((row) => ({ ...row, interval: wilson(row.users, all) }));
}
