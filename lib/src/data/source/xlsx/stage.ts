import { quotedLine, writeTexts } from '../temporary.js';
import { NOT_COMPUTED, type CELL_ERRORS } from './cell.js';
import { PREVIEW_ROWS } from './layout.js';
import type { Merge, SheetRow } from './rows.js';

/** What was seen in a column of a sheet. */
export interface ColumnSeen {
  /** Numbers with decimals. */
  decimals: number;
  /** Numbers of more than 15 digits. */
  long: number;
  /** Days without and with a time of day. */
  days: number;
  moments: number;
  /** Errors other than `#N/A`, and formulas without a value. */
  errors: number;
  uncomputed: number;
}

/** A sheet as it was written to a file: one line per row with its number, its errors, and its cells. */
export interface Staged {
  readonly file: string;
  /** The first rows. */
  readonly preview: readonly SheetRow[];
  /** How many columns the first rows have; a row with more cannot be split into them. */
  readonly width: number;
  readonly seen: readonly ColumnSeen[];
  readonly merges: readonly Merge[];
}

/** Columns of the file before those of the cells. */
export const STAGED_COLUMNS = ['line', 'malformed', 'errors'] as const;

/** Writes the rows of a sheet to a file as they come, since a sheet may not fit into memory. */
export async function stageSheet(
  batches: AsyncIterable<readonly SheetRow[]>,
  merges: readonly Merge[],
  file: string,
): Promise<Staged> {
  const seen: ColumnSeen[] = [];
  let preview: readonly SheetRow[] = [];
  let width = 0;
  async function* lines(): AsyncGenerator<string> {
    const text = (rows: readonly SheetRow[]) =>
      rows.map((row) => quotedLine(fieldsOf(row, width, seen))).join('');
    let first: SheetRow[] | null = [];
    for await (const rows of batches) {
      if (first === null) yield text(rows);
      else {
        first.push(...rows);
        if (first.length < PREVIEW_ROWS) continue;
        preview = first.slice(0, PREVIEW_ROWS);
        width = Math.max(...preview.map(({ cells }) => cells.length));
        yield text(first);
        first = null;
      }
    }
    if (first === null) return;
    preview = first;
    width = Math.max(0, ...first.map(({ cells }) => cells.length));
    yield text(first);
  }
  await writeTexts(file, lines());
  return { file, preview, width, seen, merges };
}

function fieldsOf({ line, cells }: SheetRow, width: number, seen: ColumnSeen[]): readonly string[] {
  const malformed = cells.length > width ? `${cells.length} fields where ${width} are expected` : '';
  const fields = [String(line), malformed, ''];
  const errors: number[] = [];
  for (let column = 0; column < width; column++) {
    const cell = cells[column];
    fields.push(cell?.text ?? '');
    if (!cell || cell.kind === 'text') continue;
    const counts = (seen[column] ??= { decimals: 0, long: 0, days: 0, moments: 0, errors: 0, uncomputed: 0 });
    if (cell.kind === 'number' && cell.text.includes('.')) counts.decimals += 1;
    if (cell.kind === 'long') counts.long += 1;
    if (cell.kind === 'day') counts.days += 1;
    if (cell.kind === 'moment') counts.moments += 1;
    if (cell.kind === 'error') {
      counts.errors += 1;
      if (cell.text === NOT_COMPUTED) counts.uncomputed += 1;
      if (cell.text !== MISSING) errors.push(column);
    }
  }
  if (errors.length > 0) fields[2] = `,${errors.join(',')},`;
  return fields;
}

/** Contracts take this for a missing value. */
const MISSING = '#N/A' satisfies (typeof CELL_ERRORS)[number];
