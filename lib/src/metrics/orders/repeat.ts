import { OptionsError } from '../../errors.js';
import { join, literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import { wilson } from '../../stats/proportion.js';
import type { Orders } from '../../orders/open.js';
import { ratio } from '../ratio.js';
import { dateSql } from './shop.js';
import { requireOptions } from './require-options.js';

const { optional } = column;

const COUNTS = {
  within: column.count('withinDays', { unit: 'days' }),
  customers: column.count('customers', { hidden: true }),
  eligible: column.count('eligibleCustomers'),
  repeat: column.count('repeatCustomers'),
} as const;

const RATE = {
  rate: optional(column.percent('repurchaseRate', { base: 'repeat', interval: 'rateInterval' })),
  rateInterval: optional(column.interval()),
} as const;

const REPEAT = { ...COUNTS, ...RATE } as const;

const OVERALL = {
  customers: column.count('customers'),
  repeat: column.count('repeatCustomers'),
  ...RATE,
} as const;

/** One row per horizon. */
export type RepeatPurchases = Result<typeof REPEAT> & {
  /** Customers with a second order at any time up to the as-of date, of all customers: it grows with the time observed. */
  readonly overall: Result<typeof OVERALL>;
};

export interface RepeatOptions {
  /** Days after the first order, ascending. Default: 30, 60, 90, 180, 365. */
  readonly within?: readonly number[];
}

const HORIZONS = [30, 60, 90, 180, 365];

/**
 * How many customers order again within so many days of their first order. Customers are eligible if these days are
 * over: first order + days <= as-of date; a customer of last week says nothing yet about thirty days.
 *
 * rate = eligible customers with a second order within the days / eligible customers, with its 95% Wilson interval; null
 * if nobody is eligible. A second order on the day of the first one counts. The first order is the first one in the
 * file: customers who ordered before it begins are taken as new.
 * @throws OptionsError for horizons that are not ascending whole numbers of at least 1.
 * @example
 * const again = await orders.repeatPurchases(shop, { within: [30, 90] });
 * again.at({ within: 90 }).rate.en;
 * again.overall.at().rate.en;
 */
export async function repeatPurchases(
  { session, orders, asOf }: Orders,
  options: RepeatOptions = {},
): Promise<RepeatPurchases> {
  requireOptions('repeatPurchases', options, ['within']);
  const { within = HORIZONS } = options;
  // A plain JavaScript caller may give a single number.
  const given: unknown = within;
  const ascending =
    Array.isArray(given) &&
    within.every((days, index) => Number.isInteger(days) && days > (within[index - 1] ?? 0));
  if (!ascending || within.length === 0) {
    throw new OptionsError(
      `within must be ascending whole numbers of days, not [${[within].flat().join(', ')}].`,
    );
  }
  const horizons = join(
    within.map((days) => sql`SELECT ${literal(days)} AS within`),
    ' UNION ALL ',
  );
  const query = sql`WITH buyers AS (
      SELECT customer_id, min("day") AS first, max(CASE WHEN nth = 2 THEN "day" END) AS second
      FROM ${orders} WHERE nth IS NOT NULL GROUP BY customer_id
    ),
    horizons AS (${horizons})
    SELECT within, count(*) AS customers, count(CASE WHEN ${dateSql(asOf)} - first >= within THEN 1 END) AS eligible,
      count(CASE WHEN ${dateSql(asOf)} - first >= within AND second - first <= within THEN 1 END) AS repeat
    FROM buyers CROSS JOIN horizons GROUP BY within ORDER BY within`;
  const rows = await rowsOf(session, query, COUNTS);
  const result = new Result({
    session,
    name: 'repeat-purchases',
    title: { en: 'Customers who order again, by days since the first order', zh: '首单后各天数内的复购率' },
    schema: REPEAT,
    rows: rows.map((row) => ({
      ...row,
      rate: ratio(row.repeat, row.eligible),
      rateInterval: wilson(row.repeat, row.eligible),
    })),
    query,
    chart: { mark: 'range', x: 'rate', y: 'within' },
  });
  return Object.assign(result, { overall: await overallOf({ session, orders }) });
}

async function overallOf({
  session,
  orders,
}: Pick<Orders, 'session' | 'orders'>): Promise<Result<typeof OVERALL>> {
  const query = sql`SELECT count(CASE WHEN nth = 1 THEN 1 END) AS customers, count(CASE WHEN nth = 2 THEN 1 END) AS repeat
    FROM ${orders}`;
  const counts = { customers: OVERALL.customers, repeat: OVERALL.repeat };
  const rows = await rowsOf(session, query, counts);
  return new Result({
    session,
    name: 'repeat-purchases-overall',
    title: { en: 'Customers with more than one order', zh: '有多笔订单的客户' },
    schema: OVERALL,
    rows: rows.map((row) => ({
      ...row,
      rate: ratio(row.repeat, row.customers),
      rateInterval: wilson(row.repeat, row.customers),
    })),
    query,
  });
}
