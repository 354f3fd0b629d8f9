import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { ordersOf } from './history/orders-of.js';
import { dayOf } from './history/reference.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const label = 'Tier';
const RECENT = { recent: { label, within: 5 }, old: { label, after: 5 } } satisfies tiers.TierPlan;
const RICH = { rich: { label, top: 0.25 }, poor: { label } } satisfies tiers.TierPlan;
const spending = (least: number): tiers.TierCuts => ({
  ...{ score: 'spending', customers: 9, percentiles: {}, least: { '0.25': least } },
});
/** Rich from the second purchase on: two percentiles of orders, none of what an order is worth. */
const OFTEN: tiers.TierCuts = {
  ...{ score: 'basket', customers: 9, least: { '0.25': 0.5 } },
  percentiles: { frequency: [2], orderValue: [1e9] },
};

/** What becomes of one customer, as observed and on average by chance: days and totals of the orders. */
async function moves(
  orders: readonly (readonly [day: number, total: number])[],
  { plan, cuts, from = 10 }: { plan: tiers.TierPlan; cuts: tiers.TierCuts; from?: number },
) {
  const table = await ordersOf(
    tally,
    orders.map(([day, total], n) => ({ id: `o${n}`, customer: 'anna', day, total })),
  );
  const { rows } = await tiers.againstChance(table, {
    ...{ from: dayOf(from), to: dayOf(20), cuts, plan, rounds: 99 },
  });
  return rows.map(({ before, after, customers, expected }) => ({
    move: `${before} ${after}`,
    customers,
    expected,
  }));
}
const observed = async (...input: Parameters<typeof moves>) =>
  (await moves(...input)).filter(({ customers }) => customers > 0).map(({ move }) => move);

describe('the tiers of both days', () => {
  const recency = { plan: RECENT, cuts: spending(1) };
  it.each([
    ['a purchase five days ago is recent', [[0, 50] as const, [5, 50] as const], 'recent old'],
    ['an order without a total is no purchase', [[0, 50] as const, [9, 0] as const], 'old old'],
    ['a small one is', [[0, 50] as const, [9, 1] as const], 'recent old'],
    ['on the last day', [[0, 50] as const, [20, 5] as const], 'old recent'],
  ])('are of purchases up to them: %s', async (_, orders, move) => {
    expect(await observed(orders, recency)).toEqual([move]);
  });

  it.each([
    ['two purchases', [[0, 50] as const, [1, 50] as const], 'rich rich'],
    ['one of them small', [[0, 50] as const, [1, 1] as const], 'rich rich'],
    ['one without a total', [[0, 50] as const, [1, 0] as const], 'poor poor'],
    ['one refund', [[0, 50] as const, [1, -10] as const], 'poor poor'],
  ])('count purchases: %s', async (_, orders, move) => {
    expect(await observed(orders, { plan: RICH, cuts: OFTEN })).toEqual([move]);
  });

  it('have a spending of 0 where refunds are more', async () => {
    expect(
      await observed(
        [
          [0, 10],
          [1, -30],
        ],
        { plan: RICH, cuts: spending(0.5) },
      ),
    ).toEqual(['poor poor']);
  });
});

describe('chance moves what comes after the first purchase', () => {
  const recency = { plan: RECENT, cuts: spending(1), from: 8 };
  it.each([
    ['a refund', [0, -5] as const],
    ['an order without a total', [0, 0] as const],
  ])('which %s is not', async (_, before) => {
    expect(await moves([before, [6, 50]], recency)).toEqual([
      { move: 'recent old', customers: 1, expected: 1 },
    ]);
  });

  it('which a small one is', async () => {
    const found = await moves(
      [
        [3, 1],
        [6, 50],
      ],
      recency,
    );
    const first = found.find(({ move }) => move === 'recent old');
    expect(first?.customers).toBe(1);
    // The second one may be on each of the days 4 to 20: on 15 to 20 it is recent on the last one.
    expect(first?.expected).toBeGreaterThan(0.4);
    expect(first?.expected).toBeLessThan(0.9);
  });

  it('and leaves out who had none by the first day', async () => {
    expect(await moves([[15, 50]], recency)).toEqual([]);
  });
});
