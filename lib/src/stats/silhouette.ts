import { sizesOf, squaredDistance, type Points } from './points.js';

/** How well rows lie in their own cluster. */
export interface Silhouette {
  /** Mean over rows, in [-1, 1]. */
  readonly mean: number;
  /** Of each row. */
  readonly values: Float64Array;
}

/**
 * Silhouettes of the same rows under several labelings: (b − a) / max(a, b), with a the mean distance to the other rows
 * of the own cluster and b the least mean distance to the rows of another cluster; 0 for a cluster of one row. Each
 * distance is computed once, so time grows with the square of the number of rows: use a sample of a large table.
 *
 * @param labelings whole numbers from 0 for each row.
 * @returns null for a labeling with fewer than two clusters, or as many as rows.
 * Source: Rousseeuw (1987), J. Comput. Appl. Math. 20.
 * @example
 * silhouettes(pointsOf([Float64Array.of(1, 2, 8, 9)]), [Int32Array.of(0, 0, 1, 1)])[0]?.mean; // 0.857
 */
export function silhouettes(points: Points, labelings: readonly Int32Array[]): (Silhouette | null)[] {
  const { rows, dimensions, values } = points;
  const sizes = labelings.map((labels) => sizesOf(labels));
  // For each row the sum of distances to each cluster, labelings one after another.
  const offsets = [0];
  for (const of of sizes) offsets.push((offsets.at(-1) ?? 0) + of.length);
  const width = offsets.at(-1) ?? 0;
  const columns = new Int32Array(rows * labelings.length);
  labelings.forEach((labels, l) => {
    for (let i = 0; i < rows; i += 1)
      columns[i * labelings.length + l] = (offsets[l] ?? 0) + (labels[i] ?? 0);
  });
  const sums = new Float64Array(rows * width);
  for (let i = 0; i < rows; i += 1) {
    for (let j = i + 1; j < rows; j += 1) {
      const distance = Math.sqrt(squaredDistance(values, i, values, j, dimensions));
      for (let l = 0; l < labelings.length; l += 1) {
        const toOther = i * width + (columns[j * labelings.length + l] ?? 0);
        const toOne = j * width + (columns[i * labelings.length + l] ?? 0);
        sums[toOther] = (sums[toOther] ?? 0) + distance;
        sums[toOne] = (sums[toOne] ?? 0) + distance;
      }
    }
  }
  return labelings.map((labels, l) => {
    const own = sizes[l] ?? new Float64Array();
    const clusters = own.filter((size) => size > 0).length;
    if (clusters < 2 || clusters >= rows) return null;
    const found = new Float64Array(rows);
    for (let i = 0; i < rows; i += 1) {
      const from = i * width + (offsets[l] ?? 0);
      found[i] = silhouetteOf(sums.subarray(from, from + own.length), own, labels[i] ?? 0);
    }
    return { mean: found.reduce((sum, value) => sum + value, 0) / rows, values: found };
  });
}

function silhouetteOf(sums: Float64Array, sizes: Float64Array, label: number): number {
  const size = sizes[label] ?? 0;
  if (size < 2) return 0;
  const a = (sums[label] ?? 0) / (size - 1);
  let b = Infinity;
  for (let other = 0; other < sizes.length; other += 1) {
    const rows = sizes[other] ?? 0;
    if (other !== label && rows > 0) b = Math.min(b, (sums[other] ?? 0) / rows);
  }
  const larger = Math.max(a, b);
  return larger > 0 ? (b - a) / larger : 0;
}
