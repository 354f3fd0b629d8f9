import { columnIn, formatOf, legible, quantityOf } from '../../core/format.js';
import { heading } from '../../core/heading.js';
import type { Label, Locale } from '../../core/label.js';
import { UNDEFINED } from '../../core/quantity.js';
import type { Result } from '../../core/result.js';
import { baseKind, type Column, type Interval, type Schema, type ValueOf } from '../../core/schema.js';
import { textIn } from '../../core/translation.js';
import { COLORS, SERIES_COLORS } from '../theme.js';
import { entryOf } from '../../core/entry-of.js';

export type PlainRow = Readonly<Record<string, unknown>>;
export type RawKey = string | number | boolean | null;

/** One value of a column that identifies rows: a category, a date, an hour. */
export interface Key {
  readonly raw: RawKey;
  readonly name: string;
  /** Its own color; undefined if its column has none for it. */
  readonly color: string | undefined;
}

/** Limits for drawable values: an axis needs room around them, and doubles end at 1.8e308; smaller values become 0. */
const [MOST, LEAST] = [1e305, 1e-305];

/** Whether a value is a number that can be placed on an axis. */
export const isDrawable = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= MOST;

const drawn = (value: number): number => (Math.abs(value) < LEAST ? 0 : value);

/** A mark's view of a result: names and numbers of columns, in the session's language. */
export class Source {
  readonly result: Result;
  readonly schema: Schema;
  readonly rows: readonly PlainRow[];
  readonly locale: Locale;
  readonly #columns = new Map<string, Column>();

  constructor(result: Result) {
    this.result = result;
    this.schema = result.schema;
    this.rows = result.rows;
    this.locale = result.session.locale;
  }

  /**
   * A column; if all rows have the same measure, in the format of that measure.
   * @throws OptionsError for an unknown column.
   */
  column(name: string): Column {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const { of } = this.result.column(name);
    const measures = new Set(this.rows.map((row) => (of?.measure === undefined ? null : row[of.measure])));
    const own =
      measures.size === 1 ? columnIn(this.schema, name, this.rows[0] ?? {}) : this.result.column(name);
    const column = legible(
      own,
      this.rows.map((row) => row[name]),
    );
    this.#columns.set(name, column);
    return column;
  }

  say(text: Label): string {
    return text[this.locale];
  }

  heading(name: string): string {
    return heading(this.column(name), this.locale);
  }

  /** The text of a value that identifies a row: the name of a category, a date, a number. */
  name(value: RawKey, name: string): string {
    const column = this.column(name);
    const label = value === null ? undefined : entryOf(column.values, String(value))?.label;
    if (label !== undefined) return textIn(label, this.locale);
    return quantityOf(value as ValueOf<Column>, column, this.result.session)[this.locale];
  }

  /** The text of a cell, as in a table. */
  cell(row: PlainRow, name: string): string {
    const value = (row[name] ?? null) as ValueOf<Column>;
    return quantityOf(value, this.column(name), this.result.session)[this.locale];
  }

  /** The number of a row, in the unit of its axis; null if it has none that can be drawn. */
  number(row: PlainRow | undefined, name: string): number | null {
    const value = row?.[name];
    return isDrawable(value) ? drawn(value * this.scale(name)) : null;
  }

  interval(row: PlainRow | undefined, name: string): Interval | null {
    const value = row?.[name] as Interval | null | undefined;
    const scale = this.scale(name);
    if (value === null || value === undefined) return null;
    return isDrawable(value.low) && isDrawable(value.high)
      ? { low: drawn(value.low * scale), high: drawn(value.high * scale) }
      : null;
  }

  /** A number on an axis, formatted as in tables and sentences. */
  write(value: number | null, name: string): string {
    if (value === null) return UNDEFINED[this.locale];
    const known = this.column(name);
    const column = { ...known, kind: 'double' as const, format: formatOf(known) };
    return quantityOf(value / this.scale(name), column, this.result.session)[this.locale];
  }

  /** The factor from stored to drawn values: percentage points are stored as fractions. */
  scale(name: string): number {
    return formatOf(this.column(name)) === 'points' ? 100 : 1;
  }

  /** The values of a column that occur: categories in their order, numbers and dates ascending, names in row order. */
  keys(name: string): Key[] {
    const { values, kind } = this.column(name);
    const found = [...new Set(this.rows.map((row) => (row[name] ?? null) as RawKey))];
    const order = Object.keys(values ?? {});
    const place = (raw: RawKey) => {
      const at = order.indexOf(String(raw));
      return raw === null || at < 0 ? order.length : at;
    };
    const sorted =
      values !== undefined
        ? found.toSorted((a, b) => place(a) - place(b))
        : ['text', 'boolean'].includes(baseKind(kind))
          ? found
          : found.toSorted(ascending);
    return sorted.map((raw) => ({
      raw,
      name: this.name(raw, name),
      color: raw === null ? COLORS.gray : values?.[String(raw)]?.color,
    }));
  }

  /** The color of each series: its own, or else from the palette by its position among all categories of its column. */
  colors(keys: readonly Key[], name: string): string[] {
    const all = Object.keys(this.column(name).values ?? {});
    return keys.map(({ raw, color }, index) => {
      const place = all.indexOf(String(raw));
      return color ?? seriesColor(place < 0 ? index : place);
    });
  }
}

export const seriesColor = (index: number): string =>
  SERIES_COLORS[index % SERIES_COLORS.length] ?? COLORS.blue;

function ascending(a: RawKey, b: RawKey): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a === b ? 0 : a < b ? -1 : 1;
}
