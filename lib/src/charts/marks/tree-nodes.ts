import { OptionsError } from '../../errors.js';
import type { Schema } from '../../core/schema.js';
import { visible } from './columns.js';
import type { TreeOptions } from './tree-options.js';
import type { PlainRow, RawKey, Source } from './source.js';

/** The columns of a tree. */
export interface TreePlan {
  readonly node: string;
  readonly parent: string;
  /** Null if the result has none. */
  readonly rule: string | null;
  readonly branch: string | null;
  readonly text: readonly string[];
  readonly color: string | null;
}

/** A node with those below it, in the order of the rows. */
export interface Node {
  readonly row: PlainRow;
  readonly depth: number;
  readonly below: readonly Node[];
}

/** The columns of the options, or those with the default names. */
export function treePlan<S extends Schema>(source: Source, options: TreeOptions<S>): TreePlan {
  const known = (name: string) => (Object.hasOwn(source.schema, name) ? name : null);
  const { node = 'node', parent = 'parent', color = null } = options;
  const [rule, branch] = [options.rule ?? known('rule'), options.branch ?? known('branch')];
  const named = [node, parent, ...(rule === null ? [] : [rule]), ...(branch === null ? [] : [branch])];
  const others = visible(source.schema).flatMap(([name]) => (named.includes(name) ? [] : [name]));
  const text = options.text ?? others;
  [...named, ...text, ...(color === null ? [] : [color])].forEach((name) => source.column(name));
  return { node, parent, rule, branch, text, color };
}

/**
 * The node at the top; null without rows.
 *
 * @throws OptionsError for two rows with the same name, a node above that is none, or none or several at the top.
 */
export function rootOf(source: Source, { node, parent }: TreePlan): Node | null {
  const where = source.result.name;
  const above = new Map<RawKey, RawKey>();
  for (const row of source.rows) {
    const [own, up] = [raw(row[node]), raw(row[parent])];
    if (above.has(own)) throw new OptionsError(`${where}: more than one node is "${own}".`);
    above.set(own, up);
  }
  const lost = [...above].find(([, up]) => up !== null && !above.has(up));
  if (lost !== undefined)
    throw new OptionsError(`${where}: "${lost[1]}" is above "${lost[0]}", but is no node itself.`);
  const tops = source.rows.filter((row) => raw(row[parent]) === null);
  const [top] = tops;
  if (source.rows.length === 0) return null;
  if (top === undefined || tops.length > 1)
    throw new OptionsError(`${where}: ${tops.length} nodes have none above them; a tree has one.`);
  const visit = (row: PlainRow, depth: number): Node => ({
    row,
    depth,
    below: source.rows
      .filter((one) => raw(one[parent]) === raw(row[node]))
      .map((one) => visit(one, depth + 1)),
  });
  const root = visit(top, 0);
  if (nodesOf(root).length === source.rows.length) return root;
  throw new OptionsError(`${where}: some nodes are above themselves.`);
}

const raw = (value: unknown): RawKey => (value ?? null) as RawKey;

/** A node and all below it, from left to right. */
export const nodesOf = (node: Node): Node[] => [node, ...node.below.flatMap(nodesOf)];

export const leavesOf = (node: Node): Node[] =>
  node.below.length === 0 ? [node] : node.below.flatMap(leavesOf);

/** The tree without what is below a depth. */
export const cutAt = (node: Node, depth: number): Node => ({
  ...node,
  below: node.depth === depth ? [] : node.below.map((one) => cutAt(one, depth)),
});
