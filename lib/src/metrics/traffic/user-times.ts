import { id, sql, type Sql } from '../../engine/sql.js';
import { dayOf, hourOf } from '../../events/rollups.js';
import { bits, didOnDay, setOf } from '../../events/sets.js';
import type { EventTables } from '../../events/tables.js';
import { isAnyOf } from '../../events/types.js';
import type { TrafficKey } from './measures.js';
import type { TrafficEvents, TrafficOptions } from './traffic.js';

/** What peaks need from loaded events. */
export type PeakEvents<T extends string> = TrafficEvents<T> & Pick<EventTables<T>, 'events'>;

/** SELECT of one row a user and hour or day: views and purchases. */
export function countedTimes<T extends string>(
  { events, types, window }: PeakEvents<T>,
  key: TrafficKey,
  { views, purchases }: TrafficOptions<T>,
): Sql {
  const place = (key === 'hour' ? hourOf : dayOf)(window, id('event_time'));
  const countOf = (some: readonly T[]) => sql`count(CASE WHEN ${isAnyOf(types, some)} THEN 1 END)`;
  return sql`SELECT user_id, place, ${countOf(views)} AS views, ${countOf(purchases)} AS purchases
    FROM (SELECT user_id, code, ${place} AS place FROM ${events}) AS placed GROUP BY user_id, place`;
}

/** The same from rollups, which know whether there was a purchase but not how many. */
export function timesFromSets<T extends string>(
  { users, days, types, window }: PeakEvents<T>,
  key: TrafficKey,
  { purchases }: TrafficOptions<T>,
): Sql {
  const flag = (condition: Sql) => sql`0 AS views, CASE WHEN ${condition} THEN 1 ELSE 0 END AS purchases`;
  if (key === 'date' && days !== null) {
    return sql`SELECT user_id, "day" AS place, ${flag(didOnDay(types, purchases))} FROM ${days}`;
  }
  const kind = key === 'hour' ? 'hours' : 'days';
  const any = setOf(
    types.map(({ key: type }) => type),
    kind,
  );
  const sets = sql`SELECT user_id, ${any} AS came, ${setOf(purchases, kind)} AS bought FROM ${users}`;
  return sql`SELECT user_id, n AS place, ${flag(sql`(bought & "bit") <> 0`)}
    FROM (${sets}) AS sets CROSS JOIN ${bits(key === 'hour' ? 24 : window.days.length)} WHERE (came & "bit") <> 0`;
}
