import { studentCritical, studentTwoSided } from './distributions.js';
import type { Difference } from './difference.js';
import type { Interval } from './proportion.js';

/** The two sides of a ratio as one unit adds to them: a user's hours with a purchase, and hours. */
export interface Sides {
  readonly x: number;
  readonly y: number;
}

/** Units that are alike. */
export interface ClusterUnit extends Sides {
  /** How many; 1 when absent. */
  readonly count?: number;
}

/** Two ratios of the same units: a user at two hours. */
export interface PairedUnit {
  readonly one: Sides;
  readonly other: Sides;
  /** How many; 1 when absent. */
  readonly count?: number;
}

export interface ClusteredRatio {
  readonly ratio: number;
  /** 95% interval, by units. */
  readonly interval: Interval;
  /**
   * Of a share: how many times its variance is that of as many independent observations. 1 where clustering does not
   * matter; 2 where the interval is as wide as if half as much had been observed. Null for what is no share.
   */
  readonly designEffect: number | null;
}

/**
 * A ratio sum(x) / sum(y) whose observations are clustered in units, such as purchases of one user, with its interval
 * by units and the design effect. With r = x / y and d = x - r y for each of n units:
 * variance = n / (n - 1) sum(d^2) / sum(y)^2, interval r ± t sqrt(variance) with n - 1 degrees of freedom; units that
 * add nothing to either side do not count.
 *
 * designEffect = variance / (r (1 - r) / sum(y)), for x that is part of y.
 * @returns null without variation, or for fewer than two units.
 * Source: Cochran (1977), Sampling Techniques, 2.11 and 6.3; Kish (1965), Survey Sampling, for the design effect.
 * @example
 * clusteredRatio([{ x: 3, y: 3 }, { x: 0, y: 3 }, { x: 1, y: 3 }])?.designEffect; // users agree with themselves
 */
export function clusteredRatio(units: readonly ClusterUnit[]): ClusteredRatio | null {
  const counted = units.filter(({ x, y }) => x !== 0 || y !== 0);
  const n = sumOf(counted, () => 1);
  const [x, y] = [sumOf(counted, (unit) => unit.x), sumOf(counted, (unit) => unit.y)];
  if (n < 2 || y === 0) return null;
  const ratio = x / y;
  const squares = sumOf(counted, (unit) => (unit.x - ratio * unit.y) ** 2);
  if (squares <= 1e-9 * sumOf(counted, (unit) => unit.x ** 2)) return null;
  const variance = ((n / (n - 1)) * squares) / y ** 2;
  const half = studentCritical(0.05, n - 1) * Math.sqrt(variance);
  return {
    ratio,
    interval: { low: ratio - half, high: ratio + half },
    designEffect: counted.every(isPart) ? variance / ((ratio * (1 - ratio)) / y) : null,
  };
}

export interface PairedDifference extends Difference {
  readonly one: number;
  readonly other: number;
  /** Units that add to either ratio. */
  readonly units: number;
  /** Of shares: how many times the variance is that of independent observations; null for what are no shares. */
  readonly designEffect: number | null;
}

/**
 * The difference of two ratios of the same units, such as buyers / users at 21:00 and at 10:00: who comes at both
 * hours is in both, so that the two are not separate groups.
 *
 * With r = sum(x) / sum(y) of each and d = (x1 - r1 y1) / sum(y1) - (x2 - r2 y2) / sum(y2) for each of n units:
 * variance = n / (n - 1) sum(d^2), and Student's t with n - 1 degrees of freedom for interval and p.
 * designEffect = variance / (r1 (1 - r1) / sum(y1) + r2 (1 - r2) / sum(y2)).
 * @returns null where one of the ratios has no denominator, or nothing varies.
 * Source: Cochran (1977), Sampling Techniques, 6.13; linearization as in Särndal, Swensson & Wretman (1992), 5.5.
 * @example
 * pairedRatios([{ one: { x: 1, y: 1 }, other: { x: 0, y: 1 }, count: 3 }, { one: { x: 0, y: 1 }, other: { x: 0, y: 1 } }]);
 */
export function pairedRatios(units: readonly PairedUnit[]): PairedDifference | null {
  const counted = units.filter(({ one, other }) =>
    [one.x, one.y, other.x, other.y].some((side) => side !== 0),
  );
  const n = sumOf(counted, () => 1);
  const [y1, y2] = [sumOf(counted, ({ one }) => one.y), sumOf(counted, ({ other }) => other.y)];
  if (n < 2 || y1 === 0 || y2 === 0) return null;
  const one = sumOf(counted, (unit) => unit.one.x) / y1;
  const other = sumOf(counted, (unit) => unit.other.x) / y2;
  const squares = sumOf(
    counted,
    (unit) => ((unit.one.x - one * unit.one.y) / y1 - (unit.other.x - other * unit.other.y) / y2) ** 2,
  );
  const error = Math.sqrt((n / (n - 1)) * squares);
  const difference = one - other;
  if (error <= 1e-12 * Math.max(Math.abs(one), Math.abs(other))) return null;
  const half = studentCritical(0.05, n - 1) * error;
  const shares = counted.every((unit) => isPart(unit.one) && isPart(unit.other));
  const independent = (one * (1 - one)) / y1 + (other * (1 - other)) / y2;
  return {
    ...{ one, other, difference, units: n },
    designEffect: shares ? error ** 2 / independent : null,
    interval: { low: difference - half, high: difference + half },
    p: studentTwoSided(difference / error, n - 1),
  };
}

const isPart = ({ x, y }: Sides) => x >= 0 && x <= y;

function sumOf<U extends { readonly count?: number }>(
  units: readonly U[],
  value: (unit: U) => number,
): number {
  return units.reduce((sum, unit) => sum + (unit.count ?? 1) * value(unit), 0);
}
