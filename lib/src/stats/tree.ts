import { OptionsError } from '../errors.js';
import { sorted } from './sorted.js';
import { copyOf, Grower } from './tree-grow.js';
import type { TreeNode } from './tree-node.js';
import type { Ordered, Target } from './tree-split.js';

export interface TreeOptions {
  /** The most splits from the root to a leaf. Default: 3. */
  readonly depth?: number;
  /** The fewest rows of a leaf. Default: a twentieth of the rows, but at least 5. */
  readonly leaf?: number;
  /** Which rows to use, ascending. Default: all. */
  readonly only?: Uint32Array;
}

/**
 * A shallow decision tree (CART). Each split takes the feature and the cut that leave the least variance, for a target of
 * numbers, or the least Gini impurity, for classes; of equal ones the first feature and the lowest cut.
 *
 * @param features columns of equal length, without missing values.
 * @param target one number for each row; with `classes`, whole numbers below it.
 * @throws OptionsError for features of another length than the target, no rows, or options below 1.
 * Source: Breiman, Friedman, Olshen & Stone (1984), Classification and Regression Trees.
 * @example
 * growTree([Float64Array.of(1, 2, 3, 4)], { values: Float64Array.of(5, 5, 9, 9), classes: 0 }, { leaf: 1 }).split?.low; // 2
 */
export function growTree(
  features: readonly Float64Array[],
  target: Target,
  options: TreeOptions = {},
): TreeNode {
  return growTrees(features, target, [options])[0] ?? emptyTree();
}

/** Several trees of the same rows, such as one for each fold, which sort the features once. */
export function growTrees(
  features: readonly Float64Array[],
  target: Target,
  each: readonly TreeOptions[],
): TreeNode[] {
  const n = target.values.length;
  if (features.length === 0 || features.some(({ length }) => length !== n)) {
    throw new OptionsError(`A tree needs features of ${n} rows, as many as its target has.`);
  }
  const ordered = features.map((feature) => orderedBy(feature, target.values));
  return each.map(({ depth = 3, only, leaf = fewest(only?.length ?? n) }) => {
    const rows = only?.length ?? n;
    if (!(depth >= 1) || !(leaf >= 1)) {
      throw new OptionsError(`Depth and leaf of a tree must be at least 1, not ${depth} and ${leaf}.`);
    }
    if (rows === 0) throw new OptionsError('A tree needs at least one row.');
    const kept = only === undefined ? null : marked(only, n);
    const own = ordered.map((feature) => copyOf(feature, kept, rows));
    return new Grower(own, n, target.classes, leaf).grow(0, rows, 0, depth);
  });
}

/** The fewest rows of a leaf by default. */
export const fewest = (rows: number) => Math.max(5, Math.ceil(rows / 20));

const emptyTree = (): TreeNode => ({ rows: 0, depth: 0, value: 0, classes: [], split: null });

function orderedBy(feature: Float64Array, target: Float64Array): Ordered {
  const { rows, values } = sorted(feature);
  const told = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) told[at] = target[rows[at] ?? 0] ?? 0;
  return { rows, values, target: told };
}

function marked(rows: Uint32Array, n: number): Uint8Array {
  const marks = new Uint8Array(n);
  for (const row of rows) marks[row] = 1;
  return marks;
}
