import { contentOf, cutOfClasses, cutOfNumbers, LEAST, type Cut, type Ordered } from './tree-split.js';
import type { TreeNode } from './tree-node.js';

/**
 * Grows one tree. Every feature has its own copy of the rows in its order, divided in place from node to node: what stands
 * next to each other is read one after another.
 */
export class Grower {
  readonly #features: readonly Ordered[];
  readonly #classes: number;
  readonly #leaf: number;
  readonly #goesLeft: Uint8Array;
  readonly #spare: Ordered;

  /** @param features copies, which are changed. */
  constructor(features: readonly Ordered[], rows: number, classes: number, leaf: number) {
    const n = features[0]?.rows.length ?? 0;
    this.#features = features;
    this.#classes = classes;
    this.#leaf = leaf;
    this.#goesLeft = new Uint8Array(rows);
    this.#spare = { values: new Float64Array(n), target: new Float64Array(n), rows: new Uint32Array(n) };
  }

  grow(from: number, to: number, depth: number, most: number): TreeNode {
    const [first] = this.#features;
    const content = contentOf(first?.target.subarray(from, to) ?? new Float64Array(), this.#classes);
    const node = { rows: to - from, depth, value: content.value, classes: content.classes };
    if (depth >= most || node.rows < 2 * this.#leaf || content.impurity === 0)
      return { ...node, split: null };
    let best: (Cut & { readonly feature: number }) | null = null;
    for (const [feature, ordered] of this.#features.entries()) {
      const part = partOf(ordered, from, to);
      const found =
        this.#classes > 0 ? cutOfClasses(part, content, this.#leaf) : cutOfNumbers(part, content, this.#leaf);
      if (found !== null && (best === null || found.gain > best.gain * (1 + LEAST)))
        best = { feature, ...found };
    }
    if (best === null) return { ...node, split: null };
    const { feature, position, gain } = best;
    const middle = from + position;
    const values = this.#features[feature]?.values ?? new Float64Array();
    const [low, high] = [values[middle - 1] ?? 0, values[middle] ?? 0];
    this.#divide(from, middle, to, feature);
    const left = this.grow(from, middle, depth + 1, most);
    return {
      ...node,
      split: { feature, low, high, gain, left, right: this.grow(middle, to, depth + 1, most) },
    };
  }

  /** Rows of the left part come first in every feature's order. */
  #divide(from: number, middle: number, to: number, by: number): void {
    const order = this.#features[by]?.rows ?? new Uint32Array();
    for (let at = from; at < to; at += 1) this.#goesLeft[order[at] ?? 0] = at < middle ? 1 : 0;
    this.#features.forEach((feature, at) => at === by || this.#move(feature, from, to));
  }

  #move({ values, target, rows }: Ordered, from: number, to: number): void {
    const spare = this.#spare;
    let [left, right] = [from, 0];
    for (let at = from; at < to; at += 1) {
      const row = rows[at] ?? 0;
      const [value, told] = [values[at] ?? 0, target[at] ?? 0];
      if (this.#goesLeft[row] === 1) {
        values[left] = value;
        target[left] = told;
        rows[left] = row;
        left += 1;
      } else {
        spare.values[right] = value;
        spare.target[right] = told;
        spare.rows[right] = row;
        right += 1;
      }
    }
    values.set(spare.values.subarray(0, right), left);
    target.set(spare.target.subarray(0, right), left);
    rows.set(spare.rows.subarray(0, right), left);
  }
}

const partOf = ({ values, target, rows }: Ordered, from: number, to: number): Ordered => ({
  values: values.subarray(from, to),
  target: target.subarray(from, to),
  rows: rows.subarray(from, to),
});

/** Copies of the rows that are kept, in the same order. */
export function copyOf({ values, target, rows }: Ordered, kept: Uint8Array | null, size: number): Ordered {
  if (kept === null) return { values: values.slice(), target: target.slice(), rows: rows.slice() };
  const copy = {
    values: new Float64Array(size),
    target: new Float64Array(size),
    rows: new Uint32Array(size),
  };
  for (let at = 0, to = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    if (kept[row] !== 1) continue;
    copy.values[to] = values[at] ?? 0;
    copy.target[to] = target[at] ?? 0;
    copy.rows[to] = row;
    to += 1;
  }
  return copy;
}
