import { MetricError, portrait, products, regions, rfm, segments, segmentSizes } from 'tally';
import type { Check } from '../study/claim.js';
import { once } from '../study/once.js';
import type { RegionKey } from './advice/regions.js';
import { AGE_BANDS, FREQUENCY_BANDS, MINUTES_BANDS, ORDER_VALUE_BANDS, SPENDING_BANDS } from './bands.js';
import type { Users } from './contract.js';
import { known, type Known } from './known.js';
import { MYSQL_TIES, SEGMENTS, type SegmentKey } from './segments.js';

/** Recomputes one published claim of the user study. */
export type DouyinCheck = Check<DouyinFigures>;

/** The results shared by several claims, each computed on first use and then kept. */
export type DouyinFigures = ReturnType<typeof douyinFigures>;

const NUMERIC = [
  'age',
  'income',
  'last_login_days_ago',
  'purchase_frequency',
  'average_order_value',
  'total_spending',
  'time_spent_on_site_minutes',
  'pages_viewed',
] as const;

type NumberColumn = (typeof NUMERIC)[number];

/** The regions of the user table, as the study orders them. */
export const REGIONS: readonly RegionKey[] = ['Suburban', 'Urban', 'Rural'];

const SEGMENT_KEYS = Object.keys(SEGMENTS) as readonly SegmentKey[];

/** @throws MetricError for scores that the table is too small or too uniform for: no claim on segments can be tested. */
function soundly<T extends { readonly plan: { readonly note: { readonly en: string } | null } }>(
  scored: T,
): T {
  if (scored.plan.note !== null) throw new MetricError(scored.plan.note.en);
  return scored;
}

/** The results on a loaded user table. */
export function douyinFigures(users: Users) {
  const scored = once(async () => soundly(await rfm(users, { segments: SEGMENTS, ties: MYSQL_TIES })));
  return {
    users,
    /** Min, max, mean and median of every numeric column, by its name. */
    summaries: once(async () => {
      const rows = known(await portrait.summarize(users, NUMERIC), 'min', 'max', 'mean', 'median');
      return Object.fromEntries(rows.map((row) => [row.column, row])) as Record<
        NumberColumn,
        Known<portrait.Summary['schema'], 'min' | 'max' | 'mean' | 'median'>
      >;
    }),
    ages: once(async () => known(await portrait.bandCounts(users, 'age', AGE_BANDS), 'share')),
    genders: once(async () => known(await portrait.groupCounts(users, 'gender'), 'group')),
    regions: once(async () => known(await portrait.groupCounts(users, 'location'), 'group')),
    minutes: once(async () =>
      known(await portrait.bandCounts(users, 'time_spent_on_site_minutes', MINUTES_BANDS), 'share'),
    ),
    purchases: once(async () =>
      known(await portrait.bandCounts(users, 'purchase_frequency', FREQUENCY_BANDS), 'share'),
    ),
    orderValues: once(async () =>
      known(await portrait.bandCounts(users, 'average_order_value', ORDER_VALUE_BANDS), 'share'),
    ),
    spending: once(async () =>
      known(await portrait.bandCounts(users, 'total_spending', SPENDING_BANDS), 'share'),
    ),
    interests: once(async () =>
      known(await portrait.interestProfiles(users), 'interest', 'minutes', 'pages', 'perUser'),
    ),
    /** Average order value, defined in three ways. */
    orderValue: once(async () => (await portrait.orderValue(users)).at()),
    /** Users with scores and segment, ties broken as the study broke them. */
    scored,
    sizes: once(async () => segmentSizes(await scored())),
    /** Means, most frequent values and combinations by segment; segments without users are omitted. */
    profiles: once(async () => segments.profiles(await scored())),
    products: once(async () => products.bySegment(await scored())),
    /** Users, money and behavior by region. */
    regionTable: once(async () => {
      const areas = await regions(users);
      known(areas, 'region');
      return areas;
    }),
    /** Users, revenue and reach of every segment in every region. */
    pairs: once(async () => segments.byRegion(await scored())),
    /** Rows are regions, columns segments. */
    segmentsByRegion: once(async () =>
      portrait.crossTab(await scored(), 'location', 'segment', { rows: REGIONS, columns: SEGMENT_KEYS }),
    ),
    /** Rows are segments, columns categories. */
    categoriesBySegment: once(async () =>
      portrait.crossTab(await scored(), 'segment', 'product_category_preference', { rows: SEGMENT_KEYS }),
    ),
    /** Rows are regions, columns categories. */
    categoriesByRegion: once(() => {
      if (users.accepted === 0) throw new MetricError(`${users.name} is empty: there are no preferences.`);
      return portrait.crossTab(users, 'location', 'product_category_preference', { rows: REGIONS });
    }),
  };
}
