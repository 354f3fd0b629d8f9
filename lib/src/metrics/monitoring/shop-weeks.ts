import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { sql } from '../../engine/sql.js';
import type { Orders } from '../../orders/open.js';
import { dateOf, dayNumber } from '../../orders/day.js';
import { wilson } from '../../stats/proportion.js';
import { ratio } from '../ratio.js';
import { unitOf } from '../orders/periods.js';
import { requireOptions } from '../orders/require-options.js';

const SHOP_WEEKS = {
  week: column.date('weekEnd'),
  orders: column.count('orders'),
  customers: column.count('customers'),
  newcomers: column.count('newBuyers'),
  repeatShare: column.optional(
    column.percent('repeatBuyerShare', { base: 'customers', interval: 'repeatInterval' }),
  ),
  repeatInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
  revenue: column.money('revenue', { digits: 0 }),
  arpu: column.optional(column.money('revenuePerBuyer')),
  communities: column.optional(column.count('activeCommunities')),
  leaderOutput: column.optional(column.money('leaderOutput', { digits: 0 })),
} as const;

/** A shop week by week. */
export type ShopWeeks = Result<typeof SHOP_WEEKS>;

/**
 * The whole weeks of a shop: orders, customers who bought, those who did so for the first time, the share who had bought
 * before (repurchase), revenue, and revenue per customer who bought. Where lines name a community, `communities` are those
 * with a purchase, and `leaderOutput` is the revenue per such community, which is what its leader turned over.
 *
 * repeatShare = customers with an earlier purchase / customers, with Wilson's 95% interval; in the first weeks few can have
 * one. Refunds are taken off the revenue of their own week. A week without an order is there with zeros.
 * @example
 * const weeks = await monitoring.shopWeeks(shop);
 * chart.line(weeks, { x: 'week', y: 'repeatShare' });
 */
export async function shopWeeks(shop: Orders, options: { readonly from?: string } = {}): Promise<ShopWeeks> {
  requireOptions('shopWeeks', options, ['from']);
  const { session, orders, lines, asOf } = shop;
  const week = unitOf('week');
  const begin = dayNumber(options.from ?? shop.from, 'from');
  const first = week.at(begin + 6);
  const last = week.at(dayNumber(asOf, 'asOf') + 1) - 1;
  const byLeader = Object.hasOwn(lines.columns, 'community');
  const query = sql`WITH days AS (
      SELECT ${week.of(sql`o."day"`)} AS week, o.customer_id, o.order_id, o.kind, o.nth, o.total FROM ${orders} o
    ),
    sums AS (
      SELECT week, count(CASE WHEN kind = 'purchase' THEN 1 END) AS orders,
        count(DISTINCT CASE WHEN kind = 'purchase' THEN customer_id END) AS customers,
        count(CASE WHEN nth = 1 THEN 1 END) AS newcomers, CAST(sum(total) AS DOUBLE) AS revenue
      FROM days GROUP BY week
    ),
    places AS (${
      byLeader
        ? sql`SELECT ${week.of(sql`"day"`)} AS week, count(DISTINCT CASE WHEN amount > 0 THEN community END) AS communities,
            CAST(sum(amount) AS DOUBLE) AS output FROM ${lines} WHERE community IS NOT NULL GROUP BY 1`
        : sql`SELECT 0 AS week, CAST(NULL AS BIGINT) AS communities, CAST(NULL AS DOUBLE) AS output WHERE FALSE`
    })
    SELECT week, orders, customers, newcomers, revenue, communities, output FROM sums LEFT JOIN places USING (week)
    ORDER BY week`;
  const found = await session.engine.all(query, {
    week: 'integer',
    orders: 'integer',
    customers: 'integer',
    newcomers: 'integer',
    revenue: 'double?',
    communities: 'integer?',
    output: 'double?',
  });
  const known = new Map(found.map((row) => [row.week, row]));
  const rows = Array.from({ length: last - first + 1 }, (_, nth) => {
    const row = known.get(first + nth);
    const { orders: bought = 0, customers = 0, newcomers = 0 } = row ?? {};
    const revenue = row?.revenue ?? 0;
    const communities = byLeader ? (row?.communities ?? 0) : null;
    return {
      ...{ week: dateOf(week.start(first + nth + 1) - 1), orders: bought, customers, newcomers, revenue },
      repeatShare: ratio(customers - newcomers, customers),
      repeatInterval: wilson(customers - newcomers, customers),
      arpu: ratio(revenue, customers),
      communities,
      leaderOutput: communities === null ? null : ratio(row?.output ?? 0, communities),
    };
  });
  return new Result({
    session,
    name: 'shop-weeks',
    title: { en: 'The shop by week', zh: '逐周经营情况' },
    schema: SHOP_WEEKS,
    rows,
    query,
    chart: { mark: 'line', x: 'week', y: 'revenue' },
  });
}
