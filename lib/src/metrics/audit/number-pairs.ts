import { id, join, sql } from '../../engine/sql.js';
import type { Table } from '../../core/table.js';
import { centered, type Centered } from '../../stats/pearson.js';

/** A numeric column with its values in the order of the table. */
export interface NumberColumn extends Centered {
  readonly name: string;
}

/** Values held at a time, at most: what wide or long tables have more of is read again for each part. */
const HELD = 4e7;

/** Visits every two numeric columns of a table once: the later one, and the one before it. */
export async function eachPair(
  table: Table,
  names: readonly string[],
  visit: (one: NumberColumn, other: NumberColumn) => void,
  held = HELD,
): Promise<void> {
  const size = Math.max(1, Math.floor(held / 2 / Math.max(1, await table.count())));
  for (let from = 0; from < names.length; from += size) {
    const later = await numberColumns(table, names.slice(from, from + size));
    for (let start = 0; start <= from; start += size) {
      const before = start === from ? later : await numberColumns(table, names.slice(start, start + size));
      later.forEach((one, index) => {
        for (const other of start === from ? later.slice(0, index) : before) visit(one, other);
      });
    }
  }
}

/** Rows come as they are: whether columns agree row by row does not depend on their order. */
export async function numberColumns(
  table: Table,
  names: readonly string[],
): Promise<readonly NumberColumn[]> {
  const selected = join(names.map((name) => sql`CAST(${id(name)} AS DOUBLE)`));
  const columns = await table.engine.numbers(sql`SELECT ${selected} FROM ${table}`);
  return columns.map((values, index) => ({ name: names[index] ?? '', ...centered(values) }));
}
