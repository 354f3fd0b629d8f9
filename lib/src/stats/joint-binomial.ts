import { OptionsError } from '../errors.js';
import { logGamma } from './log-gamma.js';

/** So many who each join with the same probability. */
export interface Joiners {
  readonly n: number;
  readonly p: number;
}

/**
 * The distribution of how many of several groups join, each independently: the probability of 0, 1, … of all.
 *
 * @throws OptionsError for a number that is not whole or a probability that is none.
 * @example
 * joinersOf([{ n: 2, p: 0.5 }, { n: 1, p: 1 }]); // [0, 0.25, 0.5, 0.25]
 */
export function joinersOf(groups: readonly Joiners[]): readonly number[] {
  let all: readonly number[] = [1];
  for (const { n, p } of groups) {
    if (!Number.isInteger(n) || n < 0 || !(p >= 0 && p <= 1)) {
      throw new OptionsError(`Nobody can be ${n} of whom each joins with probability ${p}.`);
    }
    all = convolved(all, binomial(n, p));
  }
  return all;
}

/** P(at least so many) of a distribution. */
export const atLeast = (distribution: readonly number[], least: number): number =>
  Math.min(
    1,
    distribution.slice(Math.max(0, least)).reduce((sum, p) => sum + p, 0),
  );

function binomial(n: number, p: number): readonly number[] {
  return Array.from({ length: n + 1 }, (_, k) => {
    // A power of 0 has no logarithm.
    if (p === 0) return k === 0 ? 1 : 0;
    if (p === 1) return k === n ? 1 : 0;
    const choose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
    return Math.exp(choose + k * Math.log(p) + (n - k) * Math.log(1 - p));
  });
}

function convolved(one: readonly number[], other: readonly number[]): readonly number[] {
  const sums = new Float64Array(one.length + other.length - 1);
  one.forEach((p, i) => {
    other.forEach((q, j) => {
      sums[i + j] = (sums[i + j] ?? 0) + p * q;
    });
  });
  return [...sums];
}
