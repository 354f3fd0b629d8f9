import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stats } from 'tally';
import { seeded } from '../../../lib/src/stats/random.js';

describe("Fieller's interval of a ratio", () => {
  const known = {
    numerator: 10,
    denominator: 5,
    numeratorVariance: 4,
    denominatorVariance: 0,
    covariance: 0,
  };

  it('is that of the numerator, divided by a denominator that is known', () => {
    const found = stats.fieller(known);
    expect(found?.low).toBeCloseTo((10 - 1.959964 * 2) / 5, 6);
    expect(found?.high).toBeCloseTo((10 + 1.959964 * 2) / 5, 6);
  });

  it('ends where numerator - r denominator is just significant', () => {
    const one = {
      numerator: 8,
      denominator: 4,
      numeratorVariance: 2,
      denominatorVariance: 0.25,
      covariance: 0.3,
      df: 12,
    };
    const found = stats.fieller(one);
    for (const r of [found?.low ?? NaN, found?.high ?? NaN]) {
      const z = (8 - r * 4) / Math.sqrt(2 - 2 * r * 0.3 + r ** 2 * 0.25);
      // Student's t with 12 degrees of freedom: 2.1788.
      expect(Math.abs(z)).toBeCloseTo(2.17881, 4);
    }
    expect((found?.low ?? 0) < 2 && (found?.high ?? 0) > 2).toBe(true);
  });

  it('holds all ratios that a search finds, and no other', () => {
    fc.assert(
      fc.property(
        fc.record({
          numerator: fc.double({ min: -20, max: 20, noNaN: true }),
          denominator: fc.double({ min: 3, max: 20, noNaN: true }),
          a: fc.double({ min: 0.1, max: 3, noNaN: true }),
          b: fc.double({ min: 0.1, max: 1, noNaN: true }),
          rho: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
        }),
        ({ numerator, denominator, a, b, rho }) => {
          const input = {
            numerator,
            denominator,
            numeratorVariance: a * a,
            denominatorVariance: b * b,
            covariance: rho * a * b,
          };
          const found = stats.fieller(input);
          expect(found).not.toBeNull();
          for (let r = -30; r <= 30; r += 0.37) {
            const off = (numerator - r * denominator) ** 2;
            const spread = a * a - 2 * r * rho * a * b + r * r * b * b;
            const inside = off <= 1.959964 ** 2 * spread;
            const near = Math.min(Math.abs(r - (found?.low ?? 0)), Math.abs(r - (found?.high ?? 0))) < 1e-3;
            if (!near) expect(r > (found?.low ?? 0) && r < (found?.high ?? 0)).toBe(inside);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is none where the denominator may be 0, or nothing varies', () => {
    expect(stats.fieller({ ...known, denominator: 1, denominatorVariance: 1 })).toBeNull();
    expect(stats.fieller({ ...known, numeratorVariance: 0 })).toBeNull();
    expect(() => stats.fieller({ ...known, numeratorVariance: -1 })).toThrow('must not be negative');
  });
});

describe("Fisher's exact test", () => {
  it.each([
    // The lady tasting tea: (16 + 16 + 1 + 1) of 70 tables are no more likely than 3 of 4.
    [{ k: 3, n: 4, all: 4, size: 8 }, 34 / 70],
    [{ k: 4, n: 4, all: 4, size: 8 }, 2 / 70],
    // Published: 1 of 10 against 11 of 14, and 8 of 10 against 1 of 6.
    [{ k: 1, n: 10, all: 12, size: 24 }, 0.002759456],
    [{ k: 8, n: 10, all: 9, size: 16 }, 0.034965035],
    [{ k: 0, n: 0, all: 3, size: 9 }, 1],
    [{ k: 5, n: 5, all: 5, size: 5 }, 1],
  ])('of %j is %d', (counts, p) => {
    expect(stats.fisherExact(counts)).toBeCloseTo(p, 8);
  });

  it('is the sum over all tables, counted one by one', () => {
    const choose = (n: number, k: number): number =>
      k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.nat(30), fc.nat(12), (n, all, more, at) => {
        const size = Math.max(n, all) + more;
        const [least, most] = [Math.max(0, n + all - size), Math.min(n, all)];
        const k = least + (at % (most - least + 1));
        const p = (x: number) => (choose(all, x) * choose(size - all, n - x)) / choose(size, n);
        const all_p = Array.from({ length: most - least + 1 }, (_, x) => p(least + x));
        const expected = all_p.filter((one) => one <= p(k) * (1 + 1e-7)).reduce((sum, one) => sum + one, 0);
        expect(stats.fisherExact({ k, n, all, size })).toBeCloseTo(expected, 7);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses what no table can have', () => {
    expect(() => stats.fisherExact({ k: 5, n: 4, all: 6, size: 9 })).toThrow('No table has 5 of 4');
    expect(() => stats.fisherExact({ k: 0, n: 4, all: 6, size: 9 })).toThrow('No table has 0 of 4');
    expect(() => stats.fisherExact({ k: 0.5, n: 4, all: 6, size: 12 })).toThrow('No table');
  });
});

describe('shares drawn towards that of all', () => {
  it('are those of the formula', () => {
    // p = 53/203 = 0.26108; sum(n (k/n - p)^2) = 6.1626; / 0.19292 = 31.944, less 2 = 29.944; room = 203 - 98.567 - 2 =
    // 102.433; c = 0.29233; strength = 2.4208; (3 + 2.4208 × 0.26108) / 5.4208 = 0.6700.
    const found = stats.shrunkShares([
      { k: 3, n: 3 },
      { k: 10, n: 100 },
      { k: 40, n: 100 },
    ]);
    expect(found?.mean).toBeCloseTo(53 / 203, 12);
    expect(found?.strength).toBeCloseTo(2.4208, 3);
    expect(found?.shares[0]).toBeCloseTo(0.67, 4);
    expect(found?.shares[1]).toBeCloseTo((10 + 2.4208 * 0.26108) / 102.4208, 4);
  });

  it('are that of all where chance explains everything, and their own where nothing is within', () => {
    const alike = stats.shrunkShares([
      { k: 5, n: 10 },
      { k: 5, n: 10 },
      { k: 1, n: 3 },
    ]);
    expect(alike).toMatchObject({ strength: Infinity, shares: [11 / 23, 11 / 23, 11 / 23] });
    const apart = stats.shrunkShares([
      { k: 10, n: 10 },
      { k: 0, n: 10 },
      { k: 0, n: 0 },
    ]);
    expect(apart?.shares).toEqual([1, 0, 0.5]);
    expect(stats.shrunkShares([{ k: 1, n: 2 }])).toBeNull();
    expect(
      stats.shrunkShares([
        { k: 0, n: 0 },
        { k: 0, n: 0 },
      ]),
    ).toBeNull();
    expect(
      stats.shrunkShares([
        { k: 0, n: 4 },
        { k: 0, n: 9 },
      ])?.shares,
    ).toEqual([0, 0]);
    expect(() =>
      stats.shrunkShares([
        { k: 3, n: 2 },
        { k: 0, n: 1 },
      ]),
    ).toThrow('not 3 of 2');
  });

  it('are nearer to the truth than the shares themselves, for groups of very different sizes', () => {
    const random = seeded(7);
    const sizes = Array.from({ length: 60 }, (_, at) => 3 + (at % 12) ** 2);
    let [own, drawn] = [0, 0];
    for (let run = 0; run < 40; run += 1) {
      // Shares of communities around 0.3, from 0.2 to 0.4.
      const truth = sizes.map(() => 0.2 + 0.2 * random.next());
      const parts = sizes.map((n, at) => ({
        n,
        k: Array.from({ length: n }, () => Number(random.next() < (truth[at] ?? 0))).reduce(
          (sum, one) => sum + one,
          0,
        ),
      }));
      const found = stats.shrunkShares(parts)?.shares ?? [];
      parts.forEach(({ k, n }, at) => {
        own += (k / n - (truth[at] ?? 0)) ** 2;
        drawn += ((found[at] ?? 0) - (truth[at] ?? 0)) ** 2;
      });
    }
    expect(drawn).toBeLessThan(own / 3);
  });
});

describe('how many join', () => {
  it('is counted over all who may', () => {
    expect(
      stats
        .joinersOf([
          { n: 2, p: 0.5 },
          { n: 1, p: 1 },
        ])
        .map((p) => Math.round(p * 1e9) / 1e9),
    ).toEqual([0, 0.25, 0.5, 0.25]);
    expect(stats.joinersOf([])).toEqual([1]);
    expect(stats.joinersOf([{ n: 3, p: 0 }])).toEqual([1, 0, 0, 0]);
    expect(stats.atLeast([0.2, 0.3, 0.5], 1)).toBeCloseTo(0.8, 12);
    expect(stats.atLeast([0.2, 0.3, 0.5], -1)).toBeCloseTo(1, 12);
    expect(stats.atLeast([1], 4)).toBe(0);
    expect(() => stats.joinersOf([{ n: 1.5, p: 0.5 }])).toThrow('Nobody can be 1.5');
    expect(() => stats.joinersOf([{ n: 1, p: 1.5 }])).toThrow('probability 1.5');
  });

  it('is the same when everybody is gone through', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (ps) => {
        const expected = Array.from({ length: ps.length + 1 }, () => 0);
        for (let mask = 0; mask < 2 ** ps.length; mask += 1) {
          const joined = ps.map((_, at) => (mask >> at) % 2 === 1);
          const p = ps.reduce((all, one, at) => all * (joined[at] === true ? one : 1 - one), 1);
          const n = joined.filter(Boolean).length;
          expected[n] = (expected[n] ?? 0) + p;
        }
        stats
          .joinersOf(ps.map((p) => ({ n: 1, p })))
          .forEach((p, n) => expect(p).toBeCloseTo(expected[n] ?? NaN, 9));
      }),
      { numRuns: 50 },
    );
  });
});
