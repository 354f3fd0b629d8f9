import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Chains } from './levels.js';
import type { FunnelEvents, FunnelPlan } from './options.js';
import { stepOf, unitEvents, unitOf, within } from './units.js';

/**
 * Arrivals of a strict funnel: events of step k immediately preceded by the unit's events of steps k - 1 down to 1.
 * Events in the same second are in order of steps, those outside the steps first.
 */
export function strictChains(tables: FunnelEvents, plan: FunnelPlan): Chains {
  const unit = unitOf(plan);
  const numbers = plan.steps.map((_, index) => index + 1);
  const before = numbers
    .slice(0, -1)
    .flatMap((back) => [
      sql`lag(step, ${literal(back)}) ${overUnit(unit)} AS ${id(`step_${back}`)}`,
      sql`lag(time, ${literal(back)}) ${overUnit(unit)} AS ${id(`time_${back}`)}`,
    ]);
  return {
    queries: [
      sql`neighbors AS (
      SELECT *, ${join(before)}
      FROM (SELECT ${unit}, ${stepOf(plan)} AS step, event_time AS time FROM ${unitEvents(tables, plan)}) AS events
    )`,
    ],
    arrivals: sql`SELECT ${unit}, step, time, start
      FROM (SELECT *, CASE ${join(
        numbers.slice(1).map((step) => startOf(plan, step)),
        ' ',
      )} END AS start
        FROM neighbors) AS chained
      WHERE start IS NOT NULL`,
  };
}

const overUnit = (unit: Sql) => sql`OVER (PARTITION BY ${unit} ORDER BY time, step)`;

function startOf(plan: FunnelPlan, step: number): Sql {
  const backs = Array.from({ length: step - 1 }, (_, index) => index + 1);
  const chained = backs.map((back) => sql`${id(`step_${back}`)} = ${literal(step - back)}`);
  const start = id(`time_${step - 1}`);
  return sql`WHEN step = ${literal(step)} AND ${join(chained, ' AND ')} AND ${within(plan, start, id('time'))}
        THEN ${start}`;
}
