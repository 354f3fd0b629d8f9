import { squaredDistance, type Points } from './points.js';
import type { Random } from './random.js';

/**
 * First centers by k-means++: a random row, then rows drawn with a probability proportional to their squared distance
 * from the nearest center so far.
 *
 * @returns null if there are fewer than k distinct rows.
 * Source: Arthur & Vassilvitskii (2007), SODA.
 */
export function plusPlus(points: Points, k: number, random: Random): Float64Array | null {
  const { rows, dimensions, values } = points;
  const centers = new Float64Array(k * dimensions);
  const nearest = new Float64Array(rows).fill(Infinity);
  let next = random.below(rows);
  for (let center = 0; ; center += 1) {
    centers.set(values.subarray(next * dimensions, (next + 1) * dimensions), center * dimensions);
    if (center === k - 1) return centers;
    let total = 0;
    for (let i = 0; i < rows; i += 1) {
      const distance = Math.min(nearest[i] ?? 0, squaredDistance(values, i, centers, center, dimensions));
      nearest[i] = distance;
      total += distance;
    }
    if (!(total > 0)) return null;
    next = drawn(nearest, total * random.next());
  }
}

/** The first row at which the running sum of weights is above a value; rows of weight 0 are never drawn. */
function drawn(weights: Float64Array, above: number): number {
  let [sum, last] = [0, 0];
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    sum += weight;
    last = i;
    if (sum > above) break;
  }
  return last;
}
