import type { Key } from './source.js';

/** What flows from one node on the left to one on the right. */
export interface Flow {
  /** Places of the two among the nodes of their side. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** A node with its total and the span that it takes, in pixels from the top. */
export interface Node {
  readonly key: Key;
  readonly total: number;
  readonly top: number;
  readonly height: number;
}

/** In pixels: between two nodes of a side, and the least between the middles of two labels. */
export const GAP = 14;
const LABEL_LINE = 18;

/**
 * The nodes of both sides from top to bottom, each as high as its total, where the fuller side fills the height.
 *
 * @param height of both sides, in pixels.
 */
export function nodesOf(
  sides: readonly [readonly Key[], readonly Key[]],
  flows: readonly Flow[],
  height: number,
): readonly [readonly Node[], readonly Node[]] {
  const most = Math.max(sides[0].length, sides[1].length);
  const total = flows.reduce((sum, { value }) => sum + value, 0);
  const scale = (height - (most - 1) * GAP) / total;
  const side = (keys: readonly Key[], end: 'from' | 'to') => {
    let top = 0;
    return keys.map((key, place): Node => {
      const own = flows.filter((flow) => flow[end] === place).reduce((sum, { value }) => sum + value, 0);
      const node = { key, total: own, top, height: own * scale };
      top += node.height + GAP;
      return node;
    });
  };
  return [side(sides[0], 'from'), side(sides[1], 'to')];
}

/** Where the labels of a side are, from top to bottom: at the middle of their node, unless they would cover each other. */
export function labelsAt(nodes: readonly Node[], height: number): readonly number[] {
  const places: number[] = [];
  for (const { top, height: own } of nodes) {
    places.push(Math.max(top + own / 2, (places.at(-1) ?? -Infinity) + LABEL_LINE));
  }
  // What was pushed past the end goes back up.
  let most = height;
  for (let n = places.length - 1; n >= 0; n -= 1) {
    places[n] = Math.min(places[n] ?? 0, most);
    most = (places[n] ?? 0) - LABEL_LINE;
  }
  return places;
}
