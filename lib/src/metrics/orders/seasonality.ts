import { MetricError } from '../../errors.js';
import { sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { term } from '../../core/term.js';
import type { Orders } from '../../orders/open.js';
import { WEEKDAY_VALUES, WEEKDAYS, weekdayOf } from '../weekday.js';
import { daysOf, measuresOf, PER_DAY, sumsBy } from './per-day.js';

const MONTHS = [
  ...(['january', 'february', 'march', 'april', 'may', 'june'] as const),
  ...(['july', 'august', 'september', 'october', 'november', 'december'] as const),
] as const;

const MONTH_VALUES = Object.fromEntries(MONTHS.map((month) => [month, { label: term(month) }])) as Categories<
  (typeof MONTHS)[number]
>;

const BY_MONTH = { month: column.category('monthOfYear', MONTH_VALUES), ...PER_DAY } as const;
const BY_WEEKDAY = { weekday: column.category('weekday', WEEKDAY_VALUES), ...PER_DAY } as const;
const BY_HOUR = { hour: column.hour('hour'), ...PER_DAY } as const;

export type OrdersByMonth = Result<typeof BY_MONTH>;
export type OrdersByWeekday = Result<typeof BY_WEEKDAY>;
export type OrdersByHour = Result<typeof BY_HOUR>;

const about = ({ session }: Orders, by: string, title: Label) => ({
  session,
  name: `orders-by-${by}`,
  title,
});

/**
 * Orders and revenue by month of the year: what is counted is divided by the days of that month which were observed, so
 * that a year that is not whole, or February, is no smaller for it.
 *
 * ordersPerDay = orders / days, revenuePerDay = revenue / days, with Student's 95% intervals over days; days without an
 * order count as 0; that of orders is cut off at 0, that of revenue is not, since refunds can outweigh it. index = per
 * day in the month / per day overall: 1.2 is a fifth more than on the average day. With days of one year only, an index
 * cannot tell a season from growth. Intervals take days as independent; a promotion of a week makes them too narrow.
 * Days run from the first order to the as-of date, in the time zone of the orders; a month of which no day was observed
 * has nulls.
 * @example
 * const months = await orders.byMonth(shop);
 * months.max('revenuePerDay').month.en;
 */
export async function byMonth(shop: Orders): Promise<OrdersByMonth> {
  const sums = await sumsBy(shop, sql`month("day")`);
  const days = daysOf(shop);
  const monthOf = (day: string) => Number(day.slice(5, 7));
  return new Result({
    ...about(shop, 'month', { en: 'Orders and revenue by month', zh: '各月份的订单与营收' }),
    schema: BY_MONTH,
    rows: MONTHS.map((month, index) => {
      const own = days.filter((day) => monthOf(day) === index + 1).length;
      return { month, ...measuresOf(sums, index + 1, own, days.length) };
    }),
    chart: { mark: 'bar', x: 'month', y: 'revenuePerDay' },
  });
}

/**
 * Orders and revenue by day of the week, Monday first, per day as in {@link byMonth}.
 *
 * @example
 * const week = await orders.byWeekday(shop);
 * week.min('orders').weekday.en; // the day without orders, where the shop is closed
 */
export async function byWeekday(shop: Orders): Promise<OrdersByWeekday> {
  const sums = await sumsBy(shop, sql`dayofweek("day")`);
  const days = daysOf(shop).map(weekdayOf);
  return new Result({
    ...about(shop, 'weekday', { en: 'Orders and revenue by weekday', zh: '各星期的订单与营收' }),
    schema: BY_WEEKDAY,
    rows: WEEKDAYS.map((weekday, index) => {
      const own = days.filter((day) => day === weekday).length;
      // The engine counts from Sunday, 0.
      return { weekday, ...measuresOf(sums, (index + 1) % 7, own, days.length) };
    }),
    chart: { mark: 'bar', x: 'weekday', y: 'revenuePerDay' },
  });
}

/**
 * Orders and revenue by hour of the day, on the clocks of the orders' time zone, per day as in {@link byMonth}: every day
 * has every hour, and an index of 1 is the average hour.
 *
 * @throws MetricError where no order has a time of day.
 * @example
 * const hours = await orders.byHour(shop);
 * hours.max('orders').hour.en; // '12:00'
 */
export async function byHour(shop: Orders): Promise<OrdersByHour> {
  const { timed } = await shop.session.engine.one(
    sql`SELECT count(CASE WHEN CAST("time" AS DATE) < "time" THEN 1 END) AS timed FROM ${shop.orders}`,
    { timed: 'integer' },
  );
  if (timed === 0) {
    throw new MetricError(
      'All orders are at midnight: the file has dates without a time of day, so there are no hours.',
    );
  }
  const sums = await sumsBy(shop, sql`hour("time")`);
  const days = daysOf(shop).length;
  return new Result({
    ...about(shop, 'hour', { en: 'Orders and revenue by hour', zh: '各时段的订单与营收' }),
    schema: BY_HOUR,
    rows: Array.from({ length: 24 }, (_, hour) => {
      const measures = measuresOf(sums, hour, days, days * 24);
      return { hour, ...measures };
    }),
    chart: { mark: 'line', x: 'hour', y: 'ordersPerDay', band: 'ordersInterval' },
  });
}
