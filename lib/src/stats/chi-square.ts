import { gammaUpperTail } from './gamma-tail.js';

/** P(X > x) for chi-square: the regularized upper incomplete gamma function Q(df / 2, x / 2). */
export function chiSquareUpperTail(x: number, df: number): number {
  return gammaUpperTail(Math.max(0, x) / 2, df / 2);
}

/** P(|Z| > |z|) for the standard normal distribution, equal to the upper tail of z squared under chi-square with one degree of freedom. */
export function normalTwoSided(z: number): number {
  return chiSquareUpperTail(z * z, 1);
}
