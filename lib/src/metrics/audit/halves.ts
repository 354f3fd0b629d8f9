import * as column from '../../core/column.js';
import { columnOf, described, Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { id, join, sql } from '../../engine/sql.js';
import type { ColumnOf } from '../portrait/columns.js';
import { requireNew } from './better-table.js';

/** The same table, with the half that each row is in. */
export type Halved<T extends Table> = Table<T['columns'] & { readonly half: 'text' }, T['roles']>;

/** The column that deals customers out. */
const HALF = column.category('half', {
  1: { label: term('firstHalf') },
  2: { label: term('secondHalf') },
});

/**
 * The table with a column `half`, 1 or 2: every second customer, in the order of their ids, is in the other half, with all rows.
 * A segmentation that is one looks the same in both, see `halves` of `auditSegmentation`. What differs is chance, so the
 * scorecard gives no grade for drift. To compare two dates, name the column that tells them apart in place of this one.
 *
 * @param options.customer default: the column bound to the role `user`. Rows without a customer are in the first half.
 * @throws OptionsError for an unknown column, or a table that has a column `half` already.
 * @example
 * const halved = await audit.halves(customers);
 * const found = await auditSegmentation(halved, { outcome: 'retention', threshold: 0.15, halves: 'half' });
 */
export async function halves<T extends Table>(
  table: T,
  { customer = columnOf(table, 'user') }: { readonly customer?: ColumnOf<T> } = {},
): Promise<Halved<T>> {
  const { session, engine } = table;
  described(table, customer);
  requireNew(table, ['half']);
  const halved = new Table({
    session,
    name: session.uniqueName(`${table.name}_halves`),
    columns: { ...table.columns, half: 'text' as const },
    roles: table.roles,
    schema: {
      ...table.schema,
      half: HALF,
    },
  });
  const names = join(Object.keys(table.columns).map(id));
  const place = sql`dense_rank() OVER (ORDER BY CAST(${id(customer)} AS STRING))`;
  await engine.run(sql`CREATE TABLE ${halved} AS SELECT ${names},
    CASE WHEN ${id(customer)} IS NULL OR ${place} % 2 = 1 THEN '1' ELSE '2' END AS half FROM ${table}`);
  return halved;
}

/** Whether a column of halves is one of {@link halves}, between which there is no drift but chance. */
export const areByChance = (table: Table, name: string): boolean => described(table, name) === HALF;
