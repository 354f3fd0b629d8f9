import { MetricError } from '../../errors.js';
import { sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { count, money } from '../../core/quantity.js';
import type { Label } from '../../core/label.js';
import { Result } from '../../core/result.js';
import { dayNumber } from '../../orders/day.js';
import type { Orders } from '../../orders/open.js';
import { wilson } from '../../stats/proportion.js';
import { ratio } from '../ratio.js';
import { cohortCurve, type CohortCurve } from './cohort-curve.js';
import { cellQuery, CELLS, cohortSums, type CellSums } from './cohort-sums.js';
import { isOver, startOf, unitOf, type PeriodUnit } from './periods.js';
import { requireOptions } from './require-options.js';

const { optional } = column;

const COHORTS = {
  cohort: column.date('firstOrderPeriod'),
  age: column.count('periodsSinceFirstOrder'),
  period: column.date('period', { hidden: true }),
  complete: column.yesNo('periodOver', { hidden: true }),
  customers: column.count('cohortCustomers'),
  active: column.count('orderedAgain'),
  rate: optional(column.percent('customerRetention', { base: 'customers', interval: 'rateInterval' })),
  rateInterval: optional(column.interval('percent', 'interval95', { hidden: true })),
  revenue: column.money('revenue', { digits: 0 }),
  perCustomer: optional(column.money('revenuePerCustomer')),
  cumulative: optional(column.money('cumulativePerCustomer')),
} as const;

/** One row per cohort and number of periods since its own. */
export type OrderCohorts = Result<typeof COHORTS> & {
  /** All cohorts by the number of periods: retention, revenue per customer, and its decay, with intervals. */
  readonly curve: CohortCurve;
};

export interface CohortOptions {
  /** Calendar periods. Default: months. */
  readonly by?: PeriodUnit;
}

/** More cells than this are too many to read or to keep in a notebook. */
const MOST = 50_000;

/**
 * Customers by the calendar period of their first order, and what they do n periods later: who orders, and what they
 * spend. Every cohort by every n up to the as-of date, in order.
 *
 * rate = customers with an order in the period / customers of the cohort, with its 95% Wilson interval; perCustomer =
 * revenue / customers; `cumulative` = revenue up to and including the period / customers. Refunds lower the revenue of
 * the period in which they are made; those dated in a period before a customer's first order belong to no cell, and the
 * note says how much they are. In a period that is not over on the as-of date rates and money per customer are null:
 * not everybody has had the time. The first cohort holds all who ordered before the file begins and order again.
 * @throws OptionsError for an unknown period; MetricError for more than 50,000 cells.
 * @example
 * const cohorts = await orders.cohorts(shop, { by: 'month' });
 * cohorts.at({ cohort: '2024-01-01', age: 1 }).rate.en;
 * chart.heatmap(cohorts, { x: 'age', y: 'cohort', value: 'perCustomer' });
 * cohorts.curve.at({ age: 3 }).decay.en; // revenue after three periods / revenue in the first
 */
export async function cohorts(shop: Orders, options: CohortOptions = {}): Promise<OrderCohorts> {
  requireOptions('cohorts', options, ['by']);
  const { by = 'month' } = options;
  const { session, asOf } = shop;
  const query = cellQuery(shop, by);
  const cells = await session.engine.all(query, CELLS);
  const last = unitOf(by).at(dayNumber(asOf, 'asOf'));
  const firsts = [...new Set(cells.map(({ cohort }) => cohort))];
  const wanted = firsts.reduce((all, cohort) => all + last - cohort + 1, 0);
  if (wanted > MOST) {
    throw new MetricError(
      `${count(wanted).en} cells of cohorts by ${by} are too many: choose longer periods.`,
    );
  }
  const sums = await cohortSums(shop, by);
  const found = new Map(cells.map((cell) => [`${cell.cohort} ${cell.age}`, cell]));
  const grid = firsts.flatMap((cohort) =>
    Array.from({ length: last - cohort + 1 }, (_, age): CellSums & { readonly complete: boolean } => ({
      ...(found.get(`${cohort} ${age}`) ?? { cohort, age, active: 0, x: 0, xx: 0, xy: 0 }),
      complete: isOver(by, cohort + age, asOf),
    })),
  );
  const earned = new Map<number, number>();
  const rows = grid.map(({ cohort, age, active, x, complete }) => {
    const customers = sums.get(cohort)?.n ?? 0;
    const total = (earned.get(cohort) ?? 0) + x;
    earned.set(cohort, total);
    return {
      ...{ cohort: startOf(by, cohort), age, period: startOf(by, cohort + age), complete, customers, active },
      rate: complete ? ratio(active, customers) : null,
      rateInterval: complete ? wilson(active, customers) : null,
      revenue: x,
      perCustomer: complete ? ratio(x, customers) : null,
      cumulative: complete ? ratio(total, customers) : null,
    };
  });
  const note = await earlierNote(shop, by);
  const result = new Result({
    session,
    name: `order-cohorts-by-${by}`,
    title: TITLES[by],
    schema: COHORTS,
    rows,
    query,
    chart: { mark: 'heatmap', x: 'age', y: 'cohort', value: 'rate' },
    ...(note !== null && { note }),
  });
  return Object.assign(result, { curve: cohortCurve(session, by, grid, sums) });
}

const TITLES: Readonly<Record<PeriodUnit, Label>> = {
  day: { en: 'Customers by day of the first order, and days since', zh: '按首单日期划分的同期群' },
  week: { en: 'Customers by week of the first order, and weeks since', zh: '按首单周划分的同期群' },
  month: { en: 'Customers by month of the first order, and months since', zh: '按首单月份划分的同期群' },
};

/** Refunds of customers before they first order, or who never do: they are revenue of no cohort. */
async function earlierNote(shop: Orders, by: PeriodUnit): Promise<Label | null> {
  const unit = unitOf(by);
  const { amount } = await shop.session.engine.one(
    sql`SELECT CAST(coalesce(sum(o.total), 0) AS DOUBLE) AS amount
      FROM ${shop.orders} o LEFT JOIN ${shop.customers} c USING (customer_id)
      WHERE c.customer_id IS NULL OR ${unit.of(sql`o."day"`)} < ${unit.of(sql`c.first_order`)}`,
    { amount: 'double' },
  );
  if (amount === 0) return null;
  const written = money(amount, undefined, shop.session.currency);
  return {
    en: `Refunds in no cohort, since no order of the customer comes before them: ${written.en}.`,
    zh: `客户此前无订单、不属于任何同期群的退款：${written.zh}。`,
  };
}
