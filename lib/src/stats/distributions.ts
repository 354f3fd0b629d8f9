import { createRequire } from 'node:module';
import type fCdf from '@stdlib/stats-base-dists-f-cdf';
import { gammaUpperTail } from './gamma-tail.js';
import { whereFalls } from './roots.js';

// This function of @stdlib consists of hundreds of small files. Loading them takes longer than loading the rest of this
// package, and most notebooks run no tests, so it is loaded on first use.
const require = createRequire(import.meta.url);

/** P(X <= x) for F with two degrees of freedom: `@stdlib/stats-base-dists-f-cdf`. */
export function fLowerTail(x: number, df1: number, df2: number): number {
  return (require('@stdlib/stats-base-dists-f-cdf') as typeof fCdf)(x, df1, df2);
}

/** P(X > x) for F, x >= 0: the lower tail of 1 / F with swapped degrees of freedom, without loss of precision. */
export function fUpperTail(x: number, df1: number, df2: number): number {
  return fLowerTail(1 / x, df2, df1);
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
  let most = 2;
  while (studentTwoSided(most, df) > alpha) most *= 2;
  return whereFalls((t) => studentTwoSided(t, df), alpha, 0, most);
}
