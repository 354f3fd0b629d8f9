/** Sizes and sums of an outcome by segment, label and fold; `n[(segment labels + label) folds + fold]`. */
export interface LabelCells {
  readonly segments: number;
  readonly labels: number;
  readonly folds: number;
  readonly n: Float64Array;
  /** Sums of the outcome less its mean over all rows. */
  readonly sums: Float64Array;
  /** Sum of squares of the outcome less its mean. */
  readonly squares: number;
}

export interface LabelGain {
  /** Share of variance in the sample that segments explain, and segments with labels. */
  readonly before: number;
  readonly after: number;
  /** Mean squared error in folds that the means do not come from; 0 where they foretell every row. */
  readonly lossBefore: number;
  readonly lossAfter: number;
}

/** What sums of squares of equal rows leave in their last bits is no error. */
const RESIDUE = 1e-12;

/**
 * What a label adds to segments as a prediction of an outcome by means: the share of variance explained in the sample,
 * which never falls, and the loss in cross-validation, which rises where a label only divides noise.
 *
 * A row is predicted by the mean of its segment and label in the other folds; where there are none, by that of its
 * segment, or of all.
 * @returns null for fewer than two rows, or an outcome that does not vary.
 * Source: Stone (1974), J. R. Stat. Soc. B 36, for cross-validation.
 */
export function labelGain(cells: LabelCells): LabelGain | null {
  const { segments, labels, folds, squares } = cells;
  const rows = cells.n.reduce((sum, n) => sum + n, 0);
  if (rows < 2 || !(squares > 0)) return null;
  const whole = grouped(cells, () => 0, 1);
  const bySegment = grouped(cells, (cell) => Math.floor(cell / labels), segments);
  const byCell = grouped(cells, (cell) => cell, segments * labels);
  const none = { rows, squares, folds };
  return {
    before: explained(bySegment, none),
    after: explained(byCell, none),
    lossBefore: loss(bySegment, none, (_, fold) => trained(whole, 0, fold, folds) ?? 0),
    lossAfter: loss(
      byCell,
      none,
      (cell, fold) =>
        trained(bySegment, Math.floor(cell / labels), fold, folds) ?? trained(whole, 0, fold, folds) ?? 0,
    ),
  };
}

/** Sizes and sums by group and fold, with those of each group over all folds. */
interface Groups {
  readonly count: number;
  readonly n: Float64Array;
  readonly sums: Float64Array;
  readonly allN: Float64Array;
  readonly allSums: Float64Array;
}

interface Whole {
  readonly rows: number;
  readonly squares: number;
  readonly folds: number;
}

function grouped({ n, sums, folds }: LabelCells, groupOf: (cell: number) => number, count: number): Groups {
  const groups: Groups = {
    count,
    n: new Float64Array(count * folds),
    sums: new Float64Array(count * folds),
    allN: new Float64Array(count),
    allSums: new Float64Array(count),
  };
  for (let place = 0; place < n.length; place += 1) {
    const group = groupOf(Math.floor(place / folds));
    const at = group * folds + (place % folds);
    groups.n[at] = entry(groups.n, at) + entry(n, place);
    groups.sums[at] = entry(groups.sums, at) + entry(sums, place);
    groups.allN[group] = entry(groups.allN, group) + entry(n, place);
    groups.allSums[group] = entry(groups.allSums, group) + entry(sums, place);
  }
  return groups;
}

const entry = (values: Float64Array, index: number): number => values[index] ?? 0;

function explained({ count, allN, allSums }: Groups, { squares }: Whole): number {
  let between = 0;
  for (let group = 0; group < count; group += 1) {
    if (entry(allN, group) > 0) between += entry(allSums, group) ** 2 / entry(allN, group);
  }
  return between / squares;
}

/** The mean of a group in the folds but one; null where they have no rows of it. */
function trained(groups: Groups, group: number, fold: number, folds: number): number | null {
  const n = entry(groups.allN, group) - entry(groups.n, group * folds + fold);
  return n > 0 ? (entry(groups.allSums, group) - entry(groups.sums, group * folds + fold)) / n : null;
}

function loss(
  groups: Groups,
  { rows, squares, folds }: Whole,
  otherwise: (group: number, fold: number) => number,
): number {
  let sum = squares;
  for (let group = 0; group < groups.count; group += 1) {
    for (let fold = 0; fold < folds; fold += 1) {
      const n = entry(groups.n, group * folds + fold);
      if (n === 0) continue;
      const guess = trained(groups, group, fold, folds) ?? otherwise(group, fold);
      sum += guess * (guess * n - 2 * entry(groups.sums, group * folds + fold));
    }
  }
  return sum > RESIDUE * squares ? sum / rows : 0;
}
