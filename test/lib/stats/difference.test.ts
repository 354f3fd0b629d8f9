import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';
import { seeded } from '../../../lib/src/stats/random.js';
import { moments, PLANT_GROWTH } from './plants.js';

const { differenceOfMeans, differenceOfShares, equivalence, leftOpen } = stats;

describe('differenceOfShares', () => {
  it('is the example of Newcombe (1998), 56 of 70 against 48 of 80, and that of none of 10 and 20', () => {
    // statsmodels 0.15, confint_proportions_2indep(method='newcomb') and test_proportions_2indep(method='score').
    const found = differenceOfShares({ k: 56, n: 70 }, { k: 48, n: 80 });
    expect(found?.difference).toBeCloseTo(0.2, 12);
    expect(found?.interval.low).toBeCloseTo(0.05243147240236498, 10);
    expect(found?.interval.high).toBeCloseTo(0.33387265403690614, 10);
    expect(found?.p).toBeCloseTo(0.00804508136819656, 4);
    const none = differenceOfShares({ k: 0, n: 10 }, { k: 0, n: 20 });
    expect(none).toMatchObject({ difference: 0, p: 1 });
    expect(none?.interval.low).toBeCloseTo(-0.1611251580528194, 10);
    expect(none?.interval.high).toBeCloseTo(0.27753279986288926, 10);
  });

  it('stays within what a difference can be, and turns around with the groups', () => {
    const part = fc
      .integer({ min: 1, max: 60 })
      .chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));
    fc.assert(
      fc.property(part, part, (one, other) => {
        const [found, turned] = [differenceOfShares(one, other), differenceOfShares(other, one)];
        expect(found?.interval.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(found?.interval.high).toBeLessThanOrEqual(1 + 1e-12);
        expect(found?.interval.low).toBeCloseTo(-(turned?.interval.high ?? NaN), 10);
        expect(found?.p).toBeCloseTo(turned?.p ?? NaN, 10);
      }),
    );
  });

  it('holds the true difference in 95 of 100 samples of small groups', () => {
    const random = seeded(1);
    const part = (n: number, p: number) => ({
      n,
      k: Array.from({ length: n }, () => Number(random.next() < p)).reduce((sum, one) => sum + one, 0),
    });
    let held = 0;
    for (let sample = 0; sample < 2000; sample += 1) {
      const { low = 0, high = 0 } = differenceOfShares(part(15, 0.2), part(25, 0.45))?.interval ?? {};
      held += Number(low <= -0.25 && -0.25 <= high);
    }
    expect(held / 2000).toBeGreaterThan(0.935);
  });

  it('is not defined for an empty group, and refuses more than all', () => {
    expect(differenceOfShares({ k: 0, n: 0 }, { k: 1, n: 2 })).toBeNull();
    expect(differenceOfShares({ k: 1, n: 2 }, { k: 0, n: 0 })).toBeNull();
    expect(() => differenceOfShares({ k: 3, n: 2 }, { k: 1, n: 2 })).toThrow(OptionsError);
  });
});

describe('differenceOfMeans', () => {
  it('is what scipy gives for two plots of PlantGrowth', () => {
    // scipy 1.17, stats.ttest_ind(equal_var=False).
    const found = differenceOfMeans(moments(PLANT_GROWTH.ctrl), moments(PLANT_GROWTH.trt2));
    expect(found?.difference).toBeCloseTo(-0.494, 12);
    expect(found?.p).toBeCloseTo(0.04789925560196889, 10);
    expect(found?.df).toBeCloseTo(16.785764482605718, 10);
    expect(found?.interval.low).toBeCloseTo(-0.9828721300353593, 8);
    expect(found?.interval.high).toBeCloseTo(-0.0051278699646419845, 8);
  });

  it('is not defined for a single value, or without variance', () => {
    const flat = { n: 3, mean: 2, squares: 0 };
    expect(differenceOfMeans(flat, flat)).toBeNull();
    expect(differenceOfMeans(flat, { n: 1, mean: 2, squares: 0 })).toBeNull();
    const two = { n: 2, mean: 2, squares: 2 };
    expect(differenceOfMeans({ n: 1, mean: 2, squares: 0 }, two)).toBeNull();
    expect(differenceOfMeans(two, { n: 0, mean: 0, squares: 0 })).toBeNull();
    // Variances of 2 and n = 2: error sqrt(2), 2 degrees of freedom, t = sqrt(2).
    expect(differenceOfMeans({ ...two, mean: 4 }, two)).toMatchObject({ difference: 2, df: 2 });
  });
});

describe('equivalence', () => {
  it('is what statsmodels gives for two plots within a gram', () => {
    // statsmodels 0.15, ttost_ind(ctrl, trt1, -1, 1, usevar='unequal').
    const found = differenceOfMeans(moments(PLANT_GROWTH.ctrl), moments(PLANT_GROWTH.trt1));
    if (found === null) throw new Error('the plots vary');
    expect(equivalence(found, 1).p).toBeCloseTo(0.029969270897371496, 10);
    expect(equivalence(found, 1).equivalent).toBe(true);
    expect(equivalence(found, 0.5).equivalent).toBe(false);
    expect(equivalence(found, 0.3).p).toBeGreaterThan(0.5);
  });

  it('is shown by nothing less than a difference within the margin, and by an error of 0', () => {
    expect(equivalence({ difference: 0.01, error: 0.004 }, 0.02).equivalent).toBe(true);
    expect(equivalence({ difference: 0.01, error: 0 }, 0.02)).toEqual({ p: 0, equivalent: true });
    expect(equivalence({ difference: -0.02, error: 0 }, 0.02)).toEqual({ p: 1, equivalent: false });
    // A difference half an error beyond the margin: P(Z < 0.5).
    expect(equivalence({ difference: -1, error: 1 }, 0.5).p).toBeCloseTo(0.6914624612740131, 10);
    expect(() => equivalence({ difference: 0, error: 1 }, 0)).toThrow(OptionsError);
    expect(() => equivalence({ difference: 0, error: -1 }, 1)).toThrow(OptionsError);
  });

  it('calls groups that differ by the margin equivalent in a twentieth of samples', () => {
    const random = seeded(1);
    const mean = () => moments(Array.from({ length: 20 }, () => random.normal()));
    let shown = 0;
    for (let sample = 0; sample < 600; sample += 1) {
      const [one, other] = [mean(), mean()];
      const found = differenceOfMeans({ ...one, mean: one.mean + 1 }, other);
      shown += Number(found !== null && equivalence(found, 1).equivalent);
    }
    expect(shown / 600).toBeGreaterThan(0.025);
    expect(shown / 600).toBeLessThan(0.08);
  });
});

describe('leftOpen', () => {
  it('is the end of an interval that is further from nothing', () => {
    expect(leftOpen({ low: -0.08, high: 0.03 })).toBe(0.08);
    expect(leftOpen({ low: 0.01, high: 0.03 })).toBe(0.03);
    expect(leftOpen(null)).toBeNull();
  });
});
