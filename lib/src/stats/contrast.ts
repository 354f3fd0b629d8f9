import type { DifferenceOfMeans } from './difference.js';
import { clusteredDifference } from './stratified-difference.js';

/** Rows in columns, sorted by customer and then stratum. */
export interface SidedRows {
  /** The customer of each row, as a number. */
  readonly unit: Float64Array;
  /** 1 for the one side, such as anomalies, 0 for the other. */
  readonly side: Uint8Array;
  /** Parts of the rows within which the sides are compared, as whole numbers from 0. Default: all rows together. */
  readonly stratum?: Int32Array;
}

/** A difference between two sides, such as anomalies and others, in one number. */
export interface Contrast {
  /** Rows and means of each side, over the strata in which both occur. */
  readonly anomalous: number;
  readonly others: number;
  readonly anomalousMean: number | null;
  readonly othersMean: number | null;
  /** Standard deviation within the two sides, and within strata. */
  readonly sd: number | null;
  readonly test: DifferenceOfMeans | null;
}

/** Sides that do not both occur. */
const NONE: Contrast = {
  ...{ anomalous: 0, others: 0, anomalousMean: null, othersMean: null, sd: null, test: null },
};

/**
 * Compares the mean of numbers between two sides, with the rows of one customer clustered; see {@link clusteredDifference}.
 * Rows without a number (NaN) do not count; strata in which one side has fewer than two customers are left out. sd is pooled
 * over sides and strata.
 *
 * With n1, n0 rows of a stratum, its weight is w = n1 n0 / (n1 + n0) as in a regression on the strata, as a share of all
 * weights. Each customer adds w (s - m n) / n1 to the error of a side, for its sum s over n rows; g / (g - 1) corrects for
 * the g customers of which the mean m is.
 *
 * The variance if both sides vary alike is sum(w^2 v (1 / n1 + 1 / n0) d) with the variance v of both sides of a stratum
 * together and its design effect d = sum(u^2) / ((n - 1) v), at least 1, where u sums the deviations of a customer's rows
 * from the mean of the stratum.
 *
 * @example
 * contrast(Float64Array.of(1, 2, 3, 9), { unit: Float64Array.of(1, 2, 3, 4), side: Uint8Array.of(0, 0, 1, 1) }).anomalousMean; // 6
 */
export function contrast(numbers: Float64Array, { stratum, ...sided }: SidedRows): Contrast {
  const rows = { ...sided, stratum: stratum ?? new Int32Array(numbers.length) };
  const pairs = pairsOf(numbers, rows);
  const weight = sum(pairs.map(({ w }) => w));
  if (!(weight > 0)) return NONE;
  const strata = new Map(pairs.map((pair) => [pair.stratum, { ...pair, part: pair.w / weight }]));
  const all = [...strata.values()];
  const [n1, n0] = [sum(all.map((one) => one.n1)), sum(all.map((one) => one.n0))];
  const [m1, m0] = [sum(all.map((one) => one.part * one.m1)), sum(all.map((one) => one.part * one.m0))];
  const free = sum(all.map((one) => one.n1 + one.n0 - 2));
  const errors = errorsOf(numbers, rows, strata);
  const alike = all.map(({ part, squares, w, m1: a, m0: b, n1: n, n0: m, stratum }) => {
    const within = Math.max(errors.clusters[stratum] ?? 0, squares + w * (a - b) ** 2);
    return ((part * part * within) / (n + m - 1)) * (1 / n + 1 / m);
  });
  return {
    ...{ anomalous: n1, others: n0, anomalousMean: m1, othersMean: m0 },
    sd: free > 0 ? Math.sqrt(sum(all.map(({ squares }) => squares)) / free) : null,
    test: clusteredDifference({
      difference: m1 - m0,
      ...{ one: errors.one, other: errors.other, both: errors.both },
      spread: sum(all.map((one) => spreadOf(errors, one))),
      alike: {
        variance: sum(alike),
        df: sum(all.map(({ stratum }) => (errors.units[stratum] ?? 0) - 1)) - 1,
      },
    }),
  };
}

/** A stratum with both sides: rows, means and customers of each, and squares about the means of the sides. */
interface Pair {
  readonly stratum: number;
  readonly n1: number;
  readonly n0: number;
  readonly m1: number;
  readonly m0: number;
  readonly g1: number;
  readonly g0: number;
  readonly squares: number;
  readonly w: number;
}

function largest(values: Int32Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function pairsOf(numbers: Float64Array, { unit, side, stratum }: Required<SidedRows>): Pair[] {
  const cells = 2 * (1 + largest(stratum));
  const [n, sums, g] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)];
  const [last, squares] = [new Float64Array(cells).fill(NaN), new Float64Array(cells)];
  for (let row = 0; row < numbers.length; row += 1) {
    const x = numbers[row] ?? NaN;
    if (x !== x) continue;
    const at = 2 * (stratum[row] ?? 0) + (side[row] ?? 0);
    n[at] = (n[at] ?? 0) + 1;
    sums[at] = (sums[at] ?? 0) + x;
    if (last[at] !== unit[row]) g[at] = (g[at] ?? 0) + 1;
    last[at] = unit[row] ?? NaN;
  }
  const means = sums.map((total, at) => total / (n[at] ?? 0));
  for (let row = 0; row < numbers.length; row += 1) {
    const x = numbers[row] ?? NaN;
    if (x !== x) continue;
    const at = 2 * (stratum[row] ?? 0) + (side[row] ?? 0);
    squares[at] = (squares[at] ?? 0) + (x - (means[at] ?? 0)) ** 2;
  }
  const pairs: Pair[] = [];
  for (let at = 0; at < cells; at += 2) {
    const of = (values: Float64Array): readonly [number, number] => [values[at + 1] ?? 0, values[at] ?? 0];
    const [[n1, n0], [m1, m0], [g1, g0], [s1, s0]] = [of(n), of(means), of(g), of(squares)];
    if (g1 < 2 || g0 < 2) continue;
    pairs.push({
      ...{ stratum: at / 2, n1, n0, m1, m0, g1, g0 },
      squares: s1 + s0,
      w: (n1 * n0) / (n1 + n0),
    });
  }
  return pairs;
}

/** What customers add to errors: over all strata, and by stratum. */
interface Errors {
  readonly one: number;
  readonly other: number;
  readonly both: number;
  /** By stratum and side: sums of squares over customers. */
  readonly sides: Float64Array;
  /** By stratum: squares of the sums of deviations from its mean, and customers. */
  readonly clusters: Float64Array;
  readonly units: Float64Array;
}

type Part = Pair & { readonly part: number };

/** By stratum: means, and what a deviation from the mean of a side weighs; NaN for strata that do not count. */
function weightsOf(strata: ReadonlyMap<number, Part>, size: number) {
  const by = (of: (pair: Part) => number) =>
    Float64Array.from({ length: size }, (_, at) => {
      const pair = strata.get(at);
      return pair === undefined ? NaN : of(pair);
    });
  return {
    mean: by(({ n1, n0, m1, m0 }) => (n1 * m1 + n0 * m0) / (n1 + n0)),
    mean1: by(({ m1 }) => m1),
    mean0: by(({ m0 }) => m0),
    weight1: by(({ part, g1, n1 }) => (part * Math.sqrt(g1 / (g1 - 1))) / n1),
    weight0: by(({ part, g0, n0 }) => (part * Math.sqrt(g0 / (g0 - 1))) / n0),
  };
}

/** The rows of a customer and stratum come one after another: each is summed up where it ends. */
function errorsOf(
  numbers: Float64Array,
  { unit, side, stratum }: Required<SidedRows>,
  strata: ReadonlyMap<number, Part>,
): Errors {
  const size = [...strata.keys()].reduce((most, stratum) => Math.max(most, stratum), -1) + 1;
  const { mean, mean1, mean0, weight1, weight0 } = weightsOf(strata, size);
  const [sides, clusters, units] = [2 * size, size, size].map((length) => new Float64Array(length)) as [
    ...[Float64Array, Float64Array, Float64Array],
  ];
  let [one, other, both] = [0, 0, 0];
  // Of the customer so far, of its stratum so far, and how many rows of that.
  let [e1, e0, s1, s0, u, rows] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < numbers.length; row += 1) {
    const at = stratum[row] ?? 0;
    const x = numbers[row] ?? NaN;
    const off = x - (mean[at] ?? NaN);
    if (off === off) {
      rows += 1;
      u += off;
      if (side[row] === 1) s1 += (weight1[at] ?? 0) * (x - (mean1[at] ?? 0));
      else s0 += (weight0[at] ?? 0) * (x - (mean0[at] ?? 0));
    }
    const last = row + 1 === numbers.length || unit[row + 1] !== unit[row];
    if (rows > 0 && (last || stratum[row + 1] !== at)) {
      sides[2 * at + 1] = (sides[2 * at + 1] ?? 0) + s1 * s1;
      sides[2 * at] = (sides[2 * at] ?? 0) + s0 * s0;
      clusters[at] = (clusters[at] ?? 0) + u * u;
      units[at] = (units[at] ?? 0) + 1;
      e1 += s1;
      e0 += s0;
      s1 = s0 = u = rows = 0;
    }
    if (!last) continue;
    one += e1 * e1;
    other += e0 * e0;
    both += e1 * e0;
    e1 = e0 = 0;
  }
  return { one, other, both, sides, clusters, units };
}

/** Sum of v^2 / (g - 1) over the two sides of a stratum. */
function spreadOf({ sides }: Errors, { stratum, g1, g0 }: Pair): number {
  return (sides[2 * stratum + 1] ?? 0) ** 2 / (g1 - 1) + (sides[2 * stratum] ?? 0) ** 2 / (g0 - 1);
}
