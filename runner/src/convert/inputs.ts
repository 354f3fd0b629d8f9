import { resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { NotebookNotFoundError } from '../errors.js';
import { statIfThere } from '../files.js';
import { languageOf } from '../nbformat/language.js';
import { parseNotebook, readNotebookText } from '../nbformat/index.js';
import { discoverNotebooks } from '../run/discover.js';
import { pathsOf, type PathOptions } from '../run/paths.js';
import { languageOfScript } from '../script/languages.js';
import { parseScript } from '../script/read.js';
import type { ConvertInput } from './target.js';

/**
 * Reads what is to be converted: notebooks, and scripts that are named or matched by a pattern (`src/*.ts`). A
 * folder means all its notebooks.
 *
 * @throws {NotebookNotFoundError} when an input matches nothing
 * @throws {NotebookFormatError} when a file is not a notebook
 */
export function readInputs(
  inputs: readonly string[],
  options: PathOptions,
  notice: (text: string) => void,
): ConvertInput[] {
  const sources = new Set(inputs.flatMap((input) => sourcesOf(input, options.cwd)));
  return [...sources].map((source) => readInput(source, options, notice));
}

function sourcesOf(input: string, cwd: string): string[] {
  if (languageOfScript(input) === undefined) return discoverNotebooks([input], cwd);
  const path = resolve(cwd, input);
  if (statIfThere(path)?.isFile() === true) return [path];
  const found = isDynamicPattern(input)
    ? globSync(input, { cwd, absolute: true, ignore: ['**/node_modules/**'] }).sort()
    : [];
  if (found.length === 0) throw new NotebookNotFoundError(`${input}: no such script.`);
  return found;
}

function readInput(source: string, options: PathOptions, notice: (text: string) => void): ConvertInput {
  const paths = pathsOf(source, options);
  const text = readNotebookText(source, paths.name);
  const language = languageOfScript(source);
  if (language === undefined) {
    const notebook = parseNotebook(text, paths.name, notice);
    return { paths, notebook, text, language: languageOf(notebook) };
  }
  const script = parseScript(text, language, paths.name);
  const { notebook } = script;
  return { paths, notebook, script, text, language: languageOf(notebook) || language.name };
}
