import { isAnyOf } from '../../events/types.js';
import { dayOf } from '../../events/rollups.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { FunnelEvents, FunnelPlan } from './options.js';
import { entryTypes, unitEvents, unitOf } from './units.js';

/**
 * SELECT of the units that entered, one row each: `part`, the value of the breakdown, and `open`, whether the unit
 * could still convert after the data end; null without a conversion window, except for sessions.
 *
 * A unit enters with its first event of the first step (of any step with order `any`). It is open if the conversion
 * window after that event reaches the end of the data; a session must also be able to continue after the end. The
 * category of a unit is that of its entry events, the smallest if there are several.
 */
export function entries(tables: FunnelEvents, plan: FunnelPlan): Sql {
  return sql`SELECT ${unitOf(plan)}, ${partOf(tables, plan)} AS part, ${openOf(tables, plan)} AS open
    FROM (${entered(tables, plan)}) AS entered`;
}

function entered(tables: FunnelEvents, plan: FunnelPlan): Sql {
  const types = entryTypes(plan);
  if (plan.unit === 'user') {
    const first = firstTime(types);
    return sql`SELECT user_id, ${first} AS entry FROM ${tables.users} WHERE ${first} IS NOT NULL`;
  }
  if (plan.unit === 'user+item') {
    const category = plan.breakdown === 'category' ? sql`, min(category_id) AS category_id` : sql``;
    return sql`SELECT user_id, item_id, min(event_time) AS entry${category}
      FROM ${tables.events} WHERE ${isAnyOf(plan.known, types)} GROUP BY user_id, item_id`;
  }
  return sql`SELECT user_id, session, min(CASE WHEN ${isAnyOf(plan.known, types)} THEN event_time END) AS entry,
      max(event_time) AS last_time
    FROM ${unitEvents(tables, plan)} GROUP BY user_id, session
    HAVING min(CASE WHEN ${isAnyOf(plan.known, types)} THEN event_time END) IS NOT NULL`;
}

/** SQL for the time of a user's first event of any of these types, from the user rollup. */
export function firstTime(types: readonly string[]): Sql {
  const firsts = types.map((name) => id(`first_${name}`));
  return firsts.length === 1 ? join(firsts) : sql`least(${join(firsts)})`;
}

function partOf({ window }: FunnelEvents, { breakdown }: FunnelPlan): Sql {
  if (breakdown === 'none') return sql`CAST(NULL AS BIGINT)`;
  return breakdown === 'category' ? id('category_id') : dayOf(window, id('entry'));
}

function openOf({ window: { end } }: FunnelEvents, { window, unit, gap }: FunnelPlan): Sql {
  const reachesEnd = [
    ...(window === null ? [] : [sql`entry + ${literal(window)} >= ${literal(end)}`]),
    ...(unit === 'session' ? [sql`last_time + ${literal(gap)} >= ${literal(end)}`] : []),
  ];
  return reachesEnd.length === 0 ? sql`CAST(NULL AS BOOLEAN)` : join(reachesEnd, ' AND ');
}
