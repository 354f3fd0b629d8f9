import { durationText } from './duration.js';
import { both } from './heading.js';
import {
  clock,
  count,
  decimal,
  money,
  percent,
  pNumber,
  points,
  UNDEFINED,
  word,
  type Quantity,
  type Raw,
} from './quantity.js';
import { baseKind, type Column, type Format, type Interval, type Schema, type ValueOf } from './schema.js';
import type { Session } from './session.js';
import { term } from './term.js';
import { entryOf } from './entry-of.js';

type Style = Pick<Session, 'currency'>;

/** The format of a column's values: its own, or the default for its kind. */
export function formatOf({ format, kind }: Column): Format {
  if (format !== undefined) return format;
  const base = baseKind(kind);
  if (base === 'integer') return 'count';
  return base === 'double' || base === 'decimal' || base === 'interval' ? 'decimal' : 'text';
}

/** The most decimals that a column takes for the sake of small values. */
const MOST_DIGITS = 6;

/** A column with so many decimals that not all of its values round to 0; as it is where one does not, or all are 0. */
export function legible(column: Column, values: readonly unknown[]): Column {
  const format = formatOf(column);
  const usual = USUAL_DIGITS[format];
  if (usual === undefined) return column;
  const scale = format === 'percent' || format === 'points' ? 100 : 1;
  const sizes = values
    .filter((value) => typeof value === 'number')
    .map(Math.abs)
    .filter(Number.isFinite);
  const most = Math.max(0, ...sizes) * scale;
  const digits = column.digits ?? usual;
  if (most === 0 || most >= 0.5 * 10 ** -digits) return column;
  return { ...column, digits: Math.min(MOST_DIGITS, 1 - Math.floor(Math.log10(most))) };
}

/** Decimals where a column names none. */
const USUAL_DIGITS: Readonly<Partial<Record<Format, number>>> = {
  decimal: 2,
  percent: 1,
  points: 1,
  money: 2,
};

/** A column as formatted in a given row: with the format of the row's measure, if it has one. */
export function columnIn(schema: Schema, name: string, row: Readonly<Record<string, unknown>>): Column {
  const column = entryOf(schema, name) ?? { kind: 'text', label: name };
  const measure = column.of?.measure;
  if (measure === undefined) return column;
  const values = entryOf(schema, measure)?.values;
  const key = String(row[measure]);
  return { ...column, ...entryOf(values, key)?.written };
}

/**
 * A column's value with its display text: rounded, with sign or unit, categories by name.
 *
 * @example
 * quantityOf(0.319, column.percent('share'), tally).en; // '31.9%'
 */
export function quantityOf<C extends Column>(
  value: ValueOf<C>,
  column: C,
  style: Style,
): Quantity<Extract<ValueOf<C>, Raw>> {
  return write(value, column, style) as Quantity<Extract<ValueOf<C>, Raw>>;
}

function write(value: Raw, column: Column, style: Style): Quantity<Raw> {
  if (value === null) return UNDEFINED;
  if (typeof value === 'number') return writeNumber(value, column, style);
  if (typeof value === 'boolean') return { raw: value, ...term(value ? 'yes' : 'no') };
  return typeof value === 'string' ? writeText(value, column) : writeInterval(value, column, style);
}

function writeText(value: string, { values }: Column): Quantity<Raw> {
  const label = entryOf(values, value)?.label;
  return { ...(label === undefined ? word(value) : both(label)), raw: value };
}

function writeNumber(value: number, column: Column, { currency }: Style): Quantity<Raw> {
  // What an engine makes of 0 / 0 or of an overflow is no value either.
  if (!Number.isFinite(value)) return UNDEFINED;
  const { digits } = column;
  switch (formatOf(column)) {
    case 'count':
      return count(value);
    case 'decimal':
      return decimal(value, digits);
    case 'percent':
      return percent(value, digits);
    case 'points':
      return points(value, digits);
    case 'money':
      return money(value, digits, currency);
    case 'p':
      return pNumber(value);
    case 'duration':
      return { raw: value, ...durationText(value) };
    case 'clock':
      return clock(value);
    case 'plain':
    case 'text':
      return { raw: value, en: String(value), zh: String(value) };
  }
}

function writeInterval(value: Interval, column: Column, style: Style): Quantity<Raw> {
  const [low, high] = [writeNumber(value.low, column, style), writeNumber(value.high, column, style)];
  return { raw: value, en: `${low.en}–${high.en}`, zh: `${low.zh}–${high.zh}` };
}
