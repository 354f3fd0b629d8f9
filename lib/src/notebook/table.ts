import stringWidth from 'string-width';
import type { Label, Locale } from '../label.js';
import { say, type Quantity } from '../quantity.js';
import { DISPLAY, escapeHtml, escapeMarkdown, type Displayable } from './display.js';

type Cell = Quantity | Label | string | number | null;

/** One column of a table: its heading and how to get its cell from a row. */
export interface TableColumn<R> {
  readonly label: Label | string;
  readonly value: (row: R) => Cell;
}

export interface TableOptions<R> {
  readonly columns: readonly TableColumn<R>[];
  readonly caption?: Label;
  readonly locale?: Locale;
  /** Rows to show; what is cut is counted below the table. */
  readonly limit?: number;
}

/**
 * A table for a notebook, as HTML, markdown and text. Numbers stand to the right. A long one is cut with a count.
 *
 * @example
 * await show(table(rows, { columns: [{ label: { en: 'Users', zh: '用户数' }, value: (row) => count(row.users) }] }));
 */
export function table<R>(rows: readonly R[], options: TableOptions<R>): Displayable {
  const { columns, caption, locale = 'en', limit = 20 } = options;
  const shown = rows.slice(0, limit);
  const cells = shown.map((row) => columns.map((column) => column.value(row)));
  const layout: Layout = {
    caption: caption?.[locale] ?? null,
    headings: columns.map((column) => say(column.label, locale)),
    body: cells.map((row) => row.map((cell) => say(cell, locale))),
    numeric: columns.map(
      (_, index) => cells.length > 0 && cells.every((row) => isNumeric(row[index] ?? null)),
    ),
    rest: restNote(rows.length, shown.length, locale),
  };
  return {
    [DISPLAY]: () => ({
      data: {
        'text/html': toHtml(layout),
        'text/markdown': toMarkdown(layout),
        'text/plain': toText(layout),
      },
    }),
  };
}

interface Layout {
  readonly caption: string | null;
  readonly headings: readonly string[];
  readonly body: readonly (readonly string[])[];
  readonly numeric: readonly boolean[];
  readonly rest: string | null;
}

function isNumeric(cell: Cell): boolean {
  if (cell === null || typeof cell === 'number') return true;
  return typeof cell === 'object' && 'raw' in cell && (typeof cell.raw === 'number' || cell.raw === null);
}

function restNote(all: number, shown: number, locale: Locale): string | null {
  if (all === shown) return null;
  const hidden = say(all - shown, locale);
  return locale === 'zh'
    ? `……另有${hidden}行，共${say(all, locale)}行`
    : `… ${hidden} more rows, ${say(all, locale)} in all`;
}

function toHtml({ caption, headings, body, numeric, rest }: Layout): string {
  const align = (index: number) => (numeric[index] === true ? ' align="right"' : ' align="left"');
  const head = headings.map((text, index) => `<th${align(index)}>${escapeHtml(text)}</th>`).join('');
  const rows = body.map(
    (row) => `<tr>${row.map((text, index) => `<td${align(index)}>${escapeHtml(text)}</td>`).join('')}</tr>`,
  );
  return [
    '<table>',
    ...(caption === null ? [] : [`<caption>${escapeHtml(caption)}</caption>`]),
    `<thead><tr>${head}</tr></thead>`,
    '<tbody>',
    ...rows,
    '</tbody>',
    ...(rest === null
      ? []
      : [`<tfoot><tr><td colspan="${headings.length}">${escapeHtml(rest)}</td></tr></tfoot>`]),
    '</table>',
  ].join('\n');
}

function toMarkdown({ caption, headings, body, numeric, rest }: Layout): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const escaped = (texts: readonly string[]) => line(texts.map(escapeMarkdown));
  return [
    ...(caption === null ? [] : [`**${escapeMarkdown(caption)}**`, '']),
    escaped(headings),
    line(numeric.map((right) => (right ? '---:' : '---'))),
    ...body.map(escaped),
    ...(rest === null ? [] : ['', rest]),
  ].join('\n');
}

function toText({ caption, headings, body, numeric, rest }: Layout): string {
  const widths = headings.map((heading, index) =>
    Math.max(stringWidth(heading), ...body.map((row) => stringWidth(row[index] ?? ''))),
  );
  const pad = (text: string, index: number) => {
    const space = ' '.repeat((widths[index] ?? 0) - stringWidth(text));
    return numeric[index] === true ? space + text : text + space;
  };
  const line = (texts: readonly string[]) => texts.map(pad).join('  ').trimEnd();
  return [
    ...(caption === null ? [] : [caption]),
    line(headings),
    line(widths.map((width) => '─'.repeat(width))),
    ...body.map(line),
    ...(rest === null ? [] : [rest]),
  ].join('\n');
}
