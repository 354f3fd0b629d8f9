import { literal, sql, type Sql } from '../engine/sql.js';

const [FROM, TO] = [788_918_400, 2_840_140_800];

/** Numbers such as 20240131, as dates from 1990 to 2099. */
export function isCompactDate(x: Sql): Sql {
  const text = sql`CAST(${x} AS VARCHAR)`;
  const date = sql`try_strptime(${text}, '%Y%m%d')`;
  return sql`length(${text}) = 8 AND ${date} >= DATE '1990-01-01' AND ${date} < DATE '2100-01-01'`;
}

/** Seconds since 1970, from 1995 to 2060. */
export const isSeconds = (x: Sql): Sql => sql`${x} BETWEEN ${literal(FROM)} AND ${literal(TO)}`;

/** The same in thousandths of a second. */
export const isMilliseconds = (x: Sql): Sql =>
  sql`${x} BETWEEN ${literal(FROM * 1000)} AND ${literal(TO * 1000)}`;
