import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Category } from '../../core/schema.js';
import { term } from '../../core/term.js';
import type { Table } from '../../core/table.js';
import { movesBetween, NOT_THERE } from '../moves.js';
import type { Tiered } from './assign.js';
import { tierCategories, UNASSIGNED, type TierPlan } from './plan.js';
import { requireSamePlan } from './same-plan.js';

const migrationSchema = <K extends string>(plan: TierPlan<K>) => {
  const places = { ...tierCategories(plan), [NOT_THERE]: { label: term('notThere') } } as Readonly<
    Record<K | typeof UNASSIGNED | typeof NOT_THERE, Category>
  >;
  return {
    before: column.category('tierBefore', places),
    after: column.category('tierAfter', places),
    customers: column.count('customers'),
    share: column.percent('shareOfTierBefore', { base: 'customers' }),
    shareInterval: column.optional(column.interval()),
  };
};

/** Customers by their tier on one date and on another. */
export type TierMigration<K extends string = string> = Result<ReturnType<typeof migrationSchema<K>>> & {
  readonly tiers: TierPlan<K>;
};

/**
 * How customers moved between tiers from one date to another: every pair of tiers that occurs, with the share of the
 * customers of the first one. Customers of only one of the dates are `notThere` on the other.
 *
 * @throws OptionsError if the two were put into the tiers of different plans.
 * @example
 * const cuts = (await assignTiers(await customersAt(shop, '2011-06-30'))).cuts;
 * await tierMigration(
 *   await assignTiers(await customersAt(shop, '2011-06-30'), { cuts }),
 *   await assignTiers(await customersAt(shop, '2011-09-30'), { cuts }),
 * );
 */
export async function tierMigration<K extends string>(
  before: Tiered<Table, K>,
  after: Tiered<Table, K>,
): Promise<TierMigration<K>> {
  const { session, tiers } = before;
  requireSamePlan(before, after);
  const { query, moves } = await movesBetween(before, after, [...Object.keys(tiers), UNASSIGNED]);
  const result = new Result({
    session,
    name: 'tier-migration',
    title: { en: 'Customers by tier before and after', zh: '客户层级的变动' },
    schema: migrationSchema(tiers),
    rows: moves as TierMigration<K>['rows'][number][],
    query,
    chart: { mark: 'heatmap', x: 'after', y: 'before', value: 'share' },
  });
  return Object.assign(result, { tiers });
}
