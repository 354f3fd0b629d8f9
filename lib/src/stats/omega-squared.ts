import type { GroupMoments } from './moments.js';
import { noncentralFLowerTail, noncentralityInterval } from './noncentral.js';
import type { Interval } from './proportion.js';

/** The share of variance that lies between groups. */
export interface OmegaSquared {
  /** Corrected for bias, in [0, 1]. */
  readonly share: number;
  /** 95% interval; it begins at 0 where the data do not tell the means apart. */
  readonly interval: Interval;
}

/**
 * Omega squared: the share of a value's variance that lies between groups, corrected for bias without taking variances
 * to be equal. With SS = sum(n (mean - m)^2) and what chance alone makes of it, C = sum((1 - n / N) s^2): between =
 * (SS - C) / N, at least 0, within = sum(n s^2) / N, share = between / (between + within). With equal variances it is
 * the usual omega squared.
 *
 * The interval inverts the noncentral F distribution at F = SS / C, with the degrees of freedom of Brown and Forsythe;
 * where groups with large deviations from the mean vary more than the others, both arms are longer by that.
 * @returns null if not defined: fewer than two groups, a group of one, or no variance in any that a double could tell.
 * Source: Hays (1963), Statistics for Psychologists, for the measure; Brown & Forsythe (1974), Technometrics 16, with
 * the numerator degrees of freedom of Mehrotra (1997); Steiger (2004), Psychological Methods 9, for the interval.
 * @example
 * omegaSquared([{ n: 3, mean: 2, squares: 2 }, { n: 3, mean: 4, squares: 2 }])?.share; // 0.4545
 */
export function omegaSquared(groups: readonly GroupMoments[]): OmegaSquared | null {
  if (groups.some(({ n }) => n < 2)) return null;
  const total = sum(groups.map(({ n }) => n));
  const mean = sum(groups.map((group) => group.n * group.mean)) / total;
  const parts = groups.map(({ n, mean: own, squares }) => {
    const variance = squares / (n - 1);
    return { n, variance, chance: (1 - n / total) * variance, between: n * (own - mean) ** 2 };
  });
  const chance = sum(parts.map((part) => part.chance));
  // A single group has none.
  if (!(chance > 0)) return null;
  const between = sum(parts.map((part) => part.between));
  const weighted = sum(parts.map(({ n, variance }) => n * variance));
  const products = weighted ** 2 - sum(parts.map(({ n, variance }) => (n * variance) ** 2));
  const scale = (sum(parts.map((part) => part.chance ** 2)) + products / total ** 2) / chance;
  const df = chance / scale;
  const dfWithin = chance ** 2 / sum(parts.map((part) => part.chance ** 2 / (part.n - 1)));
  const f = between / chance;
  if (!Number.isFinite(f)) return null;
  const found = noncentralityInterval((value) => noncentralFLowerTail(f, df, dfWithin, value), f * df);
  // The deviation of sqrt(SS / scale), which is 1 under equal variances.
  const deviation = Math.sqrt(sum(parts.map((part) => part.between * part.variance)) / (scale * between));
  const longer = Math.max(1, between > 0 ? deviation : 1);
  const root = Math.sqrt(Math.max(0, between - chance) / scale);
  const shareOf = (value: number) => {
    const ratio = (scale * Math.max(0, value) ** 2) / weighted;
    return ratio / (1 + ratio);
  };
  return {
    share: shareOf(root),
    interval: {
      low: shareOf(root - longer * (root - Math.sqrt(found.low))),
      high: shareOf(root + longer * (Math.sqrt(found.high) - root)),
    },
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
