import type { GroupMoments } from './moments.js';
import { fUpperTail } from './distributions.js';

/** Whether means differ, without taking variances to be equal. */
export interface WelchAnova {
  readonly f: number;
  readonly dfBetween: number;
  /** Approximate, and in general no whole number. */
  readonly dfWithin: number;
  readonly p: number;
}

/**
 * Welch's one-way analysis of variance: with w = n / s^2, W = sum(w) and m = sum(w mean) / W,
 * F = sum(w (mean - m)^2) / (k - 1) / (1 + 2 (k - 2) / (k^2 - 1) L), L = sum((1 - w / W)^2 / (n - 1)), with k - 1
 * and (k^2 - 1) / (3 L) degrees of freedom. It keeps its level whatever the variances, so that there is no case for
 * choosing another test by looking at them.
 *
 * @returns null if not defined: fewer than two groups, a group of one, or a group without variance.
 * Source: Welch (1951), Biometrika 38.
 * @example
 * welchAnova([{ n: 3, mean: 2, squares: 2 }, { n: 3, mean: 4, squares: 2 }])?.f; // 6
 */
export function welchAnova(groups: readonly GroupMoments[]): WelchAnova | null {
  const k = groups.length;
  // Nor does a group of one vary.
  if (k < 2 || groups.some(({ squares }) => !(squares > 0))) return null;
  const weighed = groups.map(({ n, mean, squares }) => ({ n, mean, weight: (n * (n - 1)) / squares }));
  const weights = sum(weighed.map(({ weight }) => weight));
  const mean = sum(weighed.map((group) => group.weight * group.mean)) / weights;
  const between = sum(weighed.map((group) => group.weight * (group.mean - mean) ** 2));
  const lack = sum(weighed.map(({ n, weight }) => (1 - weight / weights) ** 2 / (n - 1)));
  const dfBetween = k - 1;
  const dfWithin = (k ** 2 - 1) / (3 * lack);
  const f = between / dfBetween / (1 + ((2 * (k - 2)) / (k ** 2 - 1)) * lack);
  return { f, dfBetween, dfWithin, p: fUpperTail(f, dfBetween, dfWithin) };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
