import { MetricError } from '../errors.js';
import type { Dialect } from '../engine/dialect.js';
import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { mean } from './mean.js';

const STATISTICS = shape({
  n: 'integer',
  min: 'double',
  q1: 'double',
  median: 'double',
  mean: 'double',
  q3: 'double',
  max: 'double',
  sd: 'double?',
});

export const SUMMARY = shape({ column: 'text', ...STATISTICS });
/** Location and spread of one numeric column; quartiles interpolate linearly (type 7), sd divides by n - 1. */
export type Summary = Row<typeof SUMMARY>;

export const GROUP_SUMMARY = shape({ group: 'text', ...STATISTICS });
/** The same of one group. */
export type GroupSummary = Row<typeof GROUP_SUMMARY>;

/** SQL for the columns of {@link STATISTICS}. */
function statistics(column: string, dialect: Dialect): Sql {
  const x = sql`CAST(${id(column)} AS DOUBLE)`;
  return sql`count(${x}) AS n, min(${x}) AS min, ${dialect.quantile(x, 0.25)} AS q1, ${dialect.median(x)} AS median,
    ${mean(id(column))} AS mean, ${dialect.quantile(x, 0.75)} AS q3, max(${x}) AS max, stddev_samp(${x}) AS sd`;
}

/**
 * Summarises numeric columns, one row each, in the order asked for.
 *
 * @throws MetricError when the table is empty.
 * @example
 * const [income] = await summarise(engine, users, ['income']);
 */
export async function summarise(
  engine: Engine,
  table: Table,
  columns: readonly string[],
): Promise<Summary[]> {
  const counted = await engine.one(sql`SELECT count(*) AS n FROM ${table}`, { n: 'integer' });
  if (counted.n === 0) throw new MetricError(`${table.name} is empty: there is nothing to summarise.`);
  const selects = columns.map(
    (column, position) =>
      sql`SELECT ${literal(position)} AS position, ${literal(column)} AS "column",
        ${statistics(column, engine.dialect)} FROM ${table}`,
  );
  return engine.all(
    sql`SELECT "column", n, min, q1, median, mean, q3, max, sd FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`,
    SUMMARY,
  );
}

/** Summarises a numeric column by group, groups by name. */
export function summariseBy(
  engine: Engine,
  table: Table,
  value: string,
  group: string,
): Promise<GroupSummary[]> {
  return engine.all(
    sql`SELECT ${id(group)} AS "group", ${statistics(value, engine.dialect)}
    FROM ${table} GROUP BY ${id(group)} ORDER BY "group"`,
    GROUP_SUMMARY,
  );
}
