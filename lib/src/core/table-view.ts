import { stringWidth } from './string-width.js';
import { escapeHtml, escapeMarkdown, type MimeBundle } from './display.js';

/** A table as displayed: all texts, in one language. */
export interface TableView {
  readonly caption: string | null;
  readonly headings: readonly string[];
  readonly body: readonly (readonly string[])[];
  /** Whether a column is right-aligned, like numbers. */
  readonly numeric: readonly boolean[];
  /** The note below, such as the number of omitted rows. */
  readonly note: string | null;
}

/** Tables as HTML, markdown and text; several are stacked. */
export function tableBundle(views: readonly TableView[]): MimeBundle {
  return {
    'text/html': views.map(toHtml).join('\n'),
    'text/markdown': views.map(toMarkdown).join('\n\n'),
    'text/plain': views.map(toText).join('\n\n'),
  };
}

function toHtml({ caption, headings, body, numeric, note }: TableView): string {
  // JupyterLab right-aligns all cells unless styled otherwise; other viewers know only `align`.
  const align = (index: number) =>
    numeric[index] === true ? ' align="right"' : ' align="left" style="text-align: left"';
  const cell = (text: string, index: number) => {
    const whole = numeric[index] === true && text.includes('–') ? ' style="white-space: nowrap"' : '';
    return `<td${align(index)}${whole}>${escapeHtml(text)}</td>`;
  };
  const head = headings.map((text, index) => `<th${align(index)}>${escapeHtml(text)}</th>`).join('');
  const rows = body.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return [
    '<table>',
    ...(caption === null ? [] : [`<caption>${escapeHtml(caption)}</caption>`]),
    `<thead><tr>${head}</tr></thead>`,
    '<tbody>',
    ...rows,
    '</tbody>',
    ...(note === null
      ? []
      : [`<tfoot><tr><td colspan="${headings.length}">${escapeHtml(note)}</td></tr></tfoot>`]),
    '</table>',
  ].join('\n');
}

function toMarkdown({ caption, headings, body, numeric, note }: TableView): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const escaped = (texts: readonly string[]) => line(texts.map(escapeMarkdown));
  return [
    ...(caption === null ? [] : [`**${escapeMarkdown(caption)}**`, '']),
    escaped(headings),
    line(numeric.map((right) => (right ? '---:' : '---'))),
    ...body.map(escaped),
    ...(note === null ? [] : ['', escapeMarkdown(note)]),
  ].join('\n');
}

function toText({ caption, headings, body, numeric, note }: TableView): string {
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
    ...(note === null ? [] : [note]),
  ].join('\n');
}
