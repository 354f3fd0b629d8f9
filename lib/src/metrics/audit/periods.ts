import * as column from '../../core/column.js';
import { inOrder } from '../../core/categories.js';
import { Result } from '../../core/result.js';
import type { Category } from '../../core/schema.js';
import { described } from '../../core/table.js';
import { join, literal, sql, type Sql } from '../../engine/sql.js';
import { corrected } from '../../stats/multiple.js';
import { clusteredDifference } from '../../stats/stratified-difference.js';
import { groupColumn, groupOrder } from '../groups-of.js';
import { place, type Working } from './working.js';

const { optional } = column;

const shares = {
  anomalous: column.count('countOfAnomalies'),
  anomalousShare: optional(column.percent('shareAmongAnomalies', { base: 'anomalous' })),
  othersShare: optional(column.percent('shareAmongOthers')),
  baseShare: optional(column.percent('baseRate')),
} as const;

const periodColumn = ({ plan: { table, periods } }: Working) =>
  column.category<string>(
    'period',
    inOrder(periods.map((name): [string, Category] => [name, { label: described(table, name).label }])),
  );

const schemaOf = (working: Working) => ({
  period: periodColumn(working),
  ...shares,
  difference: optional(column.points('meanDifference', { interval: 'differenceInterval' })),
  differenceInterval: optional(column.interval('points')),
  p: optional(column.pValue()),
  q: optional(column.pValue('q')),
});

const segmentSchemaOf = (working: Working) => ({
  segment: groupColumn(working.plan.table, working.plan.segment),
  period: periodColumn(working),
  ...shares,
});

/** Shares of the periods among anomalies and others; `bySegment` within each segment. */
export type Periods = Result<ReturnType<typeof schemaOf>> & {
  readonly bySegment: Result<ReturnType<typeof segmentSchemaOf>>;
};

/** Counts of a period over all periods, as sums over rows: x1 / y1 among anomalies, x0 / y0 among others. */
const SUMS = { x1: 'double?', y1: 'double?', x0: 'double?', y0: 'double?' } as const;

/**
 * How the counts of anomalies, such as purchases, spread over the periods of the year, beside the others and the base
 * rate: the share of the period among all rows. A peak that the others have too says nothing of anomalies.
 *
 * Shares are ratios of sums; difference, interval and p have the rows of a customer clustered, see
 * `stats.pairedRatios`; q corrects over the periods.
 */
export async function periodsOf(working: Working): Promise<Periods> {
  const { plan, rows: table } = working;
  const rows = [];
  const bySegment = [];
  for (const [index, period] of plan.periods.entries()) {
    rows.push({ period, ...(await overall(working, index)) });
    const sums = sumsQuery(working, index, sql`segment`);
    const query = sql`SELECT s AS segment, sum(x1) AS x1, sum(y1) AS y1, sum(x0) AS x0, sum(y0) AS y0
      FROM (${sums}) GROUP BY s ORDER BY s`;
    const found = await table.engine.all(query, { segment: 'text', ...SUMS });
    bySegment.push(...found.map(({ segment, ...one }) => ({ segment, period, ...sharesOf(one) })));
  }
  const order = groupOrder(plan.table, plan.segment, working.segments);
  const session = table.session;
  const result = new Result({
    session,
    name: 'audit-periods',
    title: { en: 'Periods of the year, anomalies and others', zh: '异常行与其他行的季节分布' },
    schema: schemaOf(working),
    rows: corrected(rows),
    chart: { mark: 'bar', x: 'period', y: ['anomalousShare', 'othersShare', 'baseShare'] },
  });
  return Object.assign(result, {
    bySegment: new Result({
      session,
      name: 'audit-periods-by-segment',
      title: { en: 'Periods of the year of anomalies by segment', zh: '各分层异常行的季节分布' },
      schema: segmentSchemaOf(working),
      rows: bySegment.toSorted((a, b) => order.indexOf(a.segment) - order.indexOf(b.segment)),
      chart: { mark: 'heatmap', x: 'period', y: 'segment', value: 'anomalousShare' },
    }),
  });
}

/** Sums by customer and group. */
function sumsQuery({ plan, rows }: Working, index: number, group: Sql): Sql {
  const total = join(
    plan.periods.map((_, other) => sql`CAST(${place('p', other)} AS DOUBLE)`),
    ' + ',
  );
  const x = sql`CASE WHEN ${total} IS NOT NULL THEN CAST(${place('p', index)} AS DOUBLE) END`;
  const side = (value: Sql, which: Sql) => sql`coalesce(sum(${value}) FILTER (WHERE ${which}), 0)`;
  const [yes, no] = [sql`anomaly`, sql`NOT anomaly`];
  return sql`SELECT unit, ${group} AS s, ${side(x, yes)} AS x1, ${side(total, yes)} AS y1,
    ${side(x, no)} AS x0, ${side(total, no)} AS y0 FROM ${rows} GROUP BY unit, s`;
}

const OVERALL = {
  ...SUMS,
  g1: 'integer',
  g0: 'integer',
  v1: 'double?',
  v0: 'double?',
  v10: 'double?',
} as const;

async function overall(working: Working, index: number) {
  const found = await working.rows.engine.one(
    sql`WITH units AS (${sumsQuery(working, index, literal('all'))}),
      whole AS (SELECT sum(x1) AS x1, sum(y1) AS y1, sum(x0) AS x0, sum(y0) AS y0 FROM units),
      errors AS (
        SELECT CASE WHEN u.y1 > 0 THEN (u.x1 - w.x1 / w.y1 * u.y1) / w.y1 END AS e1,
          CASE WHEN u.y0 > 0 THEN (u.x0 - w.x0 / w.y0 * u.y0) / w.y0 END AS e0 FROM units u, whole w
      )
      SELECT x1, y1, x0, y0, count(e1) AS g1, count(e0) AS g0,
        sum(e1 * e1) * count(e1) / nullif(count(e1) - 1, 0) AS v1,
        sum(e0 * e0) * count(e0) / nullif(count(e0) - 1, 0) AS v0, coalesce(sum(e1 * e0), 0) AS v10
      FROM errors, whole GROUP BY x1, y1, x0, y0`,
    OVERALL,
  );
  const known = sharesOf(found);
  const { anomalousShare: one, othersShare: other } = known;
  const { g1, g0, v1, v0, v10 } = found;
  const test =
    one === null || other === null
      ? null
      : clusteredDifference({
          difference: one - other,
          ...{ one: v1 ?? 0, other: v0 ?? 0, both: v10 ?? 0 },
          spread: (v1 ?? 0) ** 2 / (g1 - 1) + (v0 ?? 0) ** 2 / (g0 - 1),
        });
  return {
    ...known,
    difference: test?.difference ?? null,
    differenceInterval: test?.interval ?? null,
    p: test?.p ?? null,
  };
}

function sharesOf({ x1, y1, x0, y0 }: Readonly<Record<keyof typeof SUMS, number | null>>) {
  const part = (x: number | null, y: number | null) => (x === null || y === null || y === 0 ? null : x / y);
  return {
    anomalous: x1 ?? 0,
    anomalousShare: part(x1, y1),
    othersShare: part(x0, y0),
    baseShare: part((x1 ?? 0) + (x0 ?? 0), (y1 ?? 0) + (y0 ?? 0)),
  };
}
