import { OptionsError } from '../errors.js';
import { eigenvectors } from './eigen.js';
import { kMeans, type KMeansOptions } from './kmeans.js';
import type { Points } from './points.js';
import { seeded, type Random } from './random.js';

/** How much tighter k clusters are than those of rows without any. */
export interface Gap {
  readonly k: number;
  /** Mean of log W over reference sets, less that of the rows; W is the sum of squared distances to centers. */
  readonly gap: number;
  /** Standard deviation over reference sets times sqrt(1 + 1 / sets). */
  readonly error: number;
}

export interface GapOptions extends KMeansOptions {
  /** Number of reference sets; 20 when absent. */
  readonly references?: number;
}

/**
 * Gap statistic of k-means for k = 1 to `most`: log W of the rows beside that of reference sets, drawn uniformly from the
 * box that the rows fill along their principal components.
 *
 * @returns fewer if the rows have not more than `most` distinct ones.
 * @throws OptionsError unless `most` is a whole number from 1 to the number of rows, and there is at least one reference
 *   set.
 * Source: Tibshirani, Walther & Hastie (2001), J. R. Stat. Soc. B 63, with W and references as in their (b).
 * @example
 * gapChoice(gaps(points, 8)); // the number of clusters
 */
export function gaps(points: Points, most: number, options: GapOptions = {}): Gap[] {
  const { references = 20, seed = 1, ...rest } = options;
  if (!Number.isInteger(references) || references < 1) {
    throw new OptionsError(`The gap statistic needs at least one reference set, not ${references}.`);
  }
  const random = seeded(seed);
  const box = boxOf(points);
  const own: number[] = [];
  for (let k = 1; k <= most; k += 1) {
    const within = kMeans(points, k, { ...rest, seed })?.within ?? 0;
    // As many clusters as distinct rows have no width, and no logarithm.
    if (!(within > 0)) break;
    own.push(within);
  }
  const ks = own.map((_, index) => index + 1);
  const logs = ks.map((): number[] => []);
  for (let set = 0; set < references; set += 1) {
    const drawn = drawnFrom(box, points.rows, random);
    ks.forEach((k, at) => logs[at]?.push(Math.log(kMeans(drawn, k, { ...rest, seed })?.within ?? 0)));
  }
  return ks.map((k, at) => {
    const of = logs[at] ?? [];
    const mean = of.reduce((sum, value) => sum + value, 0) / references;
    const variance = of.reduce((sum, value) => sum + (value - mean) ** 2, 0) / references;
    return { k, gap: mean - Math.log(own[at] ?? 0), error: Math.sqrt(variance * (1 + 1 / references)) };
  });
}

/**
 * The smallest k whose gap is at least that of k + 1 less its error; the last if there is none.
 *
 * @returns null without gaps.
 */
export function gapChoice(found: readonly Gap[]): number | null {
  const chosen = found.find(({ gap }, at) => {
    const next = found[at + 1];
    return next !== undefined && gap >= next.gap - next.error;
  });
  return (chosen ?? found.at(-1))?.k ?? null;
}

interface Box {
  readonly axes: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly means: Float64Array;
}

/** The range of the rows along their principal components. */
function boxOf({ rows, dimensions, values }: Points): Box {
  const means = new Float64Array(dimensions);
  for (let at = 0; at < values.length; at += 1)
    means[at % dimensions] = (means[at % dimensions] ?? 0) + (values[at] ?? 0) / rows;
  const products = new Float64Array(dimensions * dimensions);
  const centered = values.map((value, at) => value - (means[at % dimensions] ?? 0));
  for (let i = 0; i < rows; i += 1) {
    for (let one = 0; one < dimensions; one += 1) {
      for (let other = 0; other < dimensions; other += 1) {
        const at = one * dimensions + other;
        products[at] =
          (products[at] ?? 0) +
          (centered[i * dimensions + one] ?? 0) * (centered[i * dimensions + other] ?? 0);
      }
    }
  }
  const axes = eigenvectors(products, dimensions);
  const [low, high] = [
    new Float64Array(dimensions).fill(Infinity),
    new Float64Array(dimensions).fill(-Infinity),
  ];
  for (let i = 0; i < rows; i += 1) {
    for (let axis = 0; axis < dimensions; axis += 1) {
      let along = 0;
      for (let d = 0; d < dimensions; d += 1)
        along += (axes[axis * dimensions + d] ?? 0) * (centered[i * dimensions + d] ?? 0);
      low[axis] = Math.min(low[axis] ?? 0, along);
      high[axis] = Math.max(high[axis] ?? 0, along);
    }
  }
  return { axes, low, high, means };
}

function drawnFrom({ axes, low, high, means }: Box, rows: number, random: Random): Points {
  const dimensions = means.length;
  const values = new Float64Array(rows * dimensions);
  for (let i = 0; i < rows; i += 1) {
    values.set(means, i * dimensions);
    for (let axis = 0; axis < dimensions; axis += 1) {
      const along = (low[axis] ?? 0) + ((high[axis] ?? 0) - (low[axis] ?? 0)) * random.next();
      for (let d = 0; d < dimensions; d += 1) {
        const at = i * dimensions + d;
        values[at] = (values[at] ?? 0) + along * (axes[axis * dimensions + d] ?? 0);
      }
    }
  }
  return { rows, dimensions, values };
}
