import { studentCritical, studentTwoSided } from './distributions.js';
import type { DifferenceOfMeans } from './difference.js';

/** Sums of squares over customers of what each adds to the two means of a difference. */
export interface DifferenceSums {
  readonly difference: number;
  /** Sum over customers of the square of what each adds to the error of the one mean, and of the other. */
  readonly one: number;
  readonly other: number;
  /** Sum of the products, of customers with rows on both sides. */
  readonly both: number;
  /** Degrees of freedom of each side: customers less strata. */
  readonly dfOne: number;
  readonly dfOther: number;
}

/**
 * A difference of means whose rows are clustered in customers, some of them on both sides: variance = one + other -
 * 2 both, degrees of freedom after Welch and Satterthwaite. With one row a customer it is Welch's t test.
 *
 * @returns null if not defined: a side without degrees of freedom, or no variance.
 * Source: Welch (1947), Biometrika 34; Cochran (1977), Sampling Techniques, 6.13, for the clusters.
 * @example
 * clusteredDifference({ difference: 2, one: 0.3, other: 0.2, both: 0, dfOne: 9, dfOther: 19 })?.p; // 0.0103
 */
export function clusteredDifference(sums: DifferenceSums): DifferenceOfMeans | null {
  const { difference, one, other, both, dfOne, dfOther } = sums;
  if (dfOne < 1 || dfOther < 1) return null;
  const variance = one + other - 2 * both;
  // Rounding residue of values that are all alike is no variance.
  if (!(variance > 1e-24 * difference ** 2) || !(variance > 1e-12 * (one + other))) return null;
  const error = Math.sqrt(variance);
  const df = (one + other) ** 2 / (one ** 2 / dfOne + other ** 2 / dfOther);
  const half = studentCritical(0.05, df) * error;
  return {
    ...{ difference, error, df },
    interval: { low: difference - half, high: difference + half },
    p: studentTwoSided(difference / error, df),
  };
}
