import type { Result, Row, Schema } from 'tally';

/**
 * The only row of a result, as plain values.
 *
 * @throws TypeError if it has none or several.
 */
export function only<S extends Schema>({ name, rows }: Result<S>): Row<S> {
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0)
    throw new TypeError(`${name} has ${rows.length} rows, not one.`);
  return row;
}
