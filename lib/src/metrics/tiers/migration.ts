import { id, literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Category } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { columnOf, type Table } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import type { Tiered } from './assign.js';
import { tierCategories, UNASSIGNED, type TierPlan } from './plan.js';
import { requireSamePlan } from './same-plan.js';

/** The place of a customer whom one of the two dates does not know. */
export const NOT_THERE = 'notThere';

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
  const [was, is] = [before, after].map((one) => id(columnOf(one, 'user')));
  const query = sql`SELECT coalesce(a.tier, ${literal(NOT_THERE)}) AS before, coalesce(b.tier, ${literal(NOT_THERE)}) AS after,
      count(*) AS customers
    FROM ${before} a FULL JOIN ${after} b ON a.${was ?? id('')} = b.${is ?? id('')} GROUP BY ALL ORDER BY 1, 2`;
  const found = await session.engine.all(query, { before: 'text', after: 'text', customers: 'integer' });
  const schema = migrationSchema(tiers);
  const order = [...Object.keys(tiers), UNASSIGNED, NOT_THERE];
  const totals = new Map<string, number>();
  for (const row of found) totals.set(row.before, (totals.get(row.before) ?? 0) + row.customers);
  const rows = found
    .map((row) => {
      const all = totals.get(row.before) ?? 0;
      return { ...row, share: row.customers / all, shareInterval: wilson(row.customers, all) };
    })
    .toSorted(
      (a, b) =>
        order.indexOf(a.before) - order.indexOf(b.before) || order.indexOf(a.after) - order.indexOf(b.after),
    );
  const result = new Result({
    session,
    name: 'tier-migration',
    title: { en: 'Customers by tier before and after', zh: '客户层级的变动' },
    schema,
    rows: rows as TierMigration<K>['rows'][number][],
    query,
    chart: { mark: 'heatmap', x: 'after', y: 'before', value: 'share' },
  });
  return Object.assign(result, { tiers });
}
