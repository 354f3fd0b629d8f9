import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import type { Text } from '../../core/label.js';
import type { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import type { pairSchema, SegmentRegions } from '../regions/segment-regions.js';
import type { Scored } from '../segments/rfm.js';
import type { Segment } from '../segments/segmentation.js';
import { entryOf } from '../../core/entry-of.js';

/** How much of each unit of revenue counts as at stake, at least 0. Default: 1. */
export interface StakeWeights<K extends string = string> {
  readonly segments?: Readonly<Partial<Record<K, number>>>;
  readonly regions?: Readonly<Record<string, number>>;
}

/** A rule for the purpose of a budget: its name, and what counts under it. */
export interface StakeRule<K extends string = string> {
  readonly label: Text;
  readonly weights: StakeWeights<K>;
}

/** All revenue counts once. */
export const ALL_REVENUE: StakeRule<never> = { label: term('allRevenue'), weights: {} };

/** Three simple rules for the purpose of a budget. */
export interface StakeRules<K extends string = string> {
  /** All revenue counts once. */
  readonly revenue: StakeRule<K>;
  /** Only revenue of segments with low recency, who have to be won back. */
  readonly winBack: StakeRule<K>;
  /** Only revenue of segments with high recency, who are active and may buy more. */
  readonly growth: StakeRule<K>;
}

/**
 * The rules `revenue`, `winBack`, and `growth` for the segments of a scored table. A segment without a recency level
 * counts only under `revenue`; each other segment counts under exactly one of `winBack` and `growth` as well.
 *
 * @example
 * const budget = splitBudget(pairs, { budget: 100_000, rules: stakeRules(scored) });
 */
export function stakeRules<K extends string>({ plan }: Pick<Scored<never, K>, 'plan'>): StakeRules<K> {
  const segments = Object.entries<Segment>(plan.segments);
  const where = (recency: boolean): StakeWeights<K> => ({
    segments: Object.fromEntries(
      segments.map(([key, { levels }]) => [key, levels.recency === recency ? 1 : 0]),
    ) as Record<K, number>,
  });
  return {
    revenue: ALL_REVENUE,
    winBack: { label: term('revenueToWinBack'), weights: where(false) },
    growth: { label: term('revenueToGrow'), weights: where(true) },
  };
}

const STAKE = { stake: column.money('stake', { digits: 0 }) } as const;

export type RevenueAtStake<K extends string = string> = Result<
  ReturnType<typeof pairSchema<K>> & typeof STAKE
>;

/**
 * Revenue at stake of each pair of segment and region: stake = revenue x weight of the segment x weight of the region.
 * A pair without users or revenue has 0 at stake.
 *
 * @throws OptionsError for a weight that is negative or not a finite number, or for an unknown segment or region.
 * @example
 * revenueAtStake(await segmentRegions(scored), stakeRules(scored).winBack.weights);
 */
export function revenueAtStake<K extends string>(
  pairs: SegmentRegions<K>,
  weights: StakeWeights<K> = {},
): RevenueAtStake<K> {
  const segments = (weights.segments ?? {}) as Readonly<Record<string, number>>;
  const { regions = {} } = weights;
  requireWeights(segments, [
    ...Object.keys(pairs.schema.segment.values),
    ...pairs.rows.map((row) => row.segment),
  ]);
  requireWeights(regions, [
    ...Object.keys(pairs.schema.region.values ?? {}),
    ...pairs.rows.map((row) => row.region),
  ]);
  return pairs
    .with({
      stake: [
        STAKE.stake,
        (row) => row.revenue * (entryOf(segments, row.segment) ?? 1) * (entryOf(regions, row.region) ?? 1),
      ],
    })
    .titled({ en: 'Revenue at stake', zh: '涉及的营收' }, 'revenue-at-stake');
}

function requireWeights(weights: Readonly<Record<string, number>>, names: readonly string[]): void {
  const known = new Set(names);
  for (const [name, weight] of Object.entries(weights)) {
    if (!Number.isFinite(weight) || weight < 0)
      throw new OptionsError(`The weight of ${name} must be a number of at least 0, not ${weight}.`);
    if (!known.has(name))
      throw new OptionsError(
        `There is a weight for "${name}", which does not exist: use one of ${[...known].join(', ')}.`,
      );
  }
}
