import type { Table } from '../../core/table.js';
import { parseKind } from '../../engine/shape.js';
import { sql, type Sql } from '../../engine/sql.js';
import { categoryOf, groupColumn } from '../portrait/columns.js';
import type { Half } from './drift.js';
import { isNumber } from './options.js';
import type { Working } from './working.js';

/**
 * The halves of an audit in their order: as the column declares it, or numbers and dates ascending, or words by the first
 * row that has them.
 */
export async function halvesOf({ rows, plan }: Working, name: string): Promise<readonly Half[]> {
  const found = await rows.engine.all(
    sql`SELECT half FROM ${rows} WHERE half IS NOT NULL GROUP BY half ORDER BY ${orderOf(plan.table, name)}`,
    { half: 'text' },
  );
  const column = groupColumn(plan.table, name);
  const names = declaredFirst(
    Object.keys(column.values ?? {}),
    found.map(({ half }) => half),
  );
  return names.map((value) => ({ value, label: categoryOf(column, value).label }));
}

function orderOf(table: Table, name: string): Sql {
  if (isNumber(table, name)) return sql`CAST(half AS DOUBLE)`;
  return parseKind(table.columns[name] ?? 'text').kind === 'text' ? sql`min(position)` : sql`half`;
}

const declaredFirst = (declared: readonly string[], found: readonly string[]): readonly string[] => [
  ...declared.filter((name) => found.includes(name)),
  ...found.filter((name) => !declared.includes(name)),
];
