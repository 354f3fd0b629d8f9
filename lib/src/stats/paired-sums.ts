import { studentCritical, studentTwoSided } from './distributions.js';
import type { Difference } from './difference.js';
import type { RatioSums } from './ratio.js';

/** The sums that a difference of two ratios of the same units is made of. */
export interface PairedSums {
  /** Units that add to either ratio. */
  readonly n: number;
  readonly one: Omit<RatioSums, 'n'>;
  readonly other: Omit<RatioSums, 'n'>;
  /** Sums of products of the one side, first, and the other: `xy` of the x of the one and the y of the other. */
  readonly both: { readonly xx: number; readonly xy: number; readonly yx: number; readonly yy: number };
}

/**
 * The same as `pairedRatios`, from sums over units, which an engine adds up however many units there are, and with an
 * interval of any level.
 *
 * With r = sum(x) / sum(y) of each and D(a, b) the sum of (xa - ra ya)(xb - rb yb): variance = n / (n - 1) ×
 * (D(1, 1) / y1^2 - 2 D(1, 2) / (y1 y2) + D(2, 2) / y2^2), and Student's t with n - 1 degrees of freedom.
 * @param level of the interval, such as 1 - 0.05 / k for k comparisons at once (Bonferroni).
 * @returns null where one of the ratios has no denominator, or nothing varies.
 * Source: see `pairedRatios`.
 * @example
 * // Three users of whom one bought at the one hour and nobody at the other.
 * pairedRatiosOfSums({ n: 3, one: { x: 1, y: 3, xx: 1, xy: 1, yy: 3 }, other: { x: 0, y: 3, xx: 0, xy: 0, yy: 3 },
 *   both: { xx: 0, xy: 1, yx: 0, yy: 3 } })?.difference; // 1 / 3
 */
export function pairedRatiosOfSums({ n, one, other, both }: PairedSums, level = 0.95): Difference | null {
  if (n < 2 || one.y === 0 || other.y === 0) return null;
  const [r1, r2] = [one.x / one.y, other.x / other.y];
  const own = (side: PairedSums['one'], r: number) =>
    (side.xx - 2 * r * side.xy + r ** 2 * side.yy) / side.y ** 2;
  const shared = both.xx - r2 * both.xy - r1 * both.yx + r1 * r2 * both.yy;
  const squares = own(one, r1) - (2 * shared) / (one.y * other.y) + own(other, r2);
  // Rounding residue of sums that cancel is not spread.
  if (squares <= 1e-9 * (one.xx / one.y ** 2 + other.xx / other.y ** 2)) return null;
  const error = Math.sqrt((n / (n - 1)) * squares);
  const difference = r1 - r2;
  const half = studentCritical(1 - level, n - 1) * error;
  return {
    difference,
    interval: { low: difference - half, high: difference + half },
    p: studentTwoSided(difference / error, n - 1),
  };
}
