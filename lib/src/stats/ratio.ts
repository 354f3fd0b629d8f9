import { Z, type Interval } from './proportion.js';

/** Sums over the units of a sample, such as buyers, for the two sides of a ratio. */
export interface RatioSums {
  /** Number of units. */
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

/**
 * 95% interval of sum(x) / sum(y) when units are sampled, each with its own x and y: for example a segment's share of
 * orders, sampled by users. Treating each order as sampled would make the interval too narrow.
 *
 * With r = sum(x) / sum(y) and d = x - r y: r ± z sqrt(n / (n - 1) sum(d^2)) / sum(y). It uses the normal
 * distribution, and is approximate below about thirty units.
 * @returns null if there is no variation (fewer than two units, sum(y) = 0, or all d = 0).
 * Source: Cochran (1977), Sampling Techniques, 2.11 and 6.3.
 * @example
 * ratioInterval({ n: 3, x: 3, y: 6, xx: 9, yy: 14, xy: 9 }); // x of (0, 0, 3) over y of (1, 2, 3)
 */
export function ratioInterval({ n, x, y, xx, yy, xy }: RatioSums): Interval | null {
  if (y === 0) return null;
  const ratio = x / y;
  const squares = xx - 2 * ratio * xy + ratio ** 2 * yy;
  // Rounding residue of sums that cancel is not spread; a single unit has none.
  if (squares <= 1e-9 * xx) return null;
  const half = (Z * Math.sqrt((n / (n - 1)) * squares)) / y;
  return { low: ratio - half, high: ratio + half };
}
