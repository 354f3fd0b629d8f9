import type { EventTables } from '../../../data/events/tables.js';
import { isAnyOf, type Behavior } from '../../../data/events/behaviors.js';
import { id, join, literal, sql, type Sql } from '../../../engine/sql.js';
import type { FunnelPlan } from './options.js';

/** SQL of the columns that name a unit. */
export function unitOf({ unit }: FunnelPlan): Sql {
  const own = { user: [], 'user+item': ['item_id'], session: ['session'] };
  return join(['user_id', ...own[unit]].map(id));
}

/**
 * SQL of the events with the columns of their unit. Sessions are numbered by user, from 0: one begins where more
 * than the gap has passed since the user's event before.
 */
export function unitEvents({ events }: EventTables, { unit, gap }: FunnelPlan): Sql {
  if (unit !== 'session') return sql`${events}`;
  return sql`(SELECT user_id, behavior, event_time,
    sum(begins) OVER (PARTITION BY user_id ORDER BY event_time) AS session
    FROM (
      SELECT user_id, behavior, event_time, CASE WHEN event_time - lag(event_time)
        OVER (PARTITION BY user_id ORDER BY event_time) > ${literal(gap)} THEN 1 ELSE 0 END AS begins
      FROM ${events}
    ) AS gaps) AS sessions`;
}

/** SQL of the number of an event's step, 0 for events of none. */
export function stepOf({ steps }: FunnelPlan): Sql {
  const cases = steps.map(
    ({ behaviors }, index) => sql`WHEN ${isAnyOf(behaviors)} THEN ${literal(index + 1)}`,
  );
  return sql`CASE ${join(cases, ' ')} ELSE 0 END`;
}

/** Behaviors with which a unit can enter: those of the first step, or of any where any order will do. */
export function entryBehaviors({ steps, order }: FunnelPlan): readonly Behavior[] {
  return (order === 'any' ? steps : steps.slice(0, 1)).flatMap(({ behaviors }) => behaviors);
}

/** SQL that is true when no more than the conversion window lies between two times. */
export function within({ window }: FunnelPlan, start: Sql, end: Sql): Sql {
  return window === null ? sql`${start} IS NOT NULL` : sql`${end} - ${start} <= ${literal(window)}`;
}
