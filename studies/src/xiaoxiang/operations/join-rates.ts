import { literal, sql, tiers, type community, type Table } from 'tally';
import type { Shop } from '../shop.js';
import type { TierKey } from './benefits.js';
import { PER_POINT } from './communities.js';

/** Join rates of each tier, and of customers in none. */
export type JoinRates = Readonly<Record<TierKey | 'unassigned', community.JoinRate>>;

/**
 * How likely a customer of each tier is to join a group purchase: orders that joined one / (customers × group purchases of
 * their community) in the last ninety days. That is at the discount which these purchases had; what another discount would
 * do is an assumption ({@link PER_POINT}), taken off here for the discount of 15% that they had.
 *
 * @example
 * const joins = await xiaoxiang.joinRates(shop, tiered);
 */
export async function joinRates(shop: Shop, tiered: tiers.Tiered<Table, TierKey>): Promise<JoinRates> {
  const { orders, groups, groupOrders } = shop;
  const found = await orders.session.engine.all(
    sql`WITH opened AS (
        SELECT group_id, community FROM ${groups} WHERE opened > CAST(${orders.asOf} AS DATE) - ${literal(DAYS)}
      ),
      chances AS (SELECT community, count(*) AS n FROM opened GROUP BY community),
      joined AS (
        SELECT o.customer_id, count(*) AS n FROM ${groupOrders} g JOIN opened USING (group_id)
          JOIN ${orders.orders} o USING (order_id) GROUP BY 1
      )
      SELECT t.tier, CAST(sum(c.n) AS BIGINT) AS chances, CAST(coalesce(sum(j.n), 0) AS BIGINT) AS joined
      FROM ${tiered} t JOIN chances c USING (community) LEFT JOIN joined j USING (customer_id) GROUP BY 1 ORDER BY 1`,
    { tier: 'text', chances: 'integer', joined: 'integer' },
  );
  const keys = [...(Object.keys(tiers.FIVE_TIERS) as TierKey[]), 'unassigned' as const];
  const rate = (tier: string): community.JoinRate => {
    const row = found.find((one) => one.tier === tier);
    const share = row === undefined || row.chances === 0 ? 0 : row.joined / row.chances;
    return { base: Math.max(0, share - PER_POINT * DISCOUNT), perPoint: share === 0 ? 0 : PER_POINT };
  };
  return Object.fromEntries(keys.map((tier) => [tier, rate(tier)])) as JoinRates;
}

const DAYS = 90;
/** Percentage points off in the group purchases of the shop. */
const DISCOUNT = 15;
