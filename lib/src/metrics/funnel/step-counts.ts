import type { Dialect } from '../../engine/dialect.js';
import type { QueryOptions } from '../../engine/engine.js';
import { shape, type Row } from '../../engine/shape.js';
import { sql, type Sql } from '../../engine/sql.js';
import { layoutOf, type IdKind } from '../../events/tables.js';
import { wilson } from '../../stats/proportion.js';
import { anyOrderChains } from './any-order.js';
import { candidateChains } from './candidates.js';
import { entries } from './entries.js';
import { orderedChains, unitsOfSecondStep, withQueries, type Chains } from './levels.js';
import type { FunnelEvents, FunnelPlan } from './options.js';
import { over } from './set-counts.js';
import { stepKey } from './steps.js';
import { strictChains } from './strict.js';
import { unitOf } from './units.js';

const COUNTS = shape({
  step: 'integer',
  units: 'integer',
  settled: 'integer?',
  lower: 'double?',
  median: 'double?',
  upper: 'double?',
});
type Counts = Row<typeof COUNTS>;

/** The rows of a funnel, by part and step. */
export async function stepCounts(tables: FunnelEvents, plan: FunnelPlan, query: Sql, run: QueryOptions) {
  const part: `${IdKind}?` =
    plan.breakdown === 'category' && layoutOf(tables.events).category === 'text' ? 'text?' : 'integer?';
  const rows = await tables.session.engine.all(query, { part, ...COUNTS }, run);
  const parts = new Map<PartKey, Counts[]>();
  for (const row of rows) parts.set(row.part, [...(parts.get(row.part) ?? []), row]);
  if (plan.breakdown === 'none' && parts.size === 0) parts.set(null, []);
  return kept([...parts], plan).flatMap(([key, counts]) =>
    stepsOf(partName(tables, plan, key), counts, plan),
  );
}

/** SQL for units and quartiles of their times, by part and step. */
export function funnelQuery(tables: FunnelEvents, plan: FunnelPlan): Sql {
  const { dialect } = tables.session.engine;
  const unit = unitOf(plan);
  const quartiles = [0.25, 0.5, 0.75].map((p) => dialect.quantile(sql`time - start`, p));
  const [lower, median, upper] = quartiles;
  const settled = sql`CAST(sum(CASE open WHEN FALSE THEN 1 WHEN TRUE THEN 0 END) AS BIGINT)`;
  return withQueries(
    progress(tables, plan),
    sql`SELECT part, 1 AS step, count(*) AS units, ${settled} AS settled,
      CAST(NULL AS DOUBLE) AS lower, CAST(NULL AS DOUBLE) AS median, CAST(NULL AS DOUBLE) AS upper
    FROM entries GROUP BY part
    UNION ALL
    SELECT part, step, count(*), ${settled}, ${lower ?? sql``}, ${median ?? sql``}, ${upper ?? sql``}
    FROM firsts JOIN entries USING (${unit}) GROUP BY part, step
    ORDER BY part, step`,
  );
}

/** SQL for the units of each step that they reached, and whether they could still go on after the data end. */
export function reachedQuery(tables: FunnelEvents, plan: FunnelPlan): Sql {
  const unit = unitOf(plan);
  return withQueries(
    progress(tables, plan),
    sql`SELECT ${unit}, 1 AS step, open FROM entries
    UNION ALL SELECT ${unit}, step, open FROM firsts JOIN entries USING (${unit})`,
  );
}

/** Queries of a WITH clause: `entries` of units, and `firsts`, their first arrival at each later step. */
function progress(tables: FunnelEvents, plan: FunnelPlan): readonly Sql[] {
  const { queries, arrivals } = chainsOf(tables, plan, tables.session.engine.dialect);
  const unit = unitOf(plan);
  const firsts = sql`firsts AS (
      SELECT ${unit}, step, min(time) AS time, min_by(start, time) AS start
      FROM (${arrivals}) AS arrivals GROUP BY ${unit}, step
    )`;
  return [...queries, sql`entries AS (${entries(tables, plan)})`, firsts];
}

function chainsOf(tables: FunnelEvents, plan: FunnelPlan, dialect: Dialect): Chains {
  if (plan.order === 'strict') return strictChains(tables, plan);
  if (plan.order === 'any') return anyOrderChains(tables, plan);
  if (plan.unit === 'user' && plan.exclusions.length === 0) return candidateChains(tables, plan, dialect);
  return plan.unit === 'user+item'
    ? orderedChains(tables, plan, dialect, { units: unitsOfSecondStep(tables, plan) })
    : orderedChains(tables, plan, dialect);
}

type PartKey = number | string | null;
type Part = readonly [part: PartKey, counts: readonly Counts[]];

/** Keeps all days; of categories, those with the most units, ties by id, which is the order in which they come. */
function kept(parts: readonly Part[], { breakdown, categories }: FunnelPlan): readonly Part[] {
  if (breakdown !== 'category') return parts;
  const entered = ([, counts]: Part) => counts[0]?.units ?? 0;
  return parts.toSorted((a, b) => entered(b) - entered(a)).slice(0, categories);
}

function partName({ window }: FunnelEvents, { breakdown }: FunnelPlan, part: PartKey): string | null {
  if (part === null) return null;
  return breakdown === 'day' ? (window.days[Number(part)] ?? null) : String(part);
}

function stepsOf(part: string | null, counts: readonly Counts[], { steps, window, unit }: FunnelPlan) {
  const bounded = window !== null || unit === 'session';
  const at = (step: number) => counts.find((row) => row.step === step);
  const [units, settled] = [at(1)?.units ?? 0, at(1)?.settled ?? 0];
  return steps.map((step, index) => {
    const row = at(index + 1);
    const own = { units: row?.units ?? 0, settled: row?.settled ?? 0 };
    return {
      part,
      step: stepKey(step),
      units: own.units,
      fromFirst: over(own.units, units),
      // One user's sessions or pairs are not independent of one another.
      fromFirstInterval: unit === 'user' ? wilson(own.units, units) : null,
      // Nothing comes before the first step: a share of nobody.
      fromPrevious: over(own.units, at(index)?.units ?? 0),
      lower: row?.lower ?? null,
      median: row?.median ?? null,
      upper: row?.upper ?? null,
      censored: bounded ? units - settled - (own.units - own.settled) : null,
      eligible: bounded ? settled : null,
      eligibleUnits: bounded ? own.settled : null,
      eligibleFromFirst: bounded ? over(own.settled, settled) : null,
    };
  });
}
