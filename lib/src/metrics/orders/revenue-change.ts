import { sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import { term } from '../../core/term.js';
import type { Orders } from '../../orders/open.js';
import { ratio } from '../ratio.js';
import { dateSql } from './shop.js';
import { requirePeriods, totalChange, within, type Periods, type TotalChange } from './two-periods.js';
import { requireOptions } from './require-options.js';

const CUSTOMERS = {
  new: { label: term('newCustomers') },
  reactivated: { label: term('reactivatedCustomers') },
  retained: { label: term('retainedCustomers') },
  churned: { label: term('churnedCustomers') },
  refundsOnly: { label: term('refundsOnly') },
} as const;

const PARTS = {
  component: column.category('componentOfChange', CUSTOMERS),
  customers: column.count('customers'),
  before: column.money('revenueBefore', { digits: 0 }),
  after: column.money('revenueAfter', { digits: 0 }),
  change: column.money('changeInRevenue', { digits: 0 }),
} as const;

const CHANGE = { ...PARTS, share: column.optional(column.percent('shareOfBefore')) } as const;

/** One row per group of customers. */
export type RevenueChange = Result<typeof CHANGE> & {
  /** Revenue of both periods, the change and the growth, in one row. */
  readonly overall: TotalChange;
};

/**
 * Which customers a change in revenue came from. Each customer is in one group, by their purchases: `new` bought for the
 * first time in the period after; `reactivated` bought in it, not in the one before, but earlier; `retained` bought in
 * both; `churned` bought in the one before only; `refundsOnly` had only refunds or orders of 0.
 *
 * change = after - before, each the total of purchases and refunds dated in the period; the groups add up to the whole
 * change exactly, since amounts are exact decimals. share = change / revenue before; null if that is 0. New means new to
 * the file: a customer whose purchases were before it begins is taken as new. It splits what was sold and estimates
 * nothing, so it has no intervals.
 * @throws OptionsError for a period that is empty, overlaps the other one, or ends after the as-of date.
 * @example
 * const change = await orders.revenueChange(shop, {
 *   before: { from: '2024-01-01', to: '2024-04-01' },
 *   after: { from: '2024-04-01', to: '2024-07-01' },
 * });
 * change.at({ component: 'churned' }).change.en;
 * change.overall.at().growth.en;
 */
export async function revenueChange(shop: Orders, periods: Periods): Promise<RevenueChange> {
  requireOptions('revenueChange', periods, ['before', 'after']);
  const { session, orders, asOf } = shop;
  requirePeriods(periods, asOf);
  const [before, after] = [within(sql`"day"`, periods.before), within(sql`"day"`, periods.after)];
  const query = sql`WITH sides AS (
      SELECT customer_id, sum(CASE WHEN ${before} THEN total ELSE 0 END) AS b, sum(CASE WHEN ${after} THEN total ELSE 0 END) AS a,
        count(CASE WHEN ${before} AND kind = 'purchase' THEN 1 END) AS bought_before,
        count(CASE WHEN ${after} AND kind = 'purchase' THEN 1 END) AS bought_after,
        count(CASE WHEN "day" < ${dateSql(periods.after.from)} AND kind = 'purchase' THEN 1 END) AS bought_earlier
      FROM ${orders} GROUP BY customer_id HAVING count(CASE WHEN ${before} OR ${after} THEN 1 END) > 0
    ),
    parts AS (
      SELECT *, CASE WHEN bought_before > 0 AND bought_after > 0 THEN 'retained' WHEN bought_before > 0 THEN 'churned'
        WHEN bought_after > 0 AND bought_earlier > 0 THEN 'reactivated' WHEN bought_after > 0 THEN 'new'
        ELSE 'refundsOnly' END AS component
      FROM sides
    )
    SELECT component, count(*) AS customers, sum(b) AS before, sum(a) AS "after", sum(a - b) AS change
    FROM parts GROUP BY component`;
  const found = await rowsOf(session, query, PARTS);
  const names = Object.keys(CUSTOMERS) as (keyof typeof CUSTOMERS)[];
  const rows = names.map(
    (component) =>
      found.find((row) => row.component === component) ?? {
        component,
        customers: 0,
        before: 0,
        after: 0,
        change: 0,
      },
  );
  const overall = await totalChange(shop, periods);
  const whole = overall.rows[0]?.before ?? 0;
  const result = new Result({
    session,
    name: 'revenue-change',
    title: { en: 'Change in revenue by customers', zh: '营收变化的客户构成' },
    schema: CHANGE,
    rows: rows.map((row) => ({ ...row, share: ratio(row.change, whole) })),
    query,
    chart: { mark: 'bar', x: 'change', y: 'component' },
  });
  return Object.assign(result, { overall });
}
