import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError, stats } from 'tally';

const { apportion } = stats;

const named = (weights: readonly number[]): stats.Claimant[] =>
  weights.map((weight, index) => ({ name: String.fromCharCode(97 + index), weight }));

/** One unit at a time, to whoever is furthest below its quota and has not yet more than its quota. */
function oneByOne(units: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const quotas = weights.map((weight) => (units * weight) / sum);
  const got = weights.map(() => 0);
  for (let unit = 0; unit < units; unit += 1) {
    const gaps = quotas.map((quota, index) => Math.min(1, quota - (got[index] ?? 0)));
    const next = gaps.indexOf(Math.max(...gaps));
    got[next] = (got[next] ?? 0) + 1;
  }
  return got;
}

describe('apportion', () => {
  it('gives what is left over to the largest fractions', () => {
    // Quotas 4.7, 3.3, 2.0: nine whole units, the tenth to the first.
    expect(apportion(10, named([47, 33, 20]))).toEqual([5, 3, 2]);
    // Quotas 33.33 each: the left-over unit goes to the first by name, wherever it stands.
    expect(apportion(100, named([1, 1, 1]))).toEqual([34, 33, 33]);
    expect(apportion(100, named([1, 1, 1]).reverse())).toEqual([33, 33, 34]);
  });

  it('prefers the larger weight among equal fractions', () => {
    // Quotas 0.5, 1.5, 1.0.
    expect(apportion(3, named([1, 3, 2]))).toEqual([0, 2, 1]);
  });

  it('gives nothing to a weight of 0, even where units are left over', () => {
    expect(apportion(5, named([0, 1, 1]))).toEqual([0, 3, 2]);
    expect(apportion(0, named([1, 2]))).toEqual([0, 0]);
  });

  it('gives the same in any order, where the last bit of the sum depends on it', () => {
    const claimants = named([0.4, 0.8, 0.1, 0.8]);
    expect(apportion(12, claimants)).toEqual([2, 5, 0, 5]);
    expect(apportion(12, claimants.toReversed())).toEqual([5, 0, 5, 2]);
  });

  const weights = fc
    .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 })
    .filter((values) => values.some((weight) => weight > 0));
  const units = fc.integer({ min: 0, max: 300 });

  it('sums to the units, stays within one of every quota, and never gives a larger weight less', () => {
    fc.assert(
      fc.property(units, weights, (all, values) => {
        const parts = apportion(all, named(values));
        const sum = values.reduce((total, weight) => total + weight, 0);
        expect(parts.reduce((total, part) => total + part, 0)).toBe(all);
        parts.forEach((part, i) => {
          expect(Math.abs(part - (all * (values[i] ?? 0)) / sum)).toBeLessThan(1);
          parts.forEach((other, j) => {
            if ((values[i] ?? 0) > (values[j] ?? 0)) expect(part).toBeGreaterThanOrEqual(other);
          });
        });
      }),
    );
  });

  it('gives as a slow reference does where no fractions are equal', () => {
    fc.assert(
      fc.property(units, weights, (all, values) => {
        const sum = values.reduce((total, weight) => total + weight, 0);
        const fractions = values.map((weight) => (all * weight) % sum);
        fc.pre(new Set(fractions).size === fractions.length);
        expect(apportion(all, named(values))).toEqual(oneByOne(all, values));
      }),
    );
  });

  it('gives a weight that grows alone no less', () => {
    fc.assert(
      fc.property(units, weights, fc.nat(7), fc.integer({ min: 1, max: 500 }), (all, values, at, more) => {
        const index = at % values.length;
        const grown = values.map((weight, i) => (i === index ? weight + more : weight));
        const [before, after] = [apportion(all, named(values)), apportion(all, named(grown))];
        expect(after[index]).toBeGreaterThanOrEqual(before[index] ?? 0);
      }),
    );
  });

  it.each([
    [1.5, [1], /non-negative whole number/],
    [-1, [1], /non-negative whole number/],
    [NaN, [1], /non-negative whole number/],
    [10, [1, -1], /weight of "b" is -1/],
    [10, [NaN], /weight of "a" is NaN/],
    [10, [Infinity, 1], /weight of "a" is Infinity/],
    [10, [0, 0], /sum to 0/],
    [10, [], /no claimants/],
  ])('refuses %s units among %j', (all, values, message) => {
    expect(() => apportion(all, named(values))).toThrow(OptionsError);
    expect(() => apportion(all, named(values))).toThrow(message);
  });

  it('refuses one name twice', () => {
    expect(() => apportion(1, [...named([1]), ...named([1])])).toThrow('"a" occurs twice');
  });
});
