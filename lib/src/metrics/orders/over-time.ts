import { sql } from '../../engine/sql.js';
import { shape } from '../../engine/shape.js';
import * as column from '../../core/column.js';
import { count } from '../../core/quantity.js';
import type { Label } from '../../core/label.js';
import { Result } from '../../core/result.js';
import { MetricError } from '../../errors.js';
import { dayNumber } from '../../orders/day.js';
import type { Orders } from '../../orders/open.js';
import { ratio } from '../ratio.js';
import { isOver, startOf, unitOf, type PeriodUnit } from './periods.js';
import { requireOptions } from './require-options.js';

const OVER_TIME = {
  period: column.date('period'),
  complete: column.yesNo('periodOver', { hidden: true }),
  orders: column.count('orders'),
  customers: column.count('customers'),
  revenue: column.money('revenue', { digits: 0 }),
  perOrder: column.optional(column.money('revenuePerOrder')),
} as const;

/** One row per calendar period. */
export type OrdersOverTime = Result<typeof OVER_TIME>;

export interface OverTimeOptions {
  /** Calendar periods. Default: months. */
  readonly by?: PeriodUnit;
}

const SUMS = shape({ period: 'integer', orders: 'integer', customers: 'integer', revenue: 'double' });

/** More periods than this are too many to read. */
const MOST = 50_000;

/**
 * Orders and revenue of every calendar period from the first day to the as-of date, those without an order included.
 *
 * orders = purchases; customers = those with a purchase in the period, so that they do not add up; revenue = the total of
 * purchases and refunds dated in it; perOrder = revenue / orders, null without an order. The first period may have begun
 * before the file does, and the last is not over unless `complete`: neither is to be compared with whole ones.
 * @throws OptionsError for an unknown period; MetricError for more than 50,000 of them.
 * @example
 * const months = await orders.overTime(shop, { by: 'month' });
 * months.where({ complete: true }).max('revenue').period.en;
 * chart(months);
 */
export async function overTime(shop: Orders, options: OverTimeOptions = {}): Promise<OrdersOverTime> {
  requireOptions('overTime', options, ['by']);
  const { by = 'month' } = options;
  const { session, from, asOf } = shop;
  const unit = unitOf(by);
  const [first, last] = [unit.at(dayNumber(from, 'from')), unit.at(dayNumber(asOf, 'asOf'))];
  if (last - first >= MOST) {
    throw new MetricError(
      `${count(last - first + 1).en} ${by}s are too many to list: choose longer periods.`,
    );
  }
  const query = sql`SELECT ${unit.of(sql`"day"`)} AS period, count(CASE WHEN kind = 'purchase' THEN 1 END) AS orders,
      count(DISTINCT CASE WHEN kind = 'purchase' THEN customer_id END) AS customers, CAST(sum(total) AS DOUBLE) AS revenue
    FROM ${shop.orders} GROUP BY 1 ORDER BY 1`;
  const found = new Map((await session.engine.all(query, SUMS)).map((row) => [row.period, row]));
  const rows = Array.from({ length: last - first + 1 }, (_, index) => {
    const { orders, customers, revenue } = found.get(first + index) ?? {
      orders: 0,
      customers: 0,
      revenue: 0,
    };
    return {
      ...{ period: startOf(by, first + index), complete: isOver(by, first + index, asOf) },
      ...{ orders, customers, revenue, perOrder: ratio(revenue, orders) },
    };
  });
  return new Result({
    session,
    name: `orders-over-time-by-${by}`,
    title: TITLES[by],
    schema: OVER_TIME,
    rows,
    query,
    chart: { mark: 'line', x: 'period', y: 'revenue' },
  });
}

const TITLES: Readonly<Record<PeriodUnit, Label>> = {
  day: { en: 'Orders and revenue, day by day', zh: '逐日订单与营收' },
  week: { en: 'Orders and revenue, week by week', zh: '逐周订单与营收' },
  month: { en: 'Orders and revenue, month by month', zh: '逐月订单与营收' },
};
