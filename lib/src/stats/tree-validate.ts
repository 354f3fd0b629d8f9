import { OptionsError } from '../errors.js';
import { seeded, shuffle } from './random.js';
import { growTrees, type TreeOptions } from './tree.js';
import type { TreeNode } from './tree-node.js';
import type { Target } from './tree-split.js';

/** How well trees of one depth tell what they have not seen. */
export interface DepthScore {
  readonly depth: number;
  readonly leaves: number;
  /** Share of variance explained in the rows themselves, or of classes told right. */
  readonly fit: number;
  /** The same for rows that the tree has not seen; below 0 where the mean of all would do better. */
  readonly validated: number;
}

/** The value of a row in a tree that is cut off below a depth. */
export function valueAt(
  tree: TreeNode,
  features: readonly Float64Array[],
  row: number,
  depth = Infinity,
): number {
  let node = tree;
  while (node.split !== null && node.depth < depth) {
    const { feature, low, left, right } = node.split;
    node = (features[feature]?.[row] ?? 0) <= low ? left : right;
  }
  return node.value;
}

export interface ValidationOptions extends Pick<TreeOptions, 'depth' | 'leaf'> {
  /** Number of folds; 10 when absent. */
  readonly folds?: number;
  readonly seed?: number;
  /** Whose row each is, as whole numbers from 0: rows of one stay in one fold. Default: each row its own. */
  readonly owners?: Float64Array;
}

/**
 * Cross-validated scores of trees of every depth up to `depth`: the rows are dealt to folds at random, and each fold is
 * told by a tree of the others. Share of variance = 1 − sum of squared errors / sum of squared deviations from the mean
 * that the same other folds have.
 *
 * @returns an empty list where the target does not vary.
 * @throws OptionsError for fewer than two folds, or more than there are owners.
 * Source: Stone (1974), J. R. Stat. Soc. B 36.
 */
export function treeDepths(
  features: readonly Float64Array[],
  target: Target,
  { folds = 10, seed = 1, depth = 3, owners, ...rest }: ValidationOptions = {},
): DepthScore[] {
  const n = target.values.length;
  const fold = foldsOf(owners ?? Float64Array.from({ length: n }, (_, row) => row), folds, seed);
  const others = Array.from({ length: folds }, (_, one) => rowsWhere(n, (row) => fold[row] !== one));
  const whole = rowsWhere(n, () => true);
  const [tree, ...trees] = growTrees(features, target, [
    { ...rest, depth },
    ...others.map((only) => ({ ...rest, depth, only })),
  ]);
  if (tree === undefined || target.values.every((value) => value === target.values[0])) return [];
  const treeOf = (row: number) => trees[fold[row] ?? 0] ?? tree;
  const [own, base] = [
    lossOf(target, whole, () => tree.value),
    lossOf(target, whole, (row) => treeOf(row).value),
  ];
  const score = (loss: number, without: number) => (target.classes > 0 ? 1 - loss / n : 1 - loss / without);
  return Array.from({ length: depth }, (_, index) => ({
    depth: index + 1,
    leaves: leavesAt(tree, index + 1),
    fit: score(
      lossOf(target, whole, (row) => valueAt(tree, features, row, index + 1)),
      own,
    ),
    validated: score(
      lossOf(target, whole, (row) => valueAt(treeOf(row), features, row, index + 1)),
      base,
    ),
  }));
}

/** The number of leaves of a tree that is cut off below a depth. */
function leavesAt({ split, depth }: TreeNode, most: number): number {
  return split === null || depth >= most ? 1 : leavesAt(split.left, most) + leavesAt(split.right, most);
}

/** The fold of each row. */
function foldsOf(owners: Float64Array, folds: number, seed: number): Int32Array {
  const count = owners.reduce((most, owner) => Math.max(most, owner), -1) + 1;
  if (!Number.isInteger(folds) || folds < 2 || folds > count) {
    throw new OptionsError(`${folds} folds of ${count}: use a whole number from 2 to ${count}.`);
  }
  const dealt = shuffle(
    Array.from({ length: count }, (_, at) => at % folds),
    seeded(seed),
  );
  return Int32Array.from(owners, (owner) => dealt[owner] ?? 0);
}

function rowsWhere(n: number, keep: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(n);
  let found = 0;
  for (let row = 0; row < n; row += 1) if (keep(row)) rows[found++] = row;
  return rows.subarray(0, found);
}

/** Sum of squared errors, or the number of classes told wrong. */
function lossOf({ values, classes }: Target, rows: Uint32Array, told: (row: number) => number): number {
  let loss = 0;
  for (const row of rows) {
    const error = told(row) - (values[row] ?? 0);
    loss += classes > 0 ? Number(error !== 0) : error * error;
  }
  return loss;
}
