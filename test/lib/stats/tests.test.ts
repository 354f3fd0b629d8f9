import { describe, expect, it } from 'vitest';
import { stats } from 'tally';

import { noncentralFLowerTail, noncentralityInterval } from '../../../lib/src/stats/noncentral.js';
import { seeded } from '../../../lib/src/stats/random.js';
import { moments, PLANT_GROWTH } from './plants.js';

const { effectSize, etaSquared, gamesHowell, kruskalWallis, omegaSquared, welchAnova } = stats;

const groups = Object.values(PLANT_GROWTH).map(moments);

describe('welchAnova', () => {
  // R: oneway.test(weight ~ group, PlantGrowth): F = 5.181, denominator df = 17.128, p = 0.01739; pingouin 0.7 alike.
  it('is what R prints for PlantGrowth', () => {
    const found = welchAnova(groups);
    expect(found?.f).toBeCloseTo(5.18097240811319, 10);
    expect(found?.dfBetween).toBe(2);
    expect(found?.dfWithin).toBeCloseTo(17.12841861664413, 10);
    expect(found?.p).toBeCloseTo(0.017392821490169984, 10);
  });

  it('keeps the digits of very small p-values', () => {
    const found = welchAnova([
      { n: 500, mean: 0, squares: 500 },
      { n: 500, mean: 2, squares: 500 },
    ]);
    expect(found?.p).toBeGreaterThan(0);
    expect(found?.p).toBeLessThan(1e-100);
  });

  it('is not defined for one group, a group of one, or a group that does not vary', () => {
    const varied = { n: 5, mean: 1, squares: 2 };
    expect(welchAnova([varied])).toBeNull();
    expect(welchAnova([varied, { n: 1, mean: 2, squares: 0 }])).toBeNull();
    expect(welchAnova([varied, { n: 3, mean: 2, squares: 0 }])).toBeNull();
    // Weights 1: F = 2 for means 1 apart by 2, with 1 and 2 degrees of freedom.
    const two = [1, 3].map((mean) => ({ n: 2, mean, squares: 2 }));
    expect(welchAnova(two)).toMatchObject({ f: 2, dfBetween: 1, dfWithin: 2 });
  });
});

/** Values of groups of these sizes and deviations, whose means are `means`. */
function drawn(
  random: ReturnType<typeof seeded>,
  sizes: readonly number[],
  deviations: readonly number[],
  means: readonly number[],
) {
  return sizes.map((n, group) =>
    moments(
      Array.from({ length: n }, () => (means[group] ?? 0) + (deviations[group] ?? 0) * random.normal()),
    ),
  );
}

describe('over repeated samples', () => {
  const [sizes, deviations] = [
    [60, 20, 15],
    [1, 2, 5],
  ] as const;

  it('Welch and Games-Howell keep their level where the smallest groups vary most', () => {
    const random = seeded(1);
    let [welch, pairs] = [0, 0];
    for (let sample = 0; sample < 600; sample += 1) {
      const found = drawn(random, sizes, deviations, [0, 0, 0]);
      welch += Number((welchAnova(found)?.p ?? 1) < 0.05);
    }
    for (let sample = 0; sample < 60; sample += 1) {
      pairs += Number(gamesHowell(drawn(random, sizes, deviations, [0, 0, 0])).some(({ p }) => p < 0.05));
    }
    expect(welch / 600).toBeGreaterThan(0.03);
    expect(welch / 600).toBeLessThan(0.07);
    expect(pairs / 60).toBeLessThan(0.11);
  });

  it('the interval of omega squared holds the true share, and its estimate is near it on average', () => {
    for (const means of [
      [0, 0, 0],
      [0, 0.4, 1.5],
    ]) {
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      const middle = sum(sizes.map((n, group) => n * (means[group] ?? 0))) / sum(sizes);
      const between = sum(sizes.map((n, group) => n * ((means[group] ?? 0) - middle) ** 2));
      const truth = between / (between + sum(sizes.map((n, group) => n * (deviations[group] ?? 0) ** 2)));
      const random = seeded(2);
      let held = 0;
      const effects: number[] = [];
      for (let sample = 0; sample < 300; sample += 1) {
        const found = omegaSquared(drawn(random, sizes, deviations, means));
        if (found === null) continue;
        effects.push(found.share);
        held += Number(found.interval.low <= truth && truth <= found.interval.high);
      }
      expect(held / 300).toBeGreaterThan(0.92);
      expect(Math.abs(sum(effects) / 300 - truth)).toBeLessThan(0.03);
    }
  });
});

describe('omegaSquared', () => {
  // (SS_between - 2 MS_within) / (SS_total + MS_within) of R's aov(weight ~ group).
  it('of groups of equal size is the textbook one', () => {
    const found = omegaSquared(groups);
    expect(found?.share).toBeCloseTo(0.2040788459899709, 10);
    expect(found?.interval.low).toBeGreaterThan(0);
    expect(found?.interval.high).toBeLessThan(0.5);
  });

  it('of equal variances by hand', () => {
    // SS 6, C = 2 / 2 = 1: between 5 / 6, within 1.
    expect(
      omegaSquared([
        { n: 3, mean: 2, squares: 2 },
        { n: 3, mean: 4, squares: 2 },
      ])?.share,
    ).toBeCloseTo(5 / 11, 12);
  });

  it.each([
    // SS 20 and C 2, or 100 times the SS: F = 10 and 1000 with 2 and 27 degrees of freedom.
    [1, 10],
    [10, 1000],
  ])('of equal variances has the interval of the noncentral F distribution (%i)', (apart, f) => {
    const found = omegaSquared([0, apart, 2 * apart].map((mean) => ({ n: 10, mean, squares: 9 })));
    const noncentrality = noncentralityInterval((value) => noncentralFLowerTail(f, 2, 27, value), 2 * f);
    expect(noncentrality.low).toBeGreaterThan(1);
    expect(found?.interval.low).toBeCloseTo(noncentrality.low / (noncentrality.low + 30), 8);
    expect(found?.interval.high).toBeCloseTo(noncentrality.high / (noncentrality.high + 30), 8);
  });

  it('of groups that hardly vary is found in time, and not told for those that do not', () => {
    const found = (squares: number) => omegaSquared([0, 1, 3].map((mean) => ({ n: 100, mean, squares })));
    // What the sum of the whole mixture gave, in 54 seconds.
    const known = found(1e-6);
    expect(1 - (known?.interval.low ?? 0)).toBeCloseTo(7.679e-9, 11);
    expect(1 - (known?.interval.high ?? 0)).toBeCloseTo(5.563e-9, 11);
    expect(found(1e-30)?.interval).toEqual({ low: 1, high: 1 });
    expect(found(5e-324)).toBeNull();
  });

  it('has longer arms where the group that stands out varies most', () => {
    const found = omegaSquared([
      { n: 10, mean: 0, squares: 9 },
      { n: 10, mean: 0, squares: 9 },
      { n: 10, mean: 3, squares: 81 },
    ]);
    // SS 10 + 10 + 40, C 2/3 (1 + 1 + 9), sum of n s^2 110.
    const [between, chance] = [60, 22 / 3];
    const squares = (1 + 1 + 81) * (2 / 3) ** 2;
    const scale = (squares + (110 ** 2 - 100 - 100 - 8100) / 30 ** 2) / chance;
    const [f, df, dfWithin] = [between / chance, chance / scale, (9 * chance ** 2) / squares];
    const longer = Math.sqrt((10 + 10 + 40 * 9) / scale / between);
    expect(longer).toBeGreaterThan(1.05);
    const root = Math.sqrt((between - chance) / scale);
    const { low, high } = noncentralityInterval(
      (value) => noncentralFLowerTail(f, df, dfWithin, value),
      f * df,
    );
    const share = (value: number) => (scale * value ** 2) / (110 + scale * value ** 2);
    expect(found?.share).toBeCloseTo(share(root), 10);
    expect(found?.interval.low).toBeCloseTo(share(root - longer * (root - Math.sqrt(low))), 8);
    expect(found?.interval.high).toBeCloseTo(share(root + longer * (Math.sqrt(high) - root)), 8);
  });

  it('is 0 where means differ less than chance alone makes them, and may be more', () => {
    const found = omegaSquared([
      { n: 10, mean: 1, squares: 9 },
      { n: 10, mean: 1.1, squares: 9 },
    ]);
    expect(found).toMatchObject({ share: 0, interval: { low: 0 } });
    expect(found?.interval.high).toBeGreaterThan(0.1);
    const same = omegaSquared([
      { n: 10, mean: 1, squares: 9 },
      { n: 10, mean: 1, squares: 9 },
    ]);
    expect(same).toMatchObject({ share: 0, interval: { low: 0 } });
  });

  it('is not defined for one group, a group of one or without variance', () => {
    const varied = { n: 5, mean: 1, squares: 2 };
    expect(omegaSquared([varied])).toBeNull();
    expect(omegaSquared([varied, { n: 1, mean: 2, squares: 0 }])).toBeNull();
    const flat = { n: 5, mean: 1, squares: 0 };
    expect(omegaSquared([flat, flat])).toBeNull();
    expect(omegaSquared([varied, varied, { n: 0, mean: 0, squares: 0 }])).toBeNull();
    expect(omegaSquared([])).toBeNull();
    // SS 4, C 2: between 2 / 4, within 2.
    expect(omegaSquared([1, 3].map((mean) => ({ n: 2, mean, squares: 2 })))?.share).toBeCloseTo(0.2, 12);
  });
});

describe('gamesHowell', () => {
  // pingouin 0.7, pairwise_gameshowell(PlantGrowth).
  it('compares every two plots as pingouin does', () => {
    const found = gamesHowell(groups);
    expect(found.map(({ one, other }) => [one, other])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    [
      [0.371, 1.191260381848704, 16.5235850568593, 0.4745549221939469],
      [-0.494, -2.134020453124062, 16.785764482605718, 0.11288917685382971],
      [-0.865, -3.0100985421243616, 14.103569122760339, 0.023703454738939533],
    ].forEach(([difference = 0, t = 0, df = 0, p = 0], pair) => {
      expect(found[pair]?.difference).toBeCloseTo(difference, 10);
      expect(found[pair]?.t).toBeCloseTo(t, 10);
      expect(found[pair]?.df).toBeCloseTo(df, 10);
      expect(found[pair]?.p).toBeCloseTo(p, 6);
    });
  });

  it('has an interval without 0 exactly where p is below 0.05', () => {
    for (const { p, interval } of gamesHowell(groups)) {
      expect(interval.low > 0 || interval.high < 0).toBe(p < 0.05);
    }
  });

  it('compares nothing where a group is too small, and leaves out two groups that do not vary', () => {
    expect(gamesHowell([...groups, { n: 1, mean: 2, squares: 0 }])).toEqual([]);
    expect(gamesHowell([1, 3].map((mean) => ({ n: 2, mean, squares: 2 })))).toMatchObject([
      { difference: -2, df: 2 },
    ]);
    const flat = { n: 3, mean: 2, squares: 0 };
    expect(
      gamesHowell([flat, flat, { n: 3, mean: 2, squares: 1 }]).map(({ one, other }) => [one, other]),
    ).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });
});

describe('etaSquared', () => {
  it('is the share of variance between groups in the sample, as R gives it for PlantGrowth', () => {
    expect(etaSquared(groups)).toBeCloseTo(0.26414829683211977, 12);
    expect(
      etaSquared([
        { n: 2, mean: 2, squares: 2 },
        { n: 1, mean: 5, squares: 0 },
      ]),
    ).toBe(0.75);
  });

  it('is not defined for one group or without variance within groups', () => {
    expect(etaSquared([{ n: 5, mean: 1, squares: 2 }])).toBeNull();
    const flat = (mean: number) => ({ n: 2, mean, squares: 0 });
    expect(etaSquared([flat(1), flat(2)])).toBeNull();
    // What rounding leaves in groups of one is no variance.
    const alone = (mean: number) => ({ n: 1, mean, squares: 1e-34 });
    expect(etaSquared([alone(0.1), alone(0.3)])).toBeNull();
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

  it('is not defined for one group, and of two single values is 1', () => {
    expect(kruskalWallis([{ n: 3, rankSum: 6 }], 0)).toBeNull();
    const single = [1, 2].map((rankSum) => ({ n: 1, rankSum }));
    // 12 / 6 (1 + 4) - 9.
    expect(kruskalWallis(single, 0)).toMatchObject({ h: 1, df: 1, epsilonSquared: 1 });
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
