import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, orders as metrics, stats, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { randomLines } from '../../orders/random-lines.js';
import { cents, daysFrom, sum, type ReferenceOrder } from '../../orders/reference.js';
import { line, shopOf, type TestShop } from '../../orders/shop-of.js';
import { runs } from '../../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const FEW = [
  'o1 anna 2024-01-05 1x1000',
  'o2 anna 2024-02-05 1x500',
  'o3 bert 2024-01-31 1x3000',
  'o4 bert 2024-02-10 -1x1000',
  'o5 cora 2024-02-01 1x700',
  'o6 cora 2024-03-10 1x300',
  'o0 cora 2024-01-03 -1x200',
  'o9 dora 2024-01-04 -1x300',
].map(line);

describe('cohorts of customers', () => {
  it('hold who ordered first in a month, and what they do in the months after', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-03-30' });
    const cells = await metrics.cohorts(shop);
    expect(
      cells.rows.map(({ cohort, age, customers, active, rate, revenue, perCustomer, cumulative }) => [
        ...[cohort, age, customers, active, rate],
        ...[revenue, perCustomer, cumulative],
      ]),
    ).toEqual([
      ['2024-01-01', 0, 2, 2, 1, 40, 20, 20],
      ['2024-01-01', 1, 2, 1, 0.5, -5, -2.5, 17.5],
      ['2024-01-01', 2, 2, 0, null, 0, null, null],
      ['2024-02-01', 0, 1, 1, 1, 7, 7, 7],
      ['2024-02-01', 1, 1, 1, null, 3, null, null],
    ]);
    expect(cells.rows.map(({ period }) => period)).toEqual([
      ...['2024-01-01', '2024-02-01', '2024-03-01', '2024-02-01', '2024-03-01'],
    ]);
    const [bought] = FEW;
    const without = await shopOf(tally, files, bought === undefined ? [] : [bought]);
    expect((await metrics.cohorts(without.shop)).note).toBeNull();
    expect(cells.note).toMatchObject({ en: expect.stringContaining('−5.00') as string });
    expect(cells.at({ cohort: '2024-02-01', age: 1 }).rate.raw).toBeNull();
  });

  it('are joined over those whose period is over', async () => {
    const { shop } = await shopOf(tally, files, FEW, { asOf: '2024-03-30' });
    const { curve } = await metrics.cohorts(shop);
    expect(
      curve.rows.map(({ age, eligible, active, rate, perCustomer, decay }) => [
        age,
        eligible,
        active,
        rate,
        perCustomer,
        decay,
      ]),
    ).toEqual([
      [0, 3, 3, 1, 47 / 3, 1],
      [1, 2, 1, 0.5, -2.5, -0.125],
      [2, 0, 0, null, null, null],
    ]);
    expect(curve.rows.map(({ cohorts, rateInterval }) => [cohorts, rateInterval])).toEqual([
      [2, stats.wilson(3, 3)],
      [1, stats.wilson(1, 2)],
      [0, null],
    ]);
    // In the first month 10, 30 and 7: mean 47/3, squares 938/3 about it; Student's t of two degrees of freedom.
    const two = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
    const half = two * Math.sqrt(938 / 3 / 2 / 3);
    expect(curve.rows[0]?.perCustomerInterval).toEqual({
      low: expect.closeTo(47 / 3 - half, 8) as number,
      high: expect.closeTo(47 / 3 + half, 8) as number,
    });
    expect(curve.rows[0]?.decayInterval).toBeNull();
    // A month later 5 of 10 and -10 of 30: about -1/8 of them 6.25 and -6.25.
    const share = (stats.Z * Math.sqrt(2 * 2 * 6.25 ** 2)) / 40;
    expect(curve.rows[1]?.decayInterval).toEqual({
      low: expect.closeTo(-1 / 8 - share, 8) as number,
      high: expect.closeTo(-1 / 8 + share, 8) as number,
    });
    expect(curve.rows[2]?.perCustomerInterval).toBeNull();
    const whole = await shopOf(tally, files, FEW, { asOf: '2024-03-31' });
    expect((await metrics.cohorts(whole.shop)).curve.rows.map(({ eligible }) => eligible)).toEqual([3, 3, 2]);
  });

  it('take no rounding residue for spread', async () => {
    // What is left of the squares of five times 12,345.67 is 1.2e-7.
    const alike = ['a', 'b', 'c', 'd', 'e'].map((who, n) => line(`o${n} ${who} 2024-01-0${n + 1} 1x1234567`));
    const { shop } = await shopOf(tally, files, alike, { asOf: '2024-01-31' });
    expect((await metrics.cohorts(shop)).curve.rows).toMatchObject([
      { eligible: 5, perCustomer: 12_345.67, perCustomerInterval: null },
    ]);
  });

  it('begin weeks on Monday', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    const weeks = await metrics.cohorts(shop, { by: 'week' });
    expect([...new Set(weeks.rows.map(({ cohort }) => cohort))]).toEqual(['2024-01-01', '2024-01-29']);
    expect(weeks.where({ cohort: '2024-01-29', age: 1 }).rows).toMatchObject([
      { active: 0, revenue: -10, customers: 2 },
    ]);
  });

  it('refuse a period that is none, and more cells than can be read', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    await expect(metrics.cohorts(shop, { by: 'year' as never })).rejects.toThrow(
      /Unknown period "year".*day, week, month/,
    );
    const late = await shopOf(tally, files, FEW, { asOf: '2200-01-01' });
    // Of each first day, and the as-of date too.
    const days = ['2024-01-05', '2024-01-31', '2024-02-01'].map((day) => daysFrom(day, '2200-01-01') + 1);
    await expect(metrics.cohorts(late.shop, { by: 'day' })).rejects.toThrow(
      `${sum(days).toLocaleString('en-US')} cells of cohorts by day are too many`,
    );
  });

  it('are those of the slow reference for random orders', async () => {
    const asOf = fc.constantFrom('2024-03-31', '2024-04-14', '2024-03-20');
    await fc.assert(
      fc.asyncProperty(
        randomLines(),
        asOf,
        fc.constantFrom('day', 'week', 'month'),
        async (lines, day, by) => {
          const test = await shopOf(tally, files, lines, { asOf: day });
          fc.pre(test.customers.length > 0);
          const cells = await metrics.cohorts(test.shop, { by });
          for (const cell of cells) expect(cell).toMatchObject(cellOf(test, by, cell.cohort, cell.age));
          const cohorts = [
            ...new Set(test.customers.map(({ purchases: [first] }) => startOf(by, first?.day ?? ''))),
          ];
          expect([...new Set(cells.rows.map(({ cohort }) => cohort))]).toEqual(cohorts.sort());
          for (const point of cells.curve) samePoint(test, by, point);
        },
      ),
      { numRuns: runs(30) },
    );
  });
});

type Unit = 'day' | 'week' | 'month';

const after = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The first day of the period of a day, found by going back one day at a time. */
function startOf(by: Unit, day: string): string {
  const begins = (date: string) =>
    by === 'day' || (by === 'month' ? date.endsWith('-01') : new Date(date).getUTCDay() === 1);
  let start = day;
  while (!begins(start)) start = after(start, -1);
  return start;
}

/** The first day of the period n periods after. */
function later(by: Unit, start: string, n: number): string {
  let at = start;
  for (let step = 0; step < n; step += 1)
    at = startOf(by, after(at, by === 'day' ? 1 : by === 'week' ? 7 : 31));
  return at;
}

const within = ({ day }: ReferenceOrder, from: string, to: string) => day >= from && day < to;

function cellOf({ customers, shop }: TestShop, by: Unit, cohort: string, age: number) {
  const own = customers.filter(({ purchases: [first] }) => startOf(by, first?.day ?? '') === cohort);
  const [from, to] = [later(by, cohort, age), later(by, cohort, age + 1)];
  const complete = daysFrom(to, shop.asOf) >= -1;
  const active = own.filter(({ purchases }) => purchases.some((order) => within(order, from, to))).length;
  const money = (start: string) =>
    sum(
      own.flatMap(({ orders }) =>
        orders.filter((order) => within(order, start, to)).map((order) => order.cents),
      ),
    ) / 100;
  return {
    ...{ period: from, customers: own.length, active, complete },
    rate: complete ? active / own.length : null,
    rateInterval: complete ? stats.wilson(active, own.length) : null,
    revenue: expect.closeTo(money(from), 8) as number,
    cumulative: complete ? (expect.closeTo(money(cohort) / own.length, 8) as number) : null,
  };
}

type Point = Awaited<ReturnType<typeof metrics.cohorts>>['curve']['rows'][number];

/** The curve from one row per customer who is eligible. */
function samePoint({ customers, shop }: TestShop, by: Unit, point: Point): void {
  const eligible = customers.flatMap(({ purchases, orders }) => {
    const cohort = startOf(by, purchases[0]?.day ?? '');
    const [from, to] = [later(by, cohort, point.age), later(by, cohort, point.age + 1)];
    if (daysFrom(to, shop.asOf) < -1) return [];
    const spent = (start: string, end: string) =>
      sum(orders.filter((order) => within(order, start, end)).map((order) => order.cents)) / 100;
    return [
      {
        x: spent(from, to),
        y: spent(cohort, later(by, cohort, 1)),
        active: purchases.some((order) => within(order, from, to)),
      },
    ];
  });
  expect([point.eligible, point.active]).toEqual([
    eligible.length,
    eligible.filter(({ active }) => active).length,
  ]);
  const [x, y] = [sum(eligible.map((row) => row.x)), sum(eligible.map((row) => row.y))];
  if (eligible.length > 0) expect(cents(point.perCustomer ?? NaN)).toBe(cents(x / eligible.length));
  const mean = x / eligible.length;
  const squares = sum(eligible.map((row) => (row.x - mean) ** 2));
  const interval = stats.studentInterval({ n: eligible.length, mean, squares: squares < 1e-9 ? 0 : squares });
  expect(point.perCustomerInterval === null).toBe(interval === null);
  if (interval !== null) expect(point.perCustomerInterval?.low).toBeCloseTo(interval.low, 6);
  if (y !== 0 && eligible.length > 0) expect(point.decay).toBeCloseTo(x / y, 8);
  const deviations = sum(eligible.map((row) => (row.x - (x / y) * row.y) ** 2));
  if (y !== 0 && eligible.length > 1 && deviations > 1e-4) {
    const half = (stats.Z * Math.sqrt((eligible.length / (eligible.length - 1)) * deviations)) / y;
    expect(point.decayInterval?.high).toBeCloseTo(x / y + half, 6);
  }
}
