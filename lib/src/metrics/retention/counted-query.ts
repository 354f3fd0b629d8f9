import { dayOf } from '../../events/rollups.js';
import { isAnyOf } from '../../events/types.js';
import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import type { Relation } from '../../engine/table.js';
import type { Activity, RetentionEvents } from './cohort-counts.js';
import type { Counted } from './counted-words.js';

const DAY = 86_400;

/**
 * SQL for base and returned users of each definition, one row each.
 *
 * `people` has a user's first day and first second, and whether the user returned on day n by each kind of day: by the
 * calendar (`on_day`), by 24 hours to the second (`on_hours`), or by 24 hours of times rounded down to the hour
 * (`on_rounded`), each also with `later_…` for that day or any after it. Shares of `people` are of the users whose day n
 * is over.
 */
export function countedQuery(
  tables: RetentionEvents<string> & { readonly events: Relation },
  { active, returns, day }: Activity & { readonly day: number },
): Sql {
  const { types, window } = tables;
  const [n, days] = [literal(day), literal(window.days.length)];
  const moments = (keys: readonly string[]) =>
    sql`SELECT user_id, event_time AS time, event_time // 3600 AS hour, ${dayOf(window, id('event_time'))} AS "day"
      FROM ${tables.events} WHERE ${isAnyOf(types, keys)}`;
  const [from, to] = [literal(day * DAY), literal((day + 1) * DAY)];
  const [hourFrom, hourTo] = [literal(day * 24), literal((day + 1) * 24)];
  const observed = sql`"day" + ${n} < ${days}`;
  const over24 = sql`time + ${to} <= ${literal(window.end)}`;
  const overHours = sql`hour + ${hourTo} <= ${literal(Math.floor(window.end / 3600))}`;
  const rows: readonly Sql[] = [
    row('tally', observed, 'on_day'),
    row('tally-on-or-after', observed, 'later_day'),
    row('posthog', observed, 'on_day'),
    sql`SELECT 'posthog-recurring' AS tool, count(*) AS base, count(back.user_id) AS returned
      FROM (SELECT DISTINCT user_id, "day" FROM acts WHERE ${observed}) AS begun
      LEFT JOIN (SELECT DISTINCT user_id, "day" FROM backs) AS back
        ON back.user_id = begun.user_id AND back."day" = begun."day" + ${n}`,
    row('amplitude', overHours, 'on_rounded'),
    row('amplitude-on-or-after', overHours, 'later_rounded'),
    sql`SELECT 'amplitude-any' AS tool, count(DISTINCT begun.user_id) AS base,
        count(DISTINCT back.user_id) AS returned
      FROM (SELECT DISTINCT user_id, hour FROM acts WHERE ${overHours}) AS begun
      LEFT JOIN (SELECT DISTINCT user_id, hour FROM backs) AS back
        ON back.user_id = begun.user_id AND back.hour - begun.hour >= ${hourFrom}
        AND back.hour - begun.hour < ${hourTo}`,
    row('mixpanel', over24, 'on_hours'),
    row('mixpanel-on-or-after', over24, 'later_hours'),
    row('ga4', observed, 'on_day'),
    row('ga4-rolling', observed, 'every_day'),
  ];
  return sql`WITH acts AS (${moments(active)}),
    backs AS (${moments(returns)}),
    firsts AS (
      SELECT user_id, min(time) AS time, min(hour) AS hour, min("day") AS "day" FROM acts GROUP BY user_id
    ),
    since AS (
      SELECT firsts.user_id, backs."day" - firsts."day" AS days, backs.time - firsts.time AS seconds,
        backs.hour - firsts.hour AS hours
      FROM firsts JOIN backs USING (user_id)
    ),
    returned AS (
      SELECT user_id, bool_or(days = ${n}) AS on_day, bool_or(days >= ${n}) AS later_day,
        bool_or(seconds >= ${from} AND seconds < ${to}) AS on_hours, bool_or(seconds >= ${from}) AS later_hours,
        bool_or(hours >= ${hourFrom} AND hours < ${hourTo}) AS on_rounded,
        bool_or(hours >= ${hourFrom}) AS later_rounded,
        count(DISTINCT CASE WHEN days >= 1 AND days <= ${n} THEN days END) = ${n} AS every_day
      FROM since GROUP BY user_id
    ),
    people AS (SELECT * FROM firsts LEFT JOIN returned USING (user_id))
    ${join(rows, '\n    UNION ALL ')}`;
}

/** SQL for a definition by users: those whose day n is over, and those of them who returned. */
const row = (tool: Counted, over: Sql, returned: string): Sql =>
  sql`SELECT ${literal(tool)} AS tool, count(*) AS base, count(CASE WHEN ${raw(returned)} THEN 1 END) AS returned
      FROM people WHERE ${over}`;
