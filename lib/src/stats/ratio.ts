import { Z, type Interval } from './proportion.js';

/** Sums over the units of a sample, such as buyers, of the two sides of a ratio. */
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
 * 95% interval of sum(x) / sum(y) where units were drawn and each brings its own x and y: the share of orders that
 * a segment makes, by users. Counting the orders as if each were drawn would be too sure.
 *
 * With r = sum(x) / sum(y) and d = x - r y: r ± z sqrt(n / (n - 1) sum(d^2)) / sum(y). It rests on the normal
 * distribution: rough below some thirty units.
 * @returns null where nothing varies (fewer than two units, sum(y) = 0, or all d = 0).
 * Source: Cochran (1977), Sampling Techniques, 2.11 and 6.3.
 * @example
 * ratioInterval({ n: 3, x: 3, y: 6, xx: 9, yy: 14, xy: 9 }); // x of (0, 0, 3) over y of (1, 2, 3)
 */
export function ratioInterval({ n, x, y, xx, yy, xy }: RatioSums): Interval | null {
  if (n < 2 || y === 0) return null;
  const ratio = x / y;
  const squares = xx - 2 * ratio * xy + ratio ** 2 * yy;
  // What is left of sums that cancel is no spread.
  if (squares <= 1e-9 * Math.max(xx, 1e-300)) return null;
  const half = (Z * Math.sqrt((n / (n - 1)) * squares)) / y;
  return { low: ratio - half, high: ratio + half };
}
