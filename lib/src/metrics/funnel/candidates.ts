import { isAnyOf } from '../../events/types.js';
import type { Dialect } from '../../engine/dialect.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { firstTime } from './entries.js';
import { orderedChains, type Chains } from './levels.js';
import type { FunnelEvents, FunnelPlan } from './options.js';
import { within } from './units.js';

/**
 * The arrivals of {@link orderedChains} for users without exclusions, without sorting the many events of the first
 * step: about nine in ten events are page views.
 *
 * Chains of the later steps are found first. A user's first arrival by them is the earliest possible, and its chain
 * begins with the latest second step, so it is valid if the last first step before that one is within the window;
 * checking this takes one aggregate with one row per user. For users with an invalid arrival, about one in ten with a
 * window of one day, all chains are followed.
 */
export function candidateChains(tables: FunnelEvents, plan: FunnelPlan, dialect: Dialect): Chains {
  const later = { ...plan, steps: plan.steps.slice(1) };
  const laterChains = orderedChains(tables, later, dialect, { name: 'later' });
  const pending = orderedChains(tables, plan, dialect, {
    units: sql`(SELECT DISTINCT user_id FROM checked WHERE NOT stands)`,
  });
  const numbers = plan.steps.map((_, index) => index + 1).slice(1);
  const [entry = [], second = []] = plan.steps.map(({ types }) => types);
  return {
    queries: [
      ...(later.steps.length > 1 ? laterChains.queries : []),
      sql`candidates AS (
      SELECT user_id, 2 AS step, ${firstTime(second)} AS time, ${firstTime(second)} AS anchor
      FROM ${tables.users} WHERE ${firstTime(second)} IS NOT NULL
      ${later.steps.length > 1 ? furtherCandidates(laterChains.arrivals) : sql``}
    )`,
      sql`anchors AS (
      SELECT user_id, ${join(numbers.map((step) => ofStep(step, id('anchor'), `anchor_${step}`)))}
      FROM candidates GROUP BY user_id
    )`,
      sql`starts AS (
      SELECT user_id, ${join(numbers.map(lastBefore))}
      FROM ${tables.events} JOIN anchors USING (user_id) WHERE ${isAnyOf(plan.known, entry)} GROUP BY user_id
    )`,
      sql`checked AS (
      SELECT user_id, step, time, start, start IS NOT NULL AND ${within(plan, id('start'), id('time'))} AS stands
      FROM (SELECT user_id, step, time, CASE step ${join(numbers.map(startOf), ' ')} END AS start
        FROM candidates JOIN starts USING (user_id)) AS started
    )`,
      ...pending.queries,
    ],
    arrivals: sql`SELECT user_id, step, time, start FROM checked
      WHERE user_id NOT IN (SELECT user_id FROM checked WHERE NOT stands)
      UNION ALL ${pending.arrivals}`,
  };
}

function furtherCandidates(arrivals: Sql): Sql {
  return sql`UNION ALL
      SELECT user_id, step + 1, min(time), min_by(start, time) FROM (${arrivals}) AS arrivals GROUP BY user_id, step`;
}

const ofStep = (step: number, value: Sql, name: string) =>
  sql`max(CASE WHEN step = ${literal(step)} THEN ${value} END) AS ${id(name)}`;

const lastBefore = (step: number) =>
  sql`max(CASE WHEN event_time <= ${id(`anchor_${step}`)} THEN event_time END) AS ${id(`start_${step}`)}`;

const startOf = (step: number) => sql`WHEN ${literal(step)} THEN ${id(`start_${step}`)}`;
