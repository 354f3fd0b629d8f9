import { axis } from '../theme.js';
import { extent, logAxis, ticksOf, widened, type Range } from './axes.js';
import type { Key, Source } from './source.js';
import { wrapped } from './words.js';

/** A numeric axis of a scatter plot. */
export interface NumberAxis {
  readonly column: string;
  readonly log: boolean;
  /** Length in pixels. */
  readonly length: number;
  /** Ends: values, or their powers of ten if the axis is logarithmic. */
  readonly ends: Range;
}

/** An axis of names. */
export interface NameAxis {
  readonly column: string;
  readonly keys: readonly Key[];
  /** Pixels of each name. */
  readonly slot: number;
}

/** Pixels beside the outermost points. */
const ROOM = 12;

/** What is needed at both ends of an axis, in pixels. */
export interface Rooms {
  readonly low: number;
  readonly high: number;
}

export const onAxis = (value: number, log: boolean): number => (log ? Math.log10(value) : value);

/** The axis that fits these values. */
export function numberAxis(
  { column, log, length }: Omit<NumberAxis, 'ends'>,
  values: readonly number[],
  { low, high }: Rooms = { low: 0, high: 0 },
): NumberAxis {
  const places = values.map((value) => onAxis(value, log));
  const [from, to] = widened(extent(places));
  const unit = (to - from) / (length - low - high - 2 * ROOM);
  return { column, log, length, ends: [from - (low + ROOM) * unit, to + (high + ROOM) * unit] };
}

/** The distance of a value from the start of its axis, in pixels. */
export const pixels = ({ log, length, ends: [from, to] }: NumberAxis, value: number): number =>
  ((onAxis(value, log) - from) / (to - from)) * length;

/** A value moved along its axis by pixels. */
export function shifted({ log, length, ends: [from, to] }: NumberAxis, value: number, by: number): number {
  const place = onAxis(value, log) + (by / length) * (to - from);
  return log ? 10 ** place : place;
}

/** The axis in Plotly's words. */
export function scaleOf(source: Source, { column, log, length, ends }: NumberAxis, title: string): object {
  const [from, to] = ends;
  const range: Range = log ? [10 ** from, 10 ** to] : ends;
  return {
    ...axis({ title: wrapped(title, length), grid: true }),
    ...ticksOf(source, column, range),
    ...(log && logAxis(source, column, range)),
    range: ends,
    tickangle: 0,
    zeroline: false,
  };
}
