import { USER_REGIONS, type UserRegion } from '../../data/users.js';
import { OptionsError } from '../../errors.js';
import { apportion } from '../../stats/apportion.js';
import { RFM_SEGMENT_KEYS, type RfmSegment } from '../rfm/segments.js';
import type { SegmentRegion } from './segmentRegions.js';
import { revenueAtStake, type SegmentRegionStake, type StakeWeights } from './stakes.js';

export interface BudgetOptions {
  /** What there is to spend, in yuan, to the cent. */
  readonly budget: number;
  readonly weights?: StakeWeights;
}

/** What one segment or region gets. */
export interface BudgetShare<N extends string> {
  readonly name: N;
  readonly users: number;
  /** In yuan. */
  readonly revenue: number;
  /** Revenue at stake, in yuan. */
  readonly stake: number;
  /** In yuan, whole cents. */
  readonly amount: number;
  /** The same in cents: whole numbers, so that sums are exact. */
  readonly cents: number;
  /** cents / cents of the whole budget */
  readonly share: number;
}

export interface Budget {
  /** The whole budget in cents; `cents` of the segments sum to it, and so do those of the regions. */
  readonly cents: number;
  readonly segments: readonly BudgetShare<RfmSegment>[];
  readonly regions: readonly BudgetShare<UserRegion>[];
}

/**
 * Splits a budget by segment, and once more by region, in proportion to the revenue at stake:
 *
 * share = sum(revenue x weight) of the segment or region / the same sum over all.
 *
 * Cents that the division leaves over go to the largest remainders ({@link apportion}), so that the parts sum to
 * the budget exactly. A segment or region without users, or with nothing at stake, gets 0.
 * @throws OptionsError for a budget that is not a positive number of whole cents, or a weight that is negative.
 * @throws MetricError when nothing is at stake.
 * @example
 * const { regions } = splitBudget(pairs, { budget: 100_000, weights: STAKE_RULES.winBack });
 */
export function splitBudget(pairs: readonly SegmentRegion[], options: BudgetOptions): Budget {
  const cents = centsOf(options.budget);
  const stakes = revenueAtStake(pairs, options.weights);
  return {
    cents,
    segments: split(cents, RFM_SEGMENT_KEYS, stakes, ({ segment }) => segment),
    regions: split(cents, USER_REGIONS, stakes, ({ region }) => region),
  };
}

const CENTS = 100;

function centsOf(budget: number): number {
  const cents = Math.round(budget * CENTS);
  if (!Number.isSafeInteger(cents) || cents <= 0 || cents / CENTS !== budget) {
    throw new OptionsError(`The budget must be a positive amount of yuan, to the cent; not ${budget}.`);
  }
  return cents;
}

function split<N extends string>(
  budget: number,
  names: readonly N[],
  stakes: readonly SegmentRegionStake[],
  nameOf: (pair: SegmentRegionStake) => N,
): BudgetShare<N>[] {
  const totals = names.map((name) => {
    const own = stakes.filter((pair) => nameOf(pair) === name);
    const total = (value: (pair: SegmentRegionStake) => number) => sumInOrder(own.map(value));
    return {
      name,
      users: total((pair) => pair.users),
      revenue: total((pair) => pair.revenue),
      stake: total((pair) => pair.stake),
    };
  });
  const parts = apportion(
    budget,
    totals.map(({ name, stake }) => ({ name, weight: stake })),
  );
  return totals.map((row, index) => {
    const cents = parts[index] ?? 0;
    return { ...row, cents, amount: cents / CENTS, share: cents / budget };
  });
}

/** Smallest first, so that the order of the rows never reaches the last bits of a sum. */
const sumInOrder = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
