import { isAnyOf } from '../../events/types.js';
import { literal, sql, type Sql } from '../../engine/sql.js';
import type { Relation } from '../../engine/table.js';
import type { TrafficEvents, TrafficOptions } from './traffic.js';

export interface SessionOptions<T extends string = string> extends TrafficOptions<T> {
  /** A session ends after more than this many seconds without any event of the user. Default: 1,800. */
  readonly gap?: number;
}

/** GA4's seconds and views that make a session engaged. */
const [SECONDS, VIEWS] = [10, 2];

/**
 * SQL for the events with the number of their session, from 0 for a user's first, and whether the session is engaged:
 * it lasts 10 seconds, has two views, or a purchase.
 */
export function sessionsOf(
  { events, types }: TrafficEvents<string> & { readonly events: Relation },
  { views, purchases, gap = 1800 }: SessionOptions,
): Sql {
  const session = sql`OVER (PARTITION BY user_id, session)`;
  return sql`SELECT user_id, session, code, event_time,
      max(event_time) ${session} - min(event_time) ${session} >= ${literal(SECONDS)}
        OR count(CASE WHEN ${isAnyOf(types, views)} THEN 1 END) ${session} >= ${literal(VIEWS)}
        OR count(CASE WHEN ${isAnyOf(types, purchases)} THEN 1 END) ${session} >= 1 AS engaged
    FROM (
      SELECT *, sum(begins) OVER (PARTITION BY user_id ORDER BY event_time) AS session
      FROM (
        SELECT user_id, code, event_time, CASE WHEN event_time - lag(event_time)
          OVER (PARTITION BY user_id ORDER BY event_time) > ${literal(gap)} THEN 1 ELSE 0 END AS begins
        FROM ${events}
      ) AS gaps
    ) AS numbered`;
}
