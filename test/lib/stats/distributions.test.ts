import { describe, expect, it, vi } from 'vitest';
import { normalLowerTail, studentCritical } from '../../../lib/src/stats/distributions.js';
import { logGamma } from '../../../lib/src/stats/log-gamma.js';
import {
  noncentralChiSquareLowerTail,
  noncentralFLowerTail,
  noncentralityInterval,
} from '../../../lib/src/stats/noncentral.js';
import { studentizedRangeUpperTail } from '../../../lib/src/stats/studentized-range.js';

describe('distributions', () => {
  it.each([
    // scipy 1.17, stats.ncf.cdf and stats.f.cdf.
    [3.5, 2, 17, 5, 0.5550354300304469],
    [1.2, 7, 300, 20, 0.008316736936158137],
    [30, 4, 900, 100, 0.7828591027903308],
    [0.3, 3, 10, 0, 0.17525992033447063],
    [5, 1, 1.5, 3, 0.5189649975029175],
  ])(
    'noncentral F of %f, %f and %f degrees of freedom, noncentrality %f',
    (x, df1, df2, noncentrality, p) => {
      expect(noncentralFLowerTail(x, df1, df2, noncentrality)).toBeCloseTo(p, 10);
      expect(noncentralFLowerTail(0, df1, df2, noncentrality)).toBe(0);
    },
  );

  it.each([
    // scipy 1.17, stats.ncx2.cdf and stats.chi2.cdf.
    [10, 4, 5, 0.6382288595823113],
    [40, 24, 80, 1.681159699621913e-5],
    [500, 14, 400, 0.9799822287254435],
    [3, 2, 0, 0.7768698398515702],
  ])('noncentral chi-square of %f, %f degrees of freedom, noncentrality %f', (x, df, noncentrality, p) => {
    expect(noncentralChiSquareLowerTail(x, df, noncentrality)).toBeCloseTo(p, 10);
    expect(noncentralChiSquareLowerTail(0, df, noncentrality)).toBe(0);
  });

  it.each([
    // scipy 1.17, stats.studentized_range.sf.
    [3.877676, 3, 10, 0.049948013461912244],
    [4.5, 8, 55.3, 0.04603217303340379],
    [2, 5, 1000, 0.6186094018733566],
    [6, 3, 2, 0.09209380424648683],
    [10, 4, 1.3, 0.10939627270256647],
    [3, 2, 5, 0.08735930812736137],
    // Two means: Student's t of q / sqrt(2), of one degree of freedom in closed form.
    [0.3, 2, 1, 1 - (2 / Math.PI) * Math.atan(0.3 / Math.SQRT2)],
  ])('the studentized range %f of %i means with %f degrees of freedom', async (q, k, df, p) => {
    // The module keeps a table for each k; a fresh one makes it.
    vi.resetModules();
    const { studentizedRangeUpperTail: fresh } = await import('../../../lib/src/stats/studentized-range.js');
    expect(fresh(q, k, df)).toBeCloseTo(p, 6);
  });

  it.each([
    [2, 297],
    [4, 20],
    [9, 3],
    [5, 1e6],
  ])('a large noncentrality of F with %d and %d degrees of freedom gives the same tails', (df1, df2) => {
    for (const times of [0.9, 0.97, 1, 1.03, 1.3]) {
      const at = (noncentrality: number) =>
        noncentralFLowerTail(times * (1 + noncentrality / df1), df1, df2, noncentrality);
      expect(Math.abs(at(100_001) - at(99_999))).toBeLessThan(3e-4);
    }
    expect(noncentralFLowerTail(1e20, df1, df2, 1e18)).toBeGreaterThan(0.9);
    expect(noncentralFLowerTail(1e18, df1, df2, 1e20)).toBeLessThan(0.1);
  });

  it.each([1, 6, 20])(
    'a large noncentrality of chi-square with %d degrees of freedom gives the same tails',
    (df) => {
      for (const z of [-2, -1, 0, 1, 2]) {
        const at = (noncentrality: number) =>
          noncentralChiSquareLowerTail(
            df + noncentrality + z * Math.sqrt(2 * (df + 2 * noncentrality)),
            df,
            noncentrality,
          );
        expect(Math.abs(at(100_001) - at(99_999))).toBeLessThan(3e-4);
      }
    },
  );

  it.each([30, 1000])('the interval of a noncentrality leaves 2.5%% on each side of %i', (found) => {
    const lowerTail = (noncentrality: number) => noncentralChiSquareLowerTail(found, 4, noncentrality);
    const { low, high } = noncentralityInterval(lowerTail, found);
    expect(lowerTail(low)).toBeCloseTo(0.975, 9);
    expect(lowerTail(high)).toBeCloseTo(0.025, 9);
  });

  it('the studentized range exceeds 0 always', () => {
    expect(studentizedRangeUpperTail(0, 3, 10)).toBe(1);
    expect(studentizedRangeUpperTail(100, 3, 1000)).toBe(0);
  });

  it('Student, the normal distribution and the gamma function', () => {
    // scipy 1.17, stats.t.ppf(0.975, df); the rest is exact.
    expect(studentCritical(0.05, 10)).toBeCloseTo(2.228138851986274, 9);
    expect(studentCritical(0.05, 1.5)).toBeCloseTo(6.016663104427929, 8);
    expect(normalLowerTail(1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(normalLowerTail(-1.959963984540054)).toBeCloseTo(0.025, 12);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(logGamma(0.25)).toBeCloseTo(Math.log(3.625609908221908), 12);
  });
});
