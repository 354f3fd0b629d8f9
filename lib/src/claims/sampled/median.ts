import { exactBounds, type Interval } from '../../stats/proportion.js';
import type { Estimate } from './estimate.js';

/**
 * The median of one value a user, with intervals between values in the order of size (Hahn & Meeker 1991, 5.2): they
 * hold for any distribution. Null where there are too few values for the level.
 *
 * @param values in any order
 * @example
 * medianOfUsers([3, 1, 2]).value; // 2
 */
export function medianOfUsers(values: readonly number[]): Estimate {
  const sorted = [...values].sort((one, other) => one - other);
  const n = sorted.length;
  const within = (alpha: number): Interval | null => {
    const below = fewest(n, alpha);
    const [low, high] = [sorted[below - 1], sorted[n - below]];
    return below === 0 || low === undefined || high === undefined ? null : { low, high };
  };
  const [lower, upper] = [sorted[Math.floor((n - 1) / 2)], sorted[Math.floor(n / 2)]];
  const value = lower === undefined || upper === undefined ? null : (lower + upper) / 2;
  return { value, users: n, interval: within(0.05), within };
}

/** The highest rank that lies above the median with probability `alpha / 2` at most; 0 if none does. */
function fewest(n: number, alpha: number): number {
  let [rank, beyond] = [0, Math.floor(n / 2) + 1];
  while (beyond - rank > 1) {
    const middle = Math.floor((rank + beyond) / 2);
    // The value of this rank is above the median if fewer than `middle` values are below it.
    if (exactBounds(middle - 1, n, alpha).high < 0.5) rank = middle;
    else beyond = middle;
  }
  return rank;
}

/**
 * A median over another, both of positive values: the bounds of both hold together, each with half the chance of
 * missing.
 */
export function ratioOfMedians(one: Estimate, other: Estimate): Estimate {
  const within = (alpha: number): Interval | null => {
    const [above, below] = [one.within(alpha / 2), other.within(alpha / 2)];
    if (above === null || below === null || below.low <= 0) return null;
    return { low: above.low / below.high, high: above.high / below.low };
  };
  const [above, below] = [one.value, other.value];
  return {
    value: above !== null && below !== null && below > 0 ? above / below : null,
    users: Math.min(one.users, other.users),
    interval: within(0.05),
    within,
  };
}
