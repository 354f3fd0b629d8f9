import { sql, type Sql } from '../engine/sql.js';

/**
 * SQL for the arithmetic mean. Integers and decimals are summed exactly, so the result does not depend on the order in
 * which threads add them.
 */
export function mean(value: Sql): Sql {
  return sql`CAST(sum(${value}) AS DOUBLE) / count(${value})`;
}
