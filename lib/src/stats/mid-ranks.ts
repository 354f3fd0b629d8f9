import { sorted } from './sorted.js';

/**
 * Ranks of numbers from 1, equal ones with the mean of their ranks; NaN has none and stays NaN.
 *
 * @example
 * midRanks(Float64Array.of(30, 10, 10)); // [3, 1.5, 1.5]
 */
export function midRanks(numbers: Float64Array): Float64Array {
  const { rows, values } = sorted(numbers);
  const ranks = new Float64Array(numbers.length).fill(NaN);
  // NaN comes last, and is equal to nothing.
  for (let from = 0, to = 0; from < values.length && !Number.isNaN(values[from]); from = to) {
    while (to < values.length && values[to] === values[from]) to += 1;
    for (let at = from; at < to; at += 1) ranks[rows[at] ?? 0] = (from + 1 + to) / 2;
  }
  return ranks;
}
