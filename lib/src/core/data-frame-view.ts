import type { MimeBundle } from './display.js';
import { tableBundle } from './table-view.js';

/** What a view reads of a DataFrame of danfo. */
export interface FrameLike {
  readonly index: readonly (string | number)[];
  readonly columns: readonly string[];
  readonly values: unknown;
}

/** Rows that a notebook shows of a long frame, half of them from its end. */
const SHOWN = 10;

/** danfo keeps numbers in 32 bits, which is seven digits; it would print sixteen. */
const DIGITS = 6;

/** A DataFrame as a table: its index, its columns, and how many rows were left out. */
export function frameBundle({ index, columns, values }: FrameLike): MimeBundle {
  const rows = (values as readonly unknown[]).map((row) => (Array.isArray(row) ? row : [row]) as unknown[]);
  const lines = rows.map((row, at) => [String(index[at] ?? at), ...row.map(textOf)]);
  const cut = lines.length > SHOWN;
  const gap = ['…', ...columns.map(() => '…')];
  return tableBundle([
    {
      caption: null,
      headings: ['', ...columns],
      body: cut ? [...lines.slice(0, SHOWN / 2), gap, ...lines.slice(-SHOWN / 2)] : lines,
      numeric: [false, ...columns.map((_, at) => rows.every((row) => typeof row[at] !== 'string'))],
      note: cut ? `${lines.length} × ${columns.length}` : null,
    },
  ]);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '';
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(DIGITS)));
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
