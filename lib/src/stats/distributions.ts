import { createRequire } from 'node:module';
import type fCdf from '@stdlib/stats-base-dists-f-cdf';
import type gammainc from '@stdlib/math-base-special-gammainc';
import { whereFalls } from './roots.js';

// Two functions of @stdlib consist of 335 small files. Loading them takes longer than loading the rest of this
// package, and most notebooks run no tests, so each is loaded on first use.
const require = createRequire(import.meta.url);

/** P(X <= x) for F with two degrees of freedom: `@stdlib/stats-base-dists-f-cdf`. */
export function fLowerTail(x: number, df1: number, df2: number): number {
  return (require('@stdlib/stats-base-dists-f-cdf') as typeof fCdf)(x, df1, df2);
}

/** P(X > x) for F, x >= 0: the lower tail of 1 / F with swapped degrees of freedom, without loss of precision. */
export function fUpperTail(x: number, df1: number, df2: number): number {
  return fLowerTail(1 / x, df2, df1);
}

/** The regularized upper incomplete gamma function Q(s, x): `@stdlib/math-base-special-gammainc`. */
export function gammaUpperTail(x: number, s: number): number {
  return (require('@stdlib/math-base-special-gammainc') as typeof gammainc)(x, s, true, true);
}

/** P(Z <= z) for the standard normal distribution. */
export function normalLowerTail(z: number): number {
  const tail = gammaUpperTail((z * z) / 2, 0.5) / 2;
  return z > 0 ? 1 - tail : tail;
}

/** P(Beta(a, b) <= x), for x in [0, 1]: the regularized incomplete beta function. */
export function betaLowerTail(x: number, a: number, b: number): number {
  return fLowerTail((x / (1 - x)) * (b / a), 2 * a, 2 * b);
}

/** P(|T| > |t|) for Student's t. */
export function studentTwoSided(t: number, df: number): number {
  return fUpperTail(t * t, 1, df);
}

/** The t that |T| exceeds with this probability: 2.23 for 0.05 and 10 degrees of freedom. */
export function studentCritical(alpha: number, df: number): number {
  return whereFalls((t) => studentTwoSided(t, df), alpha, 0, 1e6);
}

/** Coefficients of Lanczos's approximation with g = 7, as Godfrey (2001) gives them. */
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** Logarithm of the gamma function, for x > 0. Source: Lanczos (1964), J. SIAM Numer. Anal. B 1. */
export function logGamma(x: number): number {
  const series = LANCZOS.reduce(
    (sum, coefficient, index) => sum + coefficient / (x + index),
    0.9999999999998099,
  );
  const t = x + 6.5;
  return Math.log(Math.sqrt(2 * Math.PI) * series) + (x - 0.5) * Math.log(t) - t;
}
