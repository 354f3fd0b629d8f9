import { inspect } from 'node:util';

/** More rows and columns than these are counted, not shown. */
export const ROWS = 50;
const COLUMNS = 30;
/** The longest text of one value. */
const LENGTH = 200;

/** Rows of values under names. */
export interface Table {
  readonly columns: readonly string[];
  /** The first rows, {@link ROWS} at most. */
  readonly rows: readonly (readonly unknown[])[];
  /** How many rows there are. */
  readonly count: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  const whole = typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity });
  return whole.length > LENGTH ? `${whole.slice(0, LENGTH)}…` : whole;
}

function cell(value: unknown): string {
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  return `<td${isNumber ? ' style="text-align: right"' : ''}>${escapeHtml(text(value))}</td>`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A table as HTML, with its size, and how much of it is left out. */
export function tableHtml({ columns, rows, count }: Table): string {
  const shown = columns.slice(0, COLUMNS);
  const head = shown.map((name) => `<th>${escapeHtml(name)}</th>`).join('');
  const body = rows.map((row) => `<tr>${shown.map((_, i) => cell(row[i])).join('')}</tr>`).join('\n');
  const size = `${plural(count, 'row')} × ${plural(columns.length, 'column')}`;
  const cut = [
    ...(rows.length < count ? [`the first ${plural(rows.length, 'row')}`] : []),
    ...(shown.length < columns.length ? [`the first ${plural(shown.length, 'column')}`] : []),
  ];
  const note = cut.length === 0 ? size : `${size}; shown: ${cut.join(', ')}`;
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>\n<p>${note}</p>`;
}
