import { OptionsError } from '../errors.js';
import { studentCritical } from './distributions.js';
import { Z, type Interval } from './proportion.js';

/** Two estimates with the variances and the covariance of their errors. */
export interface TwoEstimates {
  readonly numerator: number;
  readonly denominator: number;
  readonly numeratorVariance: number;
  readonly denominatorVariance: number;
  readonly covariance: number;
  /** Degrees of freedom; the normal distribution when absent. */
  readonly df?: number;
}

/**
 * Fieller's 95% interval of numerator / denominator: all ratios r for which numerator - r denominator is not
 * significantly different from 0, that is
 * (numerator - r denominator)² <= t² (numeratorVariance - 2 r covariance + r² denominatorVariance).
 *
 * Unlike the delta method it is not symmetric, and it keeps its level where the denominator is uncertain. With a
 * denominator that is known exactly it is the interval of the numerator, divided by it.
 * @returns null where the denominator is not significantly different from 0, so that every ratio far out is possible, and
 *   where neither varies.
 * @throws OptionsError for a negative variance.
 * Source: Fieller (1954), J. R. Stat. Soc. B 16.
 * @example
 * fieller({ numerator: 10, denominator: 5, numeratorVariance: 4, denominatorVariance: 0, covariance: 0 });
 * // 10 ± 1.96 · 2, over 5: from 1.216 to 2.784
 */
export function fieller(estimates: TwoEstimates): Interval | null {
  const { numerator, denominator, numeratorVariance, denominatorVariance, covariance, df } = estimates;
  if (numeratorVariance < 0 || denominatorVariance < 0) {
    throw new OptionsError('A variance must not be negative.');
  }
  if (numeratorVariance === 0 && denominatorVariance === 0) return null;
  const t = df === undefined ? Z : studentCritical(0.05, df);
  const a = denominator ** 2 - t ** 2 * denominatorVariance;
  if (!(a > 0)) return null;
  const b = numerator * denominator - t ** 2 * covariance;
  const c = numerator ** 2 - t ** 2 * numeratorVariance;
  const root = Math.sqrt(Math.max(0, b ** 2 - a * c));
  return { low: (b - root) / a, high: (b + root) / a };
}
