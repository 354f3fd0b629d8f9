import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stats } from 'tally';
import { seeded } from '../../../lib/src/stats/random.js';

const { sharedPairs } = stats;

type Bought = readonly (readonly number[])[];

/** The sums over users, from the categories that each bought, one entry a purchase. */
function sumsOf(users: Bought): stats.PairSums {
  const counts = new Map<number, number>();
  users.flat().forEach((category) => counts.set(category, (counts.get(category) ?? 0) + 1));
  const total = users.flat().length;
  const each = users.map((own) => {
    const ownCount = (category: number) => own.filter((one) => one === category).length;
    return {
      a: own.reduce((sum, category) => sum + (counts.get(category) ?? 0) - ownCount(category), 0),
      b: own.length * (total - own.length),
    };
  });
  const sum = (value: (one: { a: number; b: number }) => number) =>
    each.reduce((all, one) => all + value(one), 0);
  return {
    users: users.length,
    ...{ a: sum(({ a }) => a), b: sum(({ b }) => b) },
    ...{ aa: sum(({ a }) => a * a), ab: sum(({ a, b }) => a * b), bb: sum(({ b }) => b * b) },
  };
}

/** Users who each prefer a few of 60 categories, and buy from them several times. */
function shop(random: ReturnType<typeof seeded>, users: number): number[][] {
  return Array.from({ length: users }, () => {
    const liked = [0, 1].map(() => Math.floor(60 * random.next() ** 2));
    return Array.from({ length: 1 + random.below(8) }, () => liked[random.below(2)] ?? 0);
  });
}

describe('sharedPairs', () => {
  it('is the share of pairs of purchases of different users that are of one category', () => {
    const user = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(user, { minLength: 2, maxLength: 8 }), (users) => {
        const pairs = users.flatMap((own, i) =>
          users.flatMap((others, j) =>
            i === j ? [] : own.flatMap((a) => others.map((b) => Number(a === b))),
          ),
        );
        const share = pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
        expect(sharedPairs(sumsOf(users))?.chance).toBeCloseTo(share, 12);
      }),
    );
  });

  it('does not depend on the number of buyers, as pairs that include those of one user do', () => {
    // P(one category) of two users: sum over categories of the square of P(floor(60 u^2) = k).
    const chances = Array.from({ length: 60 }, (_, k) => Math.sqrt((k + 1) / 60) - Math.sqrt(k / 60));
    const truth = chances.reduce((sum, p) => sum + p * p, 0);
    const random = seeded(11);
    const means = [25, 558].map((buyers) => {
      const samples = buyers === 25 ? 400 : 40;
      const drawn = Array.from({ length: samples }, () => shop(random, buyers));
      const mean = (of: (users: Bought) => number) =>
        drawn.reduce((sum, users) => sum + of(users), 0) / samples;
      const any = (users: Bought) => {
        const all = users.flat();
        const counts = [...new Set(all)].map((one) => all.filter((other) => other === one).length);
        return counts.reduce((sum, n) => sum + n * (n - 1), 0) / (all.length * (all.length - 1));
      };
      return { between: mean((users) => sharedPairs(sumsOf(users))?.chance ?? 0), any: mean(any) };
    });
    const [few, many] = means;
    expect(Math.abs((few?.between ?? 0) - truth) / truth).toBeLessThan(0.04);
    expect(Math.abs((many?.between ?? 0) - truth) / truth).toBeLessThan(0.04);
    expect((few?.any ?? 0) / truth).toBeGreaterThan(1.3);
    expect((many?.any ?? 0) / truth).toBeLessThan(1.1);
  });

  it.each([25, 150])('has an interval that holds it in 95 of 100 samples of %i buyers', (buyers) => {
    const chances = Array.from({ length: 60 }, (_, k) => Math.sqrt((k + 1) / 60) - Math.sqrt(k / 60));
    const truth = chances.reduce((sum, p) => sum + p * p, 0);
    const random = seeded(12);
    let held = 0;
    for (let sample = 0; sample < 400; sample += 1) {
      const interval = sharedPairs(sumsOf(shop(random, buyers)))?.interval;
      held += Number((interval?.low ?? 1) <= truth && truth <= (interval?.high ?? 0));
    }
    expect(held / 400).toBeGreaterThan(0.91);
  });

  it('has no interval for few users or without a shared pair, and nothing for one user', () => {
    expect(sharedPairs(sumsOf([[1], [1]]))).toEqual({ chance: 1, interval: null });
    expect(sharedPairs(sumsOf(Array.from({ length: 12 }, (_, k) => [k])))).toEqual({
      chance: 0,
      interval: null,
    });
    expect(sharedPairs(sumsOf([[1, 1]]))).toBeNull();
    expect(sharedPairs(sumsOf([]))).toBeNull();
  });

  it('has the interval of the delta method on its logarithm, from ten users on', () => {
    const sums = { users: 10, a: 20, b: 100, aa: 50, ab: 220, bb: 1100 };
    // 50 - 0.4 220 + 0.04 1100 = 6; t = 2.262157 with 9 degrees of freedom.
    const factor = Math.exp((2.2621571627409915 * 2 * Math.sqrt((10 / 9) * 6)) / 100 / 0.2);
    const found = sharedPairs(sums);
    expect(found?.chance).toBe(0.2);
    expect(found?.interval?.low).toBeCloseTo(0.2 / factor, 8);
    expect(found?.interval?.high).toBeCloseTo(0.2 * factor, 8);
    expect(sharedPairs({ ...sums, a: 90, aa: 900, ab: 900 })?.interval?.high).toBe(1);
    // Sums that cancel leave no error, whatever their rounding.
    expect(sharedPairs({ ...sums, aa: 40 })?.interval).toEqual({ low: 0.2, high: 0.2 });
    expect(sharedPairs({ ...sums, users: 9 })?.interval).toBeNull();
  });
});
