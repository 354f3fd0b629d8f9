import type { Dialect } from '../../engine/dialect.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { formatOf } from '../../core/format.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import { described, type Table } from '../../core/table.js';
import { mean } from '../mean.js';
import { groupColumn, groupText, measured, orderedNames, type ColumnOf } from './columns.js';
import { figureName, named } from './titles.js';

type Statistic = 'min' | 'q1' | 'median' | 'mean' | 'q3' | 'max' | 'standardDeviation';

function statistics(table: Table, ...names: readonly string[]) {
  const statistic = (label: Statistic) => measured(column.optional(column.decimal(label)), table, ...names);
  return {
    n: column.count('sampleSize'),
    min: statistic('min'),
    q1: statistic('q1'),
    median: statistic('median'),
    mean: statistic('mean'),
    q3: statistic('q3'),
    max: statistic('max'),
    sd: statistic('standardDeviation'),
  };
}

const PLACES = ['min', 'q1', 'median', 'q3', 'max'] as const;

/** Order statistics of counts are formatted as counts if they are all whole, that is, none is halfway between two. */
function written<S extends ReturnType<typeof statistics>>(
  schema: S,
  table: Table,
  names: readonly string[],
  rows: readonly Readonly<Partial<Record<(typeof PLACES)[number], number | null>>>[],
): S {
  if (!names.every((name) => formatOf(described(table, name)) === 'count')) return schema;
  const whole = PLACES.filter((place) => rows.every((row) => Number.isInteger(row[place] ?? 0)));
  const counts = whole.map((place) => [place, { ...schema[place], format: 'count' }] as const);
  return { ...schema, ...Object.fromEntries(counts) };
}

/** SQL for the columns of {@link statistics}. */
function statisticsOf(name: string, dialect: Dialect): Sql {
  const x = sql`CAST(${id(name)} AS DOUBLE)`;
  return sql`count(${x}) AS n, min(${x}) AS min, ${dialect.quantile(x, 0.25)} AS q1, ${dialect.median(x)} AS median,
    ${mean(id(name))} AS mean, ${dialect.quantile(x, 0.75)} AS q3, max(${x}) AS max, stddev_samp(${x}) AS sd`;
}

function summarySchema<C extends string>(table: Table, names: readonly C[]) {
  const labels = Object.fromEntries(names.map((name) => [name, { label: described(table, name).label }]));
  return {
    column: column.category('measure', labels as Readonly<Record<C, (typeof labels)[string]>>),
    ...statistics(table, ...names),
  };
}

export type Summary<C extends string = string> = Result<ReturnType<typeof summarySchema<C>>>;

/**
 * Location and spread of numeric columns, one row each, in the order given.
 *
 * Missing values are ignored. Quartiles interpolate linearly (type 7); sd divides by n - 1. Without values, everything
 * but n is null; with one value, sd is null.
 * @example
 * const summary = await summarize(users, ['age', 'income']);
 * summary.at({ column: 'income' }).median.en;
 */
export async function summarize<T extends Table, const C extends ColumnOf<T>>(
  table: T,
  names: readonly C[],
): Promise<Summary<C>> {
  const schema = summarySchema(table, names);
  const { dialect } = table.engine;
  const selects = names.map(
    (name, position) =>
      sql`SELECT ${literal(position)} AS position, ${literal(name)} AS "column", ${statisticsOf(name, dialect)} FROM ${table}`,
  );
  const query = sql`SELECT "column", n, min, q1, median, mean, q3, max, sd
    FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`;
  const rows = await rowsOf(table.session, query, schema);
  return new Result({
    session: table.session,
    name: figureName('summary', ...names),
    title: { en: 'Location and spread', zh: '集中趋势与离散程度' },
    schema: written(schema, table, names, rows),
    rows,
    query,
    chart: { mark: 'box', y: 'column' },
  });
}

const groupSchema = (table: Table, value: string, group: string) => ({
  group: groupColumn(table, group),
  ...statistics(table, value),
});

export type GroupSummary = Result<ReturnType<typeof groupSchema>>;

/**
 * Location and spread of a numeric column by group, as shown in box plots. Groups are in the order of the column's
 * categories, then others by name, then missing values (null); statistics are those of {@link summarize}.
 *
 * @example
 * const incomes = await summarizeBy(users, 'income', 'location');
 * incomes.max('median').group.en;
 */
export async function summarizeBy<T extends Table>(
  table: T,
  value: ColumnOf<T>,
  group: ColumnOf<T>,
): Promise<GroupSummary> {
  const schema = groupSchema(table, value, group);
  const query = sql`SELECT ${groupText(group)} AS "group", ${statisticsOf(value, table.engine.dialect)}
    FROM ${table} GROUP BY 1 ORDER BY "group" NULLS LAST`;
  const rows = await rowsOf(table.session, query, schema);
  const order = orderedNames(
    schema.group,
    rows.flatMap((row) => row.group ?? []),
  );
  const placeOf = (name: string | null) => (name === null ? order.length : order.indexOf(name));
  const [what, by] = [named(table, value), named(table, group)];
  return new Result({
    session: table.session,
    name: figureName(value, 'by', group),
    title: { en: `${what.first.en} by ${by.within.en}`, zh: `各${by.first.zh}的${what.first.zh}` },
    schema: written(schema, table, [value], rows),
    rows: rows.toSorted((a, b) => placeOf(a.group) - placeOf(b.group)),
    query,
    chart: { mark: 'box', y: 'group' },
  });
}
