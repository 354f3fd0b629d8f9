import type { Engine } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { id, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { normalTwoSided } from '../stats/chiSquare.js';
import { contingency, type Association } from '../stats/contingency.js';

const COUNTS = shape({ row: 'text', column: 'text', users: 'integer' });

/** One cell of a table of two attributes; shares are null where nobody is in the row or column. */
export interface CrossCell {
  readonly row: string;
  readonly column: string;
  readonly users: number;
  /** Among the users of the row: users / row total. */
  readonly shareOfRow: number | null;
  /** Among the users of the column: users / column total. */
  readonly shareOfColumn: number | null;
  /** Users expected if the attributes were independent. */
  readonly expected: number;
  /** Adjusted standardised residual. */
  readonly residual: number | null;
  /** Two-sided, of the residual; correct it over the cells with {@link benjaminiHochberg}. */
  readonly p: number | null;
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
    sql`SELECT ${id(row)} AS row, ${id(column)} AS "column", count(*) AS users
    FROM ${table} GROUP BY 1, 2 ORDER BY 1, 2`,
    COUNTS,
  );
  const rows = options.rows ?? namesOf(found.map((cell) => cell.row));
  const columns = options.columns ?? namesOf(found.map((cell) => cell.column));
  const users = new Map(found.map((cell) => [JSON.stringify([cell.row, cell.column]), cell.users]));
  const counts = rows.map((r) => columns.map((c) => users.get(JSON.stringify([r, c])) ?? 0));
  const { association, expected, residuals } = contingency(counts);
  const rowTotals = counts.map((line) => line.reduce(add, 0));
  const columnTotals = columns.map((_, j) => counts.reduce((total, line) => total + (line[j] ?? 0), 0));
  const cells = rows.flatMap((r, i) =>
    columns.map((c, j) => {
      const count = counts[i]?.[j] ?? 0;
      const residual = residuals[i]?.[j] ?? null;
      return {
        row: r,
        column: c,
        users: count,
        shareOfRow: share(count, rowTotals[i]),
        shareOfColumn: share(count, columnTotals[j]),
        expected: expected[i]?.[j] ?? 0,
        residual,
        p: residual === null ? null : normalTwoSided(residual),
      };
    }),
  );
  return { n: rowTotals.reduce(add, 0), rows, columns, cells, association };
}

/**
 * The cell of a row and a column.
 * @example
 * cellOf(tab, 'Rural', 'lost')?.shareOfRow; // among rural users, the share of lost ones
 */
export function cellOf(tab: CrossTab, row: string, column: string): CrossCell | undefined {
  return tab.cells.find((cell) => cell.row === row && cell.column === column);
}

const add = (a: number, b: number) => a + b;
const share = (part: number, whole: number | undefined) =>
  whole === undefined || whole === 0 ? null : part / whole;
const namesOf = (names: readonly string[]) => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
