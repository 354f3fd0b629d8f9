import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import { literal, sql } from '../../engine/sql.js';
import type { Working } from './working.js';

const COMPOSITION = {
  rows: column.count('rows'),
  customers: column.count('customers'),
  repeated: column.count('repeatedCustomers'),
  rowsOfRepeated: column.count('rowsOfRepeatedCustomers'),
  most: column.count('mostRowsOfCustomer'),
  inSeveral: column.count('customersInSeveralSegments'),
  segments: column.count('segments'),
  missing: column.count('rowsLeftOut'),
} as const;

/** How many rows and customers a table holds. */
export type Composition = Result<typeof COMPOSITION>;

/**
 * Rows against customers: what is counted in rows is not a number of customers where some have several. `missing` rows
 * have no segment or no outcome and are left out everywhere.
 */
export async function compositionOf({ rows: table, missing }: Working): Promise<Composition> {
  const query = sql`WITH units AS (
      SELECT unit, count(*) AS n, count(DISTINCT segment) AS segments FROM ${table} GROUP BY unit
    )
    SELECT CAST(sum(n) AS BIGINT) AS rows, count(*) AS customers, count(*) FILTER (WHERE n > 1) AS repeated,
      CAST(coalesce(sum(n) FILTER (WHERE n > 1), 0) AS BIGINT) AS rows_of_repeated, max(n) AS most,
      count(*) FILTER (WHERE segments > 1) AS in_several,
      (SELECT count(DISTINCT segment) FROM ${table}) AS segments, ${literal(missing)} AS missing FROM units`;
  return new Result({
    session: table.session,
    name: 'audit-composition',
    title: { en: 'Rows and customers', zh: '行数与客户数' },
    schema: COMPOSITION,
    rows: await rowsOf(table.session, query, COMPOSITION),
    query,
  });
}
