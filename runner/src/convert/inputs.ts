import { readFileSync } from 'node:fs';
import { NotebookNotFoundError } from '../errors.js';
import { languageOf } from '../nbformat/language.js';
import { parseNotebook } from '../nbformat/index.js';
import { discoverNotebooks } from '../run/discover.js';
import { pathsOf, type PathOptions } from '../run/paths.js';
import type { ConvertInput } from './target.js';

/**
 * Reads what is to be converted.
 *
 * @throws {NotebookNotFoundError} when an input names nothing
 * @throws {NotebookFormatError} when a file is not a notebook
 */
export function readInputs(inputs: readonly string[], options: PathOptions): ConvertInput[] {
  return discoverNotebooks(inputs, options.cwd).map((source) => {
    const paths = pathsOf(source, options);
    const text = readText(source, paths.name);
    const notebook = parseNotebook(text, paths.name);
    return { paths, notebook, text, language: languageOf(notebook) };
  });
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new NotebookNotFoundError(`${name} cannot be read: ${String(cause)}`, { cause });
  }
}
