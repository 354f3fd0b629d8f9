import { MetricError, OptionsError, Result, Table, id, join, literal, sql, type Label } from 'tally';
import type { CustomerTable } from './contract.js';

/** Rows of the stand-in: enough for clusters and trees. */
const ROWS = 40;

/**
 * What a metric finds on a customer table; where it is not defined, such as on a single segment, the same results without
 * rows, whose notes say why. A notebook then goes on: its figures have no data, and its findings cannot be told.
 *
 * @throws whatever the metric throws on any table, such as for a column that does not exist.
 * @example
 * const found = await netsuite.told(customers, netsuite.auditCustomers);
 */
export async function told<R extends object>(
  customers: CustomerTable,
  metric: (table: CustomerTable) => Promise<R>,
): Promise<R> {
  try {
    return await metric(customers);
  } catch (error) {
    if (!(error instanceof MetricError || error instanceof OptionsError)) throw error;
    const note = { en: `Cannot be told: ${error.message}`, zh: `无法判断：${error.message}` };
    return emptied(await metric(await standIn(customers)), note);
  }
}

/** The result and all results that it has besides, without rows. */
function emptied<R extends object>(found: R, note: Label): R {
  if (!(found instanceof Result)) return found;
  const { session, name, title, schema, rows, query, chart, ...added } = found as Result;
  const empty = new Result({
    ...{ session, name, title, schema, rows: rows.slice(0, 0), query, note },
    ...(chart !== null && { chart }),
  });
  const besides = Object.entries(added).map(([key, value]: [string, unknown]) => [
    key,
    value instanceof Result ? emptied(value, note) : value,
  ]);
  return Object.assign(empty, Object.fromEntries(besides) as object, { note }) as unknown as R;
}

/** A table with the columns of the other, on which all metrics are defined. */
async function standIn(customers: CustomerTable): Promise<CustomerTable> {
  const { session, name, columns, roles, schema } = customers;
  const table = new Table({ session, name: session.uniqueName(`${name}_stand_in`), columns, roles, schema });
  const values = Object.entries(columns).map(([column, kind], at) => {
    const number = sql`(n * ${literal(at + 3)} % 17)`;
    if (column === roles.user) return sql`CAST(n AS STRING) AS ${id(column)}`;
    if (kind.startsWith('text')) return sql`CAST(n % 2 AS STRING) AS ${id(column)}`;
    if (kind.startsWith('integer')) return sql`CAST(${number} AS BIGINT) AS ${id(column)}`;
    if (kind.startsWith('timestamp')) return sql`CAST(NULL AS TIMESTAMP) AS ${id(column)}`;
    return sql`CAST(${number} AS DOUBLE) / 20 AS ${id(column)}`;
  });
  await session.engine.run(
    sql`CREATE TABLE ${table} AS SELECT ${join(values)} FROM range(${literal(ROWS)}) r(n)`,
  );
  return table;
}
