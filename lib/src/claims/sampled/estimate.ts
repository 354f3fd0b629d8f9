import { studentCritical } from '../../stats/distributions.js';
import { exactBounds, wilson, type Interval } from '../../stats/proportion.js';

/** A value computed from a sample of users, with its uncertainty. */
export interface Estimate {
  readonly value: number | null;
  /** The users it stands on: those of the group, not of the file. */
  readonly users: number;
  /** 95 percent interval, as shown and as used to confirm; null where there is none. */
  readonly interval: Interval | null;
  /** Interval that misses the value of all users with probability `alpha` at most; null where there is none. */
  readonly within: (alpha: number) => Interval | null;
}

/** A mean of fewer users than this gets no interval: a single large value not drawn would upset it. */
export const FEWEST_USERS = 30;

/** The value of all users, which has no uncertainty. */
export function known(value: number | null, users = 0): Estimate {
  return { value, users, interval: null, within: () => null };
}

/**
 * A share of users, in percent: k of n. Shown with Wilson's interval; the other is that of Clopper and Pearson, which
 * holds for every n.
 *
 * @example
 * shareOf(6, 50).within(0.001); // { low: 2.1, high: 34.6 }
 */
export function shareOf(k: number, n: number): Estimate {
  const percents = ({ low, high }: Interval) => ({ low: 100 * low, high: 100 * high });
  const shown = wilson(k, n);
  return {
    value: n === 0 ? null : (100 * k) / n,
    users: n,
    interval: shown && percents(shown),
    within: (alpha) => (n === 0 ? null : percents(exactBounds(k, n, alpha))),
  };
}

/**
 * A share of users less another of the same users, in percentage points: `gained` have only the first, `lost` only the
 * second. The bounds of both counts are exact, so that those of their difference hold for every n.
 */
export function pairedShares(gained: number, lost: number, n: number): Estimate {
  const within = (alpha: number): Interval | null => {
    if (n === 0) return null;
    const [more, fewer] = [exactBounds(gained, n, alpha / 2), exactBounds(lost, n, alpha / 2)];
    return { low: 100 * (more.low - fewer.high), high: 100 * (more.high - fewer.low) };
  };
  return {
    value: n === 0 ? null : (100 * (gained - lost)) / n,
    users: n,
    interval: within(0.05),
    within,
  };
}

/** What users, as drawn at random, contribute to a mean, a ratio of sums, or a difference of such. */
export interface Contributions {
  readonly value: number | null;
  /** Users drawn. */
  readonly n: number;
  /** Users of the group that the value is about; of two groups, the smaller. */
  readonly group: number;
  /**
   * Sums over users of powers of what each moves the value by: (x - r y) / sum(y) for r = sum(x) / sum(y).
   */
  readonly squares: number;
  readonly cubes: number;
  readonly quarts: number;
}

/**
 * A mean or ratio of users with intervals for skewed values. Events of one user come together, so that users are what
 * is drawn.
 *
 * The standard error is linearized. The bounds are the outer ones of Student's t and of Hall's transformation of it,
 * which takes the skewness of the contributions into account: t is too narrow on the side of the long tail. Degrees of
 * freedom are those that the variance of the standard error leaves, 2 S² / (Q - S² / n) for the sums of squares S and of
 * fourth powers Q: few where a few users weigh most. An interval that contradicts has half of them: of a sample without
 * the heaviest users Q is too small, and of shares of rows by user up to 1 in 900 samples was off with all.
 * Source: Hall (1992), J. R. Stat. Soc. B 54; Cochran (1977), Sampling Techniques, 6.3.
 */
export function meanOfUsers({ value, n, group, squares, cubes, quarts }: Contributions): Estimate {
  if (value === null || group < FEWEST_USERS || n < 2 || !(squares > 1e-18 * value ** 2)) {
    return known(value, group);
  }
  const error = Math.sqrt((n / (n - 1)) * squares);
  // The third moment over the second to the 3/2, divided by the root of n.
  const skew = cubes / squares ** 1.5;
  const freedom = (2 * squares ** 2) / (quarts - squares ** 2 / n);
  const most = Math.min(group - 1, freedom);
  const bounds = (alpha: number, df: number): Interval => {
    const t = studentCritical(alpha, Math.max(1, df));
    const [low, high] = [hall(t, skew), hall(-t, skew)];
    return { low: value - error * Math.max(t, low), high: value - error * Math.min(-t, high) };
  };
  return { value, users: group, interval: bounds(0.05, most), within: (alpha) => bounds(alpha, most / 2) };
}

/** The inverse of Hall's cubic transformation of a t statistic; `skew` is the skewness divided by the root of n. */
function hall(x: number, skew: number): number {
  if (Math.abs(skew) < 1e-6) return x;
  return (3 / skew) * (Math.cbrt(1 + skew * (x - skew / 6)) - 1);
}
