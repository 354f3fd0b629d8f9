import { raw, sql, type Sql } from './sql.js';

/**
 * Syntax that differs between SQL engines. Metrics use the SQL that both DuckDB and Spark accept, and the dialect for
 * the rest.
 */
export interface Dialect {
  readonly name: string;
  /** Quotes a name as an identifier. */
  quote(name: string): string;
  /** Placeholder of the n-th parameter, counted from 1. */
  placeholder(n: number): string;
  /** Median with linear interpolation between the two middle values. */
  median(value: Sql): Sql;
  /** Quantile with linear interpolation (type 7), `p` in [0, 1]. */
  quantile(value: Sql, p: number): Sql;
  /** Window function, to be followed by OVER: the last non-null value of the frame. */
  lastValue(value: Sql): Sql;
}

export const duckdbDialect: Dialect = {
  name: 'duckdb',
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  placeholder: (n) => `$${n}`,
  median: (value) => sql`median(${value})`,
  quantile: (value, p) => sql`quantile_cont(${value}, ${raw(String(p))})`,
  lastValue: (value) => sql`last_value(${value} IGNORE NULLS)`,
};
