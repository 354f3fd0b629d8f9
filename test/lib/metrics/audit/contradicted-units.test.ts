import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally } from 'tally';
import { contradictedUnits } from '../../../../lib/src/metrics/audit/units.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

type Numbers = readonly (number | null)[];

/** What contradicts the names of these columns: column, formula, rows. */
async function found(columns: Readonly<Record<string, Numbers>>) {
  const names = Object.keys(columns);
  const rows = (columns[names[0] ?? ''] ?? []).map((_, row) =>
    names.map((name) => columns[name]?.[row] ?? null),
  );
  const kinds = Object.fromEntries(names.map((name) => [name, 'double?' as const]));
  const contradicted = await contradictedUnits(await tableOf(tally, 'units', kinds, rows, {}), names);
  return contradicted.map((one) => [one.column, one.relation, one.other, one.rows]);
}

const list = (rows: number, of: (row: number) => number | null) =>
  Array.from({ length: rows }, (_, row) => of(row));
const same = (rows: number, value: number) => list(rows, () => value);

/** Twenty orders in ten weeks are two a week; the first rows say nine. */
const weekly = (rows: number, wrong: number) => ({
  orders_per_week: list(rows, (row) => (row < wrong ? 9 : 2)),
  order_count: same(rows, 20),
  tenure_weeks: same(rows, 10),
});
const WEEKLY = 'order_count / weeks of tenure_weeks';

describe('a rate, a number and a duration', () => {
  it('contradict each other from twenty rows on, in more than a twentieth of them', async () => {
    expect(await found(weekly(20, 2))).toEqual([['orders_per_week', 'units', WEEKLY, 2]]);
    expect(await found(weekly(19, 2))).toEqual([]);
    expect(await found(weekly(40, 2))).toEqual([]);
    expect(await found(weekly(40, 3))).toEqual([['orders_per_week', 'units', WEEKLY, 3]]);
  });

  it.each([
    ['a rate', { orders_per_week: null }, []],
    ['a number', { order_count: null }, []],
    ['time', { tenure_weeks: 0 }, []],
    ['orders at all', { orders_per_week: 0, order_count: 0 }, []],
    ['nothing', {}, [2]],
  ])('do not in a row without %s', async (_, last, rows) => {
    const columns = Object.entries(weekly(20, 2)).map(([name, values]) => [
      name,
      [
        ...values.slice(0, 19),
        name in last ? (Object.entries(last).find(([one]) => one === name)?.[1] ?? null) : values[19],
      ],
    ]);
    const broken = await found(Object.fromEntries(columns) as Record<string, Numbers>);
    expect(broken.map(([, , , n]) => n)).toEqual(rows);
  });

  it('do where one of both is 0', async () => {
    const columns = weekly(20, 0);
    const zeros = {
      ...columns,
      orders_per_week: [0, ...columns.orders_per_week.slice(1)],
      order_count: [20, 0, ...columns.order_count.slice(2)],
    };
    expect(await found(zeros)).toEqual([['orders_per_week', 'units', WEEKLY, 2]]);
  });

  it('are taken with the duration that agrees best, of those that enough rows have', async () => {
    const rates = { orders_per_week: same(40, 2), order_count: same(40, 20) };
    // Weeks of an age are wrong in 30 of 40 rows, of a tenure in 12 of 20; a membership is known in 19.
    const age_weeks = list(40, (row) => (row < 30 ? 90 : 10));
    const tenure_weeks = list(40, (row) => (row < 12 ? 90 : row < 20 ? 10 : null));
    const membership_weeks = list(40, (row) => (row < 19 ? 10 : null));
    const best = [['orders_per_week', 'units', WEEKLY, 12]];
    expect(await found({ ...rates, age_weeks, tenure_weeks, membership_weeks })).toEqual(best);
    expect(await found({ membership_weeks, tenure_weeks, age_weeks, ...rates })).toEqual(best);
    // Of an age in 4 of 40, of a tenure in 3 of 20.
    expect(
      await found({
        ...rates,
        tenure_weeks: list(40, (row) => (row < 3 ? 90 : row < 20 ? 10 : null)),
        age_weeks: list(40, (row) => (row < 4 ? 90 : 10)),
      }),
    ).toEqual([['orders_per_week', 'units', 'order_count / weeks of age_weeks', 4]]);
  });

  it('are of the same thing, in their units', async () => {
    // A number a day, and years: 7305 days of a third of an order.
    const agreeing = {
      orders_per_day: same(20, 0.5),
      visit_count: same(20, 9),
      order_count: same(20, 3652.5),
      active_years: same(20, 20),
    };
    expect(await found(agreeing)).toEqual([]);
    expect(await found({ ...agreeing, active_years: same(20, 9) })).toEqual([
      ['orders_per_day', 'units', 'order_count / days of active_years', 20],
    ]);
    expect(await found({ per_week: same(20, 2), count: same(20, 90), tenure_weeks: same(20, 10) })).toEqual(
      [],
    );
    expect(await found({ orders_per_week: same(20, 2), order_count: same(20, 90) })).toEqual([]);
    const { orders_per_week, order_count } = weekly(20, 20);
    expect(await found({ orders_per_week, order_count, weeks_to_ship: same(20, 10) })).toEqual([]);
    expect(await found({ visits: same(20, 9), age: same(20, 40) })).toEqual([]);
    expect(await found({ orders_per_week, order_count, active_visits: same(20, 10) })).toEqual([]);
  });

  it('may differ by a twentieth, and by one in the last decimal that occurs', async () => {
    const rated = (rates: readonly number[], expected: number) =>
      found({
        orders_per_week: list(20, (row) => rates[row % rates.length] ?? null),
        order_count: same(20, 10 * expected),
        tenure_weeks: same(20, 10),
      });
    const none: unknown[] = [];
    const broken = (rows: number) => [['orders_per_week', 'units', WEEKLY, rows]];
    expect(await rated([2], 1.2)).toEqual(none);
    expect(await rated([3], 1.2)).toEqual(broken(20));
    // 0.06 is less than 0.012 and a tenth, and more than 0.012 and a hundredth.
    expect(await rated([0.3, 0.2], 0.24)).toEqual(none);
    expect(await rated([0.3, 0.25], 0.24)).toEqual(broken(10));
    // What has more than six decimals is not rounded.
    expect(await rated([1.23456789, 1.049999995], 1)).toEqual(broken(10));
    expect(await rated([1.23456789, 1.05], 1 - 3e-9)).toEqual(broken(20));
    expect(await rated([1.23456789, 1.050000005], 1)).toEqual(broken(20));
  });
});

describe('the same in two units', () => {
  it('is written as the one with the smaller numbers', async () => {
    const [days, weeks] = [same(20, 70), same(20, 30)];
    const duration = [['tenure_weeks', 'units', '0.1429 × tenure_days', 20]];
    expect(await found({ tenure_days: days, tenure_weeks: weeks })).toEqual(duration);
    expect(await found({ tenure_weeks: weeks, tenure_days: days })).toEqual(duration);
    expect(await found({ tenure_weeks: same(20, 10), tenure_days: days })).toEqual([]);
    const rate = [['orders_per_day', 'units', '0.1429 × orders_per_week', 20]];
    expect(await found({ orders_per_day: weeks, orders_per_week: days })).toEqual(rate);
    expect(await found({ orders_per_week: days, orders_per_day: weeks })).toEqual(rate);
    expect(await found({ orders_per_week: days, orders_per_day: same(20, 10) })).toEqual([]);
  });

  it('is told of each column beside those before it', async () => {
    const columns = {
      ...{ tenure_days: same(20, 1), tenure_weeks: same(20, 9), tenure_months: same(20, 99) },
      tenure_years: same(20, 999),
    };
    expect((await found(columns)).map(([column]) => column)).toEqual([
      ...['tenure_weeks', 'tenure_months', 'tenure_months', 'tenure_years', 'tenure_years', 'tenure_years'],
    ]);
  });

  it('is not what has one unit, another thing, or another kind', async () => {
    const [one, other] = [same(20, 70), same(20, 3)];
    expect(await found({ orders_per_week: one, weekly_orders: other })).toEqual([]);
    expect(await found({ orders_per_week: one, visits_per_day: other })).toEqual([]);
    expect(await found({ orders_per_week: one, order_days: other })).toEqual([]);
  });
});

describe('a number and its parts of the year', () => {
  const quarters = (name: string, value: number) =>
    Object.fromEntries([1, 2, 3, 4].map((q) => [`q${q}_${name}`, same(20, value)]));
  const halves = { h1_orders: same(20, 10), h2_orders: same(20, 10) };
  const QUARTERS = 'q1_orders + q2_orders + q3_orders + q4_orders';

  it('are off by more than a twentieth, whatever the decimals', async () => {
    expect(await found({ ...halves, order_count: same(20, 21) })).toEqual([]);
    expect(await found({ ...halves, order_count: same(20, 22) })).toEqual([
      ['order_count', 'units', 'h1_orders + h2_orders', 20],
    ]);
    const ones = { h1_orders: same(20, 1), h2_orders: same(20, 1) };
    expect(await found({ ...ones, order_count: same(20, 3) })).toEqual([
      ['order_count', 'units', 'h1_orders + h2_orders', 20],
    ]);
  });

  it('are looked at by quarters, halves and months of the same thing', async () => {
    const orders = { order_count: same(20, 30) };
    expect(await found({ ...quarters('orders', 5), ...quarters('visits', 1), ...halves, ...orders })).toEqual(
      [
        ['order_count', 'units', QUARTERS, 20],
        ['order_count', 'units', 'h1_orders + h2_orders', 20],
      ],
    );
    expect(await found({ ...quarters('orders', 5), q1_orders_per_day: same(20, 1), ...orders })).toEqual([
      ['order_count', 'units', QUARTERS, 20],
    ]);
    const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
    const months = Object.fromEntries(names.map((name) => [`${name}_orders`, same(20, 1)]));
    expect((await found({ ...months, ...orders })).length).toBe(1);
    expect(await found({ ...months, order_count: same(20, 12) })).toEqual([]);
  });

  it('are not a number without a name, nor a rate', async () => {
    const bare = { q1: same(20, 1), q2: same(20, 1), q3: same(20, 1), q4: same(20, 1) };
    expect(await found({ ...bare, count: same(20, 9) })).toEqual([]);
    expect(await found({ ...quarters('orders', 5), orders_per_week: same(20, 9) })).toEqual([]);
  });
});
