import type { GroupRanks } from './kruskal.js';
import type { GroupMoments } from './moments.js';
import { sizesOf } from './points.js';
import { sorted } from './sorted.js';

/** Moments of each label's values; a row with the label −1 belongs to none. */
export function momentsBy(values: Float64Array, labels: Int32Array, k: number): GroupMoments[] {
  const [n, sums, squares] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)];
  for (let row = 0; row < values.length; row += 1) {
    const label = labels[row] ?? -1;
    if (label < 0) continue;
    n[label] = (n[label] ?? 0) + 1;
    sums[label] = (sums[label] ?? 0) + (values[row] ?? 0);
  }
  const means = sums.map((sum, label) => sum / (n[label] ?? 1));
  for (let row = 0; row < values.length; row += 1) {
    const label = labels[row] ?? -1;
    if (label >= 0) squares[label] = (squares[label] ?? 0) + ((values[row] ?? 0) - (means[label] ?? 0)) ** 2;
  }
  return Array.from(n, (count, label) => ({
    n: count,
    mean: count > 0 ? (means[label] ?? 0) : 0,
    squares: squares[label] ?? 0,
  }));
}

/** What rank tests need: sizes and sums of mid-ranks, and the sum of t^3 − t over runs of t equal values. */
export interface RanksBy {
  readonly groups: readonly GroupRanks[];
  readonly tieSum: number;
}

/** Mid-ranks of values, summed by label; every row has a label from 0. */
export function ranksBy(values: Float64Array, labels: Int32Array, k: number): RanksBy {
  const ascending = sorted(values);
  const sums = new Float64Array(k);
  let tieSum = 0;
  for (let from = 0, to = 0; from < values.length; from = to) {
    while (to < values.length && ascending.values[to] === ascending.values[from]) to += 1;
    const run = to - from;
    tieSum += run ** 3 - run;
    for (let at = from; at < to; at += 1) {
      const label = labels[ascending.rows[at] ?? 0] ?? 0;
      sums[label] = (sums[label] ?? 0) + (from + 1 + to) / 2;
    }
  }
  const sizes = sizesOf(labels, k);
  return { groups: Array.from(sums, (rankSum, label) => ({ n: sizes[label] ?? 0, rankSum })), tieSum };
}

/** Rows counted by two labels: a line for each label of the one. Rows with the label −1 do not count. */
export function crossTable(one: Int32Array, k: number, other: Int32Array, m: number): number[][] {
  const table = Array.from({ length: k }, () => Array.from({ length: m }, () => 0));
  for (let row = 0; row < one.length; row += 1) {
    const line = table[one[row] ?? -1];
    const column = other[row] ?? -1;
    if (line !== undefined && column >= 0) line[column] = (line[column] ?? 0) + 1;
  }
  return table;
}
