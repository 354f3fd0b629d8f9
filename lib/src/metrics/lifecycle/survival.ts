import * as column from '../../core/column.js';
import type { Text } from '../../core/label.js';
import type { Categories } from '../../core/schema.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import type { Orders } from '../../orders/open.js';
import { kaplanMeier, timeOfShare, type SurvivalStep } from '../../stats/kaplan-meier.js';
import type { Interval } from '../../stats/proportion.js';
import { groupCategories, groupColumn } from '../groups-of.js';
import { requireOptions } from '../orders/require-options.js';
import { total } from '../ratio.js';
import { lifetimesOf, type CustomersBy, type Lifetime } from './lifetimes.js';

const { optional } = column;

const curveSchema = (label: Text, groups: Categories) => ({
  group: column.category(label, groups),
  day: column.count('daysOfCustomer', { unit: 'days' }),
  atRisk: column.count('customersObserved'),
  lapsed: column.count('lapsedThatDay', { hidden: true }),
  notLapsed: column.percent('notLapsed', { interval: 'interval' }),
  interval: optional(column.interval()),
});

const summarySchema = (label: Text, groups: Categories) => ({
  group: column.category(label, groups),
  customers: column.count('customers'),
  lapsed: column.count('lapsedCustomers'),
  censored: column.count('censoredCustomers'),
  median: optional(column.count('medianLifetime', { unit: 'days', interval: 'medianInterval' })),
  medianInterval: optional(column.interval('count')),
});

/** One row per group and day on which somebody lapsed, after one for day 0. */
export type Survival = Result<ReturnType<typeof curveSchema>> & {
  /** One row per group. */
  readonly summary: Result<ReturnType<typeof summarySchema>>;
};

export interface SurvivalOptions {
  /** A customer has lapsed after more than so many days without an order. Default: 90. */
  readonly lapsedAfter?: number;
  /** A curve for each value of a column of customers. */
  readonly by?: CustomersBy;
}

const ALL = 'all';

/**
 * The share of customers who have not lapsed, by days since their first order, by Kaplan and Meier. A customer lapses on
 * the day after `lapsedAfter` days without an order, so that nobody lapses before that; who orders again later has lapsed
 * all the same. Customers who have not lapsed by the as-of date are censored there: nothing but the end of the data
 * decides when, so that censoring tells nothing about them.
 *
 * notLapsed = product over days of (1 - lapsed / atRisk), with its 95% interval on the scale log(-log S); null at 1 and 0.
 * `summary`: the day by which half have lapsed, null where fewer have; its interval is where that of the curve crosses one
 * half (Brookmeyer and Crowley), null where an end is not reached.
 *
 * @throws OptionsError for days that are not a whole number of at least 1, or a column that is not there.
 * Source: Kaplan & Meier (1958), JASA 53; Brookmeyer & Crowley (1982), Biometrics 38.
 * @example
 * const curve = await lifecycle.survival(shop, { lapsedAfter: 60, by: { customers: members, column: 'channel' } });
 * chart(curve);
 */
export async function survival(shop: Orders, options: SurvivalOptions = {}): Promise<Survival> {
  requireOptions('lifecycle.survival', options, ['lapsedAfter', 'by']);
  const { lapsedAfter = 90, by = null } = options;
  if (!Number.isInteger(lapsedAfter) || lapsedAfter < 1) {
    throw new OptionsError(`lapsedAfter must be a whole number of days of at least 1, not ${lapsedAfter}.`);
  }
  const lifetimes = await lifetimesOf(shop, lapsedAfter, by);
  const found = lifetimes.flatMap(({ group }) => group ?? []);
  const groups: Categories =
    by === null
      ? { [ALL]: { label: term('allCustomers') } }
      : groupCategories(by.customers, by.column, found);
  const curves = Object.keys(groups).flatMap((group) => {
    const own = lifetimes.filter((lifetime) => (lifetime.group ?? ALL) === group);
    return own.length === 0 ? [] : [{ group, own, steps: kaplanMeier(own) }];
  });
  const label = by === null ? term('customer') : groupColumn(by.customers, by.column).label;
  const { session } = shop;
  const curve = new Result({
    session,
    name: 'survival',
    title: {
      en: `Customers who have not lapsed, by days since the first order (lapsed: more than ${lapsedAfter} days without one)`,
      zh: `首单后各天数的未流失占比（流失：超过${lapsedAfter}天未下单）`,
    },
    schema: curveSchema(label, groups),
    rows: curves.flatMap(({ group, own, steps }) => rowsOf(group, own, steps)),
    chart: {
      ...{ mark: 'line', x: 'day', y: 'notLapsed', band: 'interval', step: true },
      ...(curves.length > 1 && { color: 'group' }),
    },
  });
  const summary = new Result({
    session,
    name: 'survival-summary',
    title: { en: 'How long customers stay', zh: '客户存续时间' },
    schema: summarySchema(label, groups),
    rows: curves.map(({ group, own, steps }) => ({ group, ...summaryOf(own, steps) })),
    chart: { mark: 'bar', x: 'median', y: 'group' },
  });
  return Object.assign(curve, { summary });
}

const sizeOf = (lifetimes: readonly Lifetime[]): number => total(lifetimes.map(({ count }) => count));

function rowsOf(group: string, own: readonly Lifetime[], steps: readonly SurvivalStep[]) {
  const start = { group, day: 0, atRisk: sizeOf(own), lapsed: 0, notLapsed: 1, interval: null };
  const rows = steps.map(({ time, atRisk, events, happened, interval }) => ({
    ...{ group, day: time, atRisk, lapsed: events, notLapsed: 1 - happened },
    interval: interval === null ? null : { low: 1 - interval.high, high: 1 - interval.low },
  }));
  return [start, ...rows];
}

function summaryOf(own: readonly Lifetime[], steps: readonly SurvivalStep[]) {
  const lapsed = sizeOf(own.filter(({ event }) => event));
  return {
    ...{ customers: sizeOf(own), lapsed, censored: sizeOf(own) - lapsed },
    median: timeOfShare(steps, 0.5),
    medianInterval: medianInterval(steps),
  };
}

/** From the first day on which half may have lapsed to the first on which half must have. */
function medianInterval(steps: readonly SurvivalStep[]): Interval | null {
  const low = steps.find(({ interval, happened }) => (interval?.high ?? happened) >= 0.5)?.time;
  const high = steps.find(({ interval, happened }) => (interval?.low ?? happened) >= 0.5)?.time;
  return low === undefined || high === undefined ? null : { low, high };
}
