import { formatOf } from '../../core/format.js';
import type { Locale } from '../../core/label.js';
import { currencySign } from '../../core/quantity.js';
import { baseKind } from '../../core/schema.js';
import { axis } from '../theme.js';
import type { Source } from './source.js';
import { textWidth, widest, wrapped } from './words.js';

export type Range = readonly [low: number, high: number];

/** Size in pixels of a figure's plot area without margins, if nothing is beside it. */
export const PLOT = { width: 640, height: 310 } as const;
const FEW = 6;
/** The most powers of ten labeled on a logarithmic axis; with more, only every nth one is. */
const MOST_POWERS = 20;

/** The smallest of 1, 2, 2.5, 3, 4, 5, 6, 8, 10 times a power of ten that is not below a value. */
export function niceStep(least: number): number {
  if (least <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** An axis for a column's values: its unit in the title, and ticks in its format, as short as possible. */
export function valueAxis(
  source: Source,
  column: string,
  range: Range,
  title = source.heading(column),
): object {
  return {
    ...axis({ title: wrapped(title, PLOT.height), grid: true }),
    range,
    ...ticksOf(source, column, range),
  };
}

/** The tick format for a column's values; ticks are listed one by one if d3 formats cannot express it. */
export function ticksOf(source: Source, column: string, [low, high]: Range): object {
  const step = niceStep((high - low) / FEW);
  const digits = (unit: number) => Math.max(0, Math.ceil(-Math.log10(step * unit) - 1e-9));
  switch (formatOf(source.column(column))) {
    case 'count':
      return { tickformat: ',d', ...(high - low < FEW && { dtick: 1 }) };
    case 'percent':
      return { tickformat: `.${digits(100)}%` };
    case 'money':
      return low < 0 ? moneyTicks(source, [low, high], step, digits(1)) : moneyFormat(source, digits(1));
    case 'clock':
      return { tickformat: '02d', ticksuffix: ':00' };
    case 'plain':
      return { tickformat: 'd' };
    case 'decimal':
    case 'points':
    case 'duration':
    case 'p':
    case 'text':
      return { tickformat: `,.${digits(1)}f` };
  }
}

function moneyFormat(source: Source, digits: number): object {
  return { tickprefix: currencySign(source.result.session.currency), tickformat: `,.${digits}f` };
}

/** Puts the minus sign before the currency sign. */
function moneyTicks(source: Source, [low, high]: Range, step: number, digits: number): object {
  const sign = currencySign(source.result.session.currency);
  const first = Math.ceil(low / step - 1e-9);
  const values = Array.from(
    { length: Math.floor(high / step + 1e-9) - first + 1 },
    (_, n) => (first + n) * step,
  );
  const write = (value: number) => {
    const number = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    return `${value < 0 ? '−' : ''}${sign}${number.format(Math.abs(value))}`;
  };
  return { tickvals: values, ticktext: values.map(write) };
}

/**
 * A logarithmic axis with some padding at both ends and ticks at powers of ten, or at 1, 2, and 5 times these if few.
 */
export function logAxis(source: Source, column: string, [low, high]: Range): object {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const room = Math.max(0.04 * (to - from), 0.02);
  const [first, decades] = [Math.floor(from), Math.ceil(to) - Math.floor(from) + 1];
  const every = Math.ceil(decades / MOST_POWERS);
  const powers = Array.from({ length: Math.ceil(decades / every) }, (_, n) => 10 ** (first + n * every));
  const tickvals = powers.length > 4 ? powers : powers.flatMap((power) => [power, 2 * power, 5 * power]);
  // Ticks of different size have different decimals, as many as each needs.
  const tickformat = formatOf(source.column(column)) === 'percent' ? '~%' : ',';
  return { type: 'log', range: [from - room, to + room], tickvals, tickmode: 'array', tickformat };
}

/** As a fraction of the larger end: Plotly treats two ends closer than this as equal. */
const APART = 1e-12;

/** The width of a range, used to size padding: for a single value, its distance from 0; for 0, it is 1. */
export function spanOf([low, high]: Range): number {
  const most = Math.max(Math.abs(low), Math.abs(high));
  return high - low > most * APART ? high - low : most || 1;
}

/** Widens a range of a single value around that value, or to 0 to 1 if it is 0. */
export function widened([low, high]: Range): Range {
  const span = spanOf([low, high]);
  if (span === high - low) return [low, high];
  return low === 0 && high === 0 ? [0, 1] : [low - span / 2, high + span / 2];
}

/** The range of any number of values, including 0 if requested. */
export function extent(values: readonly number[], zero = false): Range {
  let [low, high] = zero ? [0, 0] : [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Extends a range to fit labels beyond the ends of bars, on the sides that have bars. */
export function withLabels([low, high]: Range, label: number, length: number): Range {
  const [below, above] = [low < 0, high > 0 || low >= 0];
  const share = Math.min(label / length, 0.42);
  const room = ((high - low || 1) / (1 - share * (Number(below) + Number(above)))) * share;
  return [below ? low - room : low, above ? high + room : high];
}

const [NAME_WIDTH, TURNED_WIDTH, NAME_LINE] = [190, 200, 17];

/** Names at the left, from top to bottom; long ones wrap. */
export function rowAxis(names: readonly string[], title = ''): object {
  return {
    ...axis({ title }),
    range: [names.length - 0.5, -0.5],
    tickvals: names.map((_, index) => index),
    ticktext: names.map((name) => wrapped(name, NAME_WIDTH)),
    zeroline: false,
  };
}

/** The minimum height of a row for its name, in pixels. */
export const rowHeight = (names: readonly string[], least: number): number =>
  Math.max(least, ...names.map((name) => NAME_LINE * wrapped(name, NAME_WIDTH).split('<br>').length + 8));

/** Width of names and ticks at the left, in pixels. */
export const rowNamesWidth = (names: readonly string[]): number =>
  widest(names.map((name) => wrapped(name, NAME_WIDTH))) + 14;

export interface ColumnNames {
  readonly axis: object;
  /** Pixels that rotated names need below the plot, in addition to one line. */
  readonly depth: number;
  readonly turned: boolean;
}

/** Names below the plot: wrapped side by side if they fit, otherwise rotated; only some of them if there are many. */
export function columnAxis(
  names: readonly string[],
  title: string,
  length: number = PLOT.width,
): ColumnNames {
  const slot = length / Math.max(1, names.length);
  const lines = names.map((name) => wrapped(name, slot - 6));
  const fits = lines.every((text) => textWidth(text) <= slot - 4 && text.split('<br>').length <= 4);
  const short = widest(names) < 45;
  const every = fits ? 1 : short ? Math.ceil((widest(names) + 8) / slot) : Math.ceil(16 / slot);
  const turned = !fits && !short;
  const text = fits ? lines : turned ? names.map((name) => wrapped(name, TURNED_WIDTH)) : names;
  const depth = turned
    ? widest(text)
    : NAME_LINE * Math.max(1, ...text.map((one) => one.split('<br>').length));
  const shown = names.map((_, index) => index).filter((index) => index % every === 0);
  return {
    axis: {
      ...axis({ title }),
      range: [-0.5, names.length - 0.5],
      tickvals: shown,
      ticktext: shown.map((index) => text[index] ?? ''),
      tickangle: turned ? -90 : 0,
      zeroline: false,
    },
    depth: depth - NAME_LINE,
    turned,
  };
}

/** Dates in the reader's notation; Plotly has only English month names. */
export function timeAxis(source: Source, column: string, values: readonly string[], title: string): object {
  const dates = baseKind(source.column(column).kind) === 'date';
  const days = (Date.parse(values.at(-1) ?? '') - Date.parse(values[0] ?? '')) / 86_400_000;
  const [month, day] = source.locale === 'zh' ? ['%Y-%m', '%m-%d'] : ['%b %Y', '%b %-d'];
  const format = days > 400 ? month : days > 3 || dates ? `${day}\n%Y` : `%H:%M\n${day}`;
  return {
    ...axis({ title }),
    type: 'date',
    tickangle: 0,
    tickformat: format,
    ...(dates &&
      values.length <= 10 && {
        tickvals: values,
        ticktext: values.map((value, n) => dayText(value, n, values, source.locale)),
      }),
  };
}

const MONTH_AND_DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** `Nov 25`, or `11-25` in Chinese, with the year below the first day and where it changes. */
function dayText(day: string, n: number, days: readonly string[], locale: Locale): string {
  const year = day.slice(0, 4);
  const name =
    locale === 'zh' ? day.slice(5, 10) : MONTH_AND_DAY.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
  return name + (days[n - 1]?.startsWith(year) ? '' : `<br>${year}`);
}
