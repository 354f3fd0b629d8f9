/** Rows of one group at two times. */
export interface TwoCounts {
  readonly before: number;
  readonly after: number;
}

/**
 * What each group adds to the population stability index of a distribution at two times: (a - b) ln(a / b) of its shares
 * a after and b before. Their sum is the index: below 0.1 is usually called stable, above 0.25 shifted.
 *
 * Half a row is added to every count, so that an empty group has a share; in large tables it makes no difference.
 * Source: Siddiqi (2006), Credit Risk Scorecards, for the index and its cuts.
 * @example
 * populationStability([{ before: 50, after: 60 }, { before: 50, after: 40 }]); // two parts, 0.04 in all
 */
export function populationStability(groups: readonly TwoCounts[]): number[] {
  const add = 0.5;
  const sum = (side: keyof TwoCounts) => groups.reduce((all, group) => all + group[side] + add, 0);
  const [before, after] = [sum('before'), sum('after')];
  return groups.map((group) => {
    const [a, b] = [(group.after + add) / after, (group.before + add) / before];
    return (a - b) * Math.log(a / b);
  });
}
