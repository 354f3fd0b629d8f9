import { OptionsError } from '../../errors.js';
import { literal, sql, type Sql } from '../../engine/sql.js';
import type { OptionalField } from '../../orders/fields.js';
import { ORDER_FIELDS } from '../../orders/fields.js';
import type { Orders } from '../../orders/open.js';

/**
 * The column of lines that holds a field.
 *
 * @throws OptionsError where the file has none.
 */
export function lineColumn({ lines }: Pick<Orders, 'lines'>, field: OptionalField | 'customer'): string {
  if (!Object.hasOwn(ORDER_FIELDS, field)) {
    throw new OptionsError(`Orders have no "${field}": use one of ${Object.keys(ORDER_FIELDS).join(', ')}.`);
  }
  const { column } = ORDER_FIELDS[field];
  if (Object.hasOwn(lines.columns, column)) return column;
  throw new OptionsError(
    `These orders have no ${field}: say which column of the file holds it, ` +
      `loadOrders(tally, path, { columns: { ${field}: '…' } }).`,
  );
}

/** SQL for a date. */
export const dateSql = (date: string): Sql => sql`CAST(${literal(date)} AS DATE)`;

/** SQL for money with four decimal places, which leave room for squares of it and their exact sums. */
export const exactMoney = (value: Sql): Sql => sql`CAST(${value} AS DECIMAL(38, 4))`;

/** SQL for the sum of a product of two exact amounts. */
export const sumOfProducts = (one: Sql, other: Sql): Sql =>
  sql`CAST(coalesce(sum(${exactMoney(one)} * ${exactMoney(other)}), 0) AS DOUBLE)`;
