import { count } from '../core/quantity.js';
import type { Session } from '../core/session.js';
import type { LoadedFile } from '../load/loaded.js';
import { sql } from '../engine/sql.js';
import { OptionsError } from '../errors.js';
import type { OrderColumns } from './columns.js';
import type { AmountPer } from './outcomes.js';

/** With fewer orders of several lines, equal amounts may be chance. */
const ENOUGH = 3;
/** With at least this share of them, equal amounts are no chance. */
const NEARLY_ALL = 0.95;

/** @throws OptionsError for whole orders without a column that has their amounts, and for another word. */
export function requireAmounts(columns: OrderColumns, amountPer: AmountPer | undefined): void {
  if (amountPer === undefined || amountPer === 'line') return;
  // Called from JavaScript it may be any word.
  if ((amountPer as string) !== 'order') {
    throw new OptionsError(`amountPer must be line or order, not "${amountPer}".`);
  }
  if (!columns.has('amount')) {
    throw new OptionsError("amountPer is 'order', but the file has quantities and prices, and no amount.");
  }
}

/**
 * Refuses a file whose lines repeat the total of their order: the sum of lines would count it once per line. That is
 * where in nearly all orders with several different lines every line has the same amount, and it is not quantity ×
 * price.
 *
 * @throws OptionsError that says how to go on.
 */
export async function refuseRepeatedTotals(
  { engine }: Session,
  file: LoadedFile,
  columns: OrderColumns,
): Promise<void> {
  if (!columns.has('amount') || !columns.has('order')) return;
  const ownAmount =
    columns.has('quantity') && columns.has('price')
      ? // A column of other numbers, such as barcodes, may be too large for a product.
        sql`bool_and(TRY(amount = quantity * unit_price))`
      : sql`FALSE`;
  const different = columns.has('product') ? sql`count(DISTINCT product) > 1` : sql`count(*) > 1`;
  const { several, repeated } = await engine.one(
    sql`SELECT count(*) AS several, count(CASE WHEN alike THEN 1 END) AS repeated FROM (
        SELECT min(amount) = max(amount) AND min(amount) <> 0 AND NOT coalesce(${ownAmount}, FALSE) AS alike
        FROM ${file} GROUP BY order_id HAVING ${different}
      )`,
    { several: 'integer', repeated: 'integer' },
  );
  if (repeated < ENOUGH || repeated < NEARLY_ALL * several) return;
  throw new OptionsError(
    `${file.source.path}: in ${count(repeated).en} of ${count(several).en} orders with several lines, all lines have the ` +
      "same amount. If it is the order's total, say amountPer: 'order', and it counts once; if it is that of each line, " +
      "amountPer: 'line'.",
  );
}
