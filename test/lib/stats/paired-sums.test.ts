import { describe, expect, it } from 'vitest';
import { pairedRatios, type PairedUnit } from '../../../lib/src/stats/clustered.js';
import { studentCritical } from '../../../lib/src/stats/distributions.js';
import { pairedRatiosOfSums, type PairedSums } from '../../../lib/src/stats/paired-sums.js';
import { seeded } from '../../../lib/src/stats/random.js';

function sumsOf(units: readonly PairedUnit[]): PairedSums {
  const sum = (value: (unit: PairedUnit) => number) => units.reduce((all, unit) => all + value(unit), 0);
  const side = (of: 'one' | 'other') => ({
    x: sum((unit) => unit[of].x),
    y: sum((unit) => unit[of].y),
    xx: sum((unit) => unit[of].x ** 2),
    xy: sum((unit) => unit[of].x * unit[of].y),
    yy: sum((unit) => unit[of].y ** 2),
  });
  return {
    n: units.filter(({ one, other }) => [one.x, one.y, other.x, other.y].some((value) => value !== 0)).length,
    one: side('one'),
    other: side('other'),
    both: {
      xx: sum(({ one, other }) => one.x * other.x),
      xy: sum(({ one, other }) => one.x * other.y),
      yx: sum(({ one, other }) => one.y * other.x),
      yy: sum(({ one, other }) => one.y * other.y),
    },
  };
}

const someUnits = (seed: number): PairedUnit[] => {
  const random = seeded(seed);
  const side = () => ({ x: random.below(4), y: random.below(6) });
  return Array.from({ length: 30 }, () => ({ one: side(), other: side() }));
};

describe('a paired difference from sums', () => {
  it.each([1, 2, 3, 4])('is that of the units themselves (%i)', (seed) => {
    const units = someUnits(seed);
    const [slow, found] = [pairedRatios(units), pairedRatiosOfSums(sumsOf(units))];
    expect(found?.difference).toBeCloseTo(slow?.difference ?? NaN, 12);
    expect(found?.p).toBeCloseTo(slow?.p ?? NaN, 10);
    expect(found?.interval.low).toBeCloseTo(slow?.interval.low ?? NaN, 10);
    expect(found?.interval.high).toBeCloseTo(slow?.interval.high ?? NaN, 10);
  });

  it('of two units has one degree of freedom', () => {
    const other = { x: 0, y: 1 };
    const found = pairedRatiosOfSums(
      sumsOf([
        { one: { x: 1, y: 1 }, other },
        { one: { x: 0, y: 1 }, other },
      ]),
    );
    // Error sqrt(2 / 8), t = 1.
    expect(found?.p).toBeCloseTo(0.5, 10);
  });

  it.each([
    [1e-5, 1, 1, 1],
    [1, 1e4, 1, 1],
    [1, 1, 1, 1e4],
    [1e-7, 1, 1e-7, 1],
    [1e-5, 1e-5, 1e-5, 1e-5],
  ])('does not depend on the units of its sides (%d, %d, %d, %d)', (x1, y1, x2, y2) => {
    const units = someUnits(5).map(({ one, other }) => ({
      one: { x: one.x * x1, y: one.y * y1 },
      other: { x: other.x * x2, y: other.y * y2 },
    }));
    expect(pairedRatiosOfSums(sumsOf(units))?.p).toBeCloseTo(pairedRatios(units)?.p ?? NaN, 8);
  });

  it('has a wider interval at a higher level', () => {
    const sums = sumsOf(someUnits(1));
    const half = (level: number) => {
      const found = pairedRatiosOfSums(sums, level);
      return found === null ? NaN : found.interval.high - found.difference;
    };
    expect(half(0.998) / half(0.95)).toBeCloseTo(
      studentCritical(0.002, sums.n - 1) / studentCritical(0.05, sums.n - 1),
      8,
    );
  });

  it('is not defined without a denominator, for a single unit, or where nothing varies', () => {
    const unit = (x1: number, y1: number, x2: number, y2: number): PairedUnit => {
      return { one: { x: x1, y: y1 }, other: { x: x2, y: y2 } };
    };
    expect(pairedRatiosOfSums(sumsOf([unit(1, 2, 0, 0), unit(0, 1, 0, 0)]))).toBeNull();
    expect(pairedRatiosOfSums(sumsOf([unit(0, 0, 1, 2), unit(0, 0, 0, 1)]))).toBeNull();
    expect(pairedRatiosOfSums(sumsOf([unit(1, 2, 1, 3)]))).toBeNull();
    expect(pairedRatiosOfSums(sumsOf([unit(0, 2, 0, 3), unit(0, 1, 0, 1)]))).toBeNull();
    // The same on both sides, of fractions that are not exact: what is left of them is no spread.
    const alike = [1, 2, 3, 4, 5].map((n) => unit(n / 3, n / 7 + 1, n / 3, n / 7 + 1));
    expect(pairedRatiosOfSums(sumsOf(alike))).toBeNull();
    // Each ratio is the same for every unit, whichever side has the larger one.
    expect(pairedRatiosOfSums(sumsOf([unit(1, 3, 2, 7), unit(2, 6, 4, 14), unit(3, 9, 6, 21)]))).toBeNull();
    expect(pairedRatiosOfSums(sumsOf([unit(2, 7, 1, 3), unit(4, 14, 2, 6), unit(6, 21, 3, 9)]))).toBeNull();
  });
});
