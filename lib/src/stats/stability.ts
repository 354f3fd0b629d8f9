import { OptionsError } from '../errors.js';
import { kMeans, type KMeansOptions } from './kmeans.js';
import { rowsAt, rowsOfOwners, type Points } from './points.js';
import { seeded, type Random } from './random.js';

export interface Stability {
  /** Of each cluster: the mean over resamples of its Jaccard similarity to the cluster most like it, in [0, 1]. */
  readonly clusters: readonly number[];
  /** Mean over clusters. */
  readonly mean: number;
  /** The least stable cluster. */
  readonly least: number;
}

export interface StabilityOptions extends KMeansOptions {
  /** Number of resamples; 50 when absent. */
  readonly resamples?: number;
  /** Whose each row is, as numbers: customers are drawn with all their rows. Default: each row is its own. */
  readonly owners?: Float64Array;
}

/**
 * Bootstrap stability of k-means: whether the same clusters come out of resamples of the rows. For each resample and each
 * cluster: the largest Jaccard similarity, rows in both / rows in either, with a cluster of the resample, over the
 * distinct rows that were drawn. With `owners` the rows of a customer are drawn together, since they are no evidence of their
 * own. From 0.75 a cluster counts as stable; below 0.6 it should not be relied on.
 *
 * @param labels the clusters of the rows themselves, whole numbers from 0 to k − 1.
 * @returns null if no resample has k distinct rows.
 * @throws OptionsError for fewer than one resample.
 * Source: Hennig (2007), Computational Statistics & Data Analysis 52.
 * @example
 * stability(points, kMeans(points, 3).labels, 3)?.least; // 0.93
 */
export function stability(
  points: Points,
  labels: Int32Array,
  k: number,
  { resamples = 50, seed = 1, owners, ...options }: StabilityOptions = {},
): Stability | null {
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new OptionsError(`Stability needs at least one resample, not ${resamples}.`);
  }
  const random = seeded(seed);
  const rowsOf = owners === undefined ? null : rowsOfOwners(owners);
  const sums = new Float64Array(k);
  // A cluster of few rows may have none in a resample.
  const counted = new Float64Array(k);
  for (let resample = 0; resample < resamples; resample += 1) {
    const drawn = drawnRows(points.rows, rowsOf, random);
    if (drawn.length < k) continue;
    const again = kMeans(rowsAt(points, drawn), k, { ...options, seed: seed + resample });
    if (again === null) continue;
    jaccards(labels, drawn, again.labels, k).forEach((similarity, cluster) => {
      if (similarity === null) return;
      sums[cluster] = (sums[cluster] ?? 0) + similarity;
      counted[cluster] = (counted[cluster] ?? 0) + 1;
    });
  }
  if (counted.includes(0)) return null;
  const clusters = Array.from(sums, (sum, cluster) => sum / (counted[cluster] ?? 1));
  return { clusters, mean: clusters.reduce((sum, one) => sum + one, 0) / k, least: Math.min(...clusters) };
}

/** As many rows as there are, or all rows of as many customers. */
function drawnRows(rows: number, rowsOf: readonly number[][] | null, random: Random): Uint32Array {
  if (rowsOf === null) return Uint32Array.from({ length: rows }, () => random.below(rows));
  return Uint32Array.from(rowsOf.flatMap(() => rowsOf[random.below(rowsOf.length)] ?? []));
}

/** For each cluster its largest Jaccard similarity to one of the resample; null if none of its rows was drawn. */
function jaccards(labels: Int32Array, drawn: Uint32Array, again: Int32Array, k: number): (number | null)[] {
  const seen = new Uint8Array(labels.length);
  const both = new Float64Array(k * k);
  const [own, other] = [new Float64Array(k), new Float64Array(k)];
  drawn.forEach((row, at) => {
    if (seen[row] === 1) return;
    seen[row] = 1;
    const [one, two] = [labels[row] ?? 0, again[at] ?? 0];
    both[one * k + two] = (both[one * k + two] ?? 0) + 1;
    own[one] = (own[one] ?? 0) + 1;
    other[two] = (other[two] ?? 0) + 1;
  });
  return Array.from(own, (size, one) => {
    if (size === 0) return null;
    let most = 0;
    for (let two = 0; two < k; two += 1) {
      const shared = both[one * k + two] ?? 0;
      most = Math.max(most, shared / (size + (other[two] ?? 0) - shared));
    }
    return most;
  });
}
