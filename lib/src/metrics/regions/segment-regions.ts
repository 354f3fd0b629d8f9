import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories } from '../../core/schema.js';
import { columnOf, type Bound } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import { groupCategories, groupColumn, groupOrder, known, unknownNote } from '../groups-of.js';
import { ratio, total } from '../ratio.js';
import { SCORE_COLUMNS } from '../segments/options.js';
import type { SegmentKey } from '../segments/segment-column.js';

const COUNTS = {
  segment: column.text('segment'),
  region: column.text('column'),
  users: column.count('users'),
  revenue: column.money('revenue'),
  reach: column.optional(column.percent('reach')),
} as const;

/** The columns of {@link segmentRegions}. */
export function pairSchema<K extends string>(
  segments: Categories<K>,
  region: ReturnType<typeof groupColumn>,
) {
  return {
    segment: column.category('segment', segments),
    region,
    users: column.count('users'),
    shareOfSegment: column.optional(
      column.percent('shareOfSegment', { base: 'users', interval: 'intervalOfSegment' }),
    ),
    intervalOfSegment: column.optional(column.interval('percent')),
    shareOfRegion: column.optional(
      column.percent('shareOfRegion', { base: 'users', interval: 'intervalOfRegion' }),
    ),
    intervalOfRegion: column.optional(column.interval('percent')),
    revenue: column.money('revenue', { digits: 0 }),
    perUser: column.optional(column.money('revenuePerUser', { digits: 0 })),
    reach: column.optional(column.percent('reach', { digits: 0 })),
  };
}

export type SegmentRegions<K extends string = string> = Result<ReturnType<typeof pairSchema<K>>>;

/**
 * Every pair of segment and region, by segment, then region; pairs without users have 0. Gives the users as a share of
 * the segment and as a share of the region, which answer different questions, each with its 95% Wilson interval; the
 * revenue; and perUser = revenue / users.
 *
 * reach = mean recency score / best recency score of any user, in (0, 1], on the assumption that recently active users
 * are easier to reach. Null without users, or if nobody was scored by recency.
 * @example
 * const pairs = await segmentRegions(await rfm(users));
 * pairs.where({ segment: 'keyValue' }).max('shareOfSegment').region.en; // where they live
 */
export async function segmentRegions<T extends Bound<'segment' | 'region' | 'monetary'>>(
  scored: T,
): Promise<SegmentRegions<SegmentKey<T>>> {
  const { session } = scored;
  const [segment, region] = [columnOf(scored, 'segment'), columnOf(scored, 'region')];
  const score = SCORE_COLUMNS.recency;
  const hasScore = Object.hasOwn(scored.columns, score);
  const reach = hasScore
    ? sql`CAST(sum(${id(score)}) AS DOUBLE) / (count(*) * (SELECT max(${id(score)}) FROM ${scored}))`
    : sql`CAST(NULL AS DOUBLE)`;
  const query = sql`SELECT ${id(segment)} AS segment, ${id(region)} AS region, count(*) AS users,
      coalesce(CAST(sum(${id(columnOf(scored, 'monetary'))}) AS DOUBLE), 0) AS revenue, ${reach} AS reach
    FROM (${known(scored, [segment, region])}) AS people GROUP BY 1, 2 ORDER BY 1, 2`;
  const found = await rowsOf(session, query, COUNTS);
  const segments = groupCategories(
    scored,
    segment,
    found.map((row) => row.segment),
  ) as Categories<SegmentKey<T>>;
  const places = groupOrder(
    scored,
    region,
    found.map((row) => row.region),
  );
  const usersWhere = (name: 'segment' | 'region', value: string) =>
    total(found.filter((row) => row[name] === value).map((row) => row.users));
  const rows = (Object.keys(segments) as SegmentKey<T>[]).flatMap((key) =>
    places.map((place) => {
      const { users, revenue, reach } =
        found.find((row) => row.segment === key && row.region === place) ?? NOBODY;
      const [ofSegment, ofRegion] = [usersWhere('segment', key), usersWhere('region', place)];
      return {
        segment: key,
        region: place,
        users,
        shareOfSegment: ratio(users, ofSegment),
        intervalOfSegment: wilson(users, ofSegment),
        shareOfRegion: ratio(users, ofRegion),
        intervalOfRegion: wilson(users, ofRegion),
        revenue,
        perUser: ratio(revenue, users),
        reach,
      };
    }),
  );
  return new Result({
    session,
    name: 'segment-regions',
    title: { en: 'Segments by region', zh: '各地区与用户分层' },
    schema: pairSchema(segments, groupColumn(scored, region)),
    rows,
    query,
    chart: { mark: 'bar', x: 'shareOfRegion', y: 'region', color: 'segment', mode: 'stack' },
    ...(await unknownNote(scored, [segment, region])),
  });
}

const NOBODY = { users: 0, revenue: 0, reach: null };
