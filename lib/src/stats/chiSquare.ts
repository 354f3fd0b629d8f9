import { gammaUpperTail } from './distributions.js';

/** P(X > x) for chi-square: the regularised upper incomplete gamma function Q(df / 2, x / 2). */
export function chiSquareUpperTail(x: number, df: number): number {
  return gammaUpperTail(Math.max(0, x) / 2, df / 2);
}

/** P(|Z| > |z|) for the standard normal distribution, which is that of z squared under chi-square with one degree. */
export function normalTwoSided(z: number): number {
  return chiSquareUpperTail(z * z, 1);
}
