import * as column from '../../core/column.js';
import { inOrder } from '../../core/categories.js';
import { Result } from '../../core/result.js';
import type { Category } from '../../core/schema.js';
import { described } from '../../core/table.js';
import { join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { corrected } from '../../stats/multiple.js';
import { clusteredDifference } from '../../stats/stratified-difference.js';
import { groupColumn, groupOrder } from '../groups-of.js';
import { ratio } from '../ratio.js';
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
const SUMS = { x1: 'double', y1: 'double', x0: 'double', y0: 'double' } as const;

/**
 * How the counts of anomalies, such as purchases, spread over the periods of the year, beside the others and the base
 * rate: the share of the period among all rows. A peak that the others have too says nothing of anomalies.
 *
 * Shares are ratios of sums; difference, interval and p have the rows of a customer clustered, see
 * `stats.pairedRatios`; q corrects over the periods.
 */
export async function periodsOf(working: Working): Promise<Periods> {
  const { plan, rows: table } = working;
  const rows = await overall(working);
  const bySegment = await sharesBySegment(working);
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

/** Sums over all periods (`y1`, `y0`) and of each (`x1_0`, `x0_0`, and so on) by a column. */
function sumsQuery({ plan, rows }: Working, group: Sql): Sql {
  const total = join(
    plan.periods.map((_, other) => sql`CAST(${place('p', other)} AS DOUBLE)`),
    ' + ',
  );
  const sides = (value: Sql, one: Sql, other: Sql) =>
    sql`coalesce(sum(${value}) FILTER (WHERE anomaly), 0) AS ${one},
      coalesce(sum(${value}) FILTER (WHERE NOT anomaly), 0) AS ${other}`;
  const parts = plan.periods.map((_, index) => {
    const x = sql`CASE WHEN ${total} IS NOT NULL THEN CAST(${place('p', index)} AS DOUBLE) END`;
    return sides(x, sumOf('x1', index), sumOf('x0', index));
  });
  return sql`SELECT ${group}, ${sides(total, sql`y1`, sql`y0`)}, ${join(parts)} FROM ${rows} GROUP BY ${group}`;
}

const sumOf = (side: 'x1' | 'x0', index: number): Sql => raw(`${side}_${index}`);

/** One query for each period over sums that are made once. */
const eachPeriod = ({ plan }: Working, query: (index: number) => Sql): Sql =>
  join(
    plan.periods.map((_, index) => query(index)),
    ' UNION ALL ',
  );

async function sharesBySegment(working: Working) {
  const { plan, rows } = working;
  const each = eachPeriod(
    working,
    (index) =>
      sql`SELECT ${literal(index)} AS place, segment, ${sumOf('x1', index)} AS x1, y1, ${sumOf('x0', index)} AS x0, y0 FROM sums`,
  );
  const found = await rows.engine.all(
    sql`WITH sums AS (${sumsQuery(working, sql`segment`)}) ${each} ORDER BY place, segment`,
    { place: 'integer', segment: 'text', ...SUMS },
  );
  return found.map(({ place: index, segment, ...sums }) => ({
    ...{ segment, period: plan.periods[index] ?? '' },
    ...sharesOf(sums),
  }));
}

const OVERALL = {
  place: 'integer',
  ...SUMS,
  g1: 'integer',
  g0: 'integer',
  v1: 'double?',
  v0: 'double?',
  v10: 'double?',
} as const;

async function overall(working: Working) {
  const each = eachPeriod(working, (index) => {
    const [x1, x0] = [sumOf('x1', index), sumOf('x0', index)];
    return sql`SELECT ${literal(index)} AS place, x1, y1, x0, y0, count(e1) AS g1, count(e0) AS g0,
        sum(e1 * e1) * count(e1) / nullif(count(e1) - 1, 0) AS v1,
        sum(e0 * e0) * count(e0) / nullif(count(e0) - 1, 0) AS v0, coalesce(sum(e1 * e0), 0) AS v10
      FROM (
        SELECT CASE WHEN u.y1 > 0 THEN (u.${x1} - w.x1 / w.y1 * u.y1) / w.y1 END AS e1,
          CASE WHEN u.y0 > 0 THEN (u.${x0} - w.x0 / w.y0 * u.y0) / w.y0 END AS e0, w.*
        FROM units u, (SELECT sum(${x1}) AS x1, sum(y1) AS y1, sum(${x0}) AS x0, sum(y0) AS y0 FROM units) w
      ) errors GROUP BY x1, y1, x0, y0`;
  });
  const found = await working.rows.engine.all(
    sql`WITH units AS (${sumsQuery(working, sql`unit`)}) ${each} ORDER BY place`,
    OVERALL,
  );
  return found.map(({ place: index, g1, g0, v1, v0, v10, ...sums }) => {
    const shares = sharesOf(sums);
    const { anomalousShare: one, othersShare: other } = shares;
    const test =
      one === null || other === null
        ? null
        : clusteredDifference({
            difference: one - other,
            ...{ one: v1 ?? 0, other: v0 ?? 0, both: v10 ?? 0 },
            spread: (v1 ?? 0) ** 2 / (g1 - 1) + (v0 ?? 0) ** 2 / (g0 - 1),
          });
    return {
      period: working.plan.periods[index] ?? '',
      ...shares,
      difference: test?.difference ?? null,
      differenceInterval: test?.interval ?? null,
      p: test?.p ?? null,
    };
  });
}

function sharesOf({ x1, y1, x0, y0 }: Readonly<Record<keyof typeof SUMS, number>>) {
  return {
    anomalous: x1,
    anomalousShare: ratio(x1, y1),
    othersShare: ratio(x0, y0),
    baseShare: ratio(x1 + x0, y1 + y0),
  };
}
