import { studentCritical, studentTwoSided } from './distributions.js';
import type { DifferenceOfMeans } from './difference.js';

/** Sums of squares over customers of what each adds to the error of a difference of two means. */
export interface DifferenceSums {
  readonly difference: number;
  /** Sum over customers of the square of what each adds to the error of the one mean, and of the other. */
  readonly one: number;
  readonly other: number;
  /** Sum of the products, of customers with rows on both sides. */
  readonly both: number;
  /** Sum of v^2 / (g - 1) over the sides of all strata, with g customers of which each side has variance v. */
  readonly spread: number;
  /** Variance if both sides vary alike, with its degrees of freedom: customers less strata and one. */
  readonly alike?: { readonly variance: number; readonly df: number };
}

/**
 * A difference of means whose rows are clustered in customers, some of them on both sides: variance = one + other -
 * 2 both, degrees of freedom (one + other)^2 / spread after Welch and Satterthwaite. With one row a customer it is
 * Welch's t test.
 *
 * A few rows can be alike by chance, such as three without a rare property; the variance of their side is then far too
 * small. So `alike`, as in Student's t test, is taken in its place where it makes p larger.
 *
 * @returns null if not defined: no degrees of freedom, or no variance.
 * Source: Student (1908), Biometrika 6; Welch (1947), Biometrika 34; Cochran (1977), Sampling Techniques, 6.13, for the
 * clusters.
 * @example
 * clusteredDifference({ difference: 2, one: 0.3, other: 0.2, both: 0, spread: 0.0121 })?.p; // 0.0102
 */
export function clusteredDifference(sums: DifferenceSums): DifferenceOfMeans | null {
  const { difference, one, other, both, spread, alike } = sums;
  const welch = testOf(difference, one + other - 2 * both, (one + other) ** 2 / spread);
  const student = alike === undefined ? null : testOf(difference, alike.variance, alike.df);
  if (welch === null || student === null) return alike === undefined ? welch : student;
  return student.p > welch.p ? student : welch;
}

function testOf(difference: number, variance: number, df: number): DifferenceOfMeans | null {
  // Rounding residue of values that are all alike is no variance.
  if (!(df >= 1) || !(variance > 1e-20 * difference ** 2) || !(variance > 0)) return null;
  const error = Math.sqrt(variance);
  const half = studentCritical(0.05, df) * error;
  return {
    ...{ difference, error, df },
    interval: { low: difference - half, high: difference + half },
    p: studentTwoSided(difference / error, df),
  };
}
