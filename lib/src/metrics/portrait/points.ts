import { id, join, literal, sql } from '../../engine/sql.js';
import { inOrder } from '../../core/categories.js';
import { both } from '../../core/heading.js';
import type { Label } from '../../core/label.js';
import { count } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Column } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import type { ColumnOf } from './columns.js';
import { figureName } from './titles.js';

/** The most rows by default: what a figure can show one by one. */
const LIMIT = 2000;

/** The columns of some rows of a table, with its names and formats. */
export type Points<T extends Table, C extends ColumnOf<T>> = Result<{
  readonly [N in C]: Column<T['columns'][N]>;
}>;

/**
 * The rows themselves, in some of their columns: for figures in which every point is seen, and not for computing.
 *
 * A table with more rows than `limit` gives a sample: in the order of the columns given, every n-th row, so that it has
 * the shares of the first column, and the spread of the second within each, to within one row. The note says so. Rows are
 * in that order, missing values last.
 *
 * @param columns the first should be what divides the rows.
 * @param options.limit default: 2,000.
 * @throws OptionsError for no columns, a column that does not exist, or a limit below 1.
 * @example
 * const some = await portrait.points(users, ['location', 'income', 'age']);
 * chart.scatter(some, { x: 'income', y: 'location' });
 */
export async function points<T extends Table, const C extends ColumnOf<T>>(
  table: T,
  columns: readonly C[],
  { limit = LIMIT }: { readonly limit?: number } = {},
): Promise<Points<T, C>> {
  if (columns.length === 0) throw new OptionsError(`${table.name}: name at least one column of the points.`);
  if (!Number.isInteger(limit) || limit < 1)
    throw new OptionsError(`limit must be a whole number of at least 1, not ${limit}.`);
  const schema = inOrder<string, Column>(columns.map((name) => [name, described(table, name)]));
  const all = await table.count();
  const names = join(columns.map(id));
  const order = join(columns.map((name) => sql`${id(name)} NULLS LAST`));
  const step = (place: ReturnType<typeof sql>) =>
    sql`floor(${place} * ${literal(limit)} / CAST(${literal(all)} AS DOUBLE))`;
  const sample = sql`SELECT ${names} FROM (
      SELECT ${names}, row_number() OVER (ORDER BY ${order}) AS place_in_order FROM ${table}) t
    WHERE ${step(sql`place_in_order`)} > ${step(sql`(place_in_order - 1)`)} ORDER BY place_in_order`;
  const query = all > limit ? sample : sql`SELECT ${names} FROM ${table} ORDER BY ${order}`;
  const shape = Object.fromEntries(columns.map((name) => [name, table.columns[name] ?? 'text']));
  const found = await table.engine.all(query, shape);
  const labels = columns.map((name) => both(described(table, name).label));
  const result = new Result({
    session: table.session,
    name: figureName('points', ...columns),
    title: { en: labels.map(({ en }) => en).join(', '), zh: labels.map(({ zh }) => zh).join('、') },
    schema,
    rows: found,
    query,
    chart: { mark: 'scatter' },
    ...(all > limit && { note: sampleNote(limit, all) }),
  });
  return result as unknown as Points<T, C>;
}

function sampleNote(limit: number, all: number): Label {
  const [some, whole] = [count(limit), count(all)];
  return {
    en: `A sample: ${some.en} of ${whole.en} rows, at even steps in the order of the columns.`,
    zh: `抽样：${whole.zh}行中的${some.zh}行，按各列排序后等距抽取。`,
  };
}
