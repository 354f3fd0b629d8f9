import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, purchases, type Tally } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { sessionEvents } from '../../session-events.js';
import { eventsOf, sum, tally as counts } from '../by-hand.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

/** Of buyers with so many purchases each, and one user more who only looks. */
async function of(numbers: readonly number[], most?: number) {
  const buyers = Object.fromEntries(numbers.map((n, index) => [index + 1, n]));
  const tables = await sessionEvents(tally, [
    ...eventsOf('user', buyers),
    { user: 999, behavior: 'pv', at: '2017-11-25 00:00' },
  ]);
  return purchases.perBuyer(tables, { type: 'buy', ...(most !== undefined && { most }) });
}

describe('purchases.perBuyer', () => {
  it('counts buyers by their purchases, users without any left out', async () => {
    const often = await of([1, 1, 4, 2]);
    const { counts, summary } = often;
    expect(counts.rows).toEqual([
      {
        ...{ purchases: 1, buyers: 2, share: 0.5, shareInterval: wilson(2, 4) },
        ...{ total: 2, totalShare: 0.25, cumulative: 0.5 },
      },
      {
        ...{ purchases: 2, buyers: 1, share: 0.25, shareInterval: wilson(1, 4) },
        ...{ total: 2, totalShare: 0.25, cumulative: 0.75 },
      },
      {
        ...{ purchases: 4, buyers: 1, share: 0.25, shareInterval: wilson(1, 4) },
        ...{ total: 4, totalShare: 0.5, cumulative: 1 },
      },
    ]);
    expect(summary.rows).toEqual([
      {
        ...{ buyers: 4, purchases: 8, mean: 2, lower: 1, median: 1.5, upper: 2.5, max: 4 },
        ninth: expect.closeTo(3.4, 12) as number,
        ...{ repeatBuyers: 2, repeatShare: 0.5, repeatInterval: wilson(2, 4) },
      },
    ]);
    expect([often.title, summary.title, counts.title]).toEqual([
      { en: 'Buyers by number of purchases', zh: '按购买次数划分的购买用户' },
      { en: 'How often buyers buy', zh: '购买频次概况' },
      { en: 'Buyers by every number of purchases', zh: '各购买次数的购买用户' },
    ]);
    const chart = { mark: 'bar', x: 'purchases', y: 'share' };
    expect([often.chart, counts.chart]).toEqual([chart, chart]);
  });

  it('has one buyer, and none', async () => {
    expect((await of([3])).summary.rows[0]).toMatchObject({ buyers: 1, mean: 3, repeatShare: 1 });
    const none = await of([]);
    expect([none.length, none.counts.length]).toEqual([0, 0]);
    expect(none.summary.rows[0]).toMatchObject({
      ...{ buyers: 0, purchases: 0, mean: null, median: null, max: null },
      ...{ repeatBuyers: 0, repeatShare: null, repeatInterval: null },
    });
  });

  it('collects the many, with a row for numbers that nobody has', async () => {
    const rows = await of([1, 3, 5, 5, 8], 4);
    expect(rows.rows.map(({ purchases: n, buyers, total }) => [n, buyers, total])).toEqual([
      ['1', 1, 1],
      ['2', 0, 0],
      ['3', 1, 3],
      ['4+', 3, 18],
    ]);
    expect(Object.values(rows.column('purchases').values)).toEqual([
      ...['1', '2', '3'].map((label) => ({ label: { en: label, zh: label } })),
      { label: { en: '4+', zh: '4次及以上' } },
    ]);
    expect(rows.rows.map(({ share, cumulative, totalShare }) => [share, cumulative, totalShare])).toEqual([
      [0.2, 0.2, 1 / 22],
      [0, 0.2, 0],
      [0.2, 0.4, 3 / 22],
      [0.6, 1, 18 / 22],
    ]);
    expect((await of([1, 3], 2)).rows.map(({ purchases: n, buyers }) => [n, buyers])).toEqual([
      ['1', 1],
      ['2+', 1],
    ]);
  });

  it('is what counting one by one gives, and loses no buyer and no purchase', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }),
        async (values) => {
          const found = await of(values);
          const counted = [...counts(values)].sort(([a], [b]) => a - b);
          expect(found.counts.rows.map((row) => [row.purchases, row.buyers])).toEqual(counted);
          expect(found.summary.rows[0]).toMatchObject({
            ...{ purchases: sum(values), mean: sum(values) / values.length, max: Math.max(...values) },
            repeatBuyers: values.filter((n) => n > 1).length,
          });
          expect(found).toHaveLength(10);
          expect(found.total('buyers').raw).toBe(values.length);
          expect(found.total('total').raw).toBe(sum(values));
          expect(found.at({ purchases: '10+' }).buyers.raw).toBe(values.filter((n) => n >= 10).length);
          expect(found.counts.total('total').raw).toBe(sum(values));
        },
      ),
      { numRuns: 15 },
    );
  });

  it.each([1, 2.5, NaN])('refuses to collect from %s on', async (most) => {
    const refused = of([1], most);
    await expect(refused).rejects.toThrow(OptionsError);
    await expect(refused).rejects.toThrow(`most must be a whole number of at least 2, not ${most}.`);
  });
});
