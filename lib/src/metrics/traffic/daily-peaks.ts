import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { ratio } from '../ratio.js';
import type { TrafficCell, TrafficCells } from './cells.js';

const dailySchema = (hour: TrafficCells['schema']['hour']) => ({
  hour,
  days: column.count('peakDays'),
  of: column.count('daysWithPeak'),
  share: column.optional(column.percent('shareOfDays', { base: 'of' })),
});

/** One row per hour that was ever the peak of its day. */
export type DailyPeaks = Result<ReturnType<typeof dailySchema>>;

/**
 * How stable the daily peak is: on how many days each hour was the highest of its day, most frequent first, then by
 * hour; hours that never were are left out. A day with a tied peak counts for each tied hour; a day without values
 * above 0 has no peak. share = days / days with a peak.
 *
 * @param measure the measure to compare. Default: views.
 * @example
 * const steady = traffic.dailyPeaks(await traffic.cells(events, { views: ['view'], purchases: ['purchase'] }));
 * steady.max('days').hour.en; // '21:00'
 */
export function dailyPeaks(
  { session, schema, rows }: TrafficCells,
  measure: 'views' | 'purchases' = 'views',
): DailyPeaks {
  const peaks = [...new Set(rows.map(({ date }) => date))]
    .map((date) =>
      highest(
        rows.filter((cell) => cell.date === date),
        measure,
      ),
    )
    .filter((hours) => hours.length > 0);
  const hours = peaks.flat();
  const counted = [...new Set(hours)].map((hour) => {
    const days = hours.filter((other) => other === hour).length;
    return { hour, days, of: peaks.length, share: ratio(days, peaks.length) };
  });
  return new Result({
    session,
    name: `daily-peaks-${measure}`,
    title: { en: 'Days on which an hour was the highest', zh: '各时段成为当日峰值的天数' },
    schema: dailySchema(schema.hour),
    rows: counted.sort((one, other) => other.days - one.days || one.hour - other.hour),
    chart: { mark: 'bar', x: 'hour', y: 'days' },
  });
}

function highest(day: readonly TrafficCell[], measure: 'views' | 'purchases'): readonly number[] {
  const most = Math.max(0, ...day.map((cell) => cell[measure]));
  return most === 0 ? [] : day.filter((cell) => cell[measure] === most).map(({ hour }) => hour);
}
