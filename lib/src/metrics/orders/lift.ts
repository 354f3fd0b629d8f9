import { Z, type Interval } from '../../stats/proportion.js';

/**
 * Orders of a pair, and sums over customers of products of their own counts. With all orders of a customer n_c, those
 * with the first item a_c, with the second b_c, with both ab_c: `squares_aa` is the sum of a_c², `products_ab_n` of
 * ab_c n_c, `nn` of n_c² over all customers.
 */
export interface LiftSums {
  readonly customers: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly ab: number;
  readonly nn: number;
  readonly squares_aa: number;
  readonly squares_bb: number;
  readonly squares_abab: number;
  readonly products_ab_a: number;
  readonly products_ab_b: number;
  readonly products_ab_n: number;
  readonly products_a_b: number;
  readonly products_a_n: number;
  readonly products_b_n: number;
}

/**
 * 95% interval of a lift by customers, on the logarithm. An order adds to log(lift) = log ab + log n - log a - log b
 * what it is in each; with d_c = ab_c / ab - a_c / a - b_c / b + n_c / n of each of C customers:
 * variance = C / (C - 1) sum(d_c²).
 *
 * @returns null for fewer than two customers, without an order with both, or where nothing varies.
 * Source: linearization as in Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling, 5.5.
 */
export function liftInterval(sums: LiftSums): Interval | null {
  const { customers, n, a, b, ab } = sums;
  if (customers < 2 || ab === 0) return null;
  const [p, q, r, s] = [1 / ab, -1 / a, -1 / b, 1 / n];
  const squares =
    p * p * sums.squares_abab +
    q * q * sums.squares_aa +
    r * r * sums.squares_bb +
    s * s * sums.nn +
    2 * p * q * sums.products_ab_a +
    2 * p * r * sums.products_ab_b +
    2 * p * s * sums.products_ab_n +
    2 * q * r * sums.products_a_b +
    2 * q * s * sums.products_a_n +
    2 * r * s * sums.products_b_n;
  // What is left of terms that cancel is no spread.
  if (squares <= 1e-12) return null;
  const half = Z * Math.sqrt((customers / (customers - 1)) * squares);
  const lift = (ab * n) / (a * b);
  return { low: lift * Math.exp(-half), high: lift * Math.exp(half) };
}
