import { chiSquareUpperTail } from './chi-square.js';

/** Size and rank sum of one group, with mid-ranks among all values. */
export interface GroupRanks {
  readonly n: number;
  readonly rankSum: number;
}

export interface KruskalWallis {
  /** Corrected for ties. */
  readonly h: number;
  readonly df: number;
  readonly p: number;
  /** H / (N - 1), in [0, 1]. */
  readonly epsilonSquared: number;
}

/**
 * Kruskal-Wallis rank test from rank sums: H = 12 / (N (N + 1)) * sum(R_i^2 / n_i) - 3 (N + 1), divided by
 * 1 - tieSum / (N^3 - N), where `tieSum` is the sum of t^3 - t over runs of t equal values. p from chi-square
 * with k - 1 degrees of freedom.
 *
 * @returns null if not defined: fewer than two groups, or all values equal.
 * Source: Kruskal & Wallis (1952), JASA 47.
 */
export function kruskalWallis(groups: readonly GroupRanks[], tieSum: number): KruskalWallis | null {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const df = groups.length - 1;
  const correction = 1 - tieSum / (n ** 3 - n);
  if (df < 1 || !(correction > 0)) return null;
  const ranks = groups.reduce((sum, group) => sum + group.rankSum ** 2 / group.n, 0);
  const h = ((12 / (n * (n + 1))) * ranks - 3 * (n + 1)) / correction;
  return { h, df, p: chiSquareUpperTail(h, df), epsilonSquared: h / (n - 1) };
}
