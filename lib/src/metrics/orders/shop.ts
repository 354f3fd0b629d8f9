import { OptionsError } from '../../errors.js';
import { join, literal, sql, type Sql } from '../../engine/sql.js';
import type { OptionalField } from '../../orders/fields.js';
import { ORDER_FIELDS } from '../../orders/fields.js';
import { exactMoney } from '../../orders/money.js';
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

/**
 * SQL for the sum of a product of two amounts. Whole numbers and decimals are multiplied apart: each sum is exact, so that
 * it does not depend on the order of rows, and all digits of the engine together would not hold squares of large amounts.
 */
export function sumOfProducts(one: Sql, other: Sql): Sql {
  const [a, b] = [partsOf(one), partsOf(other)];
  const sums = [
    sql`${a.whole} * ${b.whole}`,
    sql`${a.whole} * ${b.rest} + ${a.rest} * ${b.whole}`,
    sql`${a.rest} * ${b.rest}`,
  ];
  return sql`(${join(
    sums.map((product) => sql`CAST(coalesce(sum(${product}), 0) AS DOUBLE)`),
    ' + ',
  )})`;
}

const partsOf = (value: Sql): { readonly whole: Sql; readonly rest: Sql } => {
  const whole = sql`CAST(${value} AS DECIMAL(19, 0))`;
  return { whole, rest: sql`CAST(${exactMoney(value)} - ${whole} AS DECIMAL(12, 10))` };
};
