import { describe, expect, it } from 'vitest';
import { seeded, shuffle } from '../../../lib/src/stats/random.js';

/** Mulberry32 as it is written down, in whole numbers without bounds. */
function mulberry32(seed: number): () => number {
  const bits = (value: bigint) => BigInt.asUintN(32, value);
  let state = BigInt(seed);
  return () => {
    state = bits(state + 0x6d2b79f5n);
    let t = bits((state ^ (state >> 15n)) * (state | 1n));
    t ^= bits(t + bits((t ^ (t >> 7n)) * (t | 61n)));
    return Number(bits(t ^ (t >> 14n))) / 2 ** 32;
  };
}

describe('seeded', () => {
  it.each([0, 1, 7, 4_294_967_295])('is mulberry32 from seed %i', (seed) => {
    const [random, expected] = [seeded(seed), mulberry32(seed)];
    const numbers = Array.from({ length: 50 }, () => random.next());
    expect(numbers).toEqual(Array.from({ length: 50 }, expected));
  });

  it('draws whole numbers below a bound', () => {
    const [random, uniform] = [seeded(5), mulberry32(5)];
    for (let n = 0; n < 50; n += 1) expect(random.below(7)).toBe(Math.floor(uniform() * 7));
  });

  it('draws normal numbers by the formula of Box and Muller', () => {
    const [random, uniform] = [seeded(9), mulberry32(9)];
    for (let n = 0; n < 50; n += 1) {
      const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - uniform())), 2 * Math.PI * uniform()];
      expect(random.normal()).toBeCloseTo(radius * Math.cos(angle), 12);
    }
  });
});

describe('shuffle', () => {
  it('draws one number less than there are values', () => {
    const [random, uniform] = [seeded(3), mulberry32(3)];
    shuffle(['a', 'b', 'c'], random);
    uniform();
    uniform();
    expect(random.next()).toBe(uniform());
  });

  it('gives every order as often', () => {
    const random = seeded(2);
    const orders = new Map<string, number>();
    for (let n = 0; n < 6000; n += 1) {
      const order = shuffle(['a', 'b', 'c'], random).join(', ');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    // Standard deviation sqrt(6000 / 6 * 5 / 6) = 29.
    orders.forEach((times) => expect(Math.abs(times - 1000)).toBeLessThan(120));
  });
});
