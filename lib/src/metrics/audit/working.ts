import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { Table } from '../../core/table.js';
import { MetricError } from '../../errors.js';
import { mean } from '../mean.js';
import type { AuditPlan } from './options.js';
import { propertiesOf, type Property } from './properties.js';

/** The rows of an audit, with segment, customer, outcome, properties, labels, and which of them are anomalies. */
export interface Working {
  readonly plan: AuditPlan;
  readonly properties: readonly Property[];
  /**
   * Columns: `unit` and `part` (numbers for each customer and segment), `segment`, `outcome`, `anomaly`, `beyond_z`, `beyond_quantile`,
   * `beyond_mad`, `half`; `x0`, `x1`, … the properties and `r0`, `r1`, … their mid-ranks; `p0`, … the periods; `l0`, …
   * the labels; `score`, `value`.
   */
  readonly rows: Table;
  /** Rows left out because segment or outcome is missing. */
  readonly missing: number;
  readonly segments: readonly string[];
}

/** The columns of a working table by place: `x0`, `x1`. */
export const place = (letter: 'x' | 'r' | 'p' | 'l', index: number): Sql => raw(`${letter}${index}`);

/**
 * @throws MetricError if there is no outcome, if it does not vary or is a percentage outside 0 to 1, or if there are
 *   fewer than two segments: nothing can be told apart.
 */
export async function workingOf(plan: AuditPlan): Promise<Working> {
  const { table } = plan;
  const missing = await requireAuditable(plan);
  const properties = await propertiesOf(plan);
  const { session } = table;
  const kept = new Table({
    session,
    name: session.uniqueName('audit_kept'),
    columns: { unit: 'integer', segment: 'text', outcome: 'double' },
    roles: {},
  });
  await session.engine.run(sql`CREATE TABLE ${kept} AS ${keptRows(plan, properties)}`);
  const rows = new Table({
    session,
    name: session.uniqueName('audit_rows'),
    columns: kept.columns,
    roles: {},
  });
  await session.engine.run(sql`CREATE TABLE ${rows} AS ${flaggedRows(plan, kept)}`);
  await session.engine.run(sql`DROP TABLE ${kept}`);
  const found = await session.engine.all(sql`SELECT DISTINCT segment FROM ${rows} ORDER BY segment`, {
    segment: 'text',
  });
  return { plan, properties, rows, missing, segments: found.map(({ segment }) => segment) };
}

async function requireAuditable({ table, segment, outcome }: AuditPlan): Promise<number> {
  const y = sql`CAST(${id(outcome)} AS DOUBLE)`;
  const known = sql`${id(segment)} IS NOT NULL AND ${id(outcome)} IS NOT NULL`;
  const found = await table.engine.one(
    sql`SELECT count(*) AS "all", count(*) FILTER (WHERE ${known}) AS n,
      count(*) FILTER (WHERE ${known} AND NOT (${y} BETWEEN 0 AND 1)) AS outside,
      count(DISTINCT ${id(segment)}) FILTER (WHERE ${known}) AS segments,
      min(${y}) FILTER (WHERE ${known}) AS low, max(${y}) FILTER (WHERE ${known}) AS high FROM ${table}`,
    {
      all: 'integer',
      n: 'integer',
      outside: 'integer',
      segments: 'integer',
      low: 'double?',
      high: 'double?',
    },
  );
  const where = `${table.name}.${outcome}`;
  if (found.n === 0)
    throw new MetricError(`${where} has no value in any row with a segment: nothing to audit.`);
  if (table.schema[outcome]?.format === 'percent' && found.outside > 0) {
    throw new MetricError(
      `${where} is a percentage, but ${found.outside} of its values are outside 0 to 1, from ${found.low} to ` +
        `${found.high}: divide them by 100, or declare the column as a plain number.`,
    );
  }
  if (found.segments < 2)
    throw new MetricError(`${table.name}.${segment} has one segment only: an audit needs at least two.`);
  if (found.low === found.high)
    throw new MetricError(`${where} is ${found.low} in every row: segments cannot differ in it.`);
  return found.all - found.n;
}

function keptRows({ table, ...plan }: AuditPlan, properties: readonly Property[]): Sql {
  const { segment, outcome, customer, periods, labels, match, halves } = plan;
  const own = sql`row_number() OVER ()`;
  const unit =
    customer === null
      ? own
      : sql`dense_rank() OVER (ORDER BY coalesce('c' || CAST(${id(customer)} AS STRING), 'r' || CAST(position AS STRING)))`;
  const columns = [
    sql`${unit} AS unit`,
    sql`CAST(${id(segment)} AS STRING) AS segment`,
    sql`dense_rank() OVER (ORDER BY CAST(${id(segment)} AS STRING)) AS part`,
    sql`${id(outcome)} AS outcome`,
    ...properties.map((property, index) => sql`CAST(${property.sql} AS DOUBLE) AS ${place('x', index)}`),
    ...periods.map((name, index) => sql`${id(name)} AS ${place('p', index)}`),
    ...Object.values(labels).map((label, index) => sql`${label.sql} AS ${place('l', index)}`),
    ...(halves === null ? [] : [sql`CAST(${id(halves)} AS STRING) AS half`]),
    ...(match === null
      ? []
      : [
          sql`CAST(${id(match.score)} AS DOUBLE) AS score`,
          sql`CAST(${id(match.value)} AS DOUBLE) AS "value"`,
        ]),
  ];
  return sql`SELECT ${join(columns)} FROM (SELECT *, ${own} AS position FROM ${table}) t
    WHERE ${id(segment)} IS NOT NULL AND ${id(outcome)} IS NOT NULL`;
}

/** Sums of doubles differ in their last bits from run to run: what lies on the edge of a band must not. */
const EDGE = 1e-9;

function flaggedRows({ table, threshold, rules }: AuditPlan, kept: Table): Sql {
  const { dialect } = table.engine;
  const y = sql`CAST(outcome AS DOUBLE)`;
  const beyond = (distance: Sql, band: Sql) => sql`${distance} > ${band} + ${literal(EDGE)} * abs(${band})`;
  const half = rules.quantile / 2;
  return sql`WITH centers AS (
      SELECT segment, ${mean(sql`outcome`)} AS mean, stddev_samp(${y}) AS sd, ${dialect.median(y)} AS median,
        ${dialect.quantile(y, half)} AS low, ${dialect.quantile(y, 1 - half)} AS high FROM ${kept} GROUP BY segment
    ), deviations AS (
      SELECT k.segment, ${dialect.median(sql`abs(${y} - median)`)} AS mad
      FROM ${kept} k JOIN centers ON centers.segment = k.segment GROUP BY k.segment
    )
    SELECT k.*, centers.mean AS center, ${beyond(sql`abs(${y} - mean)`, sql`${literal(threshold)}`)} AS anomaly,
      coalesce(${beyond(sql`abs(${y} - mean)`, sql`(${literal(rules.z)} * sd)`)}, FALSE) AS beyond_z,
      ${beyond(sql`-${y}`, sql`(-low)`)} OR ${beyond(y, sql`high`)} AS beyond_quantile,
      ${beyond(sql`abs(${y} - median)`, sql`(${literal(rules.mad)} * 1.4826 * mad)`)} AS beyond_mad
    FROM ${kept} k JOIN centers ON centers.segment = k.segment JOIN deviations ON deviations.segment = k.segment`;
}

/** Adds the mid-ranks of the properties to the working table, as far as they say more than the properties do. */
export function rankedRows({ rows, properties }: Working): Sql {
  const ranks = properties.flatMap(({ binary }, index) => {
    if (binary === true) return [];
    const x = place('x', index);
    return [
      sql`CASE WHEN ${x} IS NOT NULL THEN rank() OVER (ORDER BY ${x} NULLS LAST)
      + (count(*) OVER (PARTITION BY ${x}) - 1) / CAST(2 AS DOUBLE) END AS ${place('r', index)}`,
    ];
  });
  return sql`SELECT *${ranks.length === 0 ? sql`` : sql`, ${join(ranks)}`} FROM ${rows}`;
}
