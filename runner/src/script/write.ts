import { stringify } from 'yaml';
import { isJsonObject, withoutKeys, type JsonObject } from '../json.js';
import type { Cell, Notebook } from '../nbformat/index.js';
import { defaultId } from '../nbformat/upgrade.js';
import { commented, lineEscape } from './escape.js';
import type { ScriptLanguage } from './languages.js';
import { formatMark } from './mark.js';

/**
 * A notebook as a script in the percent format, which editors run cell by cell and jupytext reads. Cells, ids,
 * tags, metadata and sources come back exactly with `parseScript`; outputs and attachments are not in it.
 *
 * @example
 * notebookScript(notebook, language);
 * // // %% [markdown]
 * // // # A title
 * //
 * // // %% tags=["parameters"] id="inputs"
 * // let top = 5;
 */
export function notebookScript(notebook: Notebook, language: ScriptLanguage): string {
  const blocks = notebook.cells.map((cell, index) => cellBlock(cell, index, language));
  return [header(notebook.metadata, language), ...blocks].map((block) => `${block}\n`).join('\n');
}

/** The notebook's metadata as YAML in comments, as jupytext writes it. */
function header(metadata: JsonObject, { comment, extensions: [extension = ''] }: ScriptLanguage): string {
  const text_representation = { extension, format_name: 'percent', format_version: '1.3' };
  const { jupytext = {} } = metadata;
  const about: JsonObject = isJsonObject(jupytext) ? { jupytext: { ...jupytext, text_representation } } : {};
  const content = { jupyter: { ...metadata, ...about } };
  const yaml = stringify(content, { compat: 'yaml-1.1', lineWidth: 0, blockQuote: false });
  return ['---', ...yaml.trimEnd().split('\n'), '---'].map((line) => commented(line, comment)).join('\n');
}

function cellBlock(cell: Cell, index: number, language: ScriptLanguage): string {
  const { comment } = language;
  const isCode = cell.cell_type === 'code';
  const { escape } = lineEscape(language, isCode ? 'code' : 'text');
  const lines = cell.source === '' ? [] : cell.source.split('\n');
  const body = isCode ? withoutTrailing(lines) : lines.map((line) => commented(line, comment));
  const mark = formatMark({
    type: cell.cell_type,
    id: cell.id === defaultId(index) ? undefined : cell.id,
    trailing: isCode ? lines.length - body.length : 0,
    metadata: cell.metadata,
  });
  return [`${comment} ${mark}`, ...body.map(escape)].join('\n');
}

/** The lines up to the last that is not empty. */
export function withoutTrailing(lines: readonly string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

/** Whether the script would hold the same metadata: jupytext's note on the script itself is rewritten. */
export function withoutRepresentation(metadata: JsonObject): JsonObject {
  const { jupytext } = metadata;
  if (!isJsonObject(jupytext)) return metadata;
  const rest = withoutKeys(jupytext, 'text_representation');
  return Object.keys(rest).length === 0 ? withoutKeys(metadata, 'jupytext') : { ...metadata, jupytext: rest };
}
