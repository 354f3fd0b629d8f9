import { MetricError } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { id, join, literal, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { mean } from './mean.js';

export const SUMMARY = shape({
  column: 'text',
  n: 'integer',
  min: 'double',
  q1: 'double',
  median: 'double',
  mean: 'double',
  q3: 'double',
  max: 'double',
  sd: 'double?',
});
/** Location and spread of one numeric column; quartiles interpolate linearly (type 7), sd divides by n - 1. */
export type Summary = Row<typeof SUMMARY>;

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
  const selects = columns.map((column, position) => {
    const value = sql`CAST(${id(column)} AS DOUBLE)`;
    return sql`SELECT ${literal(position)} AS position, ${literal(column)} AS "column", count(${value}) AS n,
      min(${value}) AS min, ${engine.dialect.quantile(value, 0.25)} AS q1, ${engine.dialect.median(value)} AS median,
      ${mean(id(column))} AS mean, ${engine.dialect.quantile(value, 0.75)} AS q3, max(${value}) AS max,
      stddev_samp(${value}) AS sd FROM ${table}`;
  });
  return engine.all(
    sql`SELECT "column", n, min, q1, median, mean, q3, max, sd FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`,
    SUMMARY,
  );
}

export const GROUP_SUMMARY = shape({
  group: 'text',
  n: 'integer',
  min: 'double',
  q1: 'double',
  median: 'double',
  mean: 'double',
  q3: 'double',
  max: 'double',
});
export type GroupSummary = Row<typeof GROUP_SUMMARY>;

/** Summarises a numeric column by group, groups by name. */
export function summariseBy(
  engine: Engine,
  table: Table,
  value: string,
  group: string,
): Promise<GroupSummary[]> {
  const x = sql`CAST(${id(value)} AS DOUBLE)`;
  return engine.all(
    sql`SELECT ${id(group)} AS "group", count(*) AS n, min(${x}) AS min,
      ${engine.dialect.quantile(x, 0.25)} AS q1, ${engine.dialect.median(x)} AS median, ${mean(id(value))} AS mean,
      ${engine.dialect.quantile(x, 0.75)} AS q3, max(${x}) AS max
    FROM ${table} GROUP BY ${id(group)} ORDER BY "group"`,
    GROUP_SUMMARY,
  );
}
