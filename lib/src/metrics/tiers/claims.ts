import { id, join, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { list, say } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import { columnOf, type Bound } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import type { Tiered } from './assign.js';
import { tierCategories, type Tier, type TierPlan, type UNASSIGNED } from './plan.js';
import { conditions } from './tier-sql.js';

const claimSchema = <K extends string>(plan: TierPlan<K>) => ({
  tier: column.category('tier', tierCategories(plan)),
  matching: column.count('matchingTiers'),
  which: column.optional(column.text('members')),
  customers: column.count('customers'),
  share: column.percent('share', { base: 'customers', interval: 'shareInterval' }),
  shareInterval: column.optional(column.interval()),
});

/** Customers by the tiers whose conditions hold for them. */
export type TierClaims<K extends string = string> = Result<ReturnType<typeof claimSchema<K>>>;

/**
 * How many tiers claim each customer: with two or more, the order of the plan decides, and the customer is in the first;
 * with none, the customer falls through and is `unassigned`. {@link tierGrid} tells which cells of a plan these are; this
 * counts the customers in them.
 *
 * share = customers / all customers of the table.
 *
 * @example
 * const claims = await tiers.claims(await tiers.assign(shop.customers));
 * claims.where(({ matching }) => matching > 1).total('customers').en;
 */
export async function tierClaims<K extends string>(
  tiered: Tiered<Bound<'recency'>, K>,
): Promise<TierClaims<K>> {
  const { session, tiers, cuts } = tiered;
  const keys = Object.keys(tiers) as K[];
  const recency = id(columnOf(tiered, 'recency'));
  const holds = keys.map(
    (key, place) =>
      sql`CASE WHEN ${conditions(tiers[key], cuts, recency)} THEN '1' ELSE '0' END AS ${id(`holds_${place}`)}`,
  );
  const all = join(
    keys.map((_, place) => id(`holds_${place}`)),
    ' || ',
  );
  const query = sql`SELECT tier, ${all} AS holds, count(*) AS customers FROM (SELECT tier, ${join(holds)} FROM ${tiered})
    GROUP BY 1, 2 ORDER BY 1, 2 DESC`;
  const found = await session.engine.all(query, { tier: 'text', holds: 'text', customers: 'integer' });
  const total = found.reduce((sum, { customers }) => sum + customers, 0);
  const order = Object.keys(tierCategories(tiers));
  const rows = found
    .map(({ tier, holds: flags, customers }) => {
      const own = keys.filter((_, place) => flags[place] === '1');
      const names = own.map((key): Tier['label'] => tiers[key].label);
      return {
        tier: tier as K | typeof UNASSIGNED,
        matching: own.length,
        which: own.length === 0 ? null : say(list(names), session.locale),
        customers,
        share: customers / total,
        shareInterval: wilson(customers, total),
      };
    })
    .toSorted((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
  return new Result({
    session,
    name: 'tier-claims',
    title: { en: 'Customers by the tiers that claim them', zh: '客户符合的层级规则' },
    schema: claimSchema(tiers),
    rows,
    query,
  });
}
