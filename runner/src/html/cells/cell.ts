import { svgText } from '../../figures/content.js';
import { isJsonObject, type JsonObject } from '../../json.js';
import { isFolded, isInputVisible, isMarkdown, isVisible } from '../../markdown/visibility.js';
import type { Cell, CodeCell, TextCell } from '../../nbformat/index.js';
import { markdownContent, outputContent } from '../content.js';
import type { PageContext } from '../context.js';
import { dataUrl, escapeHtml } from '../escape.js';
import { highlightHtml } from '../highlight.js';
import { outputHtml } from './output.js';

/** A cell as HTML; empty for a hidden cell. */
export function cellHtml(cell: Cell, language: string, context: PageContext): string {
  if (!isVisible(cell)) return '';
  if (cell.cell_type === 'code') return codeCellHtml(cell, language, context);
  if (isMarkdown(cell))
    return section(
      'prose',
      isolated(cell, context, () => markdownContent(cell.source, attachmentsOf(cell), context)),
    );
  return isRawHtml(cell)
    ? section(
        'prose',
        isolated(cell, context, () => outputContent(cell.source, context)),
      )
    : '';
}

function codeCellHtml(cell: CodeCell, language: string, context: PageContext): string {
  const code = isInputVisible(cell) ? codeHtml(cell, language, context) : '';
  const outputs = cell.outputs
    .map((output) => isolated(cell, context, () => outputHtml(output, context)))
    .filter((html) => html !== '');
  return section('cell', code + outputs.map((html) => `<div class="output">${html}</div>\n`).join(''));
}

/** What exhausts the stack, as 2,000 elements within each other do, is named on its page; the rest goes on. */
function isolated({ id }: Cell, { words, options }: PageContext, html: () => string): string {
  try {
    return html();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    options.notice?.(`${options.notebookFile}, ${id}: a part cannot be shown: ${error.message}`);
    return `<p class="label">${escapeHtml(words.unshown(error.message))}</p>`;
  }
}

function codeHtml(cell: CodeCell, language: string, { words }: PageContext): string {
  const source = cell.source.replace(/^\n+|\s+$/g, '');
  const lines = source.split('\n').length;
  const block = `<pre tabindex="0"><code>${highlightHtml(source, language)}</code></pre>`;
  if (!isFolded(cell)) return `<div class="code">${block}</div>\n`;
  return `<details class="code"><summary>${escapeHtml(words.code(lines))}</summary>${block}</details>\n`;
}

function section(name: string, html: string): string {
  return html === '' ? '' : `<div class="${name}">\n${html.trimEnd()}\n</div>\n`;
}

/** Pictures attached to a cell by name; of several forms of one, the first that is a picture. */
function attachmentsOf({ attachments = {} }: TextCell): Map<string, string> {
  return new Map(
    Object.entries(attachments).flatMap(([name, bundle]) => {
      const url = isJsonObject(bundle) ? pictureUrl(bundle) : undefined;
      return url === undefined ? [] : [[name, url] as const];
    }),
  );
}

function pictureUrl(bundle: JsonObject): string | undefined {
  const [mime, content] = Object.entries(bundle).find(([type]) => /^image\/[\w.+-]+$/.test(type)) ?? [];
  if (mime === undefined || typeof content !== 'string') return undefined;
  return mime === 'image/svg+xml'
    ? dataUrl(mime, svgText(content))
    : `data:${mime};base64,${content.replace(/[^\w+/=]/g, '')}`;
}

function isRawHtml({ metadata }: Cell): boolean {
  return (metadata['raw_mimetype'] ?? metadata['format']) === 'text/html';
}
