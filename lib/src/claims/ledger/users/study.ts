import type { LoadedUsers, UserTable } from '../../../data/users.js';
import type { Engine } from '../../../engine/engine.js';
import { bandCounts } from '../../../metrics/bands.js';
import { crossTab } from '../../../metrics/crossTab.js';
import { groupCounts } from '../../../metrics/groups.js';
import { interestProfiles } from '../../../metrics/interests.js';
import { orderValue } from '../../../metrics/orderValue.js';
import { segmentRegions } from '../../../metrics/actions/segmentRegions.js';
import { segmentProducts } from '../../../metrics/products.js';
import { regions } from '../../../metrics/regions.js';
import { segmentProfiles, type SegmentProfile } from '../../../metrics/rfm/profile.js';
import { rfm } from '../../../metrics/rfm/rfm.js';
import { RFM_SEGMENT_KEYS, type RfmSegment } from '../../../metrics/rfm/segments.js';
import { segmentSizes } from '../../../metrics/rfm/sizes.js';
import { summarise, type Summary } from '../../../metrics/summary.js';
import {
  AGE_BANDS,
  FREQUENCY_BANDS,
  MINUTES_BANDS,
  ORDER_VALUE_BANDS,
  SPENDING_BANDS,
} from '../../../metrics/userBands.js';
import type { Finding } from '../finding.js';
import { once } from '../once.js';

/** Recomputes one published claim of the user study. */
export type UserCheck = (study: UserStudy) => Promise<Finding> | Finding;

/** The results that several claims rest on, each computed when first asked for and then kept. */
export type UserStudy = ReturnType<typeof openUserStudy>;

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

/** The regions of the user table, as the study orders them. */
export const REGIONS = ['Suburban', 'Urban', 'Rural'] as const;

/** Opens the study of a loaded user table. */
export function openUserStudy(engine: Engine, loaded: LoadedUsers) {
  const users: UserTable = loaded.table;
  const scored = once(() => rfm(engine, users, { ties: 'mysql' }));
  return {
    engine,
    loaded,
    users,
    /** Min, max, mean, median … of every numeric column, by its name. */
    summaries: once(async () => {
      const rows = await summarise(engine, users, NUMERIC);
      return Object.fromEntries(rows.map((row) => [row.column, row])) as Record<
        (typeof NUMERIC)[number],
        Summary
      >;
    }),
    ages: once(() => bandCounts(engine, users, 'age', AGE_BANDS)),
    genders: once(() => groupCounts(engine, users, 'gender')),
    regions: once(() => groupCounts(engine, users, 'location')),
    minutes: once(() => bandCounts(engine, users, 'time_spent_on_site_minutes', MINUTES_BANDS)),
    purchases: once(() => bandCounts(engine, users, 'purchase_frequency', FREQUENCY_BANDS)),
    orderValues: once(() => bandCounts(engine, users, 'average_order_value', ORDER_VALUE_BANDS)),
    spending: once(() => bandCounts(engine, users, 'total_spending', SPENDING_BANDS)),
    interests: once(() => interestProfiles(engine, users)),
    orderValue: once(() => orderValue(engine, users)),
    /** Users with scores and segment, ties broken as the study broke them. */
    scored,
    sizes: once(async () => segmentSizes(engine, await scored())),
    /** Profiles by segment; those without users are not there. */
    profiles: once(async () => {
      const rows = await segmentProfiles(engine, await scored());
      return new Map<RfmSegment, SegmentProfile>(rows.map((row) => [row.segment, row]));
    }),
    products: once(async () => segmentProducts(engine, await scored())),
    regionTable: once(() => regions(engine, users)),
    /** Users, revenue and reach of every segment in every region. */
    pairs: once(async () => segmentRegions(engine, await scored())),
    /** Rows are regions, columns segments. */
    segmentsByRegion: once(async () =>
      crossTab(engine, await scored(), 'location', 'segment', { rows: REGIONS, columns: RFM_SEGMENT_KEYS }),
    ),
    /** Rows are segments, columns categories. */
    categoriesBySegment: once(async () =>
      crossTab(engine, await scored(), 'segment', 'product_category_preference', { rows: RFM_SEGMENT_KEYS }),
    ),
    /** Rows are regions, columns categories. */
    categoriesByRegion: once(() =>
      crossTab(engine, users, 'location', 'product_category_preference', { rows: REGIONS }),
    ),
  };
}
