import { studentCritical } from './distributions.js';
import type { Interval } from './proportion.js';

/**
 * 95% interval of a correlation from its variance by clusters, on Fisher's scale so that it stays within [-1, 1]:
 * tanh(atanh r ± t se / (1 - r^2)), with as many degrees of freedom as clusters less one.
 *
 * @returns null without a correlation or variance, for fewer than three clusters, and where r is 1 or -1.
 * Source: Fisher (1921), Metron 1.
 * @example
 * correlationInterval(0.9, 0.0004, 100); // 0.852 to 0.933
 */
export function correlationInterval(
  r: number | null,
  variance: number | null,
  clusters: number,
): Interval | null {
  if (r === null || variance === null || clusters < 3 || Math.abs(r) > 1 - 1e-12) return null;
  const half = (studentCritical(0.05, clusters - 1) * Math.sqrt(variance)) / (1 - r ** 2);
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}
