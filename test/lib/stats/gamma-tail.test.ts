import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaUpperTail } from '../../../lib/src/stats/gamma-tail.js';

/** P(X > x) for a whole shape is P(N < shape) for a Poisson count N of mean x: summed from its largest term down. */
function poissonSum(x: number, shape: number): number {
  const below = Array.from({ length: shape }, (_, n) => n);
  let log = -x;
  const logs = below.map((n) => (n === 0 ? log : (log += Math.log(x / n))));
  return logs.toSorted((a, b) => a - b).reduce((sum, each) => sum + Math.exp(each), 0);
}

describe('the upper tail of a gamma distribution', () => {
  it.each([
    // mpmath 1.3, gammainc(s, x, regularized=True) with 40 digits.
    [1.20710678119, 0.5, 0.1202383406563671],
    [0.0120963209813, 0.5, 0.8763957479778641],
    [0.918861169916, 2.5, 0.8711125621546659],
    [18.9282032303, 12, 0.0358644471307065],
    [105, 100, 0.2997546576088437],
    [455.27864045, 500, 0.9797163290773866],
    [1001.58113883, 1000, 0.4758733467542491],
    [1511.27598564, 1435.5, 0.02415599144787212],
    [4950.50252532, 5000, 0.7572879809216271],
    [25237.1708245, 25000, 0.0671460101104254],
    [999000, 1e6, 0.8413447864256963],
    [1004000, 1e6, 3.234544731347768e-5],
    [300017320.508, 3e8, 0.15865525485438],
    [4000, 2000, 2.636155742038685e-269],
    [1e-5, 3, 0.9999999999999998],
  ])('at %d for shape %d', (x, s, tail) => {
    expect(Math.abs(gammaUpperTail(x, s) / tail - 1)).toBeLessThan(1e-11);
  });

  it('is a sum of Poisson probabilities for whole shapes', () => {
    const shapes = fc.record({
      s: fc.integer({ min: 1, max: 3000 }),
      z: fc.double({ min: -5, max: 5, noNaN: true }),
    });
    fc.assert(
      fc.property(shapes, ({ s, z }) => {
        const x = Math.max(1e-3, s + z * Math.sqrt(s));
        expect(gammaUpperTail(x, s)).toBeCloseTo(poissonSum(x, s), 10);
      }),
    );
  });

  it('grows by the density from one shape to the next, also where one way of counting gives way to the other', () => {
    // Q(s + 1, x) = Q(s, x) + x^s e^-x / Gamma(s + 1), with Gamma(15) = 14! and Gamma(1/2) = sqrt(pi).
    const density = (x: number, s: number, gamma: number) => Math.exp(s * Math.log(x) - x) / gamma;
    for (const x of [12, 14.9, 15, 15.1, 17]) {
      const step = gammaUpperTail(x, 15) - gammaUpperTail(x, 14);
      expect(step).toBeCloseTo(density(x, 14, 87_178_291_200), 12);
    }
    expect(gammaUpperTail(2, 1.5) - gammaUpperTail(2, 0.5)).toBeCloseTo(
      density(2, 0.5, Math.sqrt(Math.PI) / 2),
      12,
    );
  });

  it('is all at 0 and below, nothing at infinity, and unknown for what is no number', () => {
    expect([0, -1].map((x) => gammaUpperTail(x, 3))).toEqual([1, 1]);
    expect([800, 1e300, Infinity].map((x) => gammaUpperTail(x, 0.5))).toEqual([0, 0, 0]);
    expect(gammaUpperTail(NaN, 3)).toBeNaN();
  });
});
