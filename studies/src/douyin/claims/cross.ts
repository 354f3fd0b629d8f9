import type { portrait } from 'tally';

/** A p-value below this indicates an association of two attributes. */
export const SIGNIFICANT = 0.05;

/** A share in percent; null if there is none. */
export const percent = (share: number | null): number | null => (share === null ? null : 100 * share);

/** The cell of a row and a column; undefined if the table lacks one of them. */
export function cellOf(tab: portrait.CrossTab, row: string, column: string) {
  return tab.rows.find((cell) => cell.row === row && cell.column === column);
}

/** The cells of columns with users: a category that nobody prefers says nothing about rows. */
export function heldCells(tab: portrait.CrossTab) {
  return tab.rows.filter(({ columnUsers }) => columnUsers > 0);
}

/** Users of a cell; 0 if the table lacks it. */
export function usersOf(tab: portrait.CrossTab, row: string, column: string): number {
  return cellOf(tab, row, column)?.users ?? 0;
}

/** Users of a row. */
export function rowUsers(tab: portrait.CrossTab, row: string): number {
  return tab.rows.find((cell) => cell.row === row)?.rowUsers ?? 0;
}

/** The test of the whole table; values are null if it is not defined. */
export function associationOf(tab: portrait.CrossTab) {
  const { chiSquare, p, cramersV } = tab.association.at();
  return { chiSquare: chiSquare.raw, p: p.raw, cramersV: cramersV.raw };
}

/** Whether the two attributes of a table are associated. */
export const isAssociated = (tab: portrait.CrossTab): boolean => (associationOf(tab).p ?? 1) < SIGNIFICANT;
