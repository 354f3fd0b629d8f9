import { OptionsError } from '../errors.js';
import { studentCritical } from './distributions.js';
import type { GroupMoments } from './moments.js';
import type { Interval } from './proportion.js';
import { seeded } from './random.js';

/**
 * Student's 95% interval of a mean: mean ± t sqrt(s^2 / n), with n - 1 degrees of freedom. For few and skewed values
 * {@link bootstrapT} keeps its level better.
 *
 * @returns null for fewer than two values, or none that differ.
 * Source: Student (1908), Biometrika 6.
 */
export function studentInterval({ n, mean, squares }: GroupMoments): Interval | null {
  if (n < 2 || !(squares > 0)) return null;
  const half = studentCritical(0.05, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { low: mean - half, high: mean + half };
}

export interface BootstrapOptions {
  /** Number of resamples; 1,999 when absent. */
  readonly resamples?: number;
  readonly seed?: number;
}

/**
 * Bootstrap-t 95% interval of a mean: how far means of resamples are from the mean of the sample, in their own standard
 * errors, in place of Student's t. It follows skewed values, such as spending, where Student's interval is too low.
 *
 * interval = mean - t(97.5%) e to mean - t(2.5%) e, with t = (mean* - mean) / e* over resamples. Resamples of equal
 * values alone have no error and are drawn again.
 * @returns null for fewer than five values, or where fewer than three of them differ.
 * @throws OptionsError for fewer than 99 resamples.
 * Source: Efron (1981), Canadian Journal of Statistics 9; Hall (1988), Annals of Statistics 16.
 * @example
 * bootstrapT([12, 80, 33, 410, 27, 95], { seed: 1 });
 */
export function bootstrapT(
  values: readonly number[],
  { resamples = 1999, seed = 1 }: BootstrapOptions = {},
): Interval | null {
  if (!Number.isInteger(resamples) || resamples < 99) {
    throw new OptionsError(`A bootstrap-t interval needs at least 99 resamples, not ${resamples}.`);
  }
  const n = values.length;
  if (n < 5 || new Set(values).size < 3) return null;
  const random = seeded(seed);
  const { mean, error } = meanOf(values);
  const ts: number[] = [];
  while (ts.length < resamples) {
    const drawn = meanOf(Array.from({ length: n }, () => values[random.below(n)] ?? 0));
    if (drawn.error > 0) ts.push((drawn.mean - mean) / drawn.error);
  }
  ts.sort((a, b) => a - b);
  // Of 1,999 resamples the 50th and the 1,950th.
  const at = (p: number) => ts[Math.round((resamples + 1) * p) - 1] ?? 0;
  return { low: mean - at(0.975) * error, high: mean - at(0.025) * error };
}

function meanOf(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (n - 1) / n) };
}
