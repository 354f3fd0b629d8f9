import { existsSync } from 'node:fs';
import { readNotebook, serializeNotebook, type Notebook } from '../nbformat/index.js';
import { linkFrom } from '../run/paths.js';
import { mergeScript } from '../script/merge.js';
import type { ConvertContext, ConvertInput, Converter } from './target.js';

/**
 * `convert --to notebook`: the notebook as nbformat 4.5. A script goes onto the notebook of its name where that
 * exists already, and cells that did not change keep their outputs.
 */
export const toNotebook: Converter = (inputs, context) =>
  Promise.resolve(
    inputs.map((input) => ({
      path: input.paths.notebook,
      content: serializeNotebook(notebookOf(input, context)),
    })),
  );

function notebookOf({ script, notebook, paths }: ConvertInput, { cwd, notice }: ConvertContext): Notebook {
  if (script === undefined || !existsSync(paths.notebook)) return notebook;
  const name = linkFrom(cwd, paths.notebook);
  const { notebook: merged, dropped } = mergeScript(script, readNotebook(paths.notebook, name));
  if (dropped > 0) {
    const cells = dropped === 1 ? '1 cell' : `${dropped} cells`;
    notice(`${name}: ${cells} changed or went, and the outputs with it; run the notebook to get new ones`);
  }
  return merged;
}
