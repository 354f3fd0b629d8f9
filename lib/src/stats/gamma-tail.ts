import { logGamma } from './log-gamma.js';

/**
 * P(X > x) for a gamma distribution with shape s and scale 1, the regularized upper incomplete gamma function Q(s, x): 1
 * less a series of positive terms below the mean, a continued fraction above it. Both begin with x^s e^-x / Gamma(s), which
 * is put together without differences of large numbers. Errors are below 1e-13 for any shape that counts of rows give; the
 * number of terms grows with the square root of the shape.
 *
 * Source: Press et al. (2007), Numerical Recipes, 6.2; Loader (2000), Fast and Accurate Computation of Binomial
 * Probabilities, for the density.
 * @example
 * gammaUpperTail(1.5, 1); // e^-1.5 = 0.2231
 */
export function gammaUpperTail(x: number, s: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const density = Math.exp(-stirlingError(s) - deviance(s, x)) / Math.sqrt(2 * Math.PI * s);
  return x < s + 1 ? 1 - density * series(x, s) : density * s * fraction(x, s);
}

/** 1 + x / (s + 1) + x^2 / ((s + 1) (s + 2)) + ... */
function series(x: number, s: number): number {
  let [term, sum] = [1, 1];
  for (let n = 1; term > sum * Number.EPSILON; n += 1) {
    term *= x / (s + n);
    sum += term;
  }
  return sum;
}

/** A factor this near to 1 is 1 but for rounding. */
const TOLERANCE = 4 * Number.EPSILON;

/** 1 / (x + 1 - s - 1 (1 - s) / (x + 3 - s - 2 (2 - s) / ...)), by Lentz's method. */
function fraction(x: number, s: number): number {
  let b = x + 1 - s;
  let [c, d] = [Infinity, 1 / b];
  let value = d;
  for (let [n, factor] = [1, 0]; Math.abs(factor - 1) > TOLERANCE; n += 1) {
    const a = n * (s - n);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    factor = c * d;
    value *= factor;
  }
  return value;
}

/** log(Gamma(s + 1)) less Stirling's (s + 1/2) log(s) - s + log(2 pi) / 2. */
function stirlingError(s: number): number {
  if (s < 15) return logGamma(s + 1) - (s + 0.5) * Math.log(s) + s - Math.log(2 * Math.PI) / 2;
  const square = s * s;
  return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / s;
}

/** s log(s / x) + x - s, also where s and x are nearly the same. */
function deviance(s: number, x: number): number {
  const v = (s - x) / (s + x);
  if (Math.abs(v) > 0.1) return s * Math.log(s / x) + x - s;
  let [sum, term] = [(s - x) * v, 2 * s * v];
  for (let n = 3; Math.abs(term) > Number.EPSILON * sum; n += 2) {
    term *= v * v;
    sum += term / n;
  }
  return sum;
}
