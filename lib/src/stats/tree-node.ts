/** A node of a decision tree: a leaf, unless it has a split. */
export interface TreeNode {
  readonly rows: number;
  readonly depth: number;
  /** Mean of the target's numbers, or the most frequent class, the first if several are. */
  readonly value: number;
  /** Rows of each class; empty for a target of numbers. */
  readonly classes: readonly number[];
  readonly split: TreeSplit | null;
}

export interface TreeSplit {
  /** Position of the feature. */
  readonly feature: number;
  /** The largest value on the left and the smallest on the right. */
  readonly low: number;
  readonly high: number;
  /** What the split takes from the impurity: from the sum of squared deviations, or from rows times Gini impurity. */
  readonly gain: number;
  /** Rows up to `low`. */
  readonly left: TreeNode;
  /** Rows from `high` on. */
  readonly right: TreeNode;
}
