import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetricError, open, OptionsError, portrait, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

const { inequality } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const amounts = (values: readonly (number | null)[]) =>
  tableOf(
    tally,
    'amounts',
    { x: 'double?' },
    values.map((x) => [x]),
    {},
  );

const found = async (values: readonly (number | null)[], options: portrait.InequalityOptions = {}) =>
  (await inequality(await amounts(values), 'x', options)).rows[0];

/** Gini as the mean absolute difference over all pairs: slow and obvious. */
function pairwiseGini(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const differences = values.flatMap((x) => values.map((y) => Math.abs(x - y)));
  return differences.reduce((sum, d) => sum + d, 0) / (2 * values.length ** 2 * mean);
}

describe('inequality', () => {
  it('is 0 when all have the same, (n - 1) / n when one has all', async () => {
    expect(await found([5, 5, 5, 5])).toMatchObject({ gini: 0 });
    expect(await found([0, 0, 0, 8])).toMatchObject({ gini: 0.75, topShare: 1 });
    expect(await found([0, 0, 0, 0.5])).toMatchObject({ total: 0.5, gini: 0.75, topShare: 1 });
    expect(await found([3])).toEqual({ n: 1, total: 3, gini: 0, topN: 1, topShare: 1 });
  });

  it('counts the top by rounding up, and says which share it is', async () => {
    const table = await amounts([1, 2, 3, 4, 5, 6]);
    const result = await inequality(table, 'x', { top: 0.2 });
    expect(result.rows).toMatchObject([{ n: 6, total: 21, topN: 2, topShare: 11 / 21 }]);
    expect(result.schema.topShare.label).toEqual({ en: 'Share of the top 20%', zh: '头部占比（前20%）' });
    expect(result.title).toEqual({ en: 'Concentration of x', zh: 'x的集中程度' });
    expect(result.at().gini.en).toBe('0.278');
    const seven = await inequality(table, 'x', { top: 0.07 });
    expect(seven.schema.topShare.label).toMatchObject({ en: 'Share of the top 7%' });
    expect((await inequality(table, 'x', { top: 1 })).rows).toMatchObject([{ topN: 6, topShare: 1 }]);
    const fine = await inequality(table, 'x', { top: 0.125 });
    expect(fine.schema.topShare.label).toMatchObject({ en: 'Share of the top 12.5%' });
  });

  it('is what comparing all pairs gives, whatever the order', async () => {
    const value = fc.integer({ min: 0, max: 1000 });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 30 }), async (values) => {
        fc.pre(values.some((x) => x > 0));
        const result = await found(values);
        expect(result?.gini).toBeCloseTo(pairwiseGini(values), 10);
        expect(await found([...values].reverse())).toEqual(result);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out what is not above 0 where it is asked to, and missing values always', async () => {
    expect(await found([0, 0, 1, 2, 3, 4], { positive: true, top: 0.25 })).toEqual({
      n: 4,
      total: 10,
      gini: 0.25,
      topN: 1,
      topShare: 0.4,
    });
    expect(await found([1, 2, 3, 4, null], { top: 0.25 })).toMatchObject({ n: 4, gini: 0.25, topN: 1 });
  });

  it.each<[string, (number | null)[], boolean, number]>([
    ['when nobody has anything', [0, 0], false, 2],
    ['when no value is above 0', [0, 0], true, 0],
    ['of nobody', [], false, 0],
    ['without values', [null, null], false, 0],
  ])('is not defined %s', async (_, values, positive, n) => {
    expect(await found(values, { positive })).toMatchObject({ n, gini: null, topShare: null });
  });

  it('refuses negative values and a top that is no share', async () => {
    await expect(found([1, -1])).rejects.toThrow(MetricError);
    await expect(found([1, -1])).rejects.toThrow(/x: 1 values are negative/);
    for (const top of [0, 1.1, NaN]) await expect(found([1], { top })).rejects.toThrow(OptionsError);
  });
});
