import { logGamma } from './log-gamma.js';
import type { Random } from './random.js';

/** From this mean on, trials are drawn by rejection; below it, by adding up waiting times. */
const REJECTION_FROM = 10;

/**
 * How many of n trials succeed, each with the probability p. Exact for any n: few successes by geometric waiting times,
 * many by transformed rejection (Hörmann 1993, BTRS, J. Stat. Comput. Simul. 46), whose effort does not grow with n.
 *
 * @example
 * binomialDraw(seeded(1), 100, 0.2); // about 20
 */
export function binomialDraw(random: Random, n: number, p: number): number {
  if (p > 0.5) return n - binomialDraw(random, n, 1 - p);
  if (n <= 0 || p <= 0) return 0;
  return n * p < REJECTION_FROM ? byWaiting(random, n, p) : byRejection(random, n, p);
}

function byWaiting(random: Random, n: number, p: number): number {
  const failing = Math.log1p(-p);
  let successes = 0;
  for (let trial = 0; ; successes += 1) {
    trial += Math.floor(Math.log1p(-random.next()) / failing) + 1;
    if (trial > n) return successes;
  }
}

function byRejection(random: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const mode = Math.floor((n + 1) * p);
  const logs = (k: number): number => logGamma(k + 1) + logGamma(n - k + 1) - k * Math.log(odds);
  const atMode = logs(mode);
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + n * p + 0.5);
    if (edge >= 0.07 && v <= 0.92 - 4.2 / b) return k;
    if (k < 0 || k > n) continue;
    if (Math.log((v * alpha) / (a / (edge * edge) + b)) <= atMode - logs(k)) return k;
  }
}

/**
 * n draws over categories with these weights, as counts by category.
 *
 * @example
 * multinomialDraw(seeded(1), 100, [1, 3]); // about [25, 75]
 */
export function multinomialDraw(random: Random, n: number, weights: readonly number[]): number[] {
  // What is left of the weights is added up from behind: subtracting would leave rounding errors to the last category.
  const rest = weights.map((_, from) => weights.slice(from).reduceRight((all, each) => all + each, 0));
  let left = n;
  return weights.map((each, category) => {
    const drawn = each > 0 ? binomialDraw(random, left, each / (rest[category] ?? each)) : 0;
    left -= drawn;
    return drawn;
  });
}
