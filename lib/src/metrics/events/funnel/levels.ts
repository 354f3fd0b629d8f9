import { isAnyOf } from '../../../data/events/behaviors.js';
import type { EventTables } from '../../../data/events/tables.js';
import type { Dialect } from '../../../engine/dialect.js';
import { id, join, literal, sql, type Sql } from '../../../engine/sql.js';
import type { FunnelPlan } from './options.js';
import { stepOf, unitEvents, unitOf, within } from './units.js';

/** Named queries of a WITH, in order, and what to read of them. */
export interface Chains {
  readonly queries: readonly Sql[];
  readonly arrivals: Sql;
}

/**
 * Arrivals of an ordered funnel: events of step 2 and later that end a chain, with the time at which the chain
 * begins, the latest possible. A unit's events are read in the order of their times, those of the same second in the
 * order of steps (events of no step first).
 *
 * For step after step it keeps the last arrival. It is enough to know the last: its chain began last of all, so that
 * when it is out of the window or broken all others are. `windowFunnel` of ClickHouse goes by the same rule.
 */
export function orderedChains(
  tables: EventTables,
  plan: FunnelPlan,
  dialect: Dialect,
  of: ChainsOf = {},
): Chains {
  const { name = 'level', units } = of;
  const levelName = (level: number) => id(`${name}_${level}`);
  const unit = unitOf(plan);
  const only = units === undefined ? sql`` : sql`JOIN ${units} AS chosen USING (${unit})`;
  const used = [...plan.steps, ...plan.exclusions].flatMap(({ behaviors }) => behaviors);
  const first = sql`${levelName(1)} AS (
      SELECT *, CASE WHEN step = 1 THEN time END AS start
      FROM (SELECT ${unit}, behavior, ${stepOf(plan)} AS step, event_time AS time
        FROM ${unitEvents(tables, plan)} ${only} WHERE ${isAnyOf(used)}) AS events
    )`;
  const further = plan.steps.slice(1).map((_, index) => {
    const level = index + 1;
    const last = dialect.lastValue(
      sql`CASE WHEN step = ${literal(level)} THEN start ${broken(tables, plan, level)} END`,
    );
    return sql`${levelName(level + 1)} AS (
      SELECT ${unit}, behavior, step, time, CASE WHEN step <> ${literal(level + 1)} THEN start
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
  /** SQL of a table of the units, each once; all when absent. */
  readonly units?: Sql;
}

/** No chain begins before the window does: in place of a start, a second before it stands for a broken chain. */
const brokenMark = ({ window }: EventTables) => literal(window.start - 1);

function broken(tables: EventTables, { exclusions }: FunnelPlan, level: number): Sql {
  const here = exclusions.filter(({ after }) => after === undefined || after === level);
  const behaviors = here.flatMap((exclusion) => exclusion.behaviors);
  return behaviors.length === 0 ? sql`` : sql`WHEN ${isAnyOf(behaviors)} THEN ${brokenMark(tables)}`;
}

function unbroken(tables: EventTables, { exclusions }: FunnelPlan): Sql {
  return exclusions.length === 0 ? sql`TRUE` : sql`last > ${brokenMark(tables)}`;
}

/** SQL of the table of units that take the second step at all; without it no chain has more than one. */
export function unitsOfSecondStep(tables: EventTables, plan: FunnelPlan): Sql {
  const behaviors = plan.steps[1]?.behaviors ?? [];
  return sql`(SELECT DISTINCT ${unitOf(plan)} FROM ${unitEvents(tables, plan)} WHERE ${isAnyOf(behaviors)})`;
}

/** WITH of these queries, followed by the last. */
export const withQueries = (queries: readonly Sql[], last: Sql): Sql =>
  sql`WITH ${join(queries, ',\n    ')}\n${last}`;
