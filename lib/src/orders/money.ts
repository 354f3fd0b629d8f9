import { raw, sql, type Sql } from '../engine/sql.js';

/**
 * Money and quantities have ten decimal places, so that a price of a fraction of a cent is kept; longer ones are rounded.
 * With all digits of the engine, the product of two of them has room for 18 digits before the point.
 */
export const EXACT = { precision: 38, scale: 10 } as const;

/**
 * The type of money wherever it is kept, as the engine writes it: no sum has fewer decimals than the orders it is made
 * from.
 */
export const MONEY_TYPE = `DECIMAL(${EXACT.precision},${EXACT.scale})`;

/** SQL for exact money. */
export const exactMoney = (value: Sql): Sql => sql`CAST(${value} AS ${raw(MONEY_TYPE)})`;
