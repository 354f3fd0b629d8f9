import { MetricError } from '../errors.js';
import { kMeans, type KMeansOptions } from './kmeans.js';
import { componentsOf, expectation, type Components } from './mixture-steps.js';
import type { Points } from './points.js';

/** Normal distributions of which rows are a mixture. */
export interface Mixture extends Components {
  /** The component of each row with the largest probability, counted from 0. */
  readonly labels: Int32Array;
  /** Mean over rows of the log-likelihood. */
  readonly logLikelihood: number;
  /** −2 log-likelihood + parameters ln(rows); smaller is better. */
  readonly bic: number;
  readonly iterations: number;
  /** Whether the mean log-likelihood gained less than the tolerance in the last iteration. */
  readonly converged: boolean;
}

export interface MixtureOptions extends KMeansOptions {
  /** Stops when an iteration adds less to the mean log-likelihood. Default: 0.001. */
  readonly gain?: number;
  /** Added to every variance, so that rows on a line or in a point have a density. Default: 0.000001. */
  readonly floor?: number;
}

/**
 * Gaussian mixture with a full covariance for each component, by expectation maximization from the clusters of k-means:
 * clusters of different size and shape, which k-means cannot tell apart. Components come in the order of those clusters.
 *
 * parameters = k (d + d (d + 1) / 2) + k − 1.
 * @returns null if fewer than k rows are distinct.
 * @throws OptionsError unless k is a whole number from 1 to the number of rows.
 * @throws MetricError where a covariance has no inverse, because dimensions depend on each other and the floor is too low.
 * Source: Dempster, Laird & Rubin (1977), J. R. Stat. Soc. B 39; Schwarz (1978), Annals of Statistics 6, for BIC.
 * @example
 * mixture(points, 3)?.bic;
 */
export function mixture(points: Points, k: number, options: MixtureOptions = {}): Mixture | null {
  const { gain = 1e-3, floor = 1e-6, iterations: most = 300, ...rest } = options;
  const start = kMeans(points, k, rest);
  if (start === null) return null;
  const { rows, dimensions } = points;
  const weights = new Float64Array(rows * k);
  start.labels.forEach((label, row) => (weights[row * k + label] = 1));
  let components = required(componentsOf(points, weights, k, floor));
  let [before, iterations, converged] = [-Infinity, 0, false];
  while (iterations < most && !converged) {
    const likelihood = expectation(points, components, weights);
    components = required(componentsOf(points, weights, k, floor));
    iterations += 1;
    converged = Math.abs(likelihood - before) < gain;
    before = likelihood;
  }
  const logLikelihood = expectation(points, components, weights);
  const parameters = k * (dimensions + (dimensions * (dimensions + 1)) / 2) + k - 1;
  return {
    ...components,
    labels: likeliest(weights, rows, k),
    logLikelihood,
    bic: -2 * logLikelihood * rows + parameters * Math.log(rows),
    ...{ iterations, converged },
  };
}

/** The component of each row with the largest probability, for rows to which the mixture may not have been fitted. */
export function componentLabels(points: Points, components: Components): Int32Array {
  const { rows, dimensions, values } = points;
  const k = components.shares.length;
  const labels = new Int32Array(rows);
  const weights = new Float64Array(Math.min(rows, CHUNK) * k);
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(rows, from + CHUNK);
    const chunk = {
      rows: to - from,
      dimensions,
      values: values.subarray(from * dimensions, to * dimensions),
    };
    expectation(chunk, components, weights);
    labels.set(likeliest(weights, chunk.rows, k), from);
  }
  return labels;
}

/** Rows whose probabilities are held at a time. */
const CHUNK = 10_000;

function required(components: Components | null): Components {
  if (components !== null) return components;
  throw new MetricError(
    'A component of the mixture has no density: its features depend on each other. Leave one of them out or raise floor.',
  );
}

function likeliest(weights: Float64Array, rows: number, k: number): Int32Array {
  const labels = new Int32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    for (let component = 1; component < k; component += 1) {
      const best = labels[row] ?? 0;
      if ((weights[row * k + component] ?? 0) > (weights[row * k + best] ?? 0)) labels[row] = component;
    }
  }
  return labels;
}
