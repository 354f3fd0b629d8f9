import type { Interval } from './proportion.js';
import { betaLowerTail, fLowerTail } from './distributions.js';
import { gammaUpperTail } from './gamma-tail.js';
import { logGamma } from './log-gamma.js';
import { whereFalls } from './roots.js';

/**
 * The Poisson mixture that both distributions are: the sum over j of Poisson(j; mean) times tail(j). Tails of
 * neighbors differ by `step(j)` = tail(j) - tail(j + 1), so that only the last one has to be evaluated.
 */
function mixture(mean: number, tail: (j: number) => number, step: (j: number) => number): number {
  const reach = 9 * Math.sqrt(mean) + 30;
  const [from, to] = [Math.max(0, Math.floor(mean - reach)), Math.ceil(mean + reach)];
  if (mean === 0) return tail(0);
  let weight = Math.exp(to * Math.log(mean) - mean - logGamma(to + 1));
  let [lower, sum] = [tail(to), 0];
  for (let j = to; j >= from; j -= 1) {
    sum += weight * lower;
    lower += step(j - 1);
    weight *= j / mean;
  }
  return Math.min(1, sum);
}

/**
 * Above this noncentrality the sum has thousands of terms, and a distribution without noncentrality takes its place: of
 * the same mean and variance, by Patnaik. Its tails are less than 1e-4 off.
 */
const LARGE = 1e5;
/** With more degrees of freedom the variance of a chi-square alters no tail. */
const MOST_DF = 1e8;

/** The degrees of freedom of a chi-square that varies as much, for its mean, as a noncentral one. */
const patnaikDf = (df: number, noncentrality: number): number =>
  Math.min(MOST_DF, (df + noncentrality) ** 2 / (df + 2 * noncentrality));

/**
 * P(X <= x) for noncentral chi-square, x >= 0. Source: Johnson, Kotz & Balakrishnan (1995), ch. 29; Patnaik (1949),
 * Biometrika 36, for large noncentralities.
 */
export function noncentralChiSquareLowerTail(x: number, df: number, noncentrality: number): number {
  if (noncentrality > LARGE) {
    const own = patnaikDf(df, noncentrality);
    return 1 - gammaUpperTail(((x / (df + noncentrality)) * own) / 2, own / 2);
  }
  const half = x / 2;
  return mixture(
    noncentrality / 2,
    (j) => 1 - gammaUpperTail(half, df / 2 + j),
    (j) => Math.exp((df / 2 + j) * Math.log(half) - half - logGamma(df / 2 + j + 1)),
  );
}

/**
 * P(X <= x) for noncentral F, x >= 0. Source: Johnson, Kotz & Balakrishnan (1995), ch. 30; Patnaik (1949), Biometrika 36,
 * for large noncentralities.
 */
export function noncentralFLowerTail(x: number, df1: number, df2: number, noncentrality: number): number {
  if (noncentrality > LARGE) {
    return fLowerTail(x / (1 + noncentrality / df1), patnaikDf(df1, noncentrality), df2);
  }
  const [a, b] = [df1 / 2, df2 / 2];
  const share = (df1 * x) / (df1 * x + df2);
  const [log, logRest, logB] = [Math.log(share), Math.log1p(-share), logGamma(b)];
  return mixture(
    noncentrality / 2,
    (j) => betaLowerTail(share, a + j, b),
    (j) => Math.exp((a + j) * log + b * logRest + logGamma(a + j + b) - logB - logGamma(a + j + 1)),
  );
}

/**
 * 95% interval of a noncentrality: the values under which the statistic found is neither among the lowest nor among
 * the highest 2.5%. It begins at 0 where the statistic is not above what chance alone gives.
 *
 * @param lowerTail P(statistic <= found), given a noncentrality.
 * @param found used for a bound of the search.
 * Source: Steiger (2004), Psychological Methods 9.
 */
export function noncentralityInterval(lowerTail: (noncentrality: number) => number, found: number): Interval {
  const most = 4 * found + 200;
  return { low: whereFalls(lowerTail, 0.975, 0, most), high: whereFalls(lowerTail, 0.025, 0, most) };
}
