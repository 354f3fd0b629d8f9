import { studentCritical } from './distributions.js';
import type { Interval } from './proportion.js';

/**
 * Sums over users of two numbers each: `a`, the pairs of one of the user's purchases and one of somebody else that are
 * of one category, and `b`, all such pairs.
 */
export interface PairSums {
  /** Users with a purchase. */
  readonly users: number;
  readonly a: number;
  readonly b: number;
  readonly aa: number;
  readonly ab: number;
  readonly bb: number;
}

/** Fewer users do not tell how users differ. */
const FEWEST = 10;

export interface SharedPairs {
  /** The chance that two purchases of different users are of one category. */
  readonly chance: number;
  /** 95% interval, by users; null where no pair is shared, or there are fewer than ten users. */
  readonly interval: Interval | null;
}

/**
 * The chance that purchases of two different users are of one category, with its interval by users.
 *
 * chance = sum(a) / sum(b): the ratio of two means over pairs of users (U-statistics of degree 2), so that its
 * expectation is the same in a sample of any size, whereas pairs of one user, who buys the same again, weigh the more
 * the smaller the sample is. A user's influence is 2 (a - chance b) / sum(b); the interval is that of the logarithm,
 * chance × exp(± t e / chance) with e^2 = n / (n - 1) sum(influence^2) and n - 1 degrees of freedom.
 * @returns null for fewer than two users.
 * Source: Hoeffding (1948), Annals of Mathematical Statistics 19; Simpson (1949), Nature 163, for the measure.
 * @example
 * // Two users with one purchase each, of one category: each has 1 pair, which is shared.
 * sharedPairs({ users: 2, a: 2, b: 2, aa: 2, ab: 2, bb: 2 })?.chance; // 1
 */
export function sharedPairs({ users, a, b, aa, ab, bb }: PairSums): SharedPairs | null {
  // A pair needs two users.
  if (b === 0) return null;
  const chance = a / b;
  if (a === 0 || users < FEWEST) return { chance, interval: null };
  const squares = Math.max(0, aa - 2 * chance * ab + chance ** 2 * bb);
  const error = (2 * Math.sqrt((users / (users - 1)) * squares)) / b;
  const factor = Math.exp((studentCritical(0.05, users - 1) * error) / chance);
  return { chance, interval: { low: chance / factor, high: Math.min(1, chance * factor) } };
}
