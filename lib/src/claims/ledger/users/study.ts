import type { LoadedUsers, UserTable } from '../../../data/users.js';
import type { Engine } from '../../../engine/engine.js';
import { bandCounts } from '../../../metrics/bands.js';
import { groupCounts } from '../../../metrics/groups.js';
import { interestProfiles } from '../../../metrics/interests.js';
import { orderValue } from '../../../metrics/orderValue.js';
import { rfm } from '../../../metrics/rfm/rfm.js';
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
  };
}

/** Computes once, when first asked. */
function once<T>(compute: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= compute());
}
