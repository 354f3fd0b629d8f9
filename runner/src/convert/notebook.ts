import { serializeNotebook } from '../nbformat/index.js';
import type { Converter } from './target.js';

/** `convert --to notebook`: the notebook as nbformat 4.5. */
export const toNotebook: Converter = (inputs) =>
  Promise.resolve(
    inputs.map(({ paths, notebook }) => ({ path: paths.notebook, content: serializeNotebook(notebook) })),
  );
