import { OptionsError } from '../../errors.js';

/**
 * How users with equal values are scored.
 *
 * Two policies cut the ordered users into bins of equal size (NTILE), so that equal values may fall into
 * different bins and the order among them decides:
 * - `mysql`: as MySQL runs the study's three windows over one another. Recency: highest first, ties in the order
 *   of the file; frequency: ties in the order that the recency window left; money: ties in the order that the
 *   frequency window left. Only this gives the study's segment sizes.
 * - `key`: ties by user id, as text.
 *
 * Three score equal values equally, by a position `p` in [0, 1] among n users, `bins` being their number:
 * - `percent_rank`: p = (rank - 1) / (n - 1), rank of the first of the equals; score = min(bins, floor(p bins) + 1).
 * - `cume_dist`: p = rank of the last of the equals / n; score = ceil(p bins).
 * - `mean`: p = (mean rank of the equals - 1/2) / n; score = floor(p bins) + 1.
 */
export type TiePolicy = 'mysql' | 'key' | 'percent_rank' | 'cume_dist' | 'mean';

/** All tie policies, the published one first. */
export const TIE_POLICIES: readonly TiePolicy[] = ['mysql', 'key', 'percent_rank', 'cume_dist', 'mean'];

/** Columns of the table to be scored. */
export interface RfmColumns {
  readonly user: string;
  /** Days since the last login, visit or purchase: few are good. */
  readonly recency: string;
  readonly frequency: string;
  readonly monetary: string;
  /** Position in the file, for the policy `mysql`. */
  readonly row: string;
}

/** One number for each of the three dimensions. */
export interface RfmTriple<T> {
  readonly recency: T;
  readonly frequency: T;
  readonly monetary: T;
}

export interface RfmOptions {
  readonly columns?: Partial<RfmColumns>;
  readonly ties?: TiePolicy;
  /** Number of scores, from 1. */
  readonly bins?: number;
  /**
   * Ascending cuts in place of bins: the score is 1 + the number of cuts that a value reaches; for recency, 1 +
   * the number of cuts that it stays at or below. Ties play no part.
   */
  readonly cuts?: RfmTriple<readonly number[]>;
  /** Scores from here on are high: 4 of 5; one below the best where there are fewer or more. */
  readonly high?: number | RfmTriple<number>;
  /** Name of the table made; the scored table's with `_rfm` when absent. */
  readonly name?: string;
}

/** The columns of the user table: recency is of the last login, since it holds no date of a purchase. */
export const USER_RFM_COLUMNS: RfmColumns = {
  user: 'user_id',
  recency: 'last_login_days_ago',
  frequency: 'purchase_frequency',
  monetary: 'total_spending',
  row: 'file_row',
};

export interface RfmPlan {
  readonly columns: RfmColumns;
  readonly ties: TiePolicy;
  readonly bins: number;
  readonly cuts: RfmTriple<readonly number[]> | null;
  readonly high: RfmTriple<number>;
}

/** Options with their defaults. @throws OptionsError when they do not fit together. */
export function planOf(options: RfmOptions): RfmPlan {
  const { ties = 'mysql', bins = 5, cuts = null } = options;
  if (!TIE_POLICIES.includes(ties)) {
    throw new OptionsError(`"${ties}" is no tie policy: take one of ${TIE_POLICIES.join(', ')}.`);
  }
  if (!Number.isInteger(bins) || bins < 2) throw new OptionsError(`RFM needs at least 2 bins, not ${bins}.`);
  const levels: RfmTriple<number> =
    cuts === null
      ? { recency: bins, frequency: bins, monetary: bins }
      : {
          recency: levelsOf('recency', cuts),
          frequency: levelsOf('frequency', cuts),
          monetary: levelsOf('monetary', cuts),
        };
  return {
    columns: { ...USER_RFM_COLUMNS, ...options.columns },
    ties,
    bins,
    cuts,
    high: {
      recency: highOf('recency', levels, options.high),
      frequency: highOf('frequency', levels, options.high),
      monetary: highOf('monetary', levels, options.high),
    },
  };
}

type Dimension = keyof RfmTriple<unknown>;

function levelsOf(dimension: Dimension, cuts: RfmTriple<readonly number[]>): number {
  const values = cuts[dimension];
  const ascending = values.every(
    (cut, index) => Number.isFinite(cut) && cut > (values[index - 1] ?? -Infinity),
  );
  if (values.length === 0 || !ascending) {
    throw new OptionsError(
      `Cuts of ${dimension} must be ascending numbers, at least one: [${values.join(', ')}].`,
    );
  }
  return values.length + 1;
}

function highOf(dimension: Dimension, levels: RfmTriple<number>, high: RfmOptions['high']): number {
  const best = levels[dimension];
  const from = typeof high === 'number' ? high : (high?.[dimension] ?? Math.max(2, best - 1));
  if (!Number.isInteger(from) || from < 2 || from > best) {
    throw new OptionsError(
      `High ${dimension} must start between 2 and ${best}, the best score; not at ${from}.`,
    );
  }
  return from;
}
