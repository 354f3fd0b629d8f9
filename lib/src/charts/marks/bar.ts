import type { Result } from '../../core/result.js';
import type { ColumnName, Schema } from '../../core/schema.js';
import { intervalNote, notesOf } from './interval-note.js';
import { crossedBars } from './bar-layout.js';
import { axisTitle, chartOf, emptyChart, type Chart, type ChartOptions } from './chart.js';
import type { IntervalColumn, NumberColumn } from './columns.js';
import { crossed, knownOf } from './crossed.js';
import { cutNote, ordered, type OrderOptions } from './order.js';
import { BAR_KINDS, barAlt } from './bar-alt.js';
import { dualBars } from './dual.js';
import { cumulativeBars } from './pareto.js';
import { placed, secondName } from './defaults.js';
import { Source } from './source.js';

/** Side by side, stacked, or stacked to 100%. */
export type BarLayout = 'group' | 'stack' | 'share';

export interface BarOptions<S extends Schema = Schema> extends ChartOptions, OrderOptions {
  /** Names, for vertical bars; numbers, or several columns of them, for horizontal bars. */
  readonly x?: ColumnName<S> | readonly NumberColumn<S>[];
  /** Names, for horizontal bars; numbers, or several columns of them, for vertical bars. */
  readonly y?: ColumnName<S> | readonly NumberColumn<S>[];
  /** The column that divides the bars of each name. */
  readonly color?: ColumnName<S>;
  /** How divided bars are arranged. Default: side by side. */
  readonly layout?: BarLayout;
  /** The column of a line on a second axis. */
  readonly line?: NumberColumn<S>;
  /**
   * Whether to add a line of cumulative shares: of the bars' sum, or of a given total if these are only the largest
   * bars.
   */
  readonly cumulative?: boolean | number;
  /** Error bars for bars that start at zero. Default: the interval that belongs to the values. */
  readonly interval?: IntervalColumn<S> | false;
  /** Whether bars show their values. Default: if they fit. */
  readonly labels?: boolean;
  /** Ends of the value axis. */
  readonly range?: readonly [low: number, high: number];
}

/** Bars; see `chart.bar`. */
export function bar<S extends Schema>(result: Result<S>, options: BarOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const { line, cumulative = false } = options;
  const upright = line !== undefined || cumulative !== false;
  const { key, values, vertical } = placed(source, options.x, options.y, upright);
  if (key !== null && line !== undefined)
    return dualBars(source, { key, value: values[0] ?? '', line }, options);
  if (key !== null && cumulative !== false) {
    return cumulativeBars(source, { key, value: values[0] ?? '' }, cumulative, options);
  }
  const given = options.color === key ? undefined : options.color;
  const divided =
    options.x === undefined || options.y === undefined ? key !== null && values.length === 1 : false;
  const color = given ?? (divided && key !== null ? secondName(source, key) : undefined);
  // Error bars are meaningless if a bar starts at the end of another.
  const stacked = options.layout === 'stack' || options.layout === 'share';
  const interval = options.interval === false || stacked ? null : options.interval;
  const all = crossed(source, { key, values, color, interval });
  const cross = ordered(all, options);
  const layout =
    color === undefined && values.length === 1
      ? 'single'
      : key === null
        ? 'single'
        : (options.layout ?? 'group');
  if (knownOf(cross).length === 0) return emptyChart(source, options, BAR_KINDS[layout]);
  return chartOf(source, options, {
    kind: BAR_KINDS[layout],
    ...crossedBars(source, cross, {
      layout,
      vertical,
      title: key === null ? '' : source.heading(key),
      axis: axisTitle(source, options),
      ...barStyle(options),
    }),
    seen: barAlt(source, cross, layout),
    note: notesOf(source, [
      intervalNote(source, cross, 'bars', interval),
      cutNote(source, all.keys.length, cross.keys.length),
    ]),
  });
}

function barStyle<S extends Schema>({ labels, range }: BarOptions<S>) {
  return { ...(labels !== undefined && { labels }), ...(range !== undefined && { range }) };
}
