import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { columnOf, Table, type Bound } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import type { TierCuts, TierScore } from './cuts.js';
import { FIVE_TIERS, tierCategories, type TierPlan } from './plan.js';
import { requirePlan } from './require-plan.js';
import { measuredCuts, scoreOf } from './score.js';
import { tierSql } from './tier-sql.js';

export interface TierOptions<K extends string = string> {
  /** The tiers. Default: {@link FIVE_TIERS}. */
  readonly plan?: TierPlan<K>;
  /** What customers are scored by. Default: `spending`. */
  readonly score?: TierScore;
  /** Cuts measured on another date; default: measured on these customers. */
  readonly cuts?: TierCuts;
}

/** Customers with their score and tier. */
export type Tiered<T extends Table = Table, K extends string = string> = Table<
  T['columns'] & { readonly tier_score: 'double?'; readonly tier: 'text' },
  T['roles'] & { readonly segment: 'tier' }
> & { readonly tiers: TierPlan<K>; readonly cuts: TierCuts };

/**
 * Puts every customer into the first tier whose conditions hold, and those for whom none holds into `unassigned`, such as
 * customers without a purchase. The tier is bound to the role `segment`, so that every metric of segments works on it.
 *
 * The share of a tier such as the top 5% is of all customers with a score. Cuts measured on one date and applied at
 * another say who would have been in a tier then: shares may then differ from the plan's.
 *
 * @throws OptionsError for a plan that cannot be, roles that are not bound, cuts of another score or without a share of
 *   the plan; MetricError if nobody has a score.
 * @example
 * const tiered = await assignTiers(shop.customers);
 * await segmentSizes(tiered);
 */
export async function assignTiers<
  T extends Bound<'user' | 'recency' | 'monetary'>,
  const K extends string = keyof typeof FIVE_TIERS,
>(customers: T, options: TierOptions<K> = {}): Promise<Tiered<T, K>> {
  const plan = (options.plan ?? FIVE_TIERS) as TierPlan<K>;
  requirePlan(plan);
  const shares = sharesOf(plan);
  const cuts = options.cuts ?? (await measuredCuts(customers, options.score ?? 'spending', shares));
  requireCuts(cuts, options.score, shares);
  const { session } = customers;
  const tiered = new Table({
    session,
    name: session.uniqueName(`${customers.name}_tiers`),
    columns: { ...customers.columns, tier_score: 'double?' as const, tier: 'text' as const },
    roles: { ...customers.roles, segment: 'tier' as const },
    schema: {
      ...customers.schema,
      tier_score: column.optional(column.decimal('score')),
      tier: column.category('tier', tierCategories(plan)),
    },
  });
  await session.engine.run(sql`CREATE TABLE ${tiered} AS
    SELECT *, ${tierSql(plan, cuts, id(columnOf(customers, 'recency')))} AS tier
    FROM (SELECT *, ${scoreOf(customers, cuts)} AS tier_score FROM ${customers})`);
  return Object.assign(tiered, { tiers: plan, cuts });
}

/** The shares at which a plan cuts the customers by score. */
export const sharesOf = (plan: TierPlan): readonly number[] =>
  [...new Set(Object.values(plan).flatMap(({ top = 1, below = 0 }) => [top, below]))]
    .filter((share) => share > 0 && share < 1)
    .toSorted((a, b) => a - b);

/** @throws OptionsError for cuts of another score or without a share. */
export function requireCuts(cuts: TierCuts, score: TierScore | undefined, shares: readonly number[]): void {
  if (score !== undefined && score !== cuts.score) {
    throw new OptionsError(
      `The cuts are of the score ${cuts.score}, not of ${score}: leave out one of the two.`,
    );
  }
  const lacking = shares.filter((share) => !Object.hasOwn(cuts.least, String(share)));
  if (lacking.length > 0) {
    throw new OptionsError(
      `The cuts have none for the share ${lacking.join(', ')} of the plan: measure them anew.`,
    );
  }
}
