/** What a tree explains: numbers, or classes. */
export interface Target {
  /** One for each row; with classes, whole numbers from 0. */
  readonly values: Float64Array;
  /** Number of classes; 0 for numbers. */
  readonly classes: number;
}

/** Rows of a node in the order of one feature: its values, the target's, and the rows themselves. */
export interface Ordered {
  readonly values: Float64Array;
  readonly target: Float64Array;
  readonly rows: Uint32Array;
}

/** What a node is before any split. */
export interface Content {
  /** Mean of the target's numbers, or the most frequent class, the first if several are. */
  readonly value: number;
  /** Rows of each class; empty for a target of numbers. */
  readonly classes: readonly number[];
  /** Sum of squared deviations, or rows times Gini impurity. */
  readonly impurity: number;
}

export interface Cut {
  /** How many rows go to the left. */
  readonly position: number;
  readonly gain: number;
}

/** Gains below this share of a node's impurity are rounding errors. */
export const LEAST = 1e-12;

/** What a node holds, from its rows in any order. */
export function contentOf(target: Float64Array, classes: number): Content {
  const n = target.length;
  if (classes === 0) {
    let [sum, impurity] = [0, 0];
    for (let at = 0; at < n; at += 1) sum += target[at] ?? 0;
    for (let at = 0; at < n; at += 1) impurity += ((target[at] ?? 0) - sum / n) ** 2;
    // Equal values leave rounding errors of the mean.
    if (impurity <= n * (1e-14 * (sum / n)) ** 2) impurity = 0;
    return { value: sum / n, classes: [], impurity };
  }
  const counts = new Float64Array(classes);
  for (let at = 0; at < n; at += 1) counts[target[at] ?? 0] = (counts[target[at] ?? 0] ?? 0) + 1;
  const squares = counts.reduce((sum, count) => sum + count * count, 0);
  return { value: counts.indexOf(Math.max(...counts)), classes: [...counts], impurity: n - squares / n };
}

/** The cut that takes most from the sum of squares: n1 n2 / n (mean1 − mean2)^2. */
export function cutOfNumbers(
  { values, target }: Ordered,
  { value: mean, impurity }: Content,
  leaf: number,
): Cut | null {
  const n = values.length;
  let [sum, gain, position] = [0, LEAST * impurity, 0];
  for (let at = 1; at <= n - leaf; at += 1) {
    sum += (target[at - 1] ?? 0) - mean;
    if (at < leaf || values[at] === values[at - 1]) continue;
    const own = (sum * sum * n) / (at * (n - at));
    if (own > gain) {
      gain = own;
      position = at;
    }
  }
  return position === 0 ? null : { position, gain };
}

/** The cut that takes most from n times Gini impurity: sums of squared counts over rows, left and right, less those of all. */
export function cutOfClasses({ values, target }: Ordered, content: Content, leaf: number): Cut | null {
  const n = values.length;
  const [left, right] = [new Float64Array(content.classes.length), Float64Array.from(content.classes)];
  let [onLeft, onRight] = [0, right.reduce((sum, count) => sum + count * count, 0)];
  const all = onRight / n;
  let [gain, position] = [LEAST * content.impurity, 0];
  for (let at = 1; at <= n - leaf; at += 1) {
    const label = target[at - 1] ?? 0;
    const [before, after] = [left[label] ?? 0, right[label] ?? 0];
    onLeft += 2 * before + 1;
    onRight -= 2 * after - 1;
    left[label] = before + 1;
    right[label] = after - 1;
    if (at < leaf || values[at] === values[at - 1]) continue;
    const own = onLeft / at + onRight / (n - at) - all;
    if (own > gain) {
      gain = own;
      position = at;
    }
  }
  return position === 0 ? null : { position, gain };
}
