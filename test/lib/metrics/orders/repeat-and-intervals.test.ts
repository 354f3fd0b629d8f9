import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, orders as metrics, stats, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { randomLines } from '../../orders/random-lines.js';
import { daysFrom, sum } from '../../orders/reference.js';
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

/** Anna after 0 and 10 days, Bert after 40, Cora once, Dora once on the last day. */
const FEW = [
  'o1 anna 2024-01-01 1x100',
  'o2 anna 2024-01-01 1x100',
  'o3 anna 2024-01-11 1x100',
  'o4 bert 2024-01-02 1x100',
  'o5 bert 2024-02-11 1x100',
  'o6 cora 2024-01-03 1x100',
  'o7 dora 2024-03-01 1x100',
  'o8 dora 2024-03-01 -1x50',
].map(line);

interface Gap {
  readonly nth: number;
  readonly days: number;
  readonly event: boolean;
}

/** From each purchase to the next one, or to the as-of date. */
const gapsOf = ({ customers, shop }: TestShop): Gap[] =>
  customers.flatMap(({ purchases }) =>
    purchases.map(({ day }, index): Gap => {
      const next = purchases[index + 1]?.day;
      return { nth: index + 1, days: daysFrom(day, next ?? shop.asOf), event: next !== undefined };
    }),
  );

/** Type 7, on the values written out. */
function quantile(values: readonly number[], p: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (place - Math.floor(place)) * (high - low);
}

/** The product over days, each with all gaps gone through again. */
function reachedBy(gaps: readonly Gap[], day: number): number {
  const days = [...new Set(gaps.filter(({ event }) => event).map((gap) => gap.days))].filter((d) => d <= day);
  return (
    1 -
    days.reduce((survival, d) => {
      const atRisk = gaps.filter((gap) => gap.days >= d).length;
      const events = gaps.filter((gap) => gap.days === d && gap.event).length;
      return survival * (1 - events / atRisk);
    }, 1)
  );
}

describe('repeat purchases', () => {
  it('are of those whose days are over', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    const again = await metrics.repeatPurchases(shop, { within: [30, 40, 58, 60] });
    expect(again.rows.map(({ customers }) => customers)).toEqual([4, 4, 4, 4]);
    expect(again.rows.map(({ within, eligible, repeat, rate }) => [within, eligible, repeat, rate])).toEqual([
      [30, 3, 1, 1 / 3],
      [40, 3, 2, 2 / 3],
      [58, 3, 2, 2 / 3],
      [60, 1, 1, 1],
    ]);
    expect(again.overall.rows).toEqual([
      { customers: 4, repeat: 2, rate: 0.5, rateInterval: stats.wilson(2, 4) },
    ]);
  });

  it('are counted from the first purchase, not from a refund before it', async () => {
    const lines = ['o1 anna 2024-01-01 -1x100', 'o2 anna 2024-01-20 1x100', 'o3 anna 2024-02-10 1x100'];
    const { shop } = await shopOf(tally, files, lines.map(line), { asOf: '2024-02-20' });
    const again = await metrics.repeatPurchases(shop, { within: [21, 31, 32] });
    expect(again.rows.map(({ eligible, repeat }) => [eligible, repeat])).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
    expect((await metrics.timeToNextOrder(shop, { after: 3 })).rows).toEqual([]);
  });

  it('have no rate where nobody was observed for so long', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    const again = await metrics.repeatPurchases(shop, { within: [365] });
    expect(again.rows).toMatchObject([{ eligible: 0, repeat: 0, rate: null, rateInterval: null }]);
  });

  it.each([[[]], [[0]], [[1.5]], [[30, 30]], [[60, 30]]])('refuse the horizons %j', async (within) => {
    const { shop } = await shopOf(tally, files, FEW);
    await expect(metrics.repeatPurchases(shop, { within })).rejects.toThrow(/ascending whole numbers/);
  });
});

describe('time between purchases', () => {
  it('is that of intervals that have ended, and beside it the time that counts the others too', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    const between = await metrics.purchaseIntervals(shop);
    expect(
      between.rows.map(({ step, orders, gaps, mean, median, halfWithin }) => ({
        step,
        orders,
        gaps,
        mean,
        median,
        halfWithin,
      })),
    ).toEqual([
      { step: 'first', orders: 4, gaps: 2, mean: 20, median: 20, halfWithin: 40 },
      { step: 'second', orders: 2, gaps: 1, mean: 10, median: 10, halfWithin: 10 },
      { step: 'third', orders: 1, gaps: 0, mean: null, median: null, halfWithin: null },
      { step: 'all', orders: 7, gaps: 3, mean: 50 / 3, median: 10, halfWithin: 40 },
    ]);
  });

  it('has quartiles and intervals, that of all gaps by customers', async () => {
    // Student's t of one degree of freedom is a tangent, that of two is in closed form.
    const [one, two] = [Math.tan(0.475 * Math.PI), 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))];
    const around = (mean: number, half: number) => ({
      // Nobody orders again before the order.
      low: expect.closeTo(Math.max(0, mean - half), 8) as number,
      high: expect.closeTo(mean + half, 8) as number,
    });
    const { shop } = await shopOf(tally, files, FEW);
    const between = await metrics.purchaseIntervals(shop);
    expect(
      between.rows.map(({ step, lower, upper, meanInterval }) => [step, lower, upper, meanInterval]),
    ).toEqual([
      // Gaps of 0 and 40 days: s^2 = 800.
      ['first', 10, 30, around(20, one * 20)],
      ['second', 10, 10, null],
      ['third', null, null, null],
      // Anna has 10 days in two gaps, Bert 40 in one: 70/3 less and more than twice and once the mean.
      ['all', 5, 25, around(50 / 3, (one * Math.sqrt(2 * 2 * (70 / 3) ** 2)) / 3)],
    ]);
    const alike = await shopOf(
      tally,
      files,
      [
        ...['o1 anna 2024-01-01 1x100', 'o2 anna 2024-01-11 1x100', 'o3 bert 2024-01-02 1x100'],
        ...['o4 bert 2024-02-11 1x100', 'o5 cora 2024-02-01 1x100', 'o6 cora 2024-02-11 1x100'],
      ].map(line),
    );
    const all = (await metrics.purchaseIntervals(alike.shop)).rows.at(-1);
    // 10, 10 and 40 days: s^2 = 300.
    expect([all?.mean, all?.meanInterval]).toEqual([20, around(20, two * 10)]);
  });

  it('reaches by each day whom it has reached, of those still observed', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    const curve = await metrics.timeToNextOrder(shop);
    // Dora is observed for no day after her order, Cora for 58.
    expect(curve.rows.map(({ day, atRisk, again, share }) => [day, atRisk, again, share])).toEqual([
      [0, 4, 1, 0.25],
      [40, 2, 1, 0.625],
    ]);
    await expect(metrics.timeToNextOrder(shop, { after: 4 })).rejects.toThrow(/whole number from 1 to 3/);
  });
});

describe('random orders', () => {
  it('have the repeat purchases and intervals of the slow reference', async () => {
    await fc.assert(
      fc.asyncProperty(randomLines(), async (lines) => {
        const test = await shopOf(tally, files, lines, { asOf: '2024-03-31' });
        fc.pre(test.customers.length > 0);
        const again = await metrics.repeatPurchases(test.shop, { within: [7, 30, 60] });
        for (const row of again) {
          const eligible = test.customers.filter(({ purchases: [first] }) => {
            return daysFrom(first?.day ?? '', test.shop.asOf) >= row.within;
          });
          const repeat = eligible.filter(({ purchases: [first, second] }) => {
            return second !== undefined && daysFrom(first?.day ?? '', second.day) <= row.within;
          });
          expect([row.eligible, row.repeat]).toEqual([eligible.length, repeat.length]);
          expect(row.rateInterval).toEqual(stats.wilson(repeat.length, eligible.length));
        }
        await sameIntervals(test);
      }),
      { numRuns: runs(25) },
    );
  });
});

async function sameIntervals(test: TestShop): Promise<void> {
  const gaps = gapsOf(test);
  const between = await metrics.purchaseIntervals(test.shop);
  for (const [index, row] of between.rows.entries()) {
    const own = row.step === 'all' ? gaps : gaps.filter(({ nth }) => nth === index + 1);
    const ended = own.filter(({ event }) => event).map(({ days }) => days);
    expect([row.orders, row.gaps]).toEqual([own.length, ended.length]);
    expect(row.mean ?? -1).toBeCloseTo(ended.length === 0 ? -1 : sum(ended) / ended.length, 9);
    expect([row.lower, row.median, row.upper]).toEqual([0.25, 0.5, 0.75].map((p) => quantile(ended, p)));
    const half = [...new Set(ended)].sort((a, b) => a - b).find((day) => reachedBy(own, day) >= 0.5 - 1e-12);
    expect(row.halfWithin).toBe(half ?? null);
  }
  const curve = await metrics.timeToNextOrder(test.shop, { after: 2 });
  const second = gaps.filter(({ nth }) => nth === 2);
  expect(curve.rows.map(({ day }) => day)).toEqual(
    [...new Set(second.filter(({ event }) => event).map(({ days }) => days))].sort((a, b) => a - b),
  );
  for (const { day, share } of curve) expect(share).toBeCloseTo(reachedBy(second, day), 12);
}
