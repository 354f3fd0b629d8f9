import { describe, expect, it } from 'vitest';
import { anova, effectSize, kruskalWallis } from 'tally';

/** R's PlantGrowth: dried weight of plants under a control and two treatments. */
const PLANT_GROWTH = {
  ctrl: [4.17, 5.58, 5.18, 6.11, 4.5, 4.61, 5.17, 4.53, 5.33, 5.14],
  trt1: [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69],
  trt2: [6.31, 5.12, 5.54, 5.5, 5.37, 5.29, 4.92, 6.15, 5.8, 5.26],
};

const moments = (values: readonly number[]) => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return { n: values.length, mean, squares: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) };
};

describe('anova', () => {
  it('is what R prints for PlantGrowth', () => {
    const result = anova(Object.values(PLANT_GROWTH).map(moments));
    expect(result).toMatchObject({ dfBetween: 2, dfWithin: 27 });
    expect(result?.f).toBeCloseTo(4.846, 3);
    expect(result?.p).toBeCloseTo(0.01591, 5);
    expect(result?.etaSquared).toBeCloseTo(0.2641, 4);
  });

  it('keeps the digits of very small p-values', () => {
    const result = anova([
      { n: 500, mean: 0, squares: 500 },
      { n: 500, mean: 2, squares: 500 },
    ]);
    expect(result?.p).toBeGreaterThan(0);
    expect(result?.p).toBeLessThan(1e-100);
  });

  it('is not defined for one group or without variance', () => {
    expect(anova([{ n: 5, mean: 1, squares: 2 }])).toBeNull();
    expect(
      anova([
        { n: 2, mean: 1, squares: 0 },
        { n: 2, mean: 2, squares: 0 },
      ]),
    ).toBeNull();
    expect(
      anova([
        { n: 1, mean: 1, squares: 0 },
        { n: 1, mean: 2, squares: 0 },
      ]),
    ).toBeNull();
  });
});

describe('kruskalWallis', () => {
  it('is what R prints for PlantGrowth', () => {
    const all = Object.values(PLANT_GROWTH).flat();
    const midRank = (x: number) =>
      all.filter((y) => y < x).length + (all.filter((y) => y === x).length + 1) / 2;
    const groups = Object.values(PLANT_GROWTH).map((values) => ({
      n: values.length,
      rankSum: values.reduce((sum, x) => sum + midRank(x), 0),
    }));
    const ties = [...new Set(all)]
      .map((x) => all.filter((y) => y === x).length)
      .reduce((sum, t) => sum + t ** 3 - t, 0);
    const result = kruskalWallis(groups, ties);
    expect(result?.h).toBeCloseTo(7.9882, 4);
    expect(result?.p).toBeCloseTo(0.01842, 5);
    expect(result?.epsilonSquared).toBeCloseTo(7.9882 / 29, 4);
  });

  it('is not defined when all values are equal', () => {
    expect(
      kruskalWallis(
        [
          { n: 2, rankSum: 5 },
          { n: 2, rankSum: 5 },
        ],
        4 ** 3 - 4,
      ),
    ).toBeNull();
  });
});

describe('effectSize', () => {
  it('follows the usual cuts', () => {
    expect([0, 0.0099, 0.01, 0.0599, 0.06, 0.1399, 0.14, 1].map(effectSize)).toEqual([
      'negligible',
      'negligible',
      'small',
      'small',
      'medium',
      'medium',
      'large',
      'large',
    ]);
  });
});
