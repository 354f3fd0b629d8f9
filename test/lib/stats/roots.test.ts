import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
// Not part of the package's surface.
import { studentCritical } from '../../../lib/src/stats/distributions.js';
import { exactBounds } from '../../../lib/src/stats/proportion.js';
import { whereCrosses, whereFalls } from '../../../lib/src/stats/roots.js';

describe('where a function crosses a value', () => {
  it.each([
    ['smooth', (x: number) => x ** 2, 2, 0, 2, Math.SQRT2],
    ['falling', (x: number) => 1 / x, 4, 0.1, 1, 0.25],
    ['steep at one end', (x: number) => x ** 40, 1e-30, 0, 1, 10 ** -0.75],
    ['a step', (x: number) => (x < 0.3 ? 0 : 1), 0.5, 0, 1, 0.3],
    ['at an end', (x: number) => x, 0, 0, 1, 0],
  ])('%s', (_, f, value, from, to, expected) => {
    expect(whereCrosses(f, value, from, to)).toBeCloseTo(expected, 14);
  });

  it('takes few steps for a smooth function', () => {
    let steps = 0;
    const cubed = (x: number) => ((steps += 1), x ** 3);
    expect(whereCrosses(cubed, 5, 0, 10)).toBeCloseTo(Math.cbrt(5), 14);
    expect(steps).toBeLessThan(20);
  });

  it('is the middle of what 100 halvings leave, where that is not the last digit', () => {
    // 0 is at a third of the way from -1 to 2, then at two thirds of each half: -2^-100 to 2^-99 are left.
    expect(whereCrosses((x) => (x > 1e-60 ? 1 : -1), 0, -1, 2)).toBe(2 ** -101);
  });

  it('finds the place to the last digits wherever it is', () => {
    const place = fc.double({ min: 1e-9, max: 1, noNaN: true });
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 9 }), (x, power) => {
        expect(whereCrosses((at) => at ** power, x ** power, 0, 1) / x).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('where a function that falls reaches a value', () => {
  const steps = (f: (x: number) => number, value: number, to: number) => {
    let calls = 0;
    const x = whereFalls((at) => ((calls += 1), f(at)), value, 0, to);
    return { x, calls };
  };

  it('is an end where it lies outside, or there', () => {
    expect(whereFalls((x) => -x, 0, 0, 1)).toBe(0);
    expect(whereFalls((x) => -x, 1, 0, 1)).toBe(0);
    expect(whereFalls((x) => -x, -1, 0, 1)).toBe(1);
    expect(whereFalls((x) => -x, -2, 0, 1)).toBe(1);
  });

  it('is one of the places that have the value, or where it is stepped over', () => {
    const stairs = (x: number) => (x < 0.3 ? 2 : x < 0.7 ? 1 : 0);
    expect(stairs(whereFalls(stairs, 1, 0, 1))).toBe(1);
    expect(whereFalls(stairs, 1.5, 0, 1)).toBeCloseTo(0.3, 14);
  });

  it('is found to the last digits, in no more steps than halving takes, however large or small it is', () => {
    for (const place of [400_000.25, 0.3, 1e-6, 1e-13]) {
      const { x, calls } = steps((at) => -at, -place, 1e6);
      expect(x / place).toBeCloseTo(1, 12);
      expect(calls).toBeLessThan(50);
    }
  });
});

describe('quantiles found so', () => {
  // Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, and 1 of 29 successes.
  it.each([
    [81, 263, 0.2527, 0.3676],
    [1, 29, 0.0009, 0.1776],
    [0, 20, 0, 0.1684],
  ])('the exact bounds of %i of %i', (k, n, low, high) => {
    const bounds = exactBounds(k, n, 0.05);
    expect(bounds.low).toBeCloseTo(low, 4);
    expect(bounds.high).toBeCloseTo(high, 4);
  });

  it('those of Student at small chances', () => {
    expect(studentCritical(0.05, 10)).toBeCloseTo(2.228139, 6);
    expect(studentCritical(0.001, 3)).toBeCloseTo(12.92398, 5);
    expect(studentCritical(0.0001, 1)).toBeCloseTo(6366.198, 3);
  });
});
