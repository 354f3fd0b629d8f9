import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regions, wilson, type Region } from 'tally';
import { userLine, Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

interface Person {
  readonly region: string;
  readonly orders: number;
  readonly spending: number;
  readonly minutes: number;
}

const load = (people: readonly Person[]) =>
  bench.users(
    people.map(({ region, orders, spending, minutes }, id) =>
      userLine(id, {
        location: region,
        purchase_frequency: orders,
        total_spending: spending,
        average_order_value: (spending / orders).toFixed(2),
        time_spent_on_site_minutes: minutes,
      }),
    ),
  );

const regionsOf = async (people: readonly Person[]): Promise<Region[]> =>
  regions(bench.engine, (await load(people)).table);

describe('regions', () => {
  it('gives users, money and behaviour by hand, largest revenue first', async () => {
    const rows = await regionsOf([
      { region: 'Rural', orders: 10, spending: 100, minutes: 100 },
      { region: 'Rural', orders: 10, spending: 300, minutes: 200 },
      { region: 'Rural', orders: 20, spending: 200, minutes: 300 },
      { region: 'Urban', orders: 2, spending: 1400, minutes: 50 },
    ]);
    expect(rows).toEqual([
      {
        region: 'Urban',
        users: 1,
        share: 0.25,
        interval: wilson(1, 4),
        arpu: 1400,
        purchases: 2,
        orderValue: 700,
        spendingPerOrder: 700,
        minutes: 50,
        orders: 2,
        revenue: 1400,
        revenueShare: 0.7,
      },
      {
        region: 'Rural',
        users: 3,
        share: 0.75,
        interval: wilson(3, 4),
        arpu: 200,
        purchases: 40 / 3,
        // (10 + 30 + 10) / 3 per user, 600 / 40 per order.
        orderValue: expect.closeTo(50 / 3, 12) as number,
        spendingPerOrder: 15,
        minutes: 200,
        orders: 40,
        revenue: 600,
        revenueShare: 0.3,
      },
    ]);
  });

  it('puts regions of equal revenue by name, and has no share of a revenue of nothing', async () => {
    const rows = await regionsOf(
      ['Urban', 'Rural'].map((region) => ({ region, orders: 2, spending: 0, minutes: 10 })),
    );
    expect(rows.map(({ region, arpu, revenueShare }) => [region, arpu, revenueShare])).toEqual([
      ['Rural', 0, null],
      ['Urban', 0, null],
    ]);
  });

  it('never counts a region that the contract does not know: its rows are set aside', async () => {
    const users = await load(
      ['Urban', 'Atlantis'].map((region) => ({ region, orders: 1, spending: 10, minutes: 10 })),
    );
    expect(users).toMatchObject({ accepted: 1, quarantined: 1 });
    expect(await regions(bench.engine, users.table)).toMatchObject([{ region: 'Urban', share: 1 }]);
  });

  it('refuses an empty table', async () => {
    const { table } = await bench.users([userLine(1, { age: 'x' })]);
    await expect(regions(bench.engine, table)).rejects.toThrow(/users is empty: there are no regions/);
  });

  it('is what counting one by one gives, in whatever order the rows come', async () => {
    const anyone = fc.record({
      region: fc.constantFrom('Urban', 'Suburban', 'Rural'),
      orders: fc.integer({ min: 1, max: 9 }),
      spending: fc.integer({ min: 0, max: 5000 }),
      minutes: fc.integer({ min: 0, max: 600 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 60 }), async (people) => {
        const rows = await regionsOf(people);
        expect(await regionsOf([...people].reverse())).toEqual(rows);
        expect(total(rows.map((row) => row.share))).toBeCloseTo(1, 12);
        const revenue = total(people.map((one) => one.spending));
        for (const row of rows) {
          const own = people.filter((one) => one.region === row.region);
          const spending = total(own.map((one) => one.spending));
          expect(row.users).toBe(own.length);
          expect(row.revenue).toBe(spending);
          expect(row.orders).toBe(total(own.map((one) => one.orders)));
          expect(row.arpu).toBeCloseTo(spending / own.length, 9);
          expect(row.purchases).toBeCloseTo(total(own.map((one) => one.orders)) / own.length, 9);
          expect(row.minutes).toBeCloseTo(total(own.map((one) => one.minutes)) / own.length, 9);
          expect(row.spendingPerOrder).toBeCloseTo(spending / total(own.map((one) => one.orders)), 9);
          if (revenue === 0) expect(row.revenueShare).toBeNull();
          else expect(row.revenueShare).toBeCloseTo(spending / revenue, 12);
        }
        expect(rows.map((row) => row.region).toSorted()).toEqual(
          [...new Set(people.map((one) => one.region))].sort(),
        );
      }),
      { numRuns: 5 },
    );
  });
});

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
