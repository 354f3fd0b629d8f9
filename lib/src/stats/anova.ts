import { fLowerTail } from './distributions.js';

/** What a one-way comparison needs of each group; raw values stay in the engine. */
export interface GroupMoments {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared deviations from the group's own mean. */
  readonly squares: number;
}

export interface Anova {
  readonly f: number;
  readonly dfBetween: number;
  readonly dfWithin: number;
  readonly p: number;
  /** Share of the variance that lies between the groups: SS_between / SS_total, in [0, 1]. */
  readonly etaSquared: number;
}

/**
 * One-way analysis of variance from group moments: F = (SS_between / (k - 1)) / (SS_within / (N - k)).
 *
 * @returns null where it is not defined: fewer than two groups, no degrees of freedom within, no variance.
 * Source: Fisher (1925), Statistical Methods for Research Workers.
 * @example
 * anova([{ n: 3, mean: 2, squares: 2 }, { n: 3, mean: 4, squares: 2 }])?.f; // 6
 */
export function anova(groups: readonly GroupMoments[]): Anova | null {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const dfBetween = groups.length - 1;
  const dfWithin = n - groups.length;
  if (dfBetween < 1 || dfWithin < 1) return null;
  const mean = groups.reduce((sum, group) => sum + group.n * group.mean, 0) / n;
  const between = groups.reduce((sum, group) => sum + group.n * (group.mean - mean) ** 2, 0);
  const within = groups.reduce((sum, group) => sum + group.squares, 0);
  if (within <= 0) return null;
  const f = between / dfBetween / (within / dfWithin);
  return {
    f,
    dfBetween,
    dfWithin,
    // The upper tail of F is the lower tail of 1 / F with the degrees of freedom swapped: no digits are lost.
    p: fLowerTail(1 / f, dfWithin, dfBetween),
    etaSquared: between / (between + within),
  };
}
