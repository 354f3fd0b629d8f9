import { OptionsError } from '../errors.js';
import { plusPlus } from './kmeans-start.js';
import { lloyd, type Partition } from './lloyd.js';
import { rowsAt, samplePositions, sizesOf, type Points } from './points.js';
import { seeded } from './random.js';

export interface KMeansOptions {
  readonly seed?: number;
  /** How often to begin anew from other centers; the best end counts. Default: 10. */
  readonly starts?: number;
  /** The most iterations of a start. Default: 300. */
  readonly iterations?: number;
  /**
   * Stops when the centers' squared movements add up to at most this share of the mean variance of a dimension. Default:
   * 0.0001; 0 stops when no row changes its cluster.
   */
  readonly tolerance?: number;
  /** The starts use a seeded sample of this many rows if there are more; the best is then refined on all. Default: 20,000. */
  readonly startRows?: number;
}

/**
 * k-means: divides rows into k clusters such that the sum of squared distances to their means is small. Begins several
 * times with k-means++ and keeps the best. The same seed gives the same answer.
 *
 * Clusters come largest first; of equal ones first the one whose center is lower in the first dimension that differs.
 * Distances are as large as dimensions make them: bring these to one scale before.
 * @returns null if fewer than k rows are distinct.
 * @throws OptionsError unless k is a whole number from 1 to the number of rows, and there is at least one start.
 * Source: Lloyd (1982); Arthur & Vassilvitskii (2007); Hamerly (2010).
 * @example
 * const points = pointsOf([Float64Array.of(1, 2, 8, 9)]);
 * kMeans(points, 2)?.centers; // [1.5, 8.5]
 */
export function kMeans(points: Points, k: number, options: KMeansOptions = {}): Partition | null {
  const { seed = 1, starts = 10, iterations = 300, tolerance = 1e-4, startRows = 20_000 } = options;
  requireClusters(points, k);
  if (!Number.isInteger(starts) || starts < 1) {
    throw new OptionsError(`k-means needs at least one start, not ${starts}.`);
  }
  const some =
    points.rows > startRows ? rowsAt(points, samplePositions(points.rows, startRows, seed)) : points;
  const stop = { iterations, movement: tolerance * meanVariance(some) };
  const random = seeded(seed);
  let best: Partition | null = null;
  for (let start = 0; start < starts; start += 1) {
    const first = plusPlus(some, k, random);
    if (first === null) break;
    const found = lloyd(some, first, stop);
    if (best === null || found.within < best.within) best = found;
  }
  // A sample may lack distinct rows that the whole has.
  const first = best === null ? plusPlus(points, k, random) : best.centers;
  if (first === null) return null;
  return largestFirst(
    best === null || some !== points ? lloyd(points, first, stop) : best,
    points.dimensions,
  );
}

/** @throws OptionsError unless k is a whole number from 1 to the number of rows. */
export function requireClusters({ rows }: Points, k: number): void {
  if (Number.isInteger(k) && k >= 1 && k <= rows) return;
  throw new OptionsError(`${k} clusters of ${rows} rows: use a whole number from 1 to ${rows}.`);
}

/** Variance of the rows in a dimension, averaged over dimensions. */
function meanVariance({ rows, dimensions, values }: Points): number {
  let total = 0;
  for (let d = 0; d < dimensions; d += 1) {
    let [sum, squares] = [0, 0];
    for (let at = d; at < values.length; at += dimensions) sum += values[at] ?? 0;
    for (let at = d; at < values.length; at += dimensions) squares += ((values[at] ?? 0) - sum / rows) ** 2;
    total += squares / rows;
  }
  return total / dimensions;
}

function largestFirst(partition: Partition, dimensions: number): Partition {
  const { labels, centers } = partition;
  const k = centers.length / dimensions;
  const counts = sizesOf(labels, k);
  const parts = Array.from({ length: k }, (_, label) => ({
    label,
    count: counts[label] ?? 0,
    center: centers.subarray(label * dimensions, (label + 1) * dimensions),
  }));
  parts.sort((a, b) => b.count - a.count || firstDifference(a.center, b.center));
  const place = new Int32Array(k);
  const sorted = new Float64Array(centers.length);
  parts.forEach(({ label, center }, position) => {
    place[label] = position;
    sorted.set(center, position * dimensions);
  });
  const renamed = new Int32Array(labels.length);
  for (let row = 0; row < labels.length; row += 1) renamed[row] = place[labels[row] ?? 0] ?? 0;
  return { ...partition, labels: renamed, centers: sorted };
}

function firstDifference(one: Float64Array, other: Float64Array): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
