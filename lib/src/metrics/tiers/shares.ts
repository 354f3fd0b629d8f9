import { sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import { tierCategories, UNASSIGNED, type Tier, type TierPlan } from './plan.js';
import type { Tiered } from './assign.js';

const shareSchema = <K extends string>(plan: TierPlan<K>) => ({
  tier: column.category('tier', tierCategories(plan)),
  customers: column.count('customers'),
  share: column.percent('share', { base: 'customers' }),
  shareInterval: column.optional(column.interval()),
  target: column.optional(column.interval('percent', 'targetShare', { digits: 0 })),
  onTarget: column.optional(column.yesNo('onTarget')),
});

/** How many customers each tier has, beside the share that it should have. */
export type TierShares<K extends string = string> = Result<ReturnType<typeof shareSchema<K>>>;

/**
 * Customers by tier, in the order of the plan, and those in none if there are any. share = customers / all customers of
 * the table; `onTarget` tells whether it lies within the target, ends included, and is null without one.
 *
 * @example
 * (await tierShares(await assignTiers(shop.customers))).at({ tier: 'platinum' }).share.en; // 3.9%
 */
export async function tierShares<K extends string>(tiered: Tiered<Table, K>): Promise<TierShares<K>> {
  const { session, tiers } = tiered;
  const query = sql`SELECT tier, count(*) AS customers FROM ${tiered} GROUP BY tier ORDER BY tier`;
  const found = await session.engine.all(query, { tier: 'text', customers: 'integer' });
  const counts = new Map(found.map(({ tier, customers }) => [tier, customers]));
  const all = found.reduce((sum, { customers }) => sum + customers, 0);
  const keys = [...Object.keys(tiers), UNASSIGNED] as (K | typeof UNASSIGNED)[];
  const rows = keys
    .filter((key) => key !== UNASSIGNED || counts.has(key))
    .map((tier) => {
      const customers = counts.get(tier) ?? 0;
      const share = customers / all;
      const target = targetOf(tiers, tier);
      return {
        ...{ tier, customers, share, shareInterval: wilson(customers, all) },
        target: target === undefined ? null : { low: target[0], high: target[1] },
        onTarget: target === undefined ? null : share >= target[0] && share <= target[1],
      };
    });
  return new Result({
    session,
    name: 'tier-shares',
    title: { en: 'Customers by tier', zh: '各层级的客户数' },
    schema: shareSchema(tiers),
    rows,
    query,
    chart: { mark: 'bar', x: 'share', y: 'tier' },
  });
}

const targetOf = (tiers: Readonly<Record<string, Tier>>, tier: string): Tier['target'] => tiers[tier]?.target;
