import { sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import type { Orders } from '../../orders/open.js';
import { studentInterval } from '../../stats/bootstrap.js';
import { clusteredRatio } from '../../stats/clustered.js';
import { kaplanMeier, timeOfShare, type Duration } from '../../stats/kaplan-meier.js';
import { notBelowZero } from '../not-below-zero.js';
import { ratio, total } from '../ratio.js';
import { durationsOf } from './durations.js';

const { interval, optional } = column;

const STEPS = {
  first: { label: term('firstToSecond') },
  second: { label: term('secondToThird') },
  third: { label: term('thirdToFourth') },
  all: { label: term('anyToNext') },
} as const;

const INTERVALS = {
  step: column.category('fromOrderToOrder', STEPS),
  orders: column.count('orders'),
  gaps: column.count('nextOrders'),
  mean: optional(column.decimal('mean', { digits: 1, unit: 'days', interval: 'meanInterval' })),
  meanInterval: optional(interval('decimal')),
  lower: optional(column.decimal('q1', { digits: 1, unit: 'days' })),
  median: optional(column.decimal('median', { digits: 1, unit: 'days' })),
  upper: optional(column.decimal('q3', { digits: 1, unit: 'days' })),
  halfWithin: optional(column.count('halfOrderAgainWithin', { unit: 'days' })),
} as const;

/** One row per step from one order to the next. */
export type PurchaseIntervals = Result<typeof INTERVALS>;

/**
 * Days between one order of a customer and the next: from the first to the second, the second to the third, the third to
 * the fourth, and over all orders.
 *
 * mean and quartiles (interpolated, type 7) are of the intervals that have ended, `gaps` of `orders`. They are too short
 * for what is still to come: customers who take longer have not come back yet. `halfWithin` corrects for that: the days
 * within which half of all who placed the order place the next one, by Kaplan and Meier; null where fewer than half are
 * known to. The interval of the mean is Student's, over all orders by customers, since intervals of one customer are
 * alike; it is cut off at 0, below which there are no days. Days are calendar days; two orders on one day are 0 apart.
 * @example
 * const between = await orders.purchaseIntervals(shop);
 * between.at({ step: 'first' }).halfWithin.en;
 */
export async function purchaseIntervals(shop: Orders): Promise<PurchaseIntervals> {
  const durations = await durationsOf(shop);
  const pooled = await intervalByCustomers(shop);
  const places = { first: 1, second: 2, third: 3 } as const;
  const rows = (Object.keys(STEPS) as (keyof typeof STEPS)[]).map((step) => {
    const own = step === 'all' ? durations : durations.filter(({ nth }) => nth === places[step]);
    const summary = summaryOf(own);
    return { step, ...summary, meanInterval: step === 'all' ? pooled : summary.meanInterval };
  });
  return new Result({
    session: shop.session,
    name: 'purchase-intervals',
    title: { en: 'Days between orders of a customer', zh: '客户相邻两单的间隔天数' },
    schema: INTERVALS,
    rows,
    chart: { mark: 'bar', x: 'median', y: 'step' },
  });
}

function summaryOf(durations: readonly Required<Duration>[]) {
  const ended = durations.filter(({ event }) => event);
  const gaps = total(ended.map(({ count }) => count));
  const days = total(ended.map(({ count, time }) => count * time));
  const mean = ratio(days, gaps);
  const squares = total(ended.map(({ count, time }) => count * (time - (mean ?? 0)) ** 2));
  return {
    orders: total(durations.map(({ count }) => count)),
    gaps,
    mean,
    meanInterval: notBelowZero(studentInterval({ n: gaps, mean: mean ?? 0, squares })),
    lower: quantileOf(ended, gaps, 0.25),
    median: quantileOf(ended, gaps, 0.5),
    upper: quantileOf(ended, gaps, 0.75),
    halfWithin: timeOfShare(kaplanMeier(durations), 0.5),
  };
}

/** Linear interpolation between the two values around it (type 7). */
function quantileOf(values: readonly Required<Duration>[], n: number, p: number): number | null {
  if (n === 0) return null;
  const sorted = [...values].sort((a, b) => a.time - b.time);
  const at = (place: number): number => {
    let before = 0;
    const found = sorted.find(({ count }) => (before += count) > place);
    return found?.time ?? 0;
  };
  const place = (n - 1) * p;
  const low = at(Math.floor(place));
  return low + (place - Math.floor(place)) * (at(Math.ceil(place)) - low);
}

/** Customers by the days from their first to their last order, and the intervals in between. */
async function intervalByCustomers({ session, customers }: Orders) {
  const units = await session.engine.all(
    sql`SELECT last_order - first_order AS x, orders - 1 AS y, count(*) AS count FROM ${customers}
      WHERE orders > 1 GROUP BY 1, 2 ORDER BY 1, 2`,
    { x: 'integer', y: 'integer', count: 'integer' },
  );
  return notBelowZero(clusteredRatio(units)?.interval ?? null);
}
