import { cholesky, inverseLower } from './cholesky.js';
import type { Points } from './points.js';

/** The components of a mixture, one after another. */
export interface Components {
  /** Share of each component. */
  readonly shares: Float64Array;
  readonly means: Float64Array;
  /** P of each, lower triangular: the squared length of P (x − mean) is the squared Mahalanobis distance. */
  readonly precisions: Float64Array;
  /** ln share + ln determinant of P − d / 2 ln(2 pi): the log density at the mean. */
  readonly logPeaks: Float64Array;
}

/** The components that make rows with these weights likeliest. @returns null if a covariance has no inverse. */
export function componentsOf(
  points: Points,
  weights: Float64Array,
  k: number,
  floor: number,
): Components | null {
  const { rows, dimensions: d, values } = points;
  const totals = new Float64Array(k);
  const means = new Float64Array(k * d);
  for (let row = 0; row < rows; row += 1) {
    for (let c = 0; c < k; c += 1) {
      const weight = weights[row * k + c] ?? 0;
      if (weight === 0) continue;
      totals[c] = (totals[c] ?? 0) + weight;
      for (let j = 0; j < d; j += 1)
        means[c * d + j] = (means[c * d + j] ?? 0) + weight * (values[row * d + j] ?? 0);
    }
  }
  for (let at = 0; at < means.length; at += 1)
    means[at] = (means[at] ?? 0) / (totals[Math.floor(at / d)] ?? 1);
  const covariances = covariancesOf(points, weights, means, k);
  const precisions = new Float64Array(k * d * d);
  const [shares, logPeaks] = [new Float64Array(k), new Float64Array(k)];
  for (let c = 0; c < k; c += 1) {
    const total = totals[c] ?? 0;
    const covariance = covariances.subarray(c * d * d, (c + 1) * d * d).map((value) => value / total);
    for (let j = 0; j < d; j += 1) covariance[j * (d + 1)] = (covariance[j * (d + 1)] ?? 0) + floor;
    const lower = cholesky(covariance, d);
    if (lower === null) return null;
    const precision = inverseLower(lower, d);
    precisions.set(precision, c * d * d);
    shares[c] = total / rows;
    let peak = Math.log(total / rows) - (d / 2) * Math.log(2 * Math.PI);
    for (let j = 0; j < d; j += 1) peak += Math.log(precision[j * (d + 1)] ?? 1);
    logPeaks[c] = peak;
  }
  return { shares, means, precisions, logPeaks };
}

/** Weighted sums of products of deviations; the lower triangles, and their mirrors. */
function covariancesOf(points: Points, weights: Float64Array, means: Float64Array, k: number): Float64Array {
  const { rows, dimensions: d, values } = points;
  const sums = new Float64Array(k * d * d);
  const off = new Float64Array(d);
  for (let row = 0; row < rows; row += 1) {
    for (let c = 0; c < k; c += 1) {
      const weight = weights[row * k + c] ?? 0;
      // What would not change the last bit of a sum near 1.
      if (weight < 1e-18) continue;
      for (let j = 0; j < d; j += 1) off[j] = (values[row * d + j] ?? 0) - (means[c * d + j] ?? 0);
      for (let i = 0; i < d; i += 1) {
        const scaled = weight * (off[i] ?? 0);
        const line = c * d * d + i * d;
        for (let j = 0; j <= i; j += 1) sums[line + j] = (sums[line + j] ?? 0) + scaled * (off[j] ?? 0);
      }
    }
  }
  for (let c = 0; c < k; c += 1) {
    for (let i = 0; i < d; i += 1) {
      for (let j = 0; j < i; j += 1) sums[c * d * d + j * d + i] = sums[c * d * d + i * d + j] ?? 0;
    }
  }
  return sums;
}

/** Fills in the probability of each component for each row. @returns the mean log-likelihood. */
export function expectation(points: Points, components: Components, weights: Float64Array): number {
  const { rows, dimensions: d, values } = points;
  const { means, precisions, logPeaks } = components;
  const k = logPeaks.length;
  const off = new Float64Array(d);
  const logs = new Float64Array(k);
  let total = 0;
  for (let row = 0; row < rows; row += 1) {
    let most = -Infinity;
    for (let c = 0; c < k; c += 1) {
      for (let j = 0; j < d; j += 1) off[j] = (values[row * d + j] ?? 0) - (means[c * d + j] ?? 0);
      let squared = 0;
      for (let i = 0; i < d; i += 1) {
        let along = 0;
        const line = c * d * d + i * d;
        for (let j = 0; j <= i; j += 1) along += (precisions[line + j] ?? 0) * (off[j] ?? 0);
        squared += along * along;
      }
      const log = (logPeaks[c] ?? 0) - squared / 2;
      logs[c] = log;
      if (log > most) most = log;
    }
    let sum = 0;
    for (let c = 0; c < k; c += 1) {
      const relative = Math.exp((logs[c] ?? 0) - most);
      weights[row * k + c] = relative;
      sum += relative;
    }
    for (let c = 0; c < k; c += 1) weights[row * k + c] = (weights[row * k + c] ?? 0) / sum;
    total += most + Math.log(sum);
  }
  return total / rows;
}
