import { MetricError, OptionsError } from '../../errors.js';
import { PUBLISHED_PRIORITIES, type PublishedPriority } from './published.js';
import type { SegmentRegion } from './segmentRegions.js';

export interface PriorityOptions {
  /** Ascending shares of the whole score, each in (0, 1), at which the next level starts: three cuts, four levels. */
  readonly cuts?: readonly number[];
}

/** A pair of segment and region in its place. */
export interface Priority extends SegmentRegion {
  /** revenue per user x users x reach, in yuan: the revenue of those who can be reached. */
  readonly score: number;
  /** score / sum of all scores */
  readonly share: number;
  /** From 1; no two pairs share a rank. */
  readonly rank: number;
  /** From 1, the first, to one more than there are cuts. */
  readonly level: number;
}

/**
 * Ranks the pairs of segment and region by
 *
 * score = revenue per user x users x reach,
 *
 * where reach is the mean recency score of the pair's users over the best one, largest first, ties by segment, then
 * region. The level is 1 + the number of cuts that the scores **before** the pair in this order reach together: with
 * the cuts 0.5, 0.8, 0.95 the first level is those who make up the first half, and so on. A pair without users has
 * score 0 and is in the last level.
 *
 * The score takes no account of what it costs to reach somebody or how many would answer: the file knows neither.
 * @throws OptionsError for cuts that are not ascending within (0, 1).
 * @throws MetricError when all scores are 0.
 * @example
 * const [first] = priorities(await segmentRegions(engine, scored));
 */
export function priorities(
  pairs: readonly SegmentRegion[],
  { cuts = [0.5, 0.8, 0.95] }: PriorityOptions = {},
): Priority[] {
  requireCuts(cuts);
  const scored = pairs
    .map((pair) => ({ ...pair, score: (pair.arpu ?? 0) * pair.users * (pair.reach ?? 0) }))
    .sort((a, b) => b.score - a.score || compare(a.segment, b.segment) || compare(a.region, b.region));
  const total = scored.reduce((sum, { score }) => sum + score, 0);
  if (!(total > 0)) {
    throw new MetricError('No pair of segment and region has any revenue: there is nothing to rank them by.');
  }
  let before = 0;
  return scored.map((pair, index) => {
    const reached = pair.score > 0 ? cuts.filter((cut) => before / total >= cut).length : cuts.length;
    before += pair.score;
    return { ...pair, share: pair.score / total, rank: index + 1, level: reached + 1 };
  });
}

/** A published priority beside the computed one. */
export interface PriorityComparison extends Priority {
  readonly published: number;
  /** Whether the two levels are the same. */
  readonly agrees: boolean;
}

/** The pairs that the study ranks, in its order, beside their computed rank and level. */
export function comparePriorities(
  computed: readonly Priority[],
  published: readonly PublishedPriority[] = PUBLISHED_PRIORITIES,
): PriorityComparison[] {
  return published.flatMap(({ segment, region, level }) =>
    computed
      .filter((pair) => pair.segment === segment && pair.region === region)
      .map((pair) => ({ ...pair, published: level, agrees: pair.level === level })),
  );
}

function requireCuts(cuts: readonly number[]): void {
  const ascending = cuts.every((cut, index) => cut > (cuts[index - 1] ?? 0) && cut < 1);
  if (cuts.length === 0 || !ascending) {
    throw new OptionsError(
      `Cuts of the priorities must ascend between 0 and 1, at least one: [${cuts.join(', ')}].`,
    );
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
