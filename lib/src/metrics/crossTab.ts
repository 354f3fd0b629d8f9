import { OptionsError } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { id, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { normalTwoSided } from '../stats/chiSquare.js';
import { contingency, type Association } from '../stats/contingency.js';
import { corrected } from '../stats/multiple.js';
import { wilson, type Interval } from '../stats/proportion.js';

const COUNTS = shape({ row: 'text', column: 'text', users: 'integer' });

/** One cell of a table of two attributes; shares are null where nobody is in the row or column. */
export interface CrossCell {
  readonly row: string;
  readonly column: string;
  readonly users: number;
  /** Among the users of the row: users / row total. */
  readonly shareOfRow: number | null;
  /** 95% interval of {@link shareOfRow}, by Wilson. */
  readonly intervalOfRow: Interval | null;
  /** Among the users of the column: users / column total. */
  readonly shareOfColumn: number | null;
  /** 95% interval of {@link shareOfColumn}, by Wilson. */
  readonly intervalOfColumn: Interval | null;
  /** Users expected if the attributes were independent. */
  readonly expected: number;
  /** Adjusted standardised residual. */
  readonly residual: number | null;
  /** Two-sided, of the residual, as if this were the only cell looked at. */
  readonly p: number | null;
  /** The p corrected over all cells of the table, after Benjamini and Hochberg: does this cell stand out? */
  readonly q: number | null;
}

/** Two attributes against each other, both ways. */
export interface CrossTab {
  readonly n: number;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row by row; cells without users have 0. */
  readonly cells: readonly CrossCell[];
  readonly association: Association | null;
}

export interface CrossTabOptions {
  /** Values of the rows in the order to show them; all there are, by name, when absent. Others are left out. */
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
}

/**
 * Counts users by two columns, with both percentages of each cell, Pearson's chi-square and residuals. "Of whom"
 * and "among whom" are different shares: {@link CrossCell.shareOfRow} and {@link CrossCell.shareOfColumn}.
 *
 * The association is null where it is not defined: everybody in one row or one column, or nobody at all.
 * @example
 * const tab = await crossTab(engine, scored, 'location', 'segment', { columns: RFM_SEGMENT_KEYS });
 */
export async function crossTab(
  engine: Engine,
  table: Table,
  row: string,
  column: string,
  options: CrossTabOptions = {},
): Promise<CrossTab> {
  const found = await engine.all(
    sql`SELECT CAST(${id(row)} AS STRING) AS row, CAST(${id(column)} AS STRING) AS "column", count(*) AS users
    FROM ${table} GROUP BY 1, 2 ORDER BY 1, 2`,
    COUNTS,
  );
  const rows = options.rows ?? namesOf(found.map((cell) => cell.row));
  const columns = options.columns ?? namesOf(found.map((cell) => cell.column));
  const users = new Map(found.map((cell) => [JSON.stringify([cell.row, cell.column]), cell.users]));
  return tabOf(
    rows,
    columns,
    rows.map((r) => columns.map((c) => users.get(JSON.stringify([r, c])) ?? 0)),
  );
}

/**
 * The table with columns taken together, such as the segments of high value against the others; tested anew.
 *
 * @param groups the columns of each new column; a column in none is left out.
 * @throws OptionsError for a column that the table does not have.
 * @example
 * gatherColumns(tab, { high: HIGH_VALUE_SEGMENTS, other: OTHER_SEGMENTS });
 */
export function gatherColumns(tab: CrossTab, groups: Readonly<Record<string, readonly string[]>>): CrossTab {
  const unknown = Object.values(groups)
    .flat()
    .filter((column) => !tab.columns.includes(column));
  if (unknown.length > 0) {
    throw new OptionsError(
      `There is no column ${unknown.join(', ')} to gather: the table has ${tab.columns.join(', ')}.`,
    );
  }
  const counts = tab.rows.map((row) =>
    Object.values(groups).map((columns) =>
      columns.reduce((total, column) => total + (cellOf(tab, row, column)?.users ?? 0), 0),
    ),
  );
  return tabOf(tab.rows, Object.keys(groups), counts);
}

/**
 * The cell of a row and a column.
 * @example
 * cellOf(tab, 'Rural', 'lost')?.shareOfRow; // among rural users, the share of lost ones
 */
export function cellOf(tab: CrossTab, row: string, column: string): CrossCell | undefined {
  return tab.cells.find((cell) => cell.row === row && cell.column === column);
}

function tabOf(
  rows: readonly string[],
  columns: readonly string[],
  counts: readonly (readonly number[])[],
): CrossTab {
  const { association, expected, residuals } = contingency(counts);
  const rowTotals = counts.map((line) => line.reduce(add, 0));
  const columnTotals = columns.map((_, j) => counts.reduce((total, line) => total + (line[j] ?? 0), 0));
  const cells = rows.flatMap((row, i) =>
    columns.map((column, j) => {
      const users = counts[i]?.[j] ?? 0;
      const [rowTotal, columnTotal] = [rowTotals[i] ?? 0, columnTotals[j] ?? 0];
      const residual = residuals[i]?.[j] ?? null;
      return {
        row,
        column,
        users,
        shareOfRow: share(users, rowTotal),
        intervalOfRow: wilson(users, rowTotal),
        shareOfColumn: share(users, columnTotal),
        intervalOfColumn: wilson(users, columnTotal),
        expected: expected[i]?.[j] ?? 0,
        residual,
        p: residual === null ? null : normalTwoSided(residual),
      };
    }),
  );
  return { n: rowTotals.reduce(add, 0), rows, columns, cells: corrected(cells), association };
}

const add = (a: number, b: number) => a + b;
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const namesOf = (names: readonly string[]) => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
