import type { EventTables } from '../../../data/events/tables.js';
import type { Dialect } from '../../../engine/dialect.js';
import type { Engine, QueryOptions } from '../../../engine/engine.js';
import { shape, type Row } from '../../../engine/shape.js';
import { sql, type Sql } from '../../../engine/sql.js';
import type { Label } from '../../../label.js';
import { anyOrderChains } from './anyOrder.js';
import { candidateChains } from './candidates.js';
import { entries } from './entries.js';
import { orderedChains, unitsOfSecondStep, withQueries, type Chains } from './levels.js';
import { planOf, type FunnelOptions, type FunnelPlan } from './options.js';
import { over } from './setFunnel.js';
import { strictChains } from './strict.js';
import { unitOf } from './units.js';

const COUNTS = shape({
  part: 'integer?',
  step: 'integer',
  units: 'integer',
  settled: 'integer?',
  lower: 'double?',
  median: 'double?',
  upper: 'double?',
});
type Counts = Row<typeof COUNTS>;

/**
 * How many units came to a step.
 *
 * `fromFirst` = units / units of the first step, `fromPrevious` = units / units of the step before.
 * `eligible` units entered early enough to be watched to the end of the conversion window; of these,
 * `eligibleUnits` came here: `eligibleFromFirst` = eligibleUnits / eligible. `censored` units have not come here but
 * still can after the data end. Without a conversion window nothing bounds the wait, and the four are null.
 * `lower`, `median` and `upper` are quartiles of the seconds from the first step of a unit's first chain to here.
 */
export interface FunnelStepCount {
  /** What the funnel is broken down by: a day as `YYYY-MM-DD`, or a category; null where it is not. */
  readonly part: string | null;
  /** From 1. */
  readonly step: number;
  readonly name: Label | string;
  readonly units: number;
  readonly fromFirst: number | null;
  readonly fromPrevious: number | null;
  readonly eligible: number | null;
  readonly eligibleUnits: number | null;
  readonly eligibleFromFirst: number | null;
  readonly censored: number | null;
  readonly lower: number | null;
  readonly median: number | null;
  readonly upper: number | null;
}

/**
 * Units by how far they came through the steps, in order of parts and steps.
 *
 * A unit has come to step k when it has a chain of events of steps 1 to k, the last no later than the conversion
 * window after the first. Where there are several, the one counts by which it came first, and of these the one that
 * began last: a first step may be repeated, and a chain that ran out of time begun again. Events of the same second
 * are in the order of steps, those of no step first, so that a chain may pass within a second.
 *
 * A unit is censored at step k when it has not come there, and the conversion window after its first step 1 reaches
 * the end of the data: entry + window >= end. A session is censored only if it may besides go on after the end.
 * @throws OptionsError when steps or options do not fit together.
 * Source: `windowFunnel` of ClickHouse for the order `ordered`; the names of orders are those of PostHog and Mixpanel.
 * @example
 * await orderedFunnel(engine, tables, { window: 3 * 86_400, unit: 'user+item' });
 * // [{ step: 1, units: 56102, … }, { step: 2, units: 5391, fromFirst: 0.096, … }, …]
 */
export async function orderedFunnel(
  engine: Engine,
  tables: EventTables,
  options: FunnelOptions = {},
  run: QueryOptions = {},
): Promise<FunnelStepCount[]> {
  const plan = planOf(options);
  const rows = await engine.all(funnelQuery(tables, plan, engine.dialect), COUNTS, run);
  const parts = new Map<number | null, Counts[]>();
  for (const row of rows) parts.set(row.part, [...(parts.get(row.part) ?? []), row]);
  if (plan.breakdown === 'none' && parts.size === 0) parts.set(null, []);
  return kept([...parts], plan).flatMap(([part, counts]) =>
    stepsOf(partName(tables, plan, part), counts, plan),
  );
}

function funnelQuery(tables: EventTables, plan: FunnelPlan, dialect: Dialect): Sql {
  const { queries, arrivals } = chainsOf(tables, plan, dialect);
  const unit = unitOf(plan);
  const quartiles = [0.25, 0.5, 0.75].map((p) => dialect.quantile(sql`time - start`, p));
  const [lower, median, upper] = quartiles;
  const settled = sql`CAST(sum(CASE open WHEN FALSE THEN 1 WHEN TRUE THEN 0 END) AS BIGINT)`;
  const firsts = sql`firsts AS (
      SELECT ${unit}, step, min(time) AS time, min_by(start, time) AS start
      FROM (${arrivals}) AS arrivals GROUP BY ${unit}, step
    )`;
  return withQueries(
    [...queries, sql`entries AS (${entries(tables, plan)})`, firsts],
    sql`SELECT part, 1 AS step, count(*) AS units, ${settled} AS settled,
      CAST(NULL AS DOUBLE) AS lower, CAST(NULL AS DOUBLE) AS median, CAST(NULL AS DOUBLE) AS upper
    FROM entries GROUP BY part
    UNION ALL
    SELECT part, step, count(*), ${settled}, ${lower ?? sql``}, ${median ?? sql``}, ${upper ?? sql``}
    FROM firsts JOIN entries USING (${unit}) GROUP BY part, step
    ORDER BY part, step`,
  );
}

function chainsOf(tables: EventTables, plan: FunnelPlan, dialect: Dialect): Chains {
  if (plan.order === 'strict') return strictChains(tables, plan);
  if (plan.order === 'any') return anyOrderChains(tables, plan);
  if (plan.unit === 'user' && plan.exclusions.length === 0) return candidateChains(tables, plan, dialect);
  return plan.unit === 'user+item'
    ? orderedChains(tables, plan, dialect, { units: unitsOfSecondStep(tables, plan) })
    : orderedChains(tables, plan, dialect);
}

type Part = readonly [part: number | null, counts: readonly Counts[]];

/** All days; of categories those with the most units, equal ones by id. */
function kept(parts: readonly Part[], { breakdown, categories }: FunnelPlan): readonly Part[] {
  if (breakdown !== 'category') return parts;
  const entered = ([, counts]: Part) => counts[0]?.units ?? 0;
  return [...parts].sort((a, b) => entered(b) - entered(a) || (a[0] ?? 0) - (b[0] ?? 0)).slice(0, categories);
}

function partName({ window }: EventTables, { breakdown }: FunnelPlan, part: number | null): string | null {
  if (part === null) return null;
  return breakdown === 'day' ? (window.days[part] ?? null) : String(part);
}

function stepsOf(
  part: string | null,
  counts: readonly Counts[],
  { steps, window, unit }: FunnelPlan,
): FunnelStepCount[] {
  const bounded = window !== null || unit === 'session';
  const at = (step: number) => counts.find((row) => row.step === step);
  const [units, settled] = [at(1)?.units ?? 0, at(1)?.settled ?? 0];
  return steps.map(({ name }, index) => {
    const row = at(index + 1);
    const own = { units: row?.units ?? 0, settled: row?.settled ?? 0 };
    return {
      part,
      step: index + 1,
      name,
      units: own.units,
      fromFirst: over(own.units, units),
      fromPrevious: index === 0 ? null : over(own.units, at(index)?.units ?? 0),
      eligible: bounded ? settled : null,
      eligibleUnits: bounded ? own.settled : null,
      eligibleFromFirst: bounded ? over(own.settled, settled) : null,
      censored: bounded ? units - settled - (own.units - own.settled) : null,
      lower: row?.lower ?? null,
      median: row?.median ?? null,
      upper: row?.upper ?? null,
    };
  });
}
