import { z } from 'zod';
import { withoutKeys, type JsonObject } from '../json.js';
import { parseNotebook, type Notebook } from '../nbformat/index.js';
import { writtenFile } from './written-files.js';

/** What the cache holds of one execution; the executed notebook is among the contents. */
export const notebookEntry = z.object({
  notebook: z.string(),
  written: z.array(writtenFile),
});
export type NotebookEntry = z.output<typeof notebookEntry>;

/**
 * The notebook as an execution would leave it: outputs and counts of the cached code cells, which have the same
 * sources; text, ids and metadata as they are now.
 */
export function withCachedOutputs(notebook: Notebook, cached: string, kernelspec: JsonObject): Notebook {
  const executed = parseNotebook(cached, 'cached notebook');
  const codes = executed.cells.filter((cell) => cell.cell_type === 'code');
  let next = 0;
  const cells = notebook.cells.map((cell) => {
    const metadata = withoutKeys(cell.metadata, 'execution');
    if (cell.cell_type !== 'code') return { ...cell, metadata };
    const from = codes[next];
    next += 1;
    return {
      ...cell,
      metadata,
      execution_count: from?.execution_count ?? null,
      outputs: from?.outputs ?? [],
    };
  });
  const languageInfo = executed.metadata['language_info'] ?? {};
  const metadata = {
    ...withoutKeys(notebook.metadata, 'execution', 'widgets'),
    kernelspec,
    language_info: languageInfo,
  };
  return { metadata, cells };
}
