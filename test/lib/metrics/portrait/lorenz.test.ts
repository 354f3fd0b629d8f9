import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetricError, open, OptionsError, portrait, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

const { lorenz } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const curveOf = async (values: readonly (number | null)[], options: portrait.LorenzOptions = {}) => {
  const rows = values.map((x) => [x]);
  return lorenz(await tableOf(tally, 'amounts', { x: 'double?' }, rows, {}), 'x', options);
};

describe('lorenz', () => {
  it('runs from nobody to everybody, below the diagonal', async () => {
    expect((await curveOf([4, 1, 3, 2, null], { steps: 4 })).rows).toEqual([
      { rows: 0, share: 0 },
      { rows: 0.25, share: 0.1 },
      { rows: 0.5, share: 0.3 },
      { rows: 0.75, share: 0.6 },
      { rows: 1, share: 1 },
    ]);
    const usual = await curveOf([1, 2]);
    expect(usual).toHaveLength(21);
    expect(usual.title).toEqual({ en: 'Lorenz curve of x', zh: 'x的洛伦兹曲线' });
    expect(usual.chart).toEqual({ mark: 'line', x: 'rows', y: 'share', diagonal: true });
    // Values of 0 are in it unless they are left out.
    expect((await curveOf([0, 2], { steps: 2 })).at({ rows: 0.5 }).share.raw).toBe(0);
    expect((await curveOf([0, 2], { steps: 1 })).rows).toEqual([
      { rows: 0, share: 0 },
      { rows: 1, share: 1 },
    ]);
    const value = fc.integer({ min: 0, max: 100 });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (values) => {
        fc.pre(values.some((x) => x > 0));
        const { rows } = await curveOf(values, { steps: 7 });
        rows.forEach((point, k) => {
          expect(point.share).toBeLessThanOrEqual(point.rows + 1e-12);
          expect(point.share).toBeGreaterThanOrEqual(rows[k - 1]?.share ?? 0);
        });
      }),
      { numRuns: 10 },
    );
  });

  it('is straight between the points of its values', async () => {
    // Points at thirds: 0, 1/6, 3/6, 1. Half the rows are one and a half: 1 and half of 2.
    const half = await curveOf([1, 2, 3], { steps: 2 });
    expect(half.at({ rows: 0.5 }).share.raw).toBeCloseTo(2 / 6, 12);
    // Of equal values the curve is the diagonal, whatever the number of steps.
    const equal = await curveOf([5, 5, 5], { steps: 8 });
    equal.rows.forEach(({ rows, share }) => expect(share).toBeCloseTo(rows, 12));
    // The area below a curve whose steps are a multiple of its rows is (1 - Gini) / 2.
    const { rows, inequality } = await curveOf([1, 4, 4, 11], { steps: 8 });
    const area = rows
      .slice(1)
      .reduce((sum, { share }, k) => sum + ((rows[k]?.share ?? 0) + (share ?? 0)) / 16, 0);
    expect(1 - 2 * area).toBeCloseTo(inequality.at().gini.raw ?? NaN, 12);
  });

  it('comes with Gini and the top of the same values', async () => {
    const options = { positive: true, steps: 2, top: 0.25 };
    const curve = await curveOf([0, 0, 1, 2, 3, 4], options);
    expect(curve.rows).toEqual([
      { rows: 0, share: 0 },
      { rows: 0.5, share: 0.3 },
      { rows: 1, share: 1 },
    ]);
    expect(curve.inequality.rows).toEqual([{ n: 4, total: 10, gini: 0.25, topN: 1, topShare: 0.4 }]);
  });

  it.each([[[0, 0]], [[]], [[null]]])(
    'has points without a share where nobody has anything: %j',
    async (values) => {
      expect((await curveOf(values, { steps: 2 })).rows).toEqual([
        { rows: 0, share: null },
        { rows: 0.5, share: null },
        { rows: 1, share: null },
      ]);
    },
  );

  it('refuses negative values and steps that are none', async () => {
    await expect(curveOf([1, -1])).rejects.toThrow(MetricError);
    for (const steps of [0, 1.5]) await expect(curveOf([1], { steps })).rejects.toThrow(OptionsError);
  });
});
