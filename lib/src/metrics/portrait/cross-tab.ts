import { id, sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import { inOrder } from '../../core/categories.js';
import { both } from '../../core/heading.js';
import type { Category } from '../../core/schema.js';
import type { Table } from '../../core/table.js';
import { categoriesFor, categoryOf, groupColumn, groupText, orderedNames, type ColumnOf } from './columns.js';
import { crossCells, type CrossTab, type Side } from './cross-cells.js';
import { figureName, named } from './titles.js';

export interface CrossTabOptions {
  /**
   * Row values to show, in order; others are left out. Default: the categories of the column in their order, then other
   * values by name.
   */
  readonly rows?: readonly string[];
  /** The same for the columns. */
  readonly columns?: readonly string[];
}

/**
 * Counts users by two columns, one row per cell, with row and column percentages, Pearson's chi-square, and adjusted
 * residuals. Row and column percentages answer different questions: shareOfRow = users / users of the row,
 * shareOfColumn = users / users of the column, each with Wilson's 95% interval in a hidden column.
 *
 * expected = users of the row × users of the column / all; residual = (users - expected) / sqrt(expected (1 - row
 * share) (1 - column share)), approximately standard normal if the two are independent; p is two-sided, as if this were
 * the only cell tested; q is p corrected for testing all cells, whose counts depend on one another: how often the
 * largest residual of a table of independent columns is as large (`stats.maxZ`, seeded by the session). q answers
 * whether this cell stands out.
 * Users without a value in one of the columns are excluded. Shares, residuals, and tests are null if their base is
 * empty.
 * Source: Pearson (1900); Haberman (1973), Biometrics 29; Westfall & Young (1993).
 * @example
 * const tab = await crossTab(scored, 'location', 'segment');
 * tab.at({ row: 'Rural', column: 'keyValue' }).shareOfRow.en; // among rural users
 * tab.association.at().cramersV.en;
 */
export async function crossTab<T extends Table>(
  table: T,
  row: ColumnOf<T>,
  column: ColumnOf<T>,
  options: CrossTabOptions = {},
): Promise<CrossTab> {
  const query = sql`SELECT ${groupText(row)} AS row, ${groupText(column)} AS "column", count(*) AS users
    FROM ${table} WHERE ${id(row)} IS NOT NULL AND ${id(column)} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`;
  const found = await table.engine.all(query, { row: 'text', column: 'text', users: 'integer' });
  const rows = sideOf(
    table,
    row,
    found.map((cell) => cell.row),
    options.rows,
  );
  const columns = sideOf(
    table,
    column,
    found.map((cell) => cell.column),
    options.columns,
  );
  const users = new Map(found.map((cell) => [JSON.stringify([cell.row, cell.column]), cell.users]));
  const [first, second] = [named(table, row), named(table, column)];
  return crossCells({
    session: table.session,
    name: figureName(row, 'and', column),
    title: { en: `${first.first.en} and ${second.within.en}`, zh: `${first.first.zh}与${second.first.zh}` },
    row: rows,
    column: columns,
    counts: Object.keys(rows.values).map((r) =>
      Object.keys(columns.values).map((c) => users.get(JSON.stringify([r, c])) ?? 0),
    ),
    query,
  });
}

function sideOf(
  table: Table,
  name: string,
  found: readonly string[],
  wanted: readonly string[] | undefined,
): Side {
  const group = groupColumn(table, name);
  return { ...group, values: categoriesFor(group, wanted ?? orderedNames(group, found)) };
}

/** A new column made of others: their names, or with a label and color of its own. */
export type ColumnGroup = readonly string[] | (Category & { readonly columns: readonly string[] });

/**
 * The table with columns combined, such as the high-value segments against the others, and tested again.
 *
 * @param groups the columns that make up each new column; a column in no group is left out.
 * @throws OptionsError if the table lacks a column.
 * @example
 * gatherColumns(tab, { high: ['keyValue', 'keyRetain'], rest: { label: 'All others', columns: ['keyDevelop'] } });
 */
export function gatherColumns(tab: CrossTab, groups: Readonly<Record<string, ColumnGroup>>): CrossTab {
  const { row, column } = tab.schema;
  const gathered = Object.entries(groups).map(([key, group]) => {
    if (isNames(group)) return { key, columns: group, category: categoryOf(column, key) };
    const { columns, ...category } = group;
    return { key, columns, category };
  });
  const unknown = gathered
    .flatMap(({ columns }) => columns)
    .filter((name) => !Object.hasOwn(column.values, name));
  if (unknown.length > 0) {
    throw new OptionsError(
      `There is no column ${unknown.join(', ')} to gather: the table has ${Object.keys(column.values).join(', ')}.`,
    );
  }
  const users = new Map(tab.rows.map((cell) => [JSON.stringify([cell.row, cell.column]), cell.users]));
  return crossCells({
    session: tab.session,
    name: `${tab.name}-gathered`,
    title: both(tab.title),
    row,
    column: { ...column, values: inOrder(gathered.map(({ key, category }) => [key, category])) },
    counts: Object.keys(row.values).map((rowName) =>
      gathered.map(({ columns }) =>
        columns.reduce((total, name) => total + (users.get(JSON.stringify([rowName, name])) ?? 0), 0),
      ),
    ),
    query: tab.query,
  });
}

const isNames = (group: ColumnGroup): group is readonly string[] => Array.isArray(group);
