import { correlationInterval } from './correlation.js';
import { centered, pearson } from './pearson.js';
import type { Interval } from './proportion.js';
import { midRanks } from './mid-ranks.js';

/** Two numbers of each row, sorted by customer; missing ones are NaN. */
export interface PairedNumbers {
  /** The customer of each row, as a number. */
  readonly unit: Float64Array;
  readonly one: Float64Array;
  readonly other: Float64Array;
}

export interface RankCorrelation {
  readonly rows: number;
  readonly customers: number;
  readonly spearman: number | null;
  /** 95%, for rows clustered in customers. */
  readonly interval: Interval | null;
  /** Correlation of the numbers themselves. */
  readonly pearson: number | null;
}

/**
 * Spearman's rank correlation of two numbers over the rows that have both, with its interval by Fisher's z = atanh r and
 * se(r) / (1 - r^2), se^2 = g / (g - 1) sum(e^2) / n^2 over g customers, where a row adds u v - r (u^2 + v^2) / 2 for its
 * standardized ranks u and v.
 *
 * @returns no correlation where one of the numbers does not vary.
 * Source: Spearman (1904), American Journal of Psychology 15; Fisher (1921), Metron 1.
 * @example
 * const [unit, one, other] = [[1, 2, 3], [1, 2, 3], [5, 9, 7]].map((values) => Float64Array.from(values));
 * rankCorrelation({ unit, one, other }).spearman; // 0.5
 */
export function rankCorrelation({ unit, one, other }: PairedNumbers): RankCorrelation {
  const [own, a, b] = complete(unit, one, other);
  const [ranksA, ranksB] = [centered(midRanks(a)), centered(midRanks(b))];
  const n = own.length;
  const spearman = defined(pearson(ranksA, ranksB).r);
  const [sa, sb] = [Math.sqrt(ranksA.squares / n), Math.sqrt(ranksB.squares / n)];
  let [customers, squares, error] = [0, 0, 0];
  for (let row = 0; row < n; row += 1) {
    const u = ((ranksA.values[row] ?? 0) - ranksA.mean) / sa;
    const v = ((ranksB.values[row] ?? 0) - ranksB.mean) / sb;
    error += u * v - ((spearman ?? 0) * (u * u + v * v)) / 2;
    if (own[row + 1] === own[row]) continue;
    customers += 1;
    squares += error * error;
    error = 0;
  }
  const variance =
    customers < 2 || spearman === null ? null : (squares * customers) / (customers - 1) / n ** 2;
  return {
    ...{ rows: n, customers, spearman },
    interval: correlationInterval(spearman, variance, customers),
    pearson: defined(pearson(centered(a), centered(b)).r),
  };
}

/** The rows that have both numbers. */
function complete(unit: Float64Array, one: Float64Array, other: Float64Array) {
  const rows = [
    new Float64Array(one.length),
    new Float64Array(one.length),
    new Float64Array(one.length),
  ] as const;
  let n = 0;
  for (let row = 0; row < one.length; row += 1) {
    const [x, y] = [one[row] ?? NaN, other[row] ?? NaN];
    if (x !== x || y !== y) continue;
    rows[0][n] = unit[row] ?? NaN;
    rows[1][n] = x;
    rows[2][n] = y;
    n += 1;
  }
  return [rows[0].subarray(0, n), rows[1].subarray(0, n), rows[2].subarray(0, n)] as const;
}

const defined = (r: number): number | null => (Number.isFinite(r) ? r : null);
