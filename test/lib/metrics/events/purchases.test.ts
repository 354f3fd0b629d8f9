import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb, OptionsError, purchasesPerBuyer, upToPurchases, wilson, type Engine } from 'tally';
import { eventTables } from '../../events.js';
import { eventsOf, sum, tally } from './byHand.js';

let engine: Engine;
beforeAll(async () => (engine = await openDuckDb()));
afterAll(() => {
  engine.close();
});

/** Of buyers with so many purchases each, and one user more who only looks. */
async function of(purchases: readonly number[], quantiles?: readonly number[]) {
  const buyers = Object.fromEntries(purchases.map((n, index) => [index + 1, n]));
  const { users } = await eventTables(engine, [
    ...eventsOf('user', buyers),
    { user: 999, behavior: 'pv', at: '2017-11-25 00:00' },
  ]);
  return purchasesPerBuyer(engine, users, quantiles === undefined ? {} : { quantiles });
}

describe('purchasesPerBuyer', () => {
  it('counts buyers by their purchases, users without any left out', async () => {
    const found = await of([1, 1, 4, 2], [0, 0.5, 0.9]);
    expect(found).toMatchObject({
      buyers: 4,
      orders: 8,
      mean: 2,
      max: 4,
      repeat: { buyers: 2, share: 0.5, interval: wilson(2, 4) },
      counts: [
        {
          purchases: 1,
          orMore: false,
          buyers: 2,
          share: 0.5,
          interval: wilson(2, 4),
          orders: 2,
          ordersShare: 0.25,
          cumulative: 0.5,
        },
        { purchases: 2, buyers: 1, share: 0.25, orders: 2, ordersShare: 0.25, cumulative: 0.75 },
        { purchases: 4, buyers: 1, share: 0.25, orders: 4, ordersShare: 0.5, cumulative: 1 },
      ],
    });
    expect(found.quantiles).toEqual([
      { p: 0, purchases: 1 },
      { p: 0.5, purchases: 1.5 },
      { p: 0.9, purchases: expect.closeTo(3.4, 12) as number },
    ]);
  });

  it('has one buyer, and none', async () => {
    expect(await of([3])).toMatchObject({ buyers: 1, mean: 3, repeat: { buyers: 1, share: 1 } });
    const none = await of([]);
    expect(none).toEqual({
      buyers: 0,
      orders: 0,
      mean: null,
      max: null,
      quantiles: [],
      repeat: { buyers: 0, share: null, interval: null },
      counts: [],
    });
    expect(upToPurchases(none)).toEqual([]);
  });

  it('collects the many, with a row for numbers that nobody has', async () => {
    const rows = upToPurchases(await of([1, 3, 5, 5, 8]), 4);
    expect(rows.map(({ purchases, orMore, buyers, orders }) => [purchases, orMore, buyers, orders])).toEqual([
      [1, false, 1, 1],
      [2, false, 0, 0],
      [3, false, 1, 3],
      [4, true, 3, 18],
    ]);
    expect(rows.map((row) => row.cumulative)).toEqual([0.2, 0.2, 0.4, 1]);
    expect(rows[3]).toMatchObject({ share: 0.6, interval: wilson(3, 5), ordersShare: 18 / 22 });
  });

  it('is what counting one by one gives', async () => {
    const purchases = fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(purchases, async (values) => {
        const found = await of(values);
        const counts = [...tally(values)].sort(([a], [b]) => a - b);
        expect(found.counts.map((row) => [row.purchases, row.buyers])).toEqual(counts);
        expect(found).toMatchObject({
          orders: sum(values),
          mean: sum(values) / values.length,
          max: Math.max(...values),
        });
        expect(found.repeat.buyers).toBe(values.filter((n) => n > 1).length);
        const rows = upToPurchases(found, 10);
        expect(rows).toHaveLength(10);
        expect(sum(rows.map((row) => row.buyers))).toBe(values.length);
        expect(sum(rows.map((row) => row.orders))).toBe(sum(values));
        expect(rows[9]?.buyers).toBe(values.filter((n) => n >= 10).length);
      }),
      { numRuns: 15 },
    );
  });

  it('refuses quantiles and ends that are none', async () => {
    await expect(of([1], [1.5])).rejects.toThrow(OptionsError);
    const one = await of([1]);
    expect(() => upToPurchases(one, 1)).toThrow(OptionsError);
    expect(() => upToPurchases(one, 2.5)).toThrow(OptionsError);
  });
});
