import type { Sql } from '../../engine/sql.js';
import type { Text } from '../../core/label.js';
import type { Table } from '../../core/table.js';
import type { Dimension } from './segmentation.js';

/**
 * How users with equal values are scored.
 *
 * `key` cuts the ordered users into bins of equal size (NTILE), so equal values may fall into different bins; ties are
 * ordered by the user's key, as text.
 *
 * The other three give equal values equal scores, by a position `p` in [0, 1] among n users, with `bins` bins:
 * - `percent_rank`: p = (rank - 1) / (n - 1), rank of the first of the equals; score = min(bins, floor(p bins) + 1).
 * - `cume_dist`: p = rank of the last of the equals / n; score = ceil(p bins).
 * - `mean`: p = (mean rank of the equals - 1/2) / n; score = floor(p bins) + 1.
 */
export type TiePolicy = 'key' | 'percent_rank' | 'cume_dist' | 'mean';

export const TIE_POLICIES: readonly TiePolicy[] = ['key', 'percent_rank', 'cume_dist', 'mean'];

/** The context of an order among ties: the result of the previous window. */
export interface TieContext {
  readonly table: Table;
  readonly dimension: Dimension;
  /** SQL for the place that the previous window gave a row; null for the first window. */
  readonly previous: Sql | null;
}

/**
 * An order among users with equal values, for bins of equal size, such as what a particular database happened to do.
 */
export interface TieOrder {
  readonly name: string;
  /** The display name. Default: its name. */
  readonly label?: Text;
  /** SQL that orders equal values; it must distinguish any two rows. */
  orderBy(context: TieContext): Sql;
}

export type Ties = TiePolicy | TieOrder;

export function isTieOrder(ties: Ties): ties is TieOrder {
  return typeof ties === 'object';
}

/** Whether bins may split equal values, so the order among ties matters. */
export function cutsThrough(ties: Ties): ties is 'key' | TieOrder {
  return isTieOrder(ties) || ties === 'key';
}
