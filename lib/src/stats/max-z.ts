import { OptionsError } from '../errors.js';
import { contingency } from './contingency.js';
import { seeded, shuffle, type Random } from './random.js';

export interface MaxZOptions {
  /** Number of tables drawn under independence; 999 when absent. */
  readonly permutations?: number;
  readonly seed?: number;
}

/** Up to this many observations are permuted one by one; of more, residuals are drawn from their limiting normal law. */
const MOST_PERMUTED = 5000;

/**
 * p-values of the adjusted residuals of one table, corrected for looking at all of its cells: how often the largest
 * residual of the whole table, when rows and columns are independent, is at least as large as that of this cell. Cells
 * share totals, so that they are no independent tests; here their dependence is part of what is drawn.
 *
 * p = (1 + tables whose largest |residual| is at least this one) / (1 + permutations): at least 0.001 by 999. Tables are
 * drawn by permuting columns among the observations, margins fixed; beyond 5,000 observations residuals are drawn from
 * the normal distribution with their covariance. The same seed gives the same p.
 * @param counts whole numbers, one array per row, all of equal length.
 * @returns null for cells whose residual is not defined.
 * @throws OptionsError for no table of counts, or fewer than 19 permutations.
 * Source: Westfall & Young (1993), Resampling-Based Multiple Testing; Haberman (1973), Biometrics 29.
 * @example
 * maxZ([[30, 10], [10, 30]], { seed: 1 })[0]?.[0]; // 0.001
 */
export function maxZ(
  counts: readonly (readonly number[])[],
  { permutations = 999, seed = 1 }: MaxZOptions = {},
): (number | null)[][] {
  if (!Number.isInteger(permutations) || permutations < 19) {
    throw new OptionsError(`A permutation test needs at least 19 permutations, not ${permutations}.`);
  }
  const { residuals } = contingency(counts);
  const random = seeded(seed);
  const draw = drawing(counts, random);
  const largest = Array.from({ length: permutations }, draw).sort((a, b) => a - b);
  // Residuals that are equal but for rounding are as large.
  const atLeast = (z: number) => largest.length - firstAt(largest, Math.abs(z) * (1 - 1e-9));
  return residuals.map((row) => row.map((z) => (z === null ? null : (1 + atLeast(z)) / (1 + permutations))));
}

/** A function that draws the largest residual of a table whose rows and columns are independent. */
function drawing(counts: readonly (readonly number[])[], random: Random): () => number {
  const rows = counts.map(sum);
  const columns = (counts[0] ?? []).map((_, j) => sum(counts.map((row) => row[j] ?? 0)));
  const n = sum(rows);
  if (n > MOST_PERMUTED) {
    const [r, c] = [rows, columns].map((totals) => totals.filter((total) => total > 0).map((t) => t / n));
    return () => largestNormal(r ?? [], c ?? [], random);
  }
  const labels = columns.flatMap((total, j) => Array.from({ length: total }, () => j));
  return () => {
    shuffle(labels, random);
    let at = 0;
    const table = rows.map((total) => {
      const row = columns.map(() => 0);
      for (const end = at + total; at < end; at += 1) {
        const j = labels[at] ?? 0;
        row[j] = (row[j] ?? 0) + 1;
      }
      return row;
    });
    return largestOf(table, rows, columns, n);
  };
}

function largestOf(
  table: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
  n: number,
): number {
  let largest = 0;
  table.forEach((row, i) => {
    row.forEach((count, j) => {
      const [p, q] = [(rows[i] ?? 0) / n, (columns[j] ?? 0) / n];
      const variance = n * p * q * (1 - p) * (1 - q);
      if (variance > 0) largest = Math.max(largest, Math.abs(count - n * p * q) / Math.sqrt(variance));
    });
  });
  return largest;
}

/** Normal noise without what goes along margins: e = z - sqrt(p) (sqrt(p)'z) over rows, then over columns. */
function largestNormal(p: readonly number[], q: readonly number[], random: Random): number {
  const noise = p.map(() => q.map(() => random.normal()));
  const ofColumn = q.map((_, j) => sum(p.map((share, i) => Math.sqrt(share) * (noise[i]?.[j] ?? 0))));
  const inRows = noise.map((row, i) => row.map((z, j) => z - Math.sqrt(p[i] ?? 0) * (ofColumn[j] ?? 0)));
  let largest = 0;
  inRows.forEach((row, i) => {
    const along = sum(row.map((z, j) => Math.sqrt(q[j] ?? 0) * z));
    row.forEach((z, j) => {
      const scale = Math.sqrt((1 - (p[i] ?? 0)) * (1 - (q[j] ?? 0)));
      if (scale > 0) largest = Math.max(largest, Math.abs(z - Math.sqrt(q[j] ?? 0) * along) / scale);
    });
  });
  return largest;
}

/** The first place of an ascending list whose value is at least this. */
function firstAt(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
