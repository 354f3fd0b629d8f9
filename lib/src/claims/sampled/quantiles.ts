import { fLowerTail } from '../../stats/distributions.js';
import { whereCrosses } from '../../stats/roots.js';

/**
 * The bounds of Clopper and Pearson for a share of k among n: where chance would give k or more, or k or fewer, with
 * probability `alpha / 2`. They hold at least at the stated level for every n.
 *
 * With I the incomplete beta function, low solves I(low; k, n - k + 1) = alpha / 2 and high solves
 * I(high; k + 1, n - k) = 1 - alpha / 2.
 * @returns bounds between 0 and 1.
 * Source: Clopper & Pearson (1934), Biometrika 26.
 * @example
 * exactBounds(0, 10, 0.05); // { low: 0, high: 0.3085 }
 */
export function exactBounds(k: number, n: number, alpha: number): { low: number; high: number } {
  return {
    low: k === 0 ? 0 : whereCrosses((x) => beta(x, k, n - k + 1), alpha / 2, 0, 1),
    high: k === n ? 1 : whereCrosses((x) => beta(x, k + 1, n - k), 1 - alpha / 2, 0, 1),
  };
}

/**
 * The two-sided quantile of Student's t: |T| exceeds it with probability `alpha`.
 *
 * @example
 * studentQuantile(0.05, 10); // 2.228
 */
export function studentQuantile(alpha: number, df: number): number {
  let top = 2;
  while (fLowerTail(top ** 2, 1, df) < 1 - alpha) top *= 2;
  return whereCrosses((t) => fLowerTail(t ** 2, 1, df), 1 - alpha, 0, top);
}

/** The distribution function of the beta distribution, by that of F. */
function beta(x: number, a: number, b: number): number {
  return fLowerTail((b * x) / (a * (1 - x)), 2 * a, 2 * b);
}
