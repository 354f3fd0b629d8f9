import { isAnyOf } from '../../events/types.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Chains } from './levels.js';
import type { FunnelEvents, FunnelPlan } from './options.js';
import { stepOf, unitEvents, unitOf, within } from './units.js';

/**
 * Arrivals of a funnel in any order: times at which the k most recent distinct steps, each at its latest time so far,
 * are within the conversion window. `start` is the earliest of these k times.
 */
export function anyOrderChains(tables: FunnelEvents, plan: FunnelPlan): Chains {
  const unit = unitOf(plan);
  const numbers = plan.steps.map((_, index) => index + 1);
  const used = plan.steps.flatMap(({ types }) => types);
  const last = numbers.map(
    (step) =>
      sql`max(CASE WHEN step = ${literal(step)} THEN time END) OVER (PARTITION BY ${unit} ORDER BY time) AS ${lastOf(step)}`,
  );
  const starts = numbers.slice(1).map((step) => sql`${nthLast(numbers, step)} AS ${id(`start_${step}`)}`);
  return {
    queries: [
      sql`latest AS (
      SELECT *, ${join(last)}
      FROM (SELECT ${unit}, ${stepOf(plan)} AS step, event_time AS time
        FROM ${unitEvents(tables, plan)} WHERE ${isAnyOf(plan.known, used)}) AS events
    )`,
      sql`ranked AS (SELECT *, ${join(numbers.map((step) => sql`${rankOf(numbers, step)} AS ${rankName(step)}`))} FROM latest)`,
      sql`spans AS (SELECT ${unit}, time, ${join(starts)} FROM ranked)`,
    ],
    arrivals: join(
      numbers.slice(1).map((step) => arrivalsOf(plan, step)),
      '\n      UNION ALL ',
    ),
  };
}

const lastOf = (step: number) => id(`last_${step}`);
const rankName = (step: number) => id(`rank_${step}`);

/** The number of steps taken no earlier than this one, itself included. */
function rankOf(steps: readonly number[], step: number): Sql {
  const asLate = steps.map((other) => sql`CASE WHEN ${lastOf(other)} >= ${lastOf(step)} THEN 1 ELSE 0 END`);
  return join(asLate, ' + ');
}

/** The latest time since which n of the steps were taken. */
function nthLast(steps: readonly number[], n: number): Sql {
  const times = steps.map(
    (step) => sql`CASE WHEN ${rankName(step)} >= ${literal(n)} THEN ${lastOf(step)} END`,
  );
  return sql`greatest(${join(times)})`;
}

function arrivalsOf(plan: FunnelPlan, step: number): Sql {
  const start = id(`start_${step}`);
  return sql`SELECT ${unitOf(plan)}, ${literal(step)} AS step, time, ${start} AS start FROM spans
      WHERE ${within(plan, start, id('time'))}`;
}
