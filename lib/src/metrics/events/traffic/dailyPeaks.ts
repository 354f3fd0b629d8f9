import type { TrafficCell } from './cells.js';
import { peak } from './peaks.js';

/** On how many days an hour was the peak of its day. */
export interface DailyPeak {
  readonly hour: number;
  /** Days on which no other hour had more; a day whose peak is tied counts for each of the tied. */
  readonly days: number;
  /** Days with a peak at all. */
  readonly of: number;
}

/**
 * How steady a daily peak is: on how many days each hour was the highest of its day, most often first, then by
 * hour; hours that never were are left out. A day on which nothing was counted, or nothing but zeros, has no peak.
 *
 * @example
 * dailyPeaks(await trafficCells(engine, events), (cell) => cell.pv)[0]; // { hour: 21, days: 8, of: 9 }
 */
export function dailyPeaks(
  cells: readonly TrafficCell[],
  value: (cell: TrafficCell) => number | null,
): DailyPeak[] {
  const days = [...new Set(cells.map((cell) => cell.date))].map((date) =>
    peak(
      cells.filter((cell) => cell.date === date),
      value,
    ),
  );
  const peaks = days.filter((day) => (day.value ?? 0) > 0);
  const hours = peaks.flatMap((day) => day.rows.map((cell) => cell.hour));
  return [...new Set(hours)]
    .map((hour) => ({ hour, days: hours.filter((other) => other === hour).length, of: peaks.length }))
    .sort((one, other) => other.days - one.days || one.hour - other.hour);
}
