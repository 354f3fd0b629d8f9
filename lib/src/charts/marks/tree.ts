import type { Result } from '../../core/result.js';
import type { Schema } from '../../core/schema.js';
import { chartOf, emptyChart, type Chart } from './chart.js';
import { cutNote } from './order.js';
import { Source } from './source.js';
import { treeAlt } from './tree-alt.js';
import { MOST_LEAVES } from './tree-boxes.js';
import { treeLayout } from './tree-layout.js';
import { cutAt, leavesOf, nodesOf, rootOf, treePlan, type Node } from './tree-nodes.js';
import type { TreeOptions } from './tree-options.js';

const KIND = { en: 'Tree diagram', zh: '树形图' } as const;

/** A tree from the top down; see `chart.tree`. */
export function tree<S extends Schema>(result: Result<S>, options: TreeOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const plan = treePlan(source, options);
  const all = rootOf(source, plan);
  if (all === null) return emptyChart(source, options, KIND);
  const root = fitted(all);
  return chartOf(source, options, {
    kind: KIND,
    data: [],
    layout: treeLayout(source, plan, root),
    seen: treeAlt(source, plan, root),
    note: cutNote(source, nodesOf(all).length, nodesOf(root).length),
  });
}

/** The tree down to the last level at which its leaves fit beside each other. */
function fitted(root: Node): Node {
  const deepest = Math.max(...nodesOf(root).map(({ depth }) => depth));
  const depths = Array.from({ length: deepest + 1 }, (_, depth) => deepest - depth);
  return (
    depths.map((depth) => cutAt(root, depth)).find((tree) => leavesOf(tree).length <= MOST_LEAVES) ?? root
  );
}
