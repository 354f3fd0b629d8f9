import { stringifyCanonical, type JsonObject, type JsonValue } from '../json.js';
import { isJsonMime, type Cell, type MimeBundle, type Notebook, type Output } from './types.js';

/**
 * The canonical text of a notebook: nbformat 4.5, sorted keys, one space of indent, multi-line text as arrays
 * of lines, a newline at the end. `parseNotebook(serializeNotebook(n))` is `n` again.
 */
export function serializeNotebook(notebook: Notebook): string {
  return stringifyCanonical({
    cells: notebook.cells.map(cellToFile),
    metadata: notebook.metadata,
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** A cell in the form on disk. */
export function cellToFile(cell: Cell): JsonObject {
  const source = splitLines(cell.source);
  if (cell.cell_type === 'code') return { ...cell, source, outputs: cell.outputs.map(outputToFile) };
  const { attachments, ...rest } = cell;
  return attachments === undefined ? { ...rest, source } : { ...rest, source, attachments };
}

function outputToFile(output: Output): JsonObject {
  switch (output.output_type) {
    case 'stream':
      return { ...output, text: splitLines(output.text) };
    case 'error':
      return { ...output };
    case 'display_data':
    case 'execute_result':
      return { ...output, data: bundleToFile(output.data) };
  }
}

function bundleToFile(data: MimeBundle): JsonObject {
  return Object.fromEntries(Object.entries(data).map(([mime, content]) => [mime, mimeToFile(mime, content)]));
}

/** Text goes by lines, so that a change in one line is one line of a diff; base64 has no lines to show. */
function mimeToFile(mime: string, content: JsonValue): JsonValue {
  const byLines = typeof content === 'string' && !isJsonMime(mime) && !isBinaryMime(mime);
  return byLines ? splitLines(content) : content;
}

function isBinaryMime(mime: string): boolean {
  return mime === 'application/pdf' || (mime.startsWith('image/') && mime !== 'image/svg+xml');
}

function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}
