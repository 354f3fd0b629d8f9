import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { EventWindow } from '../../events/window.js';
import { ratio, total } from '../ratio.js';
import { WEEKDAY_VALUES, WEEKDAYS } from '../weekday.js';
import { cells } from './cells.js';
import { hourColumn, type TrafficEvents, type TrafficOptions } from './traffic.js';

const weekSchema = (window: EventWindow) => ({
  weekday: column.category('weekday', WEEKDAY_VALUES),
  /** 1 for Monday to 7 for Sunday, for the heat map of a week. */
  isoWeekday: column.count('weekday', { hidden: true }),
  hour: hourColumn(window),
  length: column.decimal('hourLength', { unit: 'hours', digits: 1 }),
  views: column.count('views'),
  purchases: column.count('purchases'),
  viewsPerHour: column.optional(column.decimal('viewsPerHour', { digits: 1 })),
  purchasesPerHour: column.optional(column.decimal('purchasesPerHour', { digits: 1 })),
  purchasesPerView: column.optional(column.percent('purchasesPerView', { digits: 2 })),
});

/** One row per weekday and hour. */
export type WeekTraffic = Result<ReturnType<typeof weekSchema>>;

/**
 * Traffic by weekday and hour, Monday first, 168 rows: averages over the days in the window.
 *
 * viewsPerHour = views / length and purchasesPerHour = purchases / length, where length is the number of such hours in
 * the window: nine days contain some weekdays twice. Null if there are none.
 * @throws OptionsError if an option names no type, an unknown one, or one twice.
 * @example
 * chart(await traffic.byWeekday(events, { views: ['view'], purchases: ['purchase'] }));
 */
export async function byWeekday<T extends string>(
  events: Pick<TrafficEvents<T>, 'hours' | 'window' | 'types' | 'session'>,
  options: TrafficOptions<NoInfer<T>>,
): Promise<WeekTraffic> {
  const all = await cells(events, options);
  const rows = WEEKDAYS.flatMap((weekday, index) =>
    Array.from({ length: 24 }, (_, hour) => {
      const there = all.rows.filter((cell) => cell.weekday === weekday && cell.hour === hour);
      const length = total(there.map((cell) => cell.length));
      const views = total(there.map((cell) => cell.views));
      const purchases = total(there.map((cell) => cell.purchases));
      return {
        ...{ weekday, isoWeekday: index + 1, hour, length, views, purchases },
        viewsPerHour: ratio(views, length),
        purchasesPerHour: ratio(purchases, length),
        purchasesPerView: ratio(purchases, views),
      };
    }),
  );
  return new Result({
    session: events.session,
    name: 'traffic-by-weekday',
    title: { en: 'Views by weekday and hour', zh: '按星期与时段的浏览量' },
    schema: weekSchema(events.window),
    rows,
    chart: { mark: 'heatmap', x: 'hour', y: 'isoWeekday', value: 'viewsPerHour', week: true },
  });
}
