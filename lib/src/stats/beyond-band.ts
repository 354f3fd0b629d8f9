import { studentTwoSided } from './distributions.js';

/** A sample, and how far from its own mean counts as beyond. */
export interface BandOfSample {
  readonly n: number;
  /** Sample standard deviation, divided by n - 1. */
  readonly sd: number;
  /** Half the width of the band, in the unit of the values. */
  readonly band: number;
}

/**
 * How many of n normal values lie further from their own mean than a band, given their standard deviation. What a
 * fixed band finds where nothing is wrong: a wide spread alone puts values beyond it.
 *
 * With tau = band / (sd sqrt((n - 1) / n)): n P(|T| > tau sqrt(n - 2) / sqrt(n - 1 - tau^2)), T with n - 2 degrees of
 * freedom; 0 if tau^2 >= n - 1, which no value can reach. Exact, since deviations are divided by their own sd.
 * @returns null for fewer than three values, whose deviations their sd already determines.
 * Source: Thompson (1935), Annals of Mathematical Statistics 6.
 * @example
 * expectedBeyond({ n: 27, sd: 0.21, band: 0.15 }); // about 13
 */
export function expectedBeyond({ n, sd, band }: BandOfSample): number | null {
  if (n < 3) return null;
  if (!(sd > 0)) return 0;
  const square = (band / sd) ** 2 * (n / (n - 1));
  if (square >= n - 1) return 0;
  return n * studentTwoSided(Math.sqrt((square * (n - 2)) / (n - 1 - square)), n - 2);
}
