import { isAnyOf } from '../../events/types.js';
import type { Dialect } from '../../engine/dialect.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { FunnelEvents, FunnelPlan } from './options.js';
import { stepOf, unitEvents, unitOf, within } from './units.js';

/** The named queries of a WITH clause, in order, and what to read from them. */
export interface Chains {
  readonly queries: readonly Sql[];
  readonly arrivals: Sql;
}

/**
 * Arrivals of an ordered funnel: events of step 2 and later that end a chain, with the latest possible time at which
 * the chain begins. A unit's events are read in order of time, and within a second in order of steps (events outside
 * the steps first).
 *
 * Step by step, only the last arrival is kept. That is enough: its chain began last, so if it is out of the window or
 * broken, so are all others. ClickHouse's `windowFunnel` uses the same rule.
 */
export function orderedChains(
  tables: FunnelEvents,
  plan: FunnelPlan,
  dialect: Dialect,
  of: ChainsOf = {},
): Chains {
  const { name = 'level', units } = of;
  const levelName = (level: number) => id(`${name}_${level}`);
  const unit = unitOf(plan);
  const only = units === undefined ? sql`` : sql`JOIN ${units} AS chosen USING (${unit})`;
  const used = [...plan.steps, ...plan.exclusions].flatMap(({ types }) => types);
  const first = sql`${levelName(1)} AS (
      SELECT *, CASE WHEN step = 1 THEN time END AS start
      FROM (SELECT ${unit}, code, ${stepOf(plan)} AS step, event_time AS time
        FROM ${unitEvents(tables, plan)} ${only} WHERE ${isAnyOf(plan.known, used)}) AS events
    )`;
  const further = plan.steps.slice(1).map((_, index) => {
    const level = index + 1;
    const last = dialect.lastValue(
      sql`CASE WHEN step = ${literal(level)} THEN start ${broken(tables, plan, level)} END`,
    );
    return sql`${levelName(level + 1)} AS (
      SELECT ${unit}, code, step, time, CASE WHEN step <> ${literal(level + 1)} THEN start
        WHEN ${unbroken(tables, plan)} AND ${within(plan, id('last'), id('time'))} THEN last END AS start
      FROM (SELECT *, ${last} OVER (PARTITION BY ${unit} ORDER BY time, step ROWS UNBOUNDED PRECEDING) AS last
        FROM ${levelName(level)}) AS running
      WHERE step <> 1
    )`;
  });
  return {
    queries: [first, ...further],
    arrivals: sql`SELECT ${unit}, step, time, start FROM ${levelName(plan.steps.length)}
      WHERE step >= 2 AND start IS NOT NULL`,
  };
}

/** Which units' chains to look for, and how to name the queries. */
export interface ChainsOf {
  readonly name?: string;
  /** SQL for a table of the units, one row each. Default: all units. */
  readonly units?: Sql;
}

/** Marks a broken chain: the second before the window, where no chain can begin, in place of a start. */
const brokenMark = ({ window }: FunnelEvents) => literal(window.start - 1);

function broken(tables: FunnelEvents, plan: FunnelPlan, level: number): Sql {
  const here = plan.exclusions.filter(({ after }) => after === undefined || after === level);
  const types = here.flatMap((exclusion) => exclusion.types);
  return types.length === 0 ? sql`` : sql`WHEN ${isAnyOf(plan.known, types)} THEN ${brokenMark(tables)}`;
}

function unbroken(tables: FunnelEvents, { exclusions }: FunnelPlan): Sql {
  return exclusions.length === 0 ? sql`TRUE` : sql`last > ${brokenMark(tables)}`;
}

/** SQL for the table of units that take the second step at all; without it, no chain goes beyond the first. */
export function unitsOfSecondStep(tables: FunnelEvents, plan: FunnelPlan): Sql {
  const types = plan.steps[1]?.types ?? [];
  return sql`(SELECT DISTINCT ${unitOf(plan)} FROM ${unitEvents(tables, plan)} WHERE ${isAnyOf(plan.known, types)})`;
}

/** A WITH clause of these queries, followed by the last query. */
export const withQueries = (queries: readonly Sql[], last: Sql): Sql =>
  sql`WITH ${join(queries, ',\n    ')}\n${last}`;
