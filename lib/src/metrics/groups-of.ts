import { id, join, sql, type Sql } from '../engine/sql.js';
import { byName, inOrder } from '../core/categories.js';
import type { Label } from '../core/label.js';
import { count } from '../core/quantity.js';
import type { Categories, Column } from '../core/schema.js';
import { described, type Table } from '../core/table.js';
import { entryOf } from '../core/entry-of.js';

/** The result column that holds the group of a row, with the name and colors of the table's own column. */
export function groupColumn(table: Table, name: string): Column<'text'> {
  return { ...described(table, name), kind: 'text' };
}

/** The groups of a column in order: those that the table declares, then any others that occur, by name. */
export function groupOrder(table: Table, name: string, found: readonly string[]): readonly string[] {
  const declared = Object.keys(described(table, name).values ?? {});
  const others = [...new Set(found)].filter((group) => !declared.includes(group));
  return [...declared, ...others.toSorted(byName)];
}

/** The declared values of a table's column, or one category for each that occurs. */
export function groupCategories(table: Table, name: string, found: readonly string[]): Categories {
  const { values } = described(table, name);
  return inOrder(
    groupOrder(table, name, found).map((group) => [group, entryOf(values, group) ?? { label: group }]),
  );
}

/** SQL for the rows in which none of these columns is null. */
export function known(table: Table, columns: readonly string[]): Sql {
  const conditions = columns.map((name) => sql`${id(name)} IS NOT NULL`);
  return sql`SELECT * FROM ${table} WHERE ${join(conditions, ' AND ')}`;
}

/** The note below a table on users whose group is unknown; empty if there are none. */
export async function unknownNote(table: Table, columns: readonly string[]): Promise<{ note?: Label }> {
  const missing = join(
    columns.map((name) => sql`${id(name)} IS NULL`),
    ' OR ',
  );
  const { n } = await table.engine.one(sql`SELECT count(*) AS n FROM ${table} WHERE ${missing}`, {
    n: 'integer',
  });
  if (n === 0) return {};
  const users = count(n);
  return {
    note: {
      en: `Excluded because their group is unknown: ${users.en}.`,
      zh: `分组未知而未计入：${users.zh}。`,
    },
  };
}
