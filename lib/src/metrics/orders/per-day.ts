import { sql, type Sql } from '../../engine/sql.js';
import { shape, type Row } from '../../engine/shape.js';
import * as column from '../../core/column.js';
import { dateOf, dayNumber } from '../../orders/day.js';
import type { Orders } from '../../orders/open.js';
import { studentInterval } from '../../stats/bootstrap.js';
import { notBelowZero } from '../not-below-zero.js';
import { ratio, total } from '../ratio.js';
import { sumOfProducts } from './shop.js';

const { interval, optional } = column;

/** What there is per day, for parts of the calendar. */
export const PER_DAY = {
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

const SUMS = shape({ part: 'integer', n: 'integer', nn: 'double', x: 'double', xx: 'double' });

/** Sums over days of orders n and revenue x; days without any add nothing. */
export async function sumsBy({ session, orders }: Orders, part: Sql): Promise<readonly Row<typeof SUMS>[]> {
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
export function daysOf({ from, asOf }: Orders): readonly string[] {
  const [first, last] = [dayNumber(from, 'from'), dayNumber(asOf, 'asOf')];
  return Array.from({ length: last - first + 1 }, (_, n) => dateOf(first + n));
}

/** What a part has, per day on which it occurs; `all` is the number of such days of all parts together. */
export function measuresOf(sums: readonly Row<typeof SUMS>[], part: number, days: number, all: number) {
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
    ...{ ordersPerDay: orders.mean, ordersInterval: notBelowZero(orders.spread), ordersIndex: orders.index },
    ...{ revenuePerDay: revenue.mean, revenueInterval: revenue.spread, revenueIndex: revenue.index },
  };
}
