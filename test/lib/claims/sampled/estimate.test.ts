import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known, meanOfUsers, medianOfUsers, pairedShares, ratioOfMedians, shareOf } from 'tally/claims';
import { studentCritical } from '../../../../lib/src/stats/distributions.js';
import { exactBounds } from '../../../../lib/src/stats/proportion.js';

/** What users of these values contribute to their mean. */
function meanOf(values: readonly number[]) {
  const n = values.length;
  const value = values.reduce((sum, one) => sum + one, 0) / n;
  const power = (p: number) => values.reduce((sum, one) => sum + ((one - value) / n) ** p, 0);
  return meanOfUsers({ value, n, group: n, squares: power(2), cubes: power(3), quarts: power(4) });
}

describe('quantiles', () => {
  // R: binom.test(k, n, conf.level = 1 - alpha)$conf.int
  it.each([
    [0, 10, 0.05, 0, 0.3084971],
    [10, 10, 0.05, 0.6915029, 1],
    [3, 20, 0.05, 0.03207094, 0.3789268],
    [50, 100, 0.001, 0.33558, 0.66442],
  ])('give the exact bounds of %i of %i at %f', (k, n, alpha, low, high) => {
    const found = exactBounds(k, n, alpha);
    expect(found.low).toBeCloseTo(low, 3);
    expect(found.high).toBeCloseTo(high, 3);
  });

  it.each([
    [0.05, 10, 2.228139],
    [0.05, 1, 12.7062],
    [0.001, 30, 3.645959],
    [0.0001, 1000, 3.906],
  ])('give t at %f with %i degrees of freedom', (alpha, df, t) => {
    expect(studentCritical(alpha, df)).toBeCloseTo(t, 3);
  });
});

describe('a share of users', () => {
  it('is missed by its exact interval no more often than stated, for every share and number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60 }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (n, p) => {
          let [missed, chance] = [0, (1 - p) ** n];
          for (let k = 0; k <= n; k += 1) {
            const within = shareOf(k, n).within(0.01);
            if (within === null || 100 * p < within.low || 100 * p > within.high) missed += chance;
            chance *= ((n - k) / (k + 1)) * (p / (1 - p));
          }
          expect(missed).toBeLessThanOrEqual(0.01 + 1e-9);
        },
      ),
    );
  });

  it('of nobody has no interval', () => {
    expect(shareOf(0, 0)).toMatchObject({ value: null, interval: null, users: 0 });
    expect(shareOf(0, 0).within(0.01)).toBeNull();
    expect(pairedShares(0, 0, 0)).toMatchObject({ value: null, interval: null });
  });

  it('less another of the same users is bounded by both', () => {
    const change = pairedShares(2, 12, 100);
    expect(change.value).toBe(-10);
    expect(change.interval?.low).toBeLessThan(-17);
    expect(change.interval?.high).toBeGreaterThan(-3.5);
  });
});

describe('a mean of users', () => {
  it('has the interval of t where values are symmetric', () => {
    const estimate = meanOf(
      Array.from({ length: 41 }, (_, index) => 100 + (index % 2 === 0 ? -1 : 1) * (index % 7)),
    );
    const { low = 0, high = 0 } = estimate.interval ?? {};
    expect((high - (estimate.value ?? 0)) / ((estimate.value ?? 0) - low)).toBeCloseTo(1, 0);
  });

  it('leaves more room on the side of the long tail', () => {
    const estimate = meanOf(Array.from({ length: 60 }, (_, index) => (index % 20 === 0 ? 30 : 1)));
    const { low = 0, high = 0 } = estimate.interval ?? {};
    expect(high - (estimate.value ?? 0)).toBeGreaterThan(1.5 * ((estimate.value ?? 0) - low));
  });

  it('has none for fewer than thirty users, and none without spread', () => {
    expect(meanOf(Array.from({ length: 29 }, (_, index) => index)).interval).toBeNull();
    expect(meanOf(Array.from({ length: 29 }, (_, index) => index))).toMatchObject({ value: 14, users: 29 });
    expect(meanOf(Array.from({ length: 50 }, () => 3)).interval).toBeNull();
    expect(known(3).within(0.05)).toBeNull();
  });
});

describe('a median of users', () => {
  it('lies between values in the order of size', () => {
    // 95 percent of 1..20: the 6th to the 15th (Hahn & Meeker 1991, table A.15).
    expect(medianOfUsers(Array.from({ length: 20 }, (_, index) => 20 - index))).toMatchObject({
      value: 10.5,
      users: 20,
      interval: { low: 6, high: 15 },
    });
    expect(medianOfUsers([1, 2, 3, 4, 5]).interval).toBeNull();
    expect(medianOfUsers([]).value).toBeNull();
  });

  it('over another is bounded where both are', () => {
    const [one, other] = [40, 20].map((top) =>
      medianOfUsers(Array.from({ length: 60 }, (_, n) => top + n / 10)),
    );
    const ratio = ratioOfMedians(one ?? known(null), other ?? known(null));
    expect(ratio.value).toBeCloseTo(42.95 / 22.95, 9);
    expect(ratio.interval?.low).toBeLessThan(ratio.value ?? 0);
    expect(ratio.interval?.high).toBeGreaterThan(ratio.value ?? Infinity);
    expect(ratioOfMedians(medianOfUsers([1, 2]), other ?? known(null)).interval).toBeNull();
  });
});
