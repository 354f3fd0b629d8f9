import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { Table } from '../../core/table.js';
import { MetricError } from '../../errors.js';
import { mean } from '../mean.js';
import type { AuditPlan } from './options.js';
import { propertiesOf, type Property } from './properties.js';
import { workingColumns, type WorkingColumns } from './working-columns.js';

/** The rows of an audit, with segment, customer, outcome, properties, labels, and which of them are anomalies. */
export interface Working {
  readonly plan: AuditPlan;
  readonly properties: readonly Property[];
  /**
   * Columns: `position`; `unit` and `part` (numbers for each customer and segment), `segment`, `outcome`, `anomaly`,
   * `beyond_z`, `beyond_quantile`, `beyond_mad`, `half`; `x0`, `x1`, … the properties; `p0`, … the periods; `l0`, … the
   * labels; `score`, `value`.
   */
  readonly rows: Table;
  readonly columns: WorkingColumns;
  /** Rows left out because segment or outcome is missing. */
  readonly missing: number;
  readonly segments: readonly string[];
}

/** The columns of a working table by place: `x0`, `x1`. */
export const place = (letter: 'x' | 'p' | 'l', index: number): Sql => raw(`${letter}${index}`);

/**
 * @throws MetricError if there is no outcome, if it does not vary or is a percentage outside 0 to 1, or if there are
 *   fewer than two segments: nothing can be told apart.
 */
export async function workingOf(plan: AuditPlan): Promise<Working> {
  const { table } = plan;
  const missing = await requireAuditable(plan);
  const properties = await propertiesOf(plan);
  const { session } = table;
  const rows = new Table({
    session,
    name: session.uniqueName('audit_rows'),
    columns: { unit: 'integer', segment: 'text', outcome: 'double' },
    roles: {},
  });
  await session.engine.run(sql`CREATE TABLE ${rows} AS ${workingRows(plan, properties)}`);
  const found = await session.engine.all(sql`SELECT DISTINCT segment FROM ${rows} ORDER BY segment`, {
    segment: 'text',
  });
  const columns = await workingColumns(
    rows,
    properties.map((_, index) => place('x', index)),
    plan.match !== null,
  );
  return { plan, properties, rows, columns, missing, segments: found.map(({ segment }) => segment) };
}

/**
 * @returns how many rows lack a segment or an outcome.
 * @throws MetricError if there is nothing to audit, see {@link workingOf}.
 */
export async function requireAuditable({ table, segment, outcome }: AuditPlan): Promise<number> {
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

/** Sums of doubles differ in their last bits from run to run: what lies on the edge of a band must not. */
const EDGE = 1e-9;

/** Names of its own, since the table may have a column `unit` or `mean`. */
function workingRows(plan: AuditPlan, properties: readonly Property[]): Sql {
  const { table, segment, outcome, customer, periods, labels, match, halves, threshold, rules } = plan;
  const y = sql`CAST(${id(outcome)} AS DOUBLE)`;
  const beyond = (distance: Sql, band: Sql) => sql`${distance} > ${band} + ${literal(EDGE)} * abs(${band})`;
  const columns = [
    sql`audit_position AS position`,
    sql`${customer === null ? sql`row_number() OVER ()` : sql`coalesce(audit_unit, audit_single)`} AS unit`,
    sql`audit_segment AS segment`,
    sql`audit_part AS part`,
    sql`${id(outcome)} AS outcome`,
    sql`audit_mean AS center`,
    sql`${beyond(sql`abs(${y} - audit_mean)`, sql`${literal(threshold)}`)} AS anomaly`,
    sql`coalesce(${beyond(sql`abs(${y} - audit_mean)`, sql`(${literal(rules.z)} * audit_sd)`)}, FALSE) AS beyond_z`,
    sql`${beyond(sql`-${y}`, sql`(-audit_low)`)} OR ${beyond(y, sql`audit_high`)} AS beyond_quantile`,
    sql`${beyond(sql`abs(${y} - audit_median)`, sql`(${literal(rules.mad)} * 1.4826 * audit_mad)`)} AS beyond_mad`,
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
  const [known, positions] = [
    sql`${id(segment)} IS NOT NULL AND ${id(outcome)} IS NOT NULL`,
    positioned(table),
  ];
  const [units, joined] = customer === null ? [sql``, sql``] : unitsOf(plan, customer, known);
  return sql`WITH ${units}${segmentsOf(plan, known)}
    SELECT ${join(columns)} FROM ${positions} t
      JOIN audit_segments ON audit_segment = CAST(${id(segment)} AS STRING) ${joined} WHERE ${known}`;
}

const positioned = (table: Table): Sql =>
  sql`(SELECT *, row_number() OVER () AS audit_position FROM ${table})`;

/**
 * Customers in the order of their names, then rows without a customer, each by itself. They are numbered among themselves
 * and joined: a window over all columns takes twice as long.
 */
function unitsOf({ table }: AuditPlan, customer: string, known: Sql): readonly [Sql, Sql] {
  return [
    sql`audit_units AS (
      SELECT audit_key, row_number() OVER (ORDER BY CAST(audit_key AS STRING)) AS audit_unit
      FROM (SELECT DISTINCT ${id(customer)} AS audit_key FROM ${table} WHERE ${known} AND ${id(customer)} IS NOT NULL) c
    ), audit_singles AS (
      SELECT audit_position AS audit_row,
        row_number() OVER (ORDER BY audit_position) + (SELECT count(*) FROM audit_units) AS audit_single
      FROM ${positioned(table)} s WHERE ${known} AND ${id(customer)} IS NULL
    ), `,
    sql`LEFT JOIN audit_units ON audit_key = ${id(customer)} LEFT JOIN audit_singles ON audit_row = audit_position`,
  ];
}

/** Segments in the order of their names, with the bands of their outcomes. */
function segmentsOf({ table, segment, outcome, rules }: AuditPlan, known: Sql): Sql {
  const { dialect } = table.engine;
  const [name, y] = [sql`CAST(${id(segment)} AS STRING)`, sql`CAST(${id(outcome)} AS DOUBLE)`];
  const half = rules.quantile / 2;
  return sql`audit_centers AS (
      SELECT ${name} AS audit_segment, ${mean(id(outcome))} AS audit_mean, stddev_samp(${y}) AS audit_sd,
        ${dialect.median(y)} AS audit_median, ${dialect.quantile(y, half)} AS audit_low,
        ${dialect.quantile(y, 1 - half)} AS audit_high
      FROM ${table} WHERE ${known} GROUP BY ${name}
    ), audit_deviations AS (
      SELECT audit_segment AS audit_name, ${dialect.median(sql`abs(${y} - audit_median)`)} AS audit_mad
      FROM ${table} JOIN audit_centers ON audit_segment = ${name} WHERE ${known} GROUP BY audit_segment
    ), audit_segments AS (
      SELECT *, row_number() OVER (ORDER BY audit_segment) AS audit_part
      FROM audit_centers JOIN audit_deviations ON audit_name = audit_segment
    )`;
}
