import { pearson } from '../../stats/pearson.js';
import type { NumberColumn } from './number-pairs.js';
import type { Relation } from './relation.js';

/** Correlations closer to 1 than this are lines: those of rounded values are not. */
const LINE = 1e-9;

/** Whether a numeric column is equal to another in every row, or a straight line of it. */
export function straightLine(one: NumberColumn, other: NumberColumn): Relation | null {
  const pair = { column: one.name, other: other.name };
  const { r, n } = pearson(one, other);
  // Equal columns are on a line; looking at every row comes after that.
  if (Number.isNaN(r) || Math.abs(r) <= 1 - LINE) return null;
  if (isCopy(one.values, other.values)) return { ...pair, relation: 'copy', rows: n };
  return n > 2 ? { ...pair, relation: 'linear', rows: n } : null;
}

/** Whether both are equal or missing, row by row. */
function isCopy(one: Float64Array, other: Float64Array): boolean {
  return one.every((x, row) => Object.is(x, other[row]) || x === other[row]);
}
