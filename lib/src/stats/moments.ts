/** What a comparison of means needs from each group; raw values stay in the engine. */
export interface GroupMoments {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared deviations from the group's own mean. */
  readonly squares: number;
}

/**
 * Share of the sample's variance that lies between groups: SS_between / SS_total, in [0, 1]. It describes the sample:
 * in groups that do not differ it is (k - 1) / (N - 1) on average, which omega squared of Welch's test corrects.
 *
 * @returns null for fewer than two groups or without any variance within them.
 * Source: Fisher (1925), Statistical Methods for Research Workers.
 * @example
 * etaSquared([{ n: 3, mean: 2, squares: 2 }, { n: 3, mean: 4, squares: 2 }]); // 0.6
 */
export function etaSquared(groups: readonly GroupMoments[]): number | null {
  const n = sum(groups.map((group) => group.n));
  const within = sum(groups.map((group) => group.squares));
  if (groups.length < 2 || n <= groups.length || within <= 0) return null;
  const mean = sum(groups.map((group) => group.n * group.mean)) / n;
  const between = sum(groups.map((group) => group.n * (group.mean - mean) ** 2));
  return between / (between + within);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
