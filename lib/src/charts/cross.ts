import { OptionsError } from '../errors.js';
import type { Label, Locale } from '../label.js';
import { say } from '../quantity.js';

/** How rows are read as cells of a table with a row and a column heading. */
export interface CrossAccess<R> {
  readonly row: (row: R) => Label | string;
  readonly column: (row: R) => Label | string;
  /** Null where the value is not defined or cannot be observed. */
  readonly value: (row: R) => number | null;
}

export interface Cross {
  /** Headings in the order in which the rows first name them. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then column; null also where no row names the cell. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** The cells that have a value, in reading order. */
  readonly known: readonly { readonly row: string; readonly column: string; readonly value: number }[];
}

/**
 * Rows laid out as a table of cells.
 * @throws OptionsError when two rows name the same cell.
 */
export function crossOf<R>(chart: string, data: readonly R[], access: CrossAccess<R>, locale: Locale): Cross {
  const values = new Map<string, Map<string, number | null>>();
  const columns = new Set<string>();
  for (const entry of data) {
    const [row, column] = [say(access.row(entry), locale), say(access.column(entry), locale)];
    const line = values.get(row) ?? new Map<string, number | null>();
    if (line.has(column)) {
      throw new OptionsError(`${chart}: two rows for "${row}" and "${column}"; sum them or take one.`);
    }
    values.set(row, line.set(column, access.value(entry)));
    columns.add(column);
  }
  const rows = [...values.keys()];
  const cells = rows.map((row) => [...columns].map((column) => values.get(row)?.get(column) ?? null));
  const known = rows.flatMap((row, i) =>
    [...columns].flatMap((column, j) => {
      const value = cells[i]?.[j] ?? null;
      return value === null ? [] : [{ row, column, value }];
    }),
  );
  return { rows, columns: [...columns], cells, known };
}
