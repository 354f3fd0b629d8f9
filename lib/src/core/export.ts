import { frameBundle, type FrameLike } from './data-frame-view.js';
import { DISPLAY, type Output } from './display.js';
import { heading } from './heading.js';
import type { Locale } from './label.js';
import { ARROW, DANFO, optional } from './optional-package.js';
import { baseKind, isNumeric, type Column, type Interval, type Schema } from './schema.js';

type PlainRow = Readonly<Record<string, unknown>>;

/** The commonly used part of an `apache-arrow` table; `toArrow<arrow.Table>()` gives the full type. */
export interface ArrowTable {
  readonly numRows: number;
  readonly numCols: number;
  getChild(name: string): { toArray(): ArrayLike<unknown> } | null;
  toArray(): readonly unknown[];
}

/** The commonly used part of a `danfojs-node` DataFrame; `toDataFrame<danfo.DataFrame>()` gives the full type. */
export interface DataFrame {
  readonly shape: readonly number[];
  readonly columns: readonly string[];
  readonly values: unknown;
  head(rows?: number): DataFrame;
  describe(): DataFrame;
  sortValues(by: string, options?: { readonly ascending?: boolean }): DataFrame;
  groupby(columns: readonly string[]): { mean(): DataFrame; sum(): DataFrame; count(): DataFrame };
  print(): void;
  toString(): string;
}

export interface CsvOptions {
  /** Header line: the columns' names, or their labels in the session's language. */
  readonly header?: 'names' | 'labels';
}

/** One column of an export: intervals become two columns, all others stay as they are. */
interface Field {
  readonly name: string;
  readonly label: string;
  readonly number: boolean;
  readonly value: (row: PlainRow) => unknown;
}

function fieldsOf(schema: Schema, locale: Locale): readonly Field[] {
  return Object.entries<Column>(schema).flatMap(([name, column]) => {
    const label = heading(column, locale);
    const number = isNumeric(column);
    if (baseKind(column.kind) !== 'interval') {
      return [{ name, label, number, value: (row: PlainRow) => row[name] }];
    }
    return (['low', 'high'] as const).map((end) => ({
      name: `${name}_${end}`,
      label: `${label} ${end}`,
      number: true,
      value: (row: PlainRow) => (row[name] as Interval | null)?.[end] ?? null,
    }));
  });
}

export function toCsv(
  rows: readonly PlainRow[],
  schema: Schema,
  locale: Locale,
  { header = 'names' }: CsvOptions,
): string {
  const fields = fieldsOf(schema, locale);
  const head = fields.map(({ name, label }) => (header === 'names' ? name : label));
  const lines = [head, ...rows.map((row) => fields.map(({ value }) => value(row)))];
  return lines.map((line) => `${line.map(cell).join(',')}\n`).join('');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows as an Arrow table. */
export async function toArrow(rows: readonly PlainRow[], schema: Schema): Promise<ArrowTable> {
  const { tableFromArrays } = await optional(ARROW, () => import('apache-arrow'));
  return tableFromArrays(
    Object.fromEntries(fieldsOf(schema, 'en').map(({ name, value }) => [name, rows.map(value)])),
  );
}

/**
 * danfo takes a second and 100 MB to load, so it is loaded only here; its numbers pass through 32-bit floats. Missing
 * values are NaN there.
 */
export async function toDataFrame(rows: readonly PlainRow[], schema: Schema): Promise<DataFrame> {
  const danfo = await optional(DANFO, () => import('danfojs-node'));
  for (const { prototype } of [danfo.DataFrame, danfo.Series]) showAsTables(prototype);
  const fields = fieldsOf(schema, 'en');
  return new danfo.DataFrame(
    rows.map((row) =>
      Object.fromEntries(
        fields.map(({ name, number, value }) => [name, value(row) ?? (number ? NaN : null)]),
      ),
    ),
  );
}

/**
 * Frames and series as tables, also those that danfo makes of others, such as `describe()`, which are of the class that
 * the exported one extends: left alone, a notebook prints their fields.
 */
function showAsTables(exported: object): void {
  const base: unknown = Object.getPrototypeOf(exported);
  for (const prototype of [exported, base as object]) {
    if (Object.hasOwn(prototype, DISPLAY)) continue;
    Object.defineProperty(prototype, DISPLAY, {
      value(this: FrameLike): Output {
        return { data: frameBundle(this) };
      },
    });
  }
}
