import { OptionsError } from '../errors.js';
import { betaLowerTail } from './distributions.js';
import { whereCrosses } from './roots.js';

/** The 97.5% point of the standard normal distribution, for 95% intervals. */
export const Z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's 95% interval of a share: always within [0, 1], and suitable for small counts.
 *
 * center = (k + z^2 / 2) / (n + z^2), half width = z / (n + z^2) sqrt(k (n - k) / n + z^2 / 4).
 * @returns null for n = 0.
 * @throws OptionsError when k is not between 0 and n.
 * Source: Wilson (1927), JASA 22.
 * @example
 * wilson(5, 10); // { low: 0.2366, high: 0.7634 }
 */
export function wilson(k: number, n: number): Interval | null {
  requirePart(k, n);
  if (n === 0) return null;
  const center = (k + Z ** 2 / 2) / (n + Z ** 2);
  const half = (Z / (n + Z ** 2)) * Math.sqrt((k * (n - k)) / n + Z ** 2 / 4);
  // At 0 and 1 the bound is exact; the formula would leave rounding errors.
  return { low: k === 0 ? 0 : center - half, high: k === n ? 1 : center + half };
}

/**
 * Clopper and Pearson's exact 95% interval of a share: it holds the true share in at least 95% of samples, whatever
 * the share and however small the sample, at the price of being wider than {@link wilson}.
 *
 * low = the 2.5% point of Beta(k, n - k + 1), high = the 97.5% point of Beta(k + 1, n - k).
 * @returns null for n = 0.
 * @throws OptionsError when k is not between 0 and n.
 * Source: Clopper & Pearson (1934), Biometrika 26.
 * @example
 * clopperPearson(0, 10); // { low: 0, high: 0.3085 }
 */
export function clopperPearson(k: number, n: number): Interval | null {
  requirePart(k, n);
  return n === 0 ? null : exactBounds(k, n, 0.05);
}

/** {@link clopperPearson} that misses the share with the probability `alpha` at most, for 0 <= k <= n and n > 0. */
export function exactBounds(k: number, n: number, alpha: number): Interval {
  const quantile = (p: number, a: number, b: number) => whereCrosses((x) => betaLowerTail(x, a, b), p, 0, 1);
  return {
    low: k === 0 ? 0 : quantile(alpha / 2, k, n - k + 1),
    high: k === n ? 1 : quantile(1 - alpha / 2, k + 1, n - k),
  };
}

function requirePart(k: number, n: number): void {
  if (!(k >= 0 && k <= n)) throw new OptionsError(`A share requires 0 <= k <= n, not ${k} of ${n}.`);
}
