import { describe, expect, it } from 'vitest';
import { stats } from 'tally';

const { ratioInterval } = stats;

function interval(units: readonly (readonly [x: number, y: number])[]) {
  const of = (value: (x: number, y: number) => number) => units.reduce((sum, [x, y]) => sum + value(x, y), 0);
  return ratioInterval({
    n: units.length,
    x: of((x) => x),
    y: of((_, y) => y),
    xx: of((x) => x * x),
    yy: of((_, y) => y * y),
    xy: of((x, y) => x * y),
  });
}

describe('ratioInterval', () => {
  it('is that of deviations from the ratio, by hand', () => {
    // r = 1/2; d = -1/2, -1, 3/2; sum(d^2) = 3.5; half width z sqrt(3/2 3.5) / 6.
    const half = (1.959963984540054 * Math.sqrt(1.5 * 3.5)) / 6;
    expect(
      interval([
        [0, 1],
        [0, 2],
        [3, 3],
      ]),
    ).toEqual({
      low: expect.closeTo(0.5 - half, 12) as number,
      high: expect.closeTo(0.5 + half, 12) as number,
    });
  });

  it('is that of a mean where each unit weighs one', () => {
    // mean 3, s^2 = 4
    const half = (1.959963984540054 * 2) / Math.sqrt(3);
    expect(
      interval([
        [1, 1],
        [3, 1],
        [5, 1],
      ]),
    ).toEqual({
      low: expect.closeTo(3 - half, 12) as number,
      high: expect.closeTo(3 + half, 12) as number,
    });
  });

  it('covers the true ratio in 95 of 100 samples, where a share of clustered orders counted singly does not', () => {
    const random = generator(7);
    const [trials, buyers] = [2000, 200];
    let covered = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const units = Array.from({ length: buyers }, () => {
        const orders = 1 + Math.floor(-3 * Math.log(1 - random()));
        return [orders >= 4 ? orders : 0, orders] as const;
      });
      const found = interval(units);
      if (found !== null && found.low <= TRUE_SHARE && TRUE_SHARE <= found.high) covered += 1;
    }
    expect(covered / trials).toBeGreaterThan(0.925);
    expect(covered / trials).toBeLessThan(0.97);
  });

  it('is not there where nothing varies', () => {
    expect(interval([])).toBeNull();
    expect(interval([[1, 2]])).toBeNull();
    expect(
      interval([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
    expect(
      interval([
        [0, 1],
        [0, 5],
      ]),
    ).toBeNull();
    expect(
      interval([
        [3, 3],
        [7, 7],
        [11, 11],
      ]),
    ).toBeNull();
    expect(
      interval([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull();
  });

  it('is the same in any unit', () => {
    const small = interval([
      [0, 1e-6],
      [0, 2e-6],
      [3e-6, 3e-6],
    ]);
    expect(small?.high).toBeCloseTo(0.5 + (1.959963984540054 * Math.sqrt(1.5 * 3.5)) / 6, 9);
  });

  it('does not take what rounding leaves for spread', () => {
    for (const scale of [1e-6, 1, 1e6]) {
      const units = [0.1, 0.7, 1.3, 2.9].map((x) => [scale * x, scale * x * 3.3] as const);
      expect(interval(units)).toBeNull();
      expect(interval([[scale * 0.1, scale * 0.3]])).toBeNull();
    }
  });
});

/** Orders are 1 + geometric with q = exp(-1/3): sum over n >= 4 of n q^(n-1) (1-q), over the mean 1 / (1-q). */
const Q = Math.exp(-1 / 3);
const TRUE_SHARE = Q ** 3 * (4 - 3 * Q);

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
