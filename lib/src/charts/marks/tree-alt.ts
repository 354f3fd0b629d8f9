import { count } from '../../core/quantity.js';
import { isNumeric } from '../../core/schema.js';
import { largest } from './crossed.js';
import { branchOf, ruleOf, valuesOf } from './tree-boxes.js';
import { leavesOf, nodesOf, type Node, type TreePlan } from './tree-nodes.js';
import { isDrawable, type Source } from './source.js';

/** With more leaves than these, only those with the highest and the lowest value are told. */
const MOST_TOLD = 6;

/** Describes a tree: how many nodes, and its leaves with what leads to them. */
export function treeAlt(source: Source, plan: TreePlan, root: Node): string {
  const zh = source.locale === 'zh';
  const leaves = leavesOf(root);
  const [n, m] = [count(nodesOf(root).length), count(leaves.length)];
  const size = zh
    ? `${n.zh}个节点，${m.zh}个叶节点`
    : `${n.en} ${n.raw === 1 ? 'node' : 'nodes'}, ${m.en} ${m.raw === 1 ? 'leaf' : 'leaves'}`;
  return [size, ...toldOf(source, plan, leaves).map((leaf) => told(source, plan, root, leaf))].join(
    zh ? '；' : '; ',
  );
}

function toldOf(source: Source, { color }: TreePlan, leaves: readonly Node[]): readonly Node[] {
  if (leaves.length <= MOST_TOLD) return leaves;
  if (color === null || !isNumeric(source.column(color))) return [];
  const known = leaves.filter(({ row }) => isDrawable(row[color]));
  const value = ({ row }: Node) => Number(row[color]);
  return [largest(known, value), largest(known, (leaf) => -value(leaf))].filter((leaf) => leaf !== undefined);
}

/** `Orders at most 12: yes, spending at most 100: no → Mean: 0.50, Share: 35.0%`. */
function told(source: Source, plan: TreePlan, root: Node, leaf: Node): string {
  const [colon, comma] = source.locale === 'zh' ? ['：', '，'] : [': ', ', '];
  const path = nodesOf(root).filter((node) => node !== leaf && nodesOf(node).includes(leaf));
  const steps = path.map((node, depth) => {
    const way = branchOf(source, plan, path[depth + 1] ?? leaf);
    return [ruleOf(source, plan, node), way].filter((part) => part !== '').join(colon);
  });
  const values = valuesOf(source, plan, leaf).join(comma);
  return steps.every((step) => step === '') ? values : `${steps.join(comma)} → ${values}`;
}
