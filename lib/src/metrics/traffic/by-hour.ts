import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { EventWindow } from '../../events/window.js';
import { ratio, total } from '../ratio.js';
import { cells } from './cells.js';
import { peopleBy } from './people.js';
import { hourColumn, TRAFFIC, withRatios, type TrafficEvents, type TrafficOptions } from './traffic.js';

const hourSchema = (window: EventWindow) => ({
  hour: hourColumn(window),
  length: column.decimal('hourLength', { unit: 'hours', digits: 1, hidden: true }),
  views: TRAFFIC.views,
  viewsPerHour: column.optional(column.decimal('viewsPerHour', { digits: 1 })),
  users: TRAFFIC.users,
  buyers: TRAFFIC.buyers,
  purchases: TRAFFIC.purchases,
  purchasesPerHour: column.optional(column.decimal('purchasesPerHour', { digits: 1, hidden: true })),
  viewsPerUser: TRAFFIC.viewsPerUser,
  purchasesPerBuyer: TRAFFIC.purchasesPerBuyer,
  purchasesPerUser: TRAFFIC.purchasesPerUser,
  buyerShare: TRAFFIC.buyerShare,
  buyerShareInterval: TRAFFIC.buyerShareInterval,
  purchasesPerView: TRAFFIC.purchasesPerView,
});

/** One row per hour of the day. */
export type HourTraffic = Result<ReturnType<typeof hourSchema>>;

/**
 * Traffic by hour of the day over all days of the window, in its time zone: 24 rows, with zeros if nothing happened.
 * Views and purchases are totals over the window. A user active at the same hour on several days counts once for that
 * hour, and a user active at several hours counts once for each, so users do not add up. Counted from rollups, not from
 * events.
 *
 * Three ratios go by the name of conversion: purchasesPerUser = purchases / users, which is not a share, since a user
 * can buy twice; buyerShare = buyers / users, with its 95% Wilson interval; purchasesPerView = purchases / views.
 * viewsPerHour = views / length, where length is the hours of the window at that hour of the day: its number of days,
 * plus or minus 1 if the clocks change. Null if the denominator is 0.
 * @throws OptionsError if an option names no type, an unknown one, or one twice.
 * @example
 * const hours = await traffic.byHour(events, { views: ['view'], purchases: ['purchase'] });
 * hours.max('views').hour.en; // '21:00'
 * chart(hours); // views as bars, purchases / users as a line
 */
export async function byHour<T extends string>(
  events: TrafficEvents<T>,
  options: TrafficOptions<NoInfer<T>>,
): Promise<HourTraffic> {
  const all = await cells(events, options);
  const people = await peopleBy(events, 'hours', options);
  const rows = people.map(({ users, buyers }, hour) => {
    const there = all.rows.filter((cell) => cell.hour === hour);
    const views = total(there.map((cell) => cell.views));
    const purchases = total(there.map((cell) => cell.purchases));
    const length = total(there.map((cell) => cell.length));
    return {
      ...{ hour, length, ...withRatios({ views, users, buyers, purchases }) },
      viewsPerHour: ratio(views, length),
      purchasesPerHour: ratio(purchases, length),
    };
  });
  return new Result({
    session: events.session,
    name: 'traffic-by-hour',
    title: { en: 'Traffic by hour of the day', zh: '各时段流量' },
    schema: hourSchema(events.window),
    rows,
    chart: { mark: 'bar', x: 'hour', y: 'viewsPerHour', line: 'purchasesPerUser' },
  });
}
