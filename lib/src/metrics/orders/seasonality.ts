import { MetricError } from '../../errors.js';
import { sql, type Sql } from '../../engine/sql.js';
import { shape, type Row } from '../../engine/shape.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { dateOf, dayNumber } from '../../orders/day.js';
import type { Orders } from '../../orders/open.js';
import { studentInterval } from '../../stats/bootstrap.js';
import { ratio, total } from '../ratio.js';
import { WEEKDAY_VALUES, WEEKDAYS, weekdayOf } from '../weekday.js';
import { sumOfProducts } from './shop.js';

const { interval, optional } = column;

const MEASURES = {
  days: column.count('daysObserved'),
  orders: column.count('orders'),
  ordersPerDay: optional(column.decimal('ordersPerDay', { digits: 1, interval: 'ordersInterval' })),
  ordersInterval: optional(interval('decimal', 'interval95', { hidden: true })),
  ordersIndex: optional(column.decimal('indexOfOrders')),
  revenue: column.money('revenue', { digits: 0 }),
  revenuePerDay: optional(column.money('revenuePerDay', { digits: 0, interval: 'revenueInterval' })),
  revenueInterval: optional(interval('money', 'interval95', { hidden: true })),
  revenueIndex: optional(column.decimal('indexOfRevenue')),
} as const;

const MONTHS = [
  ...(['january', 'february', 'march', 'april', 'may', 'june'] as const),
  ...(['july', 'august', 'september', 'october', 'november', 'december'] as const),
] as const;

const MONTH_VALUES = Object.fromEntries(MONTHS.map((month) => [month, { label: term(month) }])) as Categories<
  (typeof MONTHS)[number]
>;

const BY_MONTH = { month: column.category('monthOfYear', MONTH_VALUES), ...MEASURES } as const;
const BY_WEEKDAY = { weekday: column.category('weekday', WEEKDAY_VALUES), ...MEASURES } as const;
const BY_HOUR = { hour: column.hour('hour'), ...MEASURES } as const;

export type OrdersByMonth = Result<typeof BY_MONTH>;
export type OrdersByWeekday = Result<typeof BY_WEEKDAY>;
export type OrdersByHour = Result<typeof BY_HOUR>;

const SUMS = shape({ part: 'integer', n: 'integer', nn: 'double', x: 'double', xx: 'double' });

/** Sums over days of orders n and revenue x; days without any add nothing. */
async function sumsBy({ session, orders }: Orders, part: Sql): Promise<readonly Row<typeof SUMS>[]> {
  return session.engine.all(
    sql`WITH days AS (
        SELECT ${part} AS part, "day", count(CASE WHEN kind = 'purchase' THEN 1 END) AS n, sum(total) AS x
        FROM ${orders} GROUP BY 1, 2
      )
      SELECT part, CAST(sum(n) AS BIGINT) AS n, CAST(sum(n * n) AS DOUBLE) AS nn, CAST(sum(x) AS DOUBLE) AS x,
        ${sumOfProducts(sql`x`, sql`x`)} AS xx
      FROM days GROUP BY part ORDER BY part`,
    SUMS,
  );
}

/** Every day from the first one with an order to the as-of date. */
function daysOf({ from, asOf }: Orders): readonly string[] {
  const [first, last] = [dayNumber(from, 'from'), dayNumber(asOf, 'asOf')];
  return Array.from({ length: last - first + 1 }, (_, n) => dateOf(first + n));
}

/** What a part has, per day on which it occurs; `all` is the number of such days of all parts together. */
function measuresOf(sums: readonly Row<typeof SUMS>[], part: number, days: number, all: number) {
  const { n, nn, x, xx } = sums.find((row) => row.part === part) ?? { n: 0, nn: 0, x: 0, xx: 0 };
  const per = (sum: number, squares: number, overall: number) => {
    const mean = ratio(sum, days);
    const left = squares - (mean ?? 0) * sum;
    // Squares that cancel leave rounding residue, which is no spread.
    const spread = studentInterval({ n: days, mean: mean ?? 0, squares: left <= 1e-9 * squares ? 0 : left });
    return { mean, spread, index: mean === null ? null : ratio(mean, overall / all) };
  };
  const orders = per(n, nn, total(sums.map((row) => row.n)));
  const revenue = per(x, xx, total(sums.map((row) => row.x)));
  return {
    ...{ days, orders: n, revenue: x },
    ...{ ordersPerDay: orders.mean, ordersInterval: orders.spread, ordersIndex: orders.index },
    ...{ revenuePerDay: revenue.mean, revenueInterval: revenue.spread, revenueIndex: revenue.index },
  };
}

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
 * order count as 0. index = per day in the month / per day overall: 1.2 is a fifth more than on the average day. With
 * days of one year only, an index cannot tell a season from growth. Intervals take days as independent; a promotion of a
 * week makes them too narrow. Days run from the first order to the as-of date, in the time zone of the orders; a month
 * of which no day was observed has nulls.
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
