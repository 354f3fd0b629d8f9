import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { Result, type ResultInput } from '../../core/result.js';
import type { Row, Schema } from '../../core/schema.js';
import type { Table } from '../../core/table.js';
import type { TreeNode } from '../../stats/tree-node.js';
import { worded } from '../worded.js';
import { roundest } from './tree-paths.js';
import { condition } from './tree-words.js';

const { optional } = column;

/** A node with its place in the tree. */
export interface Step {
  readonly key: string;
  readonly parent: string | null;
  /** Whether the rows of the node meet the condition of its parent. */
  readonly meets: boolean | null;
  /** What divides its rows; null for a leaf. */
  readonly condition: Label | null;
  readonly node: TreeNode;
}

const nodeSchema = (conditions: readonly Label[]) => ({
  node: column.text('treeNode', { hidden: true }),
  parent: optional(column.text('parentNode', { hidden: true })),
  branch: optional(column.yesNo('meetsCondition')),
  rule: optional(worded('splitCondition', conditions)),
  rows: column.count('rows'),
  share: column.percent('share', { base: 'rows' }),
});

/** The nodes of a tree, from the top, each before those below it; those that meet its condition first. */
export type TreeNodes<S extends Schema> = Result<ReturnType<typeof nodeSchema> & S>;

/** The nodes of a grown tree in order: `1`, then `1.1` and what is below it, then `1.2`. */
export function stepsOf(table: Table, tree: TreeNode, features: readonly string[]): readonly Step[] {
  const visit = (node: TreeNode, key: string, parent: string | null, meets: boolean | null): Step[] => {
    const { split } = node;
    if (split === null) return [{ key, parent, meets, condition: null, node }];
    const feature = features[split.feature] ?? '';
    const own = condition(table, { feature, above: null, upTo: roundest(split.low, split.high) });
    return [
      { key, parent, meets, condition: own, node },
      ...visit(split.left, `${key}.1`, key, true),
      ...visit(split.right, `${key}.2`, key, false),
    ];
  };
  return visit(tree, '1', null, null);
}

/** The nodes as a result, with what the target is in each. */
export function nodesOf<S extends Schema>(
  steps: readonly Step[],
  input: Omit<ResultInput<S>, 'rows' | 'chart'>,
  of: (node: TreeNode) => Row<S>,
): TreeNodes<S> {
  const conditions = steps.flatMap((step) => step.condition ?? []);
  const all = steps[0]?.node.rows ?? 0;
  const [color = ''] = Object.keys(input.schema);
  return new Result({
    ...input,
    schema: { ...nodeSchema(conditions), ...input.schema },
    rows: steps.map(({ key, parent, meets, condition: own, node }) => ({
      ...{ node: key, parent, branch: meets, rule: own?.en ?? null },
      ...{ rows: node.rows, share: node.rows / all },
      ...of(node),
    })),
    chart: { mark: 'tree', text: [...Object.keys(input.schema), 'share'], color },
  });
}
