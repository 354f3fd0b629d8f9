import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { sql } from '../../engine/sql.js';
import { wilson } from '../../stats/proportion.js';
import { ratio, total } from '../ratio.js';
import { tierCategories, type TierPlan } from '../tiers/plan.js';
import { movesOf } from './moves.js';
import { placesOf, tierAtWeekEnds, weekEnds, type Stays, type WeeksOptions } from './stays.js';

const tierWeekSchema = <K extends string>(plan: TierPlan<K>) => ({
  week: column.date('weekEnd'),
  tier: column.category('tier', tierCategories(plan)),
  customers: column.count('customers'),
  share: column.optional(column.percent('share', { base: 'customers', interval: 'shareInterval' })),
  shareInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
  entered: column.optional(column.count('enteredTier')),
  left: column.optional(column.count('leftTier')),
  atStart: column.optional(column.count('customersAtStart')),
  revenue: column.optional(column.money('revenue', { digits: 0 })),
  arpu: column.optional(column.money('arpu')),
});

/** Tiers week by week. */
export type TierWeeks<K extends string = string> = Result<ReturnType<typeof tierWeekSchema<K>>>;

/** Orders as `loadOrders` gives them. */
export interface ShopOrders {
  readonly orders: Table;
}

/**
 * Tiers at the end of each whole week, and what moved in it: customers and their share, how many entered and left the tier,
 * and the revenue of those who were in it when the week began, in all and per customer (ARPU). Revenue counts for the tier
 * of the week's start, since an order may itself lift its customer into another. What is of the week before is null in
 * the first week.
 *
 * share = customers / customers of all tiers, with Wilson's 95% interval. arpu = revenue / customers at the start, in the
 * currency of the orders per week, refunds taken off.
 * @throws OptionsError for days outside the history.
 * @example
 * const weeks = await monitoring.tierWeeks(history, shop);
 * chart.line(weeks, { x: 'week', y: 'share', color: 'tier' });
 */
export async function tierWeeks<K extends string>(
  history: Stays<K>,
  { orders }: ShopOrders,
  options: WeeksOptions = {},
): Promise<TierWeeks<K>> {
  const { session, tiers } = history;
  const ends = await weekEnds(history, options);
  const query = sql`WITH at_end AS (${tierAtWeekEnds(history, ends)}),
    sales AS (
      SELECT e.week, CAST(o.customer_id AS STRING) AS customer_id, sum(o.total) AS revenue
      FROM (SELECT DISTINCT week FROM at_end) e JOIN ${orders} o ON o."day" <= e.week AND o."day" > e.week - 7
      GROUP BY e.week, CAST(o.customer_id AS STRING)
    ),
    started AS (
      SELECT a.week + 7 AS week, a.tier, count(*) AS at_start, CAST(coalesce(sum(s.revenue), 0) AS DOUBLE) AS revenue
      FROM at_end a LEFT JOIN sales s ON s.customer_id = CAST(a.customer_id AS STRING) AND s.week = a.week + 7
      GROUP BY a.week + 7, a.tier
    ),
    ended AS (SELECT week, tier, count(*) AS customers FROM at_end GROUP BY week, tier)
    SELECT week, tier, coalesce(customers, 0) AS customers, at_start, revenue
    FROM ended FULL JOIN started USING (week, tier)
    WHERE week IN (SELECT week FROM ended) ORDER BY week, tier`;
  const found = await session.engine.all(query, {
    week: 'date',
    tier: 'text',
    customers: 'integer',
    at_start: 'integer?',
    revenue: 'double?',
  });
  const moves = new Map((await movesOf(history, ends, 1)).map(({ week, counts }) => [week, counts]));
  const occurring = new Set(found.map(({ tier }) => tier));
  const places = placesOf(tiers);
  const rows = ends.flatMap((week, nth) => {
    const own = new Map(found.filter((row) => row.week === week).map((row) => [row.tier, row]));
    const all = total([...own.values()].map(({ customers }) => customers));
    const counts = moves.get(week);
    return places
      .map((tier, place) => ({ tier, place }))
      .filter(({ tier }) => occurring.has(tier) || tier in tiers)
      .map(({ tier, place }) => {
        const { customers = 0, at_start = null, revenue = null } = own.get(tier) ?? {};
        const known = nth > 0;
        const stayed = counts?.[place]?.[place] ?? 0;
        return {
          ...{ week, tier, customers, share: ratio(customers, all), shareInterval: wilson(customers, all) },
          entered: counts === undefined ? null : customers - stayed,
          left: counts === undefined ? null : total(counts[place] ?? []) - stayed,
          ...{ atStart: known ? (at_start ?? 0) : null, revenue: known ? (revenue ?? 0) : null },
          arpu: known ? ratio(revenue ?? 0, at_start ?? 0) : null,
        };
      });
  });
  return new Result({
    session,
    name: 'tier-weeks',
    title: { en: 'Tiers by week', zh: '各周的客户层级' },
    schema: tierWeekSchema(tiers),
    rows,
    query,
    chart: { mark: 'line', x: 'week', y: 'share', color: 'tier' },
  });
}
