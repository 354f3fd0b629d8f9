import { existsSync } from 'node:fs';
import { parseNotebook, readNotebookText, rewriteNotebook, serializeNotebook } from '../nbformat/index.js';
import { linkFrom } from '../run/paths.js';
import { mergeScript } from '../script/merge.js';
import type { ConvertContext, ConvertInput, Converter } from './target.js';

/**
 * `convert --to notebook`: the notebook as nbformat 4.5, otherwise as it was. A script goes onto the notebook of its
 * name where that exists already, and cells that did not change keep their outputs.
 */
export const toNotebook: Converter = (inputs, context) =>
  Promise.resolve(
    inputs.map((input) => ({ path: input.paths.notebook, content: notebookText(input, context) })),
  );

function notebookText(
  { script, notebook, paths, text }: ConvertInput,
  { cwd, notice }: ConvertContext,
): string {
  if (script === undefined) return rewriteNotebook(text, notebook, { upgrade: true });
  if (!existsSync(paths.notebook)) return serializeNotebook(notebook);
  const name = linkFrom(cwd, paths.notebook);
  const existing = readNotebookText(paths.notebook, name);
  const { notebook: merged, dropped } = mergeScript(script, parseNotebook(existing, name));
  if (dropped > 0) {
    const cells = dropped === 1 ? '1 cell' : `${dropped} cells`;
    notice(`${name}: ${cells} changed or removed, outputs dropped; run the notebook to get new ones`);
  }
  return rewriteNotebook(existing, merged, { upgrade: true });
}
