import { normalTwoSided } from './chi-square.js';
import type { GroupRanks } from './kruskal.js';

/** Whether the ranks of two of several groups differ. */
export interface PairOfRanks {
  /** Positions of the two groups. */
  readonly one: number;
  readonly other: number;
  /** Mean rank of the one less that of the other. */
  readonly difference: number;
  readonly z: number;
  /** Not corrected: see `stats.holm` and `stats.benjaminiHochberg`. */
  readonly p: number;
}

/**
 * Dunn's test of every pair of groups, after Kruskal-Wallis and on its ranks: z = difference of mean ranks /
 * sqrt(v (1 / n1 + 1 / n2)), v = N (N + 1) / 12 − tieSum / (12 (N − 1)), where `tieSum` is the sum of t^3 − t over runs
 * of t equal values; p from the normal distribution.
 *
 * @returns the pairs in order; empty if all values are equal.
 * Source: Dunn (1964), Technometrics 6.
 * @example
 * const found = dunn([{ n: 3, rankSum: 6 }, { n: 3, rankSum: 15 }], 0); // ranks 1 to 3, and 4 to 6
 * found[0]?.z; // -1.964
 */
export function dunn(groups: readonly GroupRanks[], tieSum: number): PairOfRanks[] {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const variance = (n * (n + 1)) / 12 - tieSum / (12 * (n - 1));
  if (!(variance > 1e-9)) return [];
  return groups.flatMap((first, one) =>
    groups.slice(one + 1).map((second, index) => {
      const difference = first.rankSum / first.n - second.rankSum / second.n;
      const z = difference / Math.sqrt(variance * (1 / first.n + 1 / second.n));
      return { one, other: one + 1 + index, difference, z, p: normalTwoSided(z) };
    }),
  );
}
