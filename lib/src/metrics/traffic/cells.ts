import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Row } from '../../core/schema.js';
import { sql } from '../../engine/sql.js';
import type { EventWindow } from '../../events/window.js';
import { countOf } from '../../events/sets.js';
import { WEEKDAY_VALUES, weekdayOf } from '../weekday.js';
import { hourLengths } from './clock.js';
import { hourColumn, requireTraffic, type TrafficEvents, type TrafficOptions } from './traffic.js';

const cellSchema = (window: EventWindow) => ({
  date: column.date('date'),
  weekday: column.category('weekday', WEEKDAY_VALUES),
  hour: hourColumn(window),
  length: column.decimal('hourLength', { unit: 'hours', digits: 1, hidden: true }),
  views: column.count('views'),
  purchases: column.count('purchases'),
});

/** One row per day and hour of the window, in its time zone. */
export type TrafficCells = Result<ReturnType<typeof cellSchema>>;

export type TrafficCell = Row<ReturnType<typeof cellSchema>>;

/**
 * Views and purchases in every hour of every day, from the hourly rollup; hours without events have zeros. An hour that
 * the clocks repeat is one row for both; an hour that they skip has length 0.
 *
 * @throws OptionsError if an option names no type, an unknown one, or one twice.
 * @example
 * chart(await traffic.cells(events, { views: ['view'], purchases: ['purchase'] })); // hours by dates
 */
export async function cells<T extends string>(
  events: Pick<TrafficEvents<T>, 'hours' | 'window' | 'types' | 'session'>,
  options: TrafficOptions<NoInfer<T>>,
): Promise<TrafficCells> {
  requireTraffic(events, options);
  const { session, hours, window } = events;
  const query = sql`SELECT "day", "hour", ${countOf(options.views)} AS views,
      ${countOf(options.purchases)} AS purchases
    FROM ${hours} ORDER BY "day", "hour"`;
  const counted = await session.engine.all(query, {
    day: 'integer',
    hour: 'integer',
    views: 'integer',
    purchases: 'integer',
  });
  const found = new Map(counted.map((row) => [`${row.day} ${row.hour}`, row]));
  const lengths = hourLengths(window);
  const rows = window.days.flatMap((date, day) =>
    (lengths[day] ?? []).map((length, hour): TrafficCell => {
      const { views = 0, purchases = 0 } = found.get(`${day} ${hour}`) ?? {};
      return { date, weekday: weekdayOf(date), hour, length, views, purchases };
    }),
  );
  return new Result({
    session,
    name: 'traffic-cells',
    title: { en: 'Views by date and hour', zh: '按日期与时段的浏览量' },
    schema: cellSchema(window),
    rows,
    query,
    chart: { mark: 'heatmap', x: 'hour', y: 'date', value: 'views', text: false },
  });
}
