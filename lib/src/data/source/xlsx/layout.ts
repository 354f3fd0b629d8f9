import { normalize } from '../../../core/closest.js';
import { SourceFormatError } from '../../../errors.js';
import { filled, Grid } from './grid.js';
import { filledCells, type Merge, type SheetRow } from './rows.js';

/** Where the table of a sheet is. */
export interface SheetLayout {
  /** The names of its columns; empty where the header has none. */
  readonly names: readonly string[];
  /** Position of its first column in the sheet, from 0. */
  readonly left: number;
  /** Rows up to this one are titles and header. */
  readonly header: number;
  /** Rows with something in them above the header. */
  readonly titles: number;
  /** How many rows the header has; 0 for a table without one. */
  readonly headerRows: number;
}

/** Rows among which the header is looked for. */
export const PREVIEW_ROWS = 200;

/**
 * Finds the table of a sheet by its first rows: titles and blank rows above it are skipped, and a header of several rows,
 * in which cells are merged, is joined to one name for each column.
 *
 * The header is the row that names most of the expected columns, or else the first row of texts as wide as most rows,
 * or at least half as wide. Without such a row, the table has no header.
 *
 * @returns null if the sheet has no table: a header and a row, or rows without a header.
 * @throws SourceFormatError if a joined header gives several columns one name.
 */
export function sheetLayout(
  place: string,
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  expected: readonly string[],
  header: boolean | undefined,
): SheetLayout | null {
  const grid = new Grid(rows, merges);
  const width = usualWidth(rows);
  const wide = rows.filter(({ line }) => {
    const texts = grid.row(line);
    return (
      new Set(texts.filter((text) => text !== '')).size >= Math.min(2, width) && filled(texts) >= width / 2
    );
  });
  const [first] = wide;
  if (first === undefined) return null;
  const top = header === false ? undefined : headerRow(grid, wide, width, expected, header === true);
  if (top === undefined) return withoutHeader(rows, first, expected);
  const bottom = headerEnd(grid, merges, top.line);
  if (!rows.some(({ line }) => line > bottom)) return null;
  const headerRows = rows.filter(({ line }) => line >= top.line && line <= bottom).map(({ line }) => line);
  const names = joined(grid, headerRows);
  const left = names.findIndex((name) => name !== '');
  const used = names.slice(left);
  if (headerRows.length > 1) refuseRepeated(place, used, top.line, bottom);
  return {
    names: used,
    left,
    header: bottom,
    titles: rows.filter(({ line }) => line < top.line).length,
    headerRows: headerRows.length,
  };
}

/** How many cells most rows have. */
function usualWidth(rows: readonly SheetRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) {
    const width = filledCells(cells);
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return most?.[0] ?? 0;
}

function headerRow(
  grid: Grid,
  wide: readonly SheetRow[],
  width: number,
  expected: readonly string[],
  asked: boolean,
): SheetRow | undefined {
  const known = new Set(expected.map(normalize));
  const named = wide.map((row) => ({
    row,
    count: grid.row(row.line).filter((text) => known.has(normalize(text))).length,
  }));
  const [best] = named.toSorted((a, b) => b.count - a.count);
  if (best !== undefined && best.count > 0) return best.row;
  const texts = asked ? wide : wide.slice(0, 1 + titlesAtMost(wide)).filter(({ line }) => grid.isTexts(line));
  const full = texts.findIndex(({ line }) => filled(grid.row(line)) >= width);
  const above = texts[full - 1];
  // A row of merged cells right above is part of the header, though its first cell may be empty.
  if (above !== undefined && grid.isMerged(above.line) && above.line + 1 === texts[full]?.line) return above;
  return texts[full] ?? texts[0];
}

/** A row of texts far below is a row of the table. */
const titlesAtMost = (wide: readonly SheetRow[]): number => Math.min(20, Math.floor(wide.length / 2));

function withoutHeader(rows: readonly SheetRow[], first: SheetRow, expected: readonly string[]): SheetLayout {
  const left = first.cells.findIndex((cell) => cell !== null);
  const length = first.cells.length - left;
  return {
    names: expected.length > 0 ? expected : Array.from({ length }, (_, index) => `column_${index + 1}`),
    left,
    header: first.line - 1,
    titles: rows.filter(({ line }) => line < first.line).length,
    headerRows: 0,
  };
}

/** The last row of a header: cells merged over several columns have the names of these below them. */
function headerEnd(grid: Grid, merges: readonly Merge[], top: number): number {
  let end = top;
  for (let line = top; line <= end; line++) {
    for (const merge of merges) {
      if (merge.top !== line) continue;
      end = Math.max(end, merge.bottom);
      const isGroup = merge.right > merge.left && new Set(grid.row(line)).size > 1;
      if (isGroup && grid.isTexts(merge.bottom + 1)) end = Math.max(end, merge.bottom + 1);
    }
  }
  return end;
}

/** The name of each column: `2024 Q1` where 2024 is merged over Q1 to Q4. */
function joined(grid: Grid, lines: readonly number[]): readonly string[] {
  const rows = lines.map((line) => grid.row(line));
  return Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, column) => {
    const words = rows.map((row) => row[column] ?? '').filter((word) => word !== '');
    return words.filter((word, index) => word !== words[index - 1]).join(' ');
  });
}

function refuseRepeated(place: string, names: readonly string[], top: number, bottom: number): void {
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new SourceFormatError(
    `${place}: the header in rows ${top} to ${bottom} has merged cells, and several columns would be named "${twice}". ` +
      'Give each column a name of its own in one row, without merged cells.',
  );
}
