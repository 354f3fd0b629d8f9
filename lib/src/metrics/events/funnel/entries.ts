import { isAnyOf, type Behavior } from '../../../data/events/behaviors.js';
import { dayOf } from '../../../data/events/rollups.js';
import type { EventTables, EventUserTable } from '../../../data/events/tables.js';
import { id, join, literal, sql, type Sql } from '../../../engine/sql.js';
import type { FunnelPlan } from './options.js';
import { entryBehaviors, unitEvents, unitOf } from './units.js';

/**
 * SELECT of the units that entered, each once: `part`, what it is broken down by, and `open`, whether it could still
 * convert after the data end; null where there is no bound by which it would have to.
 *
 * A unit enters with its first event of the first step (of any step where any order will do). It is open when the
 * conversion window after that event reaches the end of the data, and a session besides only when it may go on
 * after the end. The category of a unit is that of its entry events, the smallest where they name several.
 */
export function entries(tables: EventTables, plan: FunnelPlan): Sql {
  return sql`SELECT ${unitOf(plan)}, ${partOf(tables, plan)} AS part, ${openOf(tables, plan)} AS open
    FROM (${entered(tables, plan)}) AS entered`;
}

function entered(tables: EventTables, plan: FunnelPlan): Sql {
  const behaviors = entryBehaviors(plan);
  if (plan.unit === 'user') {
    const first = firstTime(behaviors);
    return sql`SELECT user_id, ${first} AS entry FROM ${tables.users} WHERE ${first} IS NOT NULL`;
  }
  if (plan.unit === 'user+item') {
    return sql`SELECT user_id, item_id, min(event_time) AS entry, min(category_id) AS category_id
      FROM ${tables.events} WHERE ${isAnyOf(behaviors)} GROUP BY user_id, item_id`;
  }
  return sql`SELECT user_id, session, min(CASE WHEN ${isAnyOf(behaviors)} THEN event_time END) AS entry,
      max(event_time) AS last_time
    FROM ${unitEvents(tables, plan)} GROUP BY user_id, session
    HAVING min(CASE WHEN ${isAnyOf(behaviors)} THEN event_time END) IS NOT NULL`;
}

/** SQL of a user's first time of any of these behaviors, from the users rollup. */
export function firstTime(behaviors: readonly Behavior[]): Sql {
  const firsts = behaviors.map((name) => id(`first_${name}` satisfies keyof EventUserTable['columns']));
  return firsts.length === 1 ? join(firsts) : sql`least(${join(firsts)})`;
}

function partOf({ window }: EventTables, { breakdown }: FunnelPlan): Sql {
  if (breakdown === 'none') return sql`CAST(NULL AS BIGINT)`;
  return breakdown === 'category' ? id('category_id') : dayOf(window, id('entry'));
}

function openOf({ window: { end } }: EventTables, { window, unit, gap }: FunnelPlan): Sql {
  const reachesEnd = [
    ...(window === null ? [] : [sql`entry + ${literal(window)} >= ${literal(end)}`]),
    ...(unit === 'session' ? [sql`last_time + ${literal(gap)} >= ${literal(end)}`] : []),
  ];
  return reachesEnd.length === 0 ? sql`CAST(NULL AS BOOLEAN)` : join(reachesEnd, ' AND ');
}
