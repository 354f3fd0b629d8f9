import type { GroupMoments } from './moments.js';
import type { Interval } from './proportion.js';
import { whereFalls } from './roots.js';
import { studentizedRangeUpperTail } from './studentized-range.js';

/** The difference of two of several means. */
export interface PairOfMeans {
  /** Positions of the two groups. */
  readonly one: number;
  readonly other: number;
  /** Mean of the one less that of the other. */
  readonly difference: number;
  readonly t: number;
  readonly df: number;
  /** Corrected for asking about every pair. */
  readonly p: number;
  /** 95% interval of the difference, for all pairs at once. */
  readonly interval: Interval;
}

/**
 * Which means differ from which: the test of Games and Howell of every pair, without taking variances or sizes to be
 * equal. With e = s^2 / n, t = difference / sqrt(e1 + e2), df as Welch and Satterthwaite give it, and p from the
 * studentized range of k means at sqrt(2) |t|.
 *
 * @returns the pairs in order; empty if a group has fewer than two values or none of the groups varies. A pair of two
 *   groups without variance is left out.
 * Source: Games & Howell (1976), Journal of Educational Statistics 1.
 */
export function gamesHowell(groups: readonly GroupMoments[]): PairOfMeans[] {
  if (groups.some(({ n }) => n < 2)) return [];
  return groups.flatMap((first, one) =>
    groups.slice(one + 1).flatMap((second, index) => {
      const found = pairOf(first, second, groups.length);
      return found === null ? [] : [{ one, other: one + 1 + index, ...found }];
    }),
  );
}

function pairOf(
  first: GroupMoments,
  second: GroupMoments,
  k: number,
): Omit<PairOfMeans, 'one' | 'other'> | null {
  const [e1, e2] = [errorOf(first), errorOf(second)];
  const error = Math.sqrt(e1 + e2);
  if (error === 0) return null;
  const df = (e1 + e2) ** 2 / (e1 ** 2 / (first.n - 1) + e2 ** 2 / (second.n - 1));
  const difference = first.mean - second.mean;
  const t = difference / error;
  const q = whereFalls((at) => studentizedRangeUpperTail(at, k, df), 0.05, 0, 200);
  const half = (q / Math.SQRT2) * error;
  return {
    ...{ difference, t, df },
    p: studentizedRangeUpperTail(Math.SQRT2 * Math.abs(t), k, df),
    interval: { low: difference - half, high: difference + half },
  };
}

const errorOf = ({ n, squares }: GroupMoments) => squares / (n - 1) / n;
