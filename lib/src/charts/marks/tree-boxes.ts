import { isNumeric } from '../../core/schema.js';
import type { RawKey, Source } from './source.js';
import { leavesOf, nodesOf, type Node, type TreePlan } from './tree-nodes.js';
import { linesOf, plain, textWidth } from './words.js';

/** In pixels: the width of the plot, the widest box, and what is between two boxes. */
export const WIDTH = 720;
const [WIDEST, BETWEEN] = [210, 10];
/** In pixels: size and height of a line of text, and the space around texts. */
export const [SIZE, LINE, PAD] = [12, 17, 7] as const;

/** The most leaves that stand side by side with legible texts. */
export const MOST_LEAVES = 9;

/** A node as it is drawn. */
export interface Box {
  readonly node: Node;
  /** The middle of the box, in pixels from the left. */
  readonly x: number;
  readonly width: number;
  readonly rule: readonly string[];
  readonly lines: readonly string[];
}

/** Leaves at equal distances, and each node above the middle of those below it. */
export function boxesOf(source: Source, plan: TreePlan, root: Node): Box[] {
  const leaves = leavesOf(root);
  const unit = WIDTH / leaves.length;
  const middle = (node: Node): number => {
    const [left, right] = [node.below[0], node.below.at(-1)];
    if (left === undefined || right === undefined) return (leaves.indexOf(node) + 0.5) * unit;
    return (middle(left) + middle(right)) / 2;
  };
  const nodes = nodesOf(root);
  return nodes.map((node) => {
    const x = middle(node);
    const others = nodes
      .filter((one) => one !== node && one.depth === node.depth)
      .map((one) => Math.abs(middle(one) - x));
    const width = Math.min(
      WIDEST,
      2 * Math.min(x, WIDTH - x),
      ...others.map((distance) => distance - BETWEEN),
    );
    const wrap = (text: string) => linesOf(text, width - 2 * PAD, SIZE);
    const shown = wrap(ruleOf(source, plan, node)).filter((line) => line !== '');
    const lines = valuesOf(source, plan, node).flatMap(wrap);
    const needed = Math.max(0, ...[...shown, ...lines].map((line) => textWidth(line, SIZE)));
    return {
      ...{ node, x, width: Math.min(width, needed * 1.08 + 2 * PAD) },
      ...{ rule: shown.map(plain), lines: lines.map(plain) },
    };
  });
}

/** The way to a node in words: "yes". */
export const branchOf = (source: Source, { branch }: TreePlan, { row }: Node): string =>
  branch === null ? '' : source.name((row[branch] ?? null) as RawKey, branch);

export const ruleOf = (source: Source, { rule }: TreePlan, { row }: Node): string =>
  rule === null || (row[rule] ?? null) === null ? '' : source.name(row[rule] as RawKey, rule);

/** `Mean: 66.1%`. */
export function valuesOf(source: Source, { text }: TreePlan, { row }: Node): string[] {
  const colon = source.locale === 'zh' ? '：' : ': ';
  const value = (name: string) =>
    isNumeric(source.column(name)) ? source.write(source.number(row, name), name) : source.cell(row, name);
  return text.map((name) => `${source.heading(name)}${colon}${value(name)}`);
}
