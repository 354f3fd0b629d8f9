import { OptionsError } from '../../errors.js';
import type { Label } from '../../core/label.js';
import { columnOf, type Table } from '../../core/table.js';
import { DIMENSIONS, requireTotal, segmentsOf, type Dimension, type Segmentation } from './segmentation.js';
import { isTieOrder, TIE_POLICIES, type Ties } from './ties.js';

/** A value for some or all dimensions. */
export type PerDimension<T> = Readonly<Partial<Record<Dimension, T>>>;

export interface RfmOptions<K extends string = string, D extends Dimension = Dimension> {
  /** The dimensions to score. Default: all three. `['recency', 'frequency']` gives four segments. */
  readonly dimensions?: readonly D[];
  /** How users with equal values are scored: see {@link TiePolicy}. */
  readonly ties?: Ties;
  /** Number of scores, which start at 1. Default: 5. Reduced to the number of users if there are fewer. */
  readonly bins?: number;
  /**
   * Ascending cuts in place of bins: score = 1 + the number of cuts at or below the value; for recency, 1 + the number
   * of cuts at or above it. The tie policy does not apply.
   */
  readonly cuts?: PerDimension<readonly number[]>;
  /** The lowest score that counts as high. Default: one below the best score, but at least 2; so 4 of 5. */
  readonly high?: number | PerDimension<number>;
  /** Names, order, and colors of the segments, in place of the default ones. */
  readonly segments?: Segmentation<K>;
}

/** One dimension as it is scored. */
export interface ScoredDimension {
  readonly dimension: Dimension;
  /** Column of the table. */
  readonly column: string;
  /** Column of the score. */
  readonly score: string;
  readonly cuts: readonly number[] | null;
  /** Scores from here on are high. */
  readonly high: number;
  /** Whether everybody has the same value, so bins would split users arbitrarily; then nobody is high. */
  readonly same: boolean;
}

export interface RfmPlan<K extends string = string> {
  readonly dimensions: readonly ScoredDimension[];
  readonly ties: Ties;
  readonly bins: number;
  readonly segments: Segmentation<K>;
  /** A note if the table is too small or too uniform for the scores. */
  readonly note: Label | null;
}

/** A plan as it is asked for, before it is fitted to a table. */
export type AskedPlan<K extends string = string> = Pick<RfmPlan<K>, 'ties' | 'bins' | 'segments'> & {
  readonly dimensions: readonly Omit<ScoredDimension, 'same'>[];
};

/** Name of the column of each score. */
export const SCORE_COLUMNS = { recency: 'r_score', frequency: 'f_score', monetary: 'm_score' } as const;

/** Options with their defaults, for a table. @throws OptionsError if they are inconsistent. */
export function planOf<K extends string>(table: Table, options: RfmOptions<K>): AskedPlan<K> {
  const { ties = 'key', bins = 5, cuts, high } = options;
  const names = DIMENSIONS.filter((dimension) => (options.dimensions ?? DIMENSIONS).includes(dimension));
  const segments = options.segments ?? segmentsOf(names);
  if (names.length === 0)
    throw new OptionsError(`RFM needs at least one dimension: ${DIMENSIONS.join(', ')}.`);
  if (!isTieOrder(ties) && !TIE_POLICIES.includes(ties)) {
    throw new OptionsError(`Unknown tie policy "${ties}": use one of ${TIE_POLICIES.join(', ')}.`);
  }
  if (!Number.isInteger(bins) || bins < 2) throw new OptionsError(`RFM needs at least 2 bins, not ${bins}.`);
  requireTotal(segments, names);
  const dimensions = names.map((dimension) => {
    const own = cuts === undefined ? null : requireAscending(dimension, cuts[dimension]);
    const best = own === null ? bins : own.length + 1;
    return {
      dimension,
      column: columnOf(table, dimension),
      score: SCORE_COLUMNS[dimension],
      cuts: own,
      high: highOf(dimension, best, high),
    };
  });
  return { dimensions, ties, bins, segments };
}

function requireAscending(dimension: Dimension, cuts: readonly number[] = []): readonly number[] {
  const ascending = cuts.every((cut, index) => Number.isFinite(cut) && cut > (cuts[index - 1] ?? -Infinity));
  if (cuts.length > 0 && ascending) return cuts;
  throw new OptionsError(
    `Cuts of ${dimension} must be ascending numbers, at least one, not [${cuts.join(', ')}].`,
  );
}

function highOf(dimension: Dimension, best: number, high: RfmOptions['high']): number {
  const from = typeof high === 'number' ? high : (high?.[dimension] ?? Math.max(2, best - 1));
  if (Number.isInteger(from) && from >= 2 && from <= best) return from;
  throw new OptionsError(
    `The lowest high score of ${dimension} must be a whole number from 2 to ${best}, the best score, not ${from}.`,
  );
}
