import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { sql } from '../../engine/sql.js';
import { countOf } from '../../events/sets.js';
import { requireTraffic, TRAFFIC, withRatios, type TrafficEvents, type TrafficOptions } from './traffic.js';

const WHOLE = { days: column.count('daysInWindow'), ...TRAFFIC } as const;

/** One row. */
export type WholeTraffic = Result<typeof WHOLE>;

/**
 * Traffic of the whole window: each user counts once, however many days and hours they were active. Over a longer
 * period, users buy more often, so purchases / users means nothing without its period.
 *
 * @throws OptionsError if an option names no type, an unknown one, or one twice.
 * @example
 * (await traffic.whole(events, { views: ['view'], purchases: ['purchase'] })).at().users.en;
 */
export async function whole<T extends string>(
  events: Pick<TrafficEvents<T>, 'users' | 'window' | 'types' | 'session'>,
  options: TrafficOptions<NoInfer<T>>,
): Promise<WholeTraffic> {
  requireTraffic(events, options);
  const [views, purchases] = [countOf(options.views), countOf(options.purchases)];
  const query = sql`SELECT CAST(coalesce(sum(${views}), 0) AS BIGINT) AS views, count(*) AS users,
      count(CASE WHEN ${purchases} > 0 THEN 1 END) AS buyers,
      CAST(coalesce(sum(${purchases}), 0) AS BIGINT) AS purchases
    FROM ${events.users}`;
  const counts = await events.session.engine.one(query, {
    views: 'integer',
    users: 'integer',
    buyers: 'integer',
    purchases: 'integer',
  });
  return new Result({
    session: events.session,
    name: 'traffic-whole',
    title: { en: 'Traffic of the whole window', zh: '整个窗口的流量' },
    schema: WHOLE,
    rows: [{ days: events.window.days.length, ...withRatios(counts) }],
    query,
  });
}
