import { isAnyOf } from '../../events/types.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { FunnelEvents, FunnelPlan } from './options.js';

/** SQL for the columns that identify a unit. */
export function unitOf({ unit }: FunnelPlan): Sql {
  const own = { user: [], 'user+item': ['item_id'], session: ['session'] };
  return join(['user_id', ...own[unit]].map(id));
}

/**
 * SQL for the events with the columns of their unit. Sessions are numbered by user, from 0: a new one begins if more
 * than the gap has passed since the user's previous event.
 */
export function unitEvents({ events }: FunnelEvents, { unit, gap }: FunnelPlan): Sql {
  if (unit !== 'session') return sql`${events}`;
  return sql`(SELECT user_id, code, event_time,
    sum(begins) OVER (PARTITION BY user_id ORDER BY event_time) AS session
    FROM (
      SELECT user_id, code, event_time, CASE WHEN event_time - lag(event_time)
        OVER (PARTITION BY user_id ORDER BY event_time) > ${literal(gap)} THEN 1 ELSE 0 END AS begins
      FROM ${events}
    ) AS gaps) AS sessions`;
}

/** SQL for the number of an event's step; 0 for events outside the steps. */
export function stepOf(plan: FunnelPlan): Sql {
  const cases = plan.steps.map(
    ({ types }, index) => sql`WHEN ${isAnyOf(plan.known, types)} THEN ${literal(index + 1)}`,
  );
  return sql`CASE ${join(cases, ' ')} ELSE 0 END`;
}

/** Types with which a unit can enter: those of the first step, or of any step with order `any`. */
export function entryTypes({ steps, order }: FunnelPlan): readonly string[] {
  return (order === 'any' ? steps : steps.slice(0, 1)).flatMap(({ types }) => types);
}

/** SQL that is true if two times are no further apart than the conversion window. */
export function within({ window }: FunnelPlan, start: Sql, end: Sql): Sql {
  return window === null ? sql`${start} IS NOT NULL` : sql`${end} - ${start} <= ${literal(window)}`;
}
