import { OptionsError } from '../errors.js';

/** The 97.5% point of the standard normal distribution, for 95% intervals. */
export const Z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's 95% interval of a share: never outside [0, 1], and sound for small counts.
 *
 * centre = (k + z^2 / 2) / (n + z^2), half width = z / (n + z^2) sqrt(k (n - k) / n + z^2 / 4).
 * @returns null for n = 0, where there is no share.
 * @throws OptionsError when k is not between 0 and n.
 * Source: Wilson (1927), JASA 22.
 * @example
 * wilson(5, 10); // { low: 0.2366, high: 0.7634 }
 */
export function wilson(k: number, n: number): Interval | null {
  if (!(k >= 0 && k <= n)) throw new OptionsError(`A share needs 0 <= k <= n, not ${k} of ${n}.`);
  if (n === 0) return null;
  const centre = (k + Z ** 2 / 2) / (n + Z ** 2);
  const half = (Z / (n + Z ** 2)) * Math.sqrt((k * (n - k)) / n + Z ** 2 / 4);
  // At the ends the interval is exact; rounding would leave a last bit.
  return { low: k === 0 ? 0 : centre - half, high: k === n ? 1 : centre + half };
}
