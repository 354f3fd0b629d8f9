import { inspect } from 'node:util';

/** More rows and columns than these are counted, not shown. */
export const ROWS = 50;
const COLUMNS = 30;
/** The longest text of one value, and of one in a table without markup. */
const LENGTH = 200;
const SHORT_LENGTH = 40;
/** Of a table without markup. */
const TEXT_ROWS = 10;

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

function text(value: unknown, longest = LENGTH): string {
  if (value === undefined || value === null) return '';
  const whole = typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: Infinity });
  return whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
}

const isNumber = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';

function cell(value: unknown): string {
  return `<td${isNumber(value) ? ' style="text-align: right"' : ''}>${escapeHtml(text(value))}</td>`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The size of a table, and how much of it is left out. */
function sizeOf({ columns, count }: Table, shownRows: number, shownColumns: number): string {
  const size = `${plural(count, 'row')} × ${plural(columns.length, 'column')}`;
  const cut = [
    ...(shownRows < count ? [`the first ${plural(shownRows, 'row')}`] : []),
    ...(shownColumns < columns.length ? [`the first ${plural(shownColumns, 'column')}`] : []),
  ];
  return cut.length === 0 ? size : `${size}; shown: ${cut.join(', ')}`;
}

/** A table as HTML, with its size. */
export function tableHtml(table: Table): string {
  const { columns, rows } = table;
  const shown = columns.slice(0, COLUMNS);
  const head = shown.map((name) => `<th>${escapeHtml(name)}</th>`).join('');
  const body = rows.map((row) => `<tr>${shown.map((_, i) => cell(row[i])).join('')}</tr>`).join('\n');
  const note = sizeOf(table, rows.length, shown.length);
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>\n<p>${note}</p>`;
}

/** A table as text in columns, for whoever shows no HTML. */
export function tableText(table: Table): string {
  const names = table.columns.slice(0, COLUMNS);
  const rows = table.rows.slice(0, TEXT_ROWS);
  const columns = names.map((name, i) => {
    const texts = [name, ...rows.map((row) => text(row[i], SHORT_LENGTH))];
    const width = Math.max(...texts.map(({ length }) => length));
    const isRight = rows.length > 0 && rows.every((row) => isNumber(row[i]));
    return texts.map((each) => (isRight ? each.padStart(width) : each.padEnd(width)));
  });
  const lines = [-1, ...rows.keys()].map((i) =>
    columns
      .map((column) => column[i + 1])
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', sizeOf(table, rows.length, names.length)].join('\n');
}
