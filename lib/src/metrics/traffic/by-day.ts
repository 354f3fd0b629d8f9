import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { total } from '../ratio.js';
import { WEEKDAY_VALUES, weekdayOf } from '../weekday.js';
import { cells } from './cells.js';
import { peopleBy } from './people.js';
import { TRAFFIC, withRatios, type TrafficEvents, type TrafficOptions } from './traffic.js';
import { whole, type WholeTraffic } from './whole.js';

const DAYS = {
  date: column.date('date'),
  weekday: column.category('weekday', WEEKDAY_VALUES),
  length: column.decimal('hourLength', { unit: 'hours', digits: 1, hidden: true }),
  ...TRAFFIC,
} as const;

/** One row per day of the window. */
export type DayRows = Result<typeof DAYS>;

export type DayTraffic = DayRows & {
  /** The window as a whole, with each user counted once. */
  readonly whole: WholeTraffic;
};

/**
 * Traffic by day of the window, in its time zone and in order; a day without events has a row of zeros. Users are
 * distinct within a day. `length` is the day's length in hours: 24, or 23 or 25 if the clocks change. Ratios are those
 * of `traffic.byHour`.
 *
 * @throws OptionsError if an option names no type, an unknown one, or one twice.
 * @example
 * const days = await traffic.byDay(events, { views: ['view'], purchases: ['purchase'] });
 * days.where({ weekday: 'saturday' });
 * days.whole.at().purchasesPerUser.en; // over the whole window, unlike that of a day
 */
export async function byDay<T extends string>(
  events: TrafficEvents<T>,
  options: TrafficOptions<NoInfer<T>>,
): Promise<DayTraffic> {
  const all = await cells(events, options);
  const people = await peopleBy(events, 'days', options);
  const rows = people.map(({ users, buyers }, n) => {
    const date = events.window.days[n] ?? '';
    const there = all.rows.filter((cell) => cell.date === date);
    return {
      ...{ date, weekday: weekdayOf(date), length: total(there.map((cell) => cell.length)) },
      ...withRatios({
        views: total(there.map((cell) => cell.views)),
        ...{ users, buyers },
        purchases: total(there.map((cell) => cell.purchases)),
      }),
    };
  });
  const result = new Result({
    session: events.session,
    name: 'traffic-by-day',
    title: { en: 'Traffic by day', zh: '各日流量' },
    schema: DAYS,
    rows,
    chart: { mark: 'line', x: 'date', y: ['users', 'buyers'] },
  });
  return Object.assign(result, { whole: await whole(events, options) });
}
