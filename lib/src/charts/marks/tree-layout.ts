import { isNumeric } from '../../core/schema.js';
import { COLORS, INK, SEQUENTIAL } from '../theme.js';
import { colorAt, textOn } from './contrast.js';
import type { Node, TreePlan } from './tree-nodes.js';
import { isDrawable, type Source } from './source.js';
import { boxesOf, branchOf, LINE, PAD, SIZE, WIDTH } from './tree-boxes.js';
import { plain } from './words.js';

/** In pixels: what is between levels, and how far below a box the ways to those below it part. */
const [DOWN, TURN] = [40, 12];
const PALE = '#eef5fb';

/** Boxes from the top down, leaves at equal distances, and each node above the middle of those below it. */
export function treeLayout(source: Source, plan: TreePlan, root: Node): Readonly<Record<string, unknown>> {
  const boxes = boxesOf(source, plan, root);
  const depths = Math.max(...boxes.map(({ node }) => node.depth)) + 1;
  const heights = Array.from({ length: depths }, (_, depth) =>
    Math.max(
      ...boxes
        .filter(({ node }) => node.depth === depth)
        .map(({ rule, lines }) => (rule.length + lines.length) * LINE + 2 * PAD),
    ),
  );
  const top = (depth: number) => heights.slice(0, depth).reduce((sum, height) => sum + height + DOWN, 0);
  const all = top(depths) - DOWN;
  const at = (x: number, y: number) => ({ x: x / WIDTH, y: 1 - y / all });
  const paint = colorsOf(
    source,
    plan,
    boxes.map(({ node }) => node),
  );
  const ways = boxes.flatMap((box) =>
    box.node.below.flatMap((below) => {
      const child = boxes.find(({ node }) => node === below);
      return child === undefined ? [] : [{ from: box, to: child }];
    }),
  );
  const paper = { xref: 'paper', yref: 'paper' } as const;
  const hidden = { visible: false };
  return {
    height: 70 + 30 + all,
    margin: { l: 20, r: 20, b: 30 },
    xaxis: hidden,
    yaxis: hidden,
    shapes: [
      ...ways.flatMap(({ from, to }) => {
        const below = top(to.node.depth);
        const [start, turn, end] = [below - DOWN, below - DOWN + TURN, below];
        const corners = [at(from.x, start), at(from.x, turn), at(to.x, turn), at(to.x, end)];
        return corners.slice(1).map(({ x, y }, index) => ({
          ...{ type: 'line', ...paper, x0: corners[index]?.x, y0: corners[index]?.y, x1: x, y1: y },
          line: { color: COLORS.gray, width: 1.5 },
        }));
      }),
      ...boxes.map(({ node, x, width }) => {
        const [start, end] = [
          at(x - width / 2, top(node.depth)),
          at(x + width / 2, top(node.depth) + (heights[node.depth] ?? 0)),
        ];
        return {
          ...{ type: 'rect', ...paper, x0: start.x, y0: start.y, x1: end.x, y1: end.y },
          ...{ fillcolor: paint(node), line: { color: COLORS.gray, width: 1 } },
        };
      }),
    ],
    annotations: [
      ...boxes.map(({ node, x, rule, lines }) => ({
        ...{ ...paper, ...at(x, top(node.depth) + (heights[node.depth] ?? 0) / 2) },
        ...{ xanchor: 'center', yanchor: 'middle', showarrow: false },
        font: { size: SIZE, color: textOn(paint(node)) },
        text: [...rule, ...lines].join('<br>'),
      })),
      ...(plan.branch === null ? [] : ways).map(({ to }) => ({
        ...{ ...paper, ...at(to.x, top(to.node.depth) - (DOWN - TURN) / 2) },
        ...{ xanchor: 'left', xshift: 6, yanchor: 'middle', showarrow: false },
        font: { size: SIZE, color: INK },
        text: plain(branchOf(source, plan, to.node)),
      })),
    ],
  };
}

/** The color of each node: by its number, by its category, or the same for all. */
function colorsOf(source: Source, { color }: TreePlan, nodes: readonly Node[]): (node: Node) => string {
  if (color === null) return () => PALE;
  if (!isNumeric(source.column(color))) {
    const keys = source.keys(color);
    const colors = source.colors(keys, color);
    return ({ row }) => colors[keys.findIndex(({ raw }) => raw === (row[color] ?? null))] ?? PALE;
  }
  const values = nodes.map(({ row }) => row[color]).filter(isDrawable);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return ({ row }) => {
    const value = row[color];
    if (!isDrawable(value) || high === low) return PALE;
    return colorAt(SEQUENTIAL, (value - low) / (high - low));
  };
}
