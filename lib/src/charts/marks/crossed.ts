import { OptionsError } from '../../errors.js';
import type { Interval } from '../../core/schema.js';
import { seriesColor, type Key, type PlainRow, type RawKey, type Source } from './source.js';

/** One value of a figure; null if undefined. */
export interface Cell {
  readonly row: PlainRow;
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** Cells of one color: a category of a column, or one of several columns drawn. */
export interface Series {
  readonly name: string;
  readonly color: string;
  /** The column of its values. */
  readonly column: string;
  /** Cells in the order of the keys; undefined if no row names the cell. */
  readonly cells: readonly (Cell | undefined)[];
}

/** Rows arranged by key and, if there are several, by series. */
export interface Crossed {
  readonly keys: readonly Key[];
  readonly series: readonly Series[];
}

export interface Channels {
  /** The column of the keys; null if there is a single row and each column in `values` is a key. */
  readonly key: string | null;
  readonly values: readonly string[];
  /** The column of the series. */
  readonly color?: string | undefined;
  /** The column of intervals; null for none. Default: the interval of the values. */
  readonly interval?: string | null | undefined;
}

/** @throws OptionsError if two rows name the same cell, or a column does not exist. */
export function crossed(source: Source, channels: Channels): Crossed {
  const { key, values, color } = channels;
  if (key === null) return columnsAsKeys(source, channels);
  if (color === undefined) return columnsAsSeries(source, key, channels);
  if (values.length > 1) {
    throw new OptionsError(
      `${source.result.name}: color works with one column of values only, not with ${values.join(', ')}.`,
    );
  }
  const [keys, names] = [source.keys(key), source.keys(color)];
  const colors = source.colors(names, color);
  const column = values[0] ?? '';
  const series = names.map((name, index) => ({
    name: name.name,
    color: colors[index] ?? seriesColor(index),
    column,
    cells: cellsOf(
      source,
      keys,
      key,
      channels,
      column,
      (row) => (row[color] ?? null) === name.raw,
      name.name,
    ),
  }));
  return { keys, series };
}

function columnsAsSeries(source: Source, key: string, channels: Channels): Crossed {
  const keys = source.keys(key);
  const series = channels.values.map((column, index) => ({
    name: source.heading(column),
    color: seriesColor(index),
    column,
    cells: cellsOf(source, keys, key, channels, column, () => true),
  }));
  return { keys, series };
}

/** Columns of one row side by side, such as a value computed in three ways. */
function columnsAsKeys(source: Source, channels: Channels): Crossed {
  const { values } = channels;
  const [row, second] = source.rows;
  if (second !== undefined) {
    throw new OptionsError(
      `${source.result.name}: no column distinguishes its ${source.rows.length} rows; name one.`,
    );
  }
  const keys = values.map((column) => ({ raw: column, name: source.heading(column), color: undefined }));
  const cells = values.map((column) =>
    row === undefined ? undefined : cellOf(source, row, channels, column),
  );
  return { keys, series: [{ name: '', color: seriesColor(0), column: values[0] ?? '', cells }] };
}

function cellsOf(
  source: Source,
  keys: readonly Key[],
  key: string,
  channels: Channels,
  column: string,
  isOfSeries: (row: PlainRow) => boolean,
  name = '',
): (Cell | undefined)[] {
  const found = new Map<RawKey, Cell>();
  for (const row of source.rows.filter(isOfSeries)) {
    const at = (row[key] ?? null) as RawKey;
    if (found.has(at)) {
      const twice = [source.name(at, key), ...(name === '' ? [] : [name])].join(', ');
      throw new OptionsError(
        `${source.result.name}: more than one row is named "${twice}"; sum these rows, or distinguish them by another column.`,
      );
    }
    found.set(at, cellOf(source, row, channels, column));
  }
  return keys.map(({ raw }) => found.get(raw));
}

function cellOf(source: Source, row: PlainRow, { interval }: Channels, column: string): Cell {
  const given = interval === undefined ? source.column(column).of?.interval : interval;
  const known = given !== undefined && given !== null && Object.hasOwn(source.schema, given) ? given : null;
  return {
    row,
    value: source.number(row, column),
    interval: known === null ? null : source.interval(row, known),
  };
}

/** A cell with a value, and its position. */
export interface Known {
  readonly key: Key;
  readonly series: Series;
  readonly value: number;
}

/** The cells that have a value, series by series. */
export function knownOf({ keys, series }: Crossed): Known[] {
  return series.flatMap((one) =>
    keys.flatMap((key, index) => {
      const value = one.cells[index]?.value ?? null;
      return value === null ? [] : [{ key, series: one, value }];
    }),
  );
}

/** The item with the largest value, the first one if tied; undefined if there are no items. */
export function largest<T>(all: readonly T[], value: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (best, one) => (best === undefined || value(one) > value(best) ? one : best),
    undefined,
  );
}

/** @throws OptionsError if a value is negative, which parts of a whole and steps of a funnel cannot be. */
export function requireNonNegative(source: Source, known: readonly Known[]): void {
  const bad = known.find(({ value }) => value < 0);
  if (bad === undefined) return;
  const name = [bad.key.name, bad.series.name].filter(Boolean).join(', ');
  throw new OptionsError(
    `${source.result.name}: the value of "${name}" is ${bad.value}; it must not be negative.`,
  );
}
