import { OptionsError } from '../errors.js';
import type { GroupMoments } from './moments.js';
import { normalTwoSided } from './chi-square.js';
import { studentCritical, studentTwoSided } from './distributions.js';
import { wilson, type Interval } from './proportion.js';

/** How far two groups are apart, and whether that is more than chance. */
export interface Difference {
  /** The one less the other. */
  readonly difference: number;
  /** 95% interval of the difference. */
  readonly interval: Interval;
  readonly p: number;
}

/** A difference of means: also what {@link equivalence} needs. */
export interface DifferenceOfMeans extends Difference {
  /** Standard error of the difference. */
  readonly error: number;
  readonly df: number;
}

/** A part of a group: 12 of 80. */
export interface Part {
  readonly k: number;
  readonly n: number;
}

/**
 * The difference of two shares of separate groups. Two intervals that overlap are no test of it, and two that do not
 * are one that is too strict.
 *
 * interval: Newcombe's hybrid of the two Wilson intervals (his method 10), within [-1, 1]; p: score test,
 * z = difference / sqrt(p (1 - p)(1 / n1 + 1 / n2)) with the share p of both together.
 * @returns null where a group is empty. p is 1 where nobody or everybody is part of both.
 * @throws OptionsError when k is not between 0 and n.
 * Source: Newcombe (1998), Statistics in Medicine 17.
 * @example
 * differenceOfShares({ k: 56, n: 70 }, { k: 48, n: 80 }); // 0.2, from 0.0524 to 0.3339, p = 0.008
 */
export function differenceOfShares(one: Part, other: Part): Difference | null {
  const [first, second] = [wilson(one.k, one.n), wilson(other.k, other.n)];
  if (first === null || second === null) return null;
  const [p1, p2] = [one.k / one.n, other.k / other.n];
  const difference = p1 - p2;
  const together = (one.k + other.k) / (one.n + other.n);
  const variance = together * (1 - together) * (1 / one.n + 1 / other.n);
  return {
    difference,
    interval: {
      low: difference - Math.hypot(p1 - first.low, second.high - p2),
      high: difference + Math.hypot(first.high - p1, p2 - second.low),
    },
    p: variance > 0 ? normalTwoSided(difference / Math.sqrt(variance)) : 1,
  };
}

/**
 * The difference of two means of separate groups by Welch's t test, which takes neither sizes nor variances to be
 * equal: t = difference / e, e = sqrt(s1^2 / n1 + s2^2 / n2), degrees of freedom after Welch and Satterthwaite.
 *
 * @returns null if not defined: a group of fewer than two, or no variance in either.
 * Source: Welch (1947), Biometrika 34.
 * @example
 * differenceOfMeans({ n: 3, mean: 2, squares: 2 }, { n: 3, mean: 4, squares: 2 })?.p; // 0.0705
 */
export function differenceOfMeans(one: GroupMoments, other: GroupMoments): DifferenceOfMeans | null {
  const [e1, e2] = [one, other].map(({ n, squares }) => squares / (n - 1) / n) as [number, number];
  const error = Math.sqrt(e1 + e2);
  // NaN where a group has a single value.
  if (!(error > 0)) return null;
  const df = (e1 + e2) ** 2 / (e1 ** 2 / (one.n - 1) + e2 ** 2 / (other.n - 1));
  const difference = one.mean - other.mean;
  const half = studentCritical(0.05, df) * error;
  return {
    ...{ difference, error, df },
    interval: { low: difference - half, high: difference + half },
    p: studentTwoSided(difference / error, df),
  };
}

/** Whether a difference is shown to be small. */
export interface Equivalence {
  /** The larger p of the two one-sided tests. */
  readonly p: number;
  /** Whether the 90% interval of the difference lies within the margin, that is p < 0.05. */
  readonly equivalent: boolean;
}

/**
 * Two one-sided tests (TOST): is the difference shown to be smaller than a margin in either direction? A large p of a
 * test of difference shows nothing of the kind.
 *
 * @param difference with its standard error, and degrees of freedom (none: the normal distribution).
 * @param margin the largest difference that does not matter, in the unit of the difference; state it in the sentence.
 * @throws OptionsError for a margin that is not above 0, or a negative error.
 * Source: Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15.
 * @example
 * equivalence({ difference: 0.01, error: 0.004 }, 0.02).equivalent; // true
 */
export function equivalence(
  { difference, error, df = Infinity }: { difference: number; error: number; df?: number },
  margin: number,
): Equivalence {
  if (!(margin > 0)) throw new OptionsError(`The margin of an equivalence must be above 0, not ${margin}.`);
  if (!(error >= 0)) throw new OptionsError(`A standard error must not be negative: ${error}.`);
  // The bound that is nearer is the one that decides.
  const room = margin - Math.abs(difference);
  const t = room / error;
  const twoSided = df === Infinity ? normalTwoSided(t) : studentTwoSided(t, df);
  const p = error === 0 ? Number(room <= 0) : room > 0 ? twoSided / 2 : 1 - twoSided / 2;
  return { p, equivalent: p < 0.05 };
}

/**
 * How large an effect the data leave open: the end of its interval that is further from 0. What a sentence says in
 * place of "there is no difference": that a difference of more than this is not in the data.
 *
 * @returns null without an interval, so that a sentence about it cannot hold.
 * @example
 * const open = stats.leftOpen(stats.differenceOfShares(rural, urban)?.interval ?? null);
 * finding('Shares differ by at most {open} points.', { open: points(open) }, ({ open }) => open < 0.05);
 */
export function leftOpen(interval: Interval | null): number | null {
  return interval === null ? null : Math.max(Math.abs(interval.low), Math.abs(interval.high));
}
