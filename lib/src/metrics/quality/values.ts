import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { described, ownColumns, type Table } from '../../core/table.js';
import { withUnit } from '../../core/heading.js';
import { KINDS } from '../../load/fields.js';
import { parseKind, type Kind, type Shape } from '../../engine/shape.js';
import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';

const { optional } = column;

function valuesSchema(columns: Categories) {
  return {
    column: column.category('column', columns),
    kind: column.category('type', KINDS),
    known: column.count('valuesKnown'),
    missing: column.count('missing'),
    distinct: column.count('distinctValues'),
    min: optional(column.text('smallest')),
    median: optional(column.text('medianValue')),
    max: optional(column.text('largest')),
    top: optional(column.text('mostFrequent')),
  };
}

/** The contents of the columns of a table, one row each. */
export type ColumnValues = Result<ReturnType<typeof valuesSchema>>;

/** With more rows, medians are approximate: exact ones hold all values in memory. */
const EXACT_ROWS = 5_000_000;
const TOP = 3;
/** Longer values are cut. */
const LENGTH = 30;

/**
 * What each column of a table contains: how many values, missing ones and different ones; smallest, median and largest of
 * numbers, and the first and last of dates; the three most frequent values, each with its number of rows, where values
 * repeat. `known + missing` is the number of rows. Above 5,000,000 rows the median is approximate (a t-digest), which
 * the note says.
 *
 * @example
 * await show(await columnValues(await load(tally, 'orders.csv')));
 */
export async function columnValues(table: Table): Promise<ColumnValues> {
  const { session } = table;
  const names = ownColumns(table);
  const rows = await table.count();
  const approximate = rows > EXACT_ROWS;
  const selects = names.flatMap((name, n) =>
    Object.entries(aggregates(table, name, approximate)).map(
      ([fact, value]) => sql`${value} AS ${id(`${fact}${n}`)}`,
    ),
  );
  const shape: Shape = Object.fromEntries(
    names.flatMap((_, n) => [
      ...(['known', 'distinct'] as const).map((fact) => [`${fact}${n}`, 'integer'] as const),
      ...(['min', 'max'] as const).map((fact) => [`${fact}${n}`, 'text?'] as const),
      [`median${n}`, 'double?'] as const,
    ]),
  );
  const found = await session.engine.one(sql`SELECT ${join(selects)} FROM ${table}`, shape);
  const result = [];
  for (const [n, name] of names.entries()) {
    const [known, distinct] = [Number(found[`known${n}`]), Number(found[`distinct${n}`])];
    const text = (fact: string) => (found[`${fact}${n}`] === null ? null : String(found[`${fact}${n}`]));
    const median = found[`median${n}`];
    result.push({
      ...{ column: name, kind: kindOf(table, name), known, missing: rows - known, distinct },
      ...{ min: text('min'), max: text('max') },
      median: typeof median === 'number' ? String(Number(median.toFixed(4))) : null,
      top: distinct < known ? await mostFrequent(table, name) : null,
    });
  }
  const labels = names.map(
    (name) => [name, { label: withUnit({ ...described(table, name), label: name }) }] as const,
  );
  return new Result({
    session,
    name: 'column-values',
    title: { en: 'What the columns contain', zh: '各列内容' },
    schema: valuesSchema(Object.fromEntries(labels)),
    rows: result,
    ...(approximate && { note: { en: 'Medians are approximate.', zh: '中位数为近似值。' } }),
  });
}

const kindOf = (table: Table, name: string): Kind => parseKind(table.columns[name] ?? 'text').kind;
const isNumber = (kind: Kind): boolean => kind === 'integer' || kind === 'decimal' || kind === 'double';

function aggregates(table: Table, name: string, approximate: boolean): Readonly<Record<string, Sql>> {
  const { dialect } = table.session.engine;
  const [x, kind] = [id(name), kindOf(table, name)];
  const ordered = isNumber(kind) || kind === 'date' || kind === 'timestamp';
  const none = sql`CAST(NULL AS VARCHAR)`;
  const value = sql`CAST(${x} AS DOUBLE)`;
  const median = approximate ? sql`approx_quantile(${value}, 0.5)` : dialect.median(value);
  return {
    known: sql`count(${x})`,
    distinct: sql`count(DISTINCT ${x})`,
    min: ordered ? sql`CAST(min(${x}) AS VARCHAR)` : none,
    max: ordered ? sql`CAST(max(${x}) AS VARCHAR)` : none,
    median: isNumber(kind) ? median : sql`CAST(NULL AS DOUBLE)`,
  };
}

/** `pv (6,010), buy (42)`; ties by value. */
async function mostFrequent(table: Table, name: string): Promise<string> {
  const rows = await table.session.engine.all(
    sql`SELECT left(CAST(${id(name)} AS VARCHAR), ${raw(String(LENGTH))}) AS "value", count(*) AS n FROM ${table}
      WHERE ${id(name)} IS NOT NULL GROUP BY ${id(name)} ORDER BY n DESC, 1 LIMIT ${literal(TOP)}`,
    { value: 'text', n: 'integer' },
  );
  return rows.map(({ value, n }) => `${value} (${n.toLocaleString('en-US')})`).join(', ');
}
