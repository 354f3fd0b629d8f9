import { OptionsError } from '../errors.js';
import type { Label } from '../label.js';
import type { Quantity } from '../quantity.js';
import { type Chart, type ChartOptions } from './chart.js';
import { heatmapChart } from './heatmap.js';

export interface HourChartOptions<R> extends ChartOptions {
  /** ISO day of the week: 1 is Monday, 7 is Sunday. */
  readonly weekday: (row: R) => number;
  /** Hour of the day, 0 to 23, in the zone that the title or the axis names. */
  readonly hour: (row: R) => number;
  readonly value: (row: R) => number | null;
  /** What a cell measures, with its unit. */
  readonly unit: Label;
  readonly format: (value: number | null) => Quantity;
  readonly tickFormat?: string;
}

const WEEKDAYS: readonly Label[] = [
  { en: 'Mon', zh: '周一' },
  { en: 'Tue', zh: '周二' },
  { en: 'Wed', zh: '周三' },
  { en: 'Thu', zh: '周四' },
  { en: 'Fri', zh: '周五' },
  { en: 'Sat', zh: '周六' },
  { en: 'Sun', zh: '周日' },
];
const HOURS = 24;
const ROW_AXIS: Label = { en: 'Day of week', zh: '星期' };
const COLUMN_AXIS: Label = { en: 'Hour of day', zh: '小时' };

/**
 * A week of hours as a heat map: Monday on top, midnight on the left, all 168 cells there whether a row names
 * them or not; those without a value stay white.
 *
 * Without rows, or with nulls only, it says "No data".
 * @throws OptionsError when a weekday or an hour is out of range, or two rows name the same cell.
 * @example
 * hourChart(rows, { title, weekday: (row) => row.weekday, hour: (row) => row.hour, value: (row) => row.pv,
 *   unit: { en: 'Page views', zh: '浏览量' }, format: count });
 */
export function hourChart<R>(rows: readonly R[], options: HourChartOptions<R>): Chart {
  const { weekday, hour, value } = options;
  const given = rows.map((row) => cellOf(weekday(row), hour(row), value(row)));
  const named = new Set(given.map((cell) => cell.weekday * HOURS + cell.hour));
  const absent = Array.from({ length: WEEKDAYS.length * HOURS }, (_, index) => index + HOURS)
    .filter((index) => !named.has(index))
    .map((index) => ({ weekday: Math.floor(index / HOURS), hour: index % HOURS, value: null }));
  const cells = [...given, ...absent].sort(
    (one, other) => one.weekday - other.weekday || one.hour - other.hour,
  );
  return heatmapChart(cells, {
    ...options,
    rowAxis: ROW_AXIS,
    columnAxis: COLUMN_AXIS,
    row: (cell) => WEEKDAYS[cell.weekday - 1] ?? '',
    column: (cell) => `${String(cell.hour).padStart(2, '0')}:00`,
    value: (cell) => cell.value,
    texts: false,
    nameEvery: 3,
  });
}

function cellOf(weekday: number, hour: number, value: number | null) {
  const fits = Number.isInteger(weekday) && weekday >= 1 && weekday <= 7;
  if (!fits || !Number.isInteger(hour) || hour < 0 || hour >= HOURS) {
    throw new OptionsError(
      `hourChart: weekday ${weekday}, hour ${hour}; weekdays are 1 to 7, hours 0 to 23.`,
    );
  }
  return { weekday, hour, value };
}
