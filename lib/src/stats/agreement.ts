import { OptionsError } from '../errors.js';
import { logGamma } from './log-gamma.js';

/** How far two labelings of the same rows agree. */
export interface Agreement {
  /** Adjusted Rand index: 1 if equal, 0 on average for labelings that have nothing to do with each other. */
  readonly adjustedRand: number;
  /** In nats. */
  readonly mutualInformation: number;
  /** Mutual information over the mean of both entropies, in [0, 1]; above 0 by chance alone. */
  readonly normalized: number;
  /** The same, corrected for chance: 0 on average for labelings that have nothing to do with each other. */
  readonly adjusted: number;
}

/**
 * Agreement of two labelings from their cross table: whatever the labels are called, and however many there are.
 *
 * adjustedRand = (index − expected) / (mean of both − expected) over pairs of rows; adjusted = (MI − E) / (mean of both
 * entropies − E), with E the expectation of MI for fixed totals.
 * @param table rows counted by label of the one (lines) and of the other (entries of a line).
 * @throws OptionsError for lines of different length, for what is no count, or for fewer than two rows.
 * Source: Hubert & Arabie (1985), J. Classification 2; Vinh, Epps & Bailey (2010), JMLR 11.
 * @example
 * agreement([[3, 0], [0, 2]]).adjustedRand; // 1
 */
export function agreement(table: readonly (readonly number[])[]): Agreement {
  const width = table[0]?.length ?? 0;
  if (table.some((line) => line.length !== width || line.some((n) => !Number.isInteger(n) || n < 0))) {
    throw new OptionsError('A cross table needs lines of equal length and whole numbers of at least 0.');
  }
  const ones = table.map(sum);
  const others = Array.from({ length: width }, (_, at) => sum(table.map((line) => line[at] ?? 0)));
  const n = sum(ones);
  if (n < 2) throw new OptionsError(`Agreement of labelings needs at least two rows, not ${n}.`);
  const [h1, h2] = [entropy(ones, n), entropy(others, n)];
  const trivial = (h1 === 0 && h2 === 0) || (ones.every(upToOne) && others.every(upToOne));
  if (trivial) return { adjustedRand: 1, mutualInformation: h1, normalized: 1, adjusted: 1 };
  const information = Math.max(0, mutualInformation(table, ones, others, n));
  const expected = expectedInformation(ones, others, n);
  const mean = (h1 + h2) / 2;
  return {
    adjustedRand: adjustedRand(table, ones, others, n),
    mutualInformation: information,
    normalized: information / mean,
    adjusted: (information - expected) / (mean - expected),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const upToOne = (value: number) => value <= 1;
const pairs = (values: readonly number[]) => sum(values.map((value) => (value * (value - 1)) / 2));

function adjustedRand(
  table: readonly (readonly number[])[],
  ones: readonly number[],
  others: readonly number[],
  n: number,
): number {
  const [a, b] = [pairs(ones), pairs(others)];
  const expected = (a / ((n * (n - 1)) / 2)) * b;
  return (pairs(table.flat()) - expected) / ((a + b) / 2 - expected);
}

function entropy(counts: readonly number[], n: number): number {
  return sum(counts.map((count) => (count > 0 ? (count / n) * Math.log(n / count) : 0)));
}

function mutualInformation(
  table: readonly (readonly number[])[],
  ones: readonly number[],
  others: readonly number[],
  n: number,
): number {
  return sum(
    table.flatMap((line, i) =>
      line.map((count, j) =>
        count > 0 ? (count / n) * Math.log((count / (ones[i] ?? 1)) * (n / (others[j] ?? 1))) : 0,
      ),
    ),
  );
}

/** Expectation of the mutual information if the labels were dealt anew with the same totals. */
function expectedInformation(ones: readonly number[], others: readonly number[], n: number): number {
  return sum(ones.flatMap((a) => others.map((b) => (a > 0 && b > 0 ? expectedCell(a, b, n) : 0))));
}

/**
 * What a cell with totals a and b adds: sum over counts of (count / n) ln(n count / (a b)) times their hypergeometric
 * probability. Goes from the most probable count to both sides while probabilities matter.
 */
function expectedCell(a: number, b: number, n: number): number {
  const [least, most] = [Math.max(0, a + b - n), Math.min(a, b)];
  const mode = Math.min(most, Math.max(least, Math.floor(((a + 1) * (b + 1)) / (n + 2))));
  const up = (count: number) => ((a - count) * (b - count)) / ((count + 1) * (n - a - b + count + 1));
  const term = (count: number, p: number) =>
    count > 0 ? (count / n) * Math.log((count / a) * (n / b)) * p : 0;
  const peak = Math.exp(logProbability(mode, a, b, n));
  let total = term(mode, peak);
  for (let count = mode, p = peak; count < most && p > 1e-20; count += 1) {
    p *= up(count);
    total += term(count + 1, p);
  }
  for (let count = mode, p = peak; count > least && p > 1e-20; count -= 1) {
    p /= up(count - 1);
    total += term(count - 1, p);
  }
  return total;
}

function logProbability(count: number, a: number, b: number, n: number): number {
  const log = (value: number) => logGamma(value + 1);
  return (
    log(a) +
    log(b) +
    log(n - a) +
    log(n - b) -
    log(n) -
    log(count) -
    log(a - count) -
    log(b - count) -
    log(n - a - b + count)
  );
}
