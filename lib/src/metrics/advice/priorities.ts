import { MetricError, OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { SegmentRegions } from '../regions/segment-regions.js';

export interface PriorityOptions {
  /**
   * Ascending shares of the total score, each in (0, 1), at which the next level starts; three cuts give four levels.
   */
  readonly cuts?: readonly number[];
}

const prioritySchema = <K extends string>({
  segment,
  region,
  users,
  revenue,
  perUser,
  reach,
}: SegmentRegions<K>['schema']) => ({
  rank: column.count('rank'),
  ...{ segment, region, users, revenue: { ...revenue, hidden: true }, perUser, reach },
  score: column.money('reachableRevenue', { digits: 0 }),
  share: column.optional(column.percent('share', { base: 'score' })),
  level: column.count('level'),
});

export type Priorities<K extends string = string> = Result<ReturnType<typeof prioritySchema<K>>>;

/**
 * Ranks the pairs of segment and region by
 *
 * score = revenue per user x users x reach,
 *
 * where reach = mean recency score of the pair's users / best recency score. Largest first, ties by segment, then
 * region. The level is 1 + the number of cuts that the cumulative score **before** the pair in this order reaches: with
 * the cuts 0.5, 0.8, 0.95, the first level holds the pairs that make up the first half, and so on. A pair without users
 * has score 0 and is in the last level. If nobody has spent anything, all pairs are in the last level and shares are
 * null.
 *
 * The score ignores the cost of reaching users and how many would respond.
 * @throws OptionsError for cuts that are not ascending within (0, 1).
 * @throws MetricError if there are users but none of them was scored by recency.
 * @example
 * const ranked = priorities(await segmentRegions(scored));
 * ranked.at({ rank: 1 }).segment.en;
 */
export function priorities<K extends string>(
  pairs: SegmentRegions<K>,
  { cuts = [0.5, 0.8, 0.95] }: PriorityOptions = {},
): Priorities<K> {
  requireCuts(cuts);
  const scored = pairs.rows
    .map(({ segment, region, users, revenue, perUser, reach }) => ({
      ...{ segment, region, users, revenue, perUser, reach },
      score: (perUser ?? 0) * users * (reach ?? 0),
    }))
    .sort((a, b) => b.score - a.score || compare(a.segment, b.segment) || compare(a.region, b.region));
  const total = scored.reduce((sum, { score }) => sum + score, 0);
  const peopled = pairs.rows.filter(({ users }) => users > 0);
  if (peopled.length > 0 && peopled.every(({ reach }) => reach === null)) {
    throw new MetricError(
      'Nobody was scored by recency, so reach is unknown and pairs cannot be ranked: score the users by recency.',
    );
  }
  let before = 0;
  const rows = scored.map((pair, index) => {
    const reached = pair.score > 0 ? cuts.filter((cut) => before / total >= cut).length : cuts.length;
    before += pair.score;
    return { rank: index + 1, ...pair, share: total > 0 ? pair.score / total : null, level: reached + 1 };
  });
  return new Result({
    session: pairs.session,
    name: 'priorities',
    title: { en: 'Segments by region, ranked', zh: '分层与地区组合的优先级' },
    schema: prioritySchema(pairs.schema),
    rows,
    chart: { mark: 'heatmap', x: 'region', y: 'segment', value: 'score' },
  });
}

/** A pair of segment and region, and the priority level that a document gives it, from 1. */
export interface PublishedPriority<K extends string = string> {
  readonly segment: K;
  readonly region: string;
  readonly level: number;
}

const comparisonSchema = <K extends string>({
  segment,
  region,
  share,
  level,
  rank,
}: Priorities<K>['schema']) => ({
  ...{ segment, region },
  published: column.count('publishedLevel'),
  level: column.optional(level),
  rank: column.optional(rank),
  share: column.optional(share),
  agrees: column.optional(column.yesNo('agrees')),
});

export type PriorityComparison<K extends string = string> = Result<ReturnType<typeof comparisonSchema<K>>>;

/**
 * The pairs that a document ranks, in its order, next to their computed rank and level; null for a pair that was not
 * computed.
 *
 * @example
 * const compared = comparePriorities(priorities(pairs), [{ segment: 'keyValue', region: 'Berlin', level: 1 }]);
 * compared.where({ agrees: true }).length;
 */
export function comparePriorities<K extends string>(
  computed: Priorities<K>,
  published: readonly PublishedPriority<K>[],
): PriorityComparison<K> {
  const rows = published.map(({ segment, region, level: theirs }) => {
    const found = computed.rows.find((row) => row.segment === segment && row.region === region);
    const { level = null, rank = null, share = null } = found ?? {};
    return {
      segment,
      region,
      published: theirs,
      level,
      rank,
      share,
      agrees: level === null ? null : level === theirs,
    };
  });
  return new Result({
    session: computed.session,
    name: 'priorities-compared',
    title: { en: 'Published and computed priorities', zh: '原文与计算所得的优先级' },
    schema: comparisonSchema(computed.schema),
    rows: rows,
  });
}

function requireCuts(cuts: readonly number[]): void {
  const ascending = cuts.every((cut, index) => cut > (cuts[index - 1] ?? 0) && cut < 1);
  if (cuts.length === 0 || !ascending) {
    throw new OptionsError(
      `Priority cuts must be ascending numbers between 0 and 1, at least one, not [${cuts.join(', ')}].`,
    );
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
