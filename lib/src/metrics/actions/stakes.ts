import type { UserRegion } from '../../data/users.js';
import { MetricError, OptionsError } from '../../errors.js';
import type { Label } from '../../label.js';
import { RFM_LEVELS, RFM_SEGMENT_KEYS, type RfmSegment } from '../rfm/segments.js';
import type { SegmentRegion } from './segmentRegions.js';

/** How much each yuan of revenue counts as being at stake; 1 where nothing is said. */
export interface StakeWeights {
  readonly segments?: Readonly<Partial<Record<RfmSegment, number>>>;
  readonly regions?: Readonly<Partial<Record<UserRegion, number>>>;
}

const segmentsWhere = (counts: (segment: RfmSegment) => boolean): StakeWeights => ({
  segments: Object.fromEntries(RFM_SEGMENT_KEYS.map((segment) => [segment, counts(segment) ? 1 : 0])),
});

/**
 * Three plain answers to what a budget is for:
 * - `revenue`: all revenue counts once;
 * - `winBack`: only that of segments with low recency, who have to be brought back;
 * - `growth`: only that of segments with high recency, who are here and may buy more.
 */
export const STAKE_RULES = {
  revenue: {},
  winBack: segmentsWhere((segment) => !RFM_LEVELS[segment].recency),
  growth: segmentsWhere((segment) => RFM_LEVELS[segment].recency),
} as const satisfies Readonly<Record<string, StakeWeights>>;
export type StakeRule = keyof typeof STAKE_RULES;

/** The names of {@link STAKE_RULES} for a reader. */
export const STAKE_RULE_LABELS: Readonly<Record<StakeRule, Label>> = {
  revenue: { en: 'All revenue', zh: '全部收入' },
  winBack: { en: 'Revenue to win back', zh: '待召回收入' },
  growth: { en: 'Revenue to grow', zh: '可增长收入' },
};

export interface SegmentRegionStake extends SegmentRegion {
  /** revenue x weight of the segment x weight of the region, in yuan. */
  readonly stake: number;
}

/**
 * Revenue at stake of each pair of segment and region. A pair without users or revenue has 0 at stake.
 *
 * @throws OptionsError for a weight that is negative or no number.
 * @throws MetricError when nothing is at stake: nobody has spent anything, or all that was spent has weight 0.
 * @example
 * revenueAtStake(pairs, STAKE_RULES.winBack);
 */
export function revenueAtStake(
  pairs: readonly SegmentRegion[],
  weights: StakeWeights = STAKE_RULES.revenue,
): SegmentRegionStake[] {
  requireWeights({ ...weights.segments, ...weights.regions });
  const stakes = pairs.map((pair) => ({
    ...pair,
    stake: pair.revenue * (weights.segments?.[pair.segment] ?? 1) * (weights.regions?.[pair.region] ?? 1),
  }));
  if (!stakes.some(({ stake }) => stake > 0)) {
    throw new MetricError(
      'No revenue is at stake: nobody has spent anything, or the weights of all who have are 0.',
    );
  }
  return stakes;
}

function requireWeights(weights: Readonly<Record<string, number>>): void {
  const bad = Object.entries(weights).find(([, weight]) => !Number.isFinite(weight) || weight < 0);
  if (bad !== undefined) {
    throw new OptionsError(`The weight of ${bad[0]} is ${bad[1]}; it must be a number, not negative.`);
  }
}
