import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { parseNotebook, readNotebookText, type Notebook } from '../nbformat/index.js';
import { discoverNotebooks } from '../run/discover.js';
import { linkFrom } from '../run/paths.js';
import { languagesOf, translationFiles, translationPath } from './paths.js';

/** Whose translations to look at; only `inputs` is required. */
export interface TranslateOptions {
  /** Files, folders or glob patterns of notebooks, relative to `cwd`. */
  readonly inputs: readonly string[];
  /** Default: the working directory of the process. */
  readonly cwd?: string;
  /** Default: every language that notebooks beside are translated into. */
  readonly lang?: string | undefined;
}

/** A notebook and its translations into one language. */
export interface TranslationSubject {
  readonly notebook: Notebook;
  readonly lang: string;
  /** The notebook as messages call it. */
  readonly name: string;
  /** The file of translations, which may not be there, and as messages call it. */
  readonly path: string;
  readonly file: string;
}

/**
 * Reads the notebooks, each with the languages it is or should be translated into.
 *
 * @throws {NotebookNotFoundError} when an input matches no notebook
 * @throws {UsageError} when no language is given and there are no translations yet
 */
export function translationSubjects({ inputs, cwd, lang }: TranslateOptions): TranslationSubject[] {
  const folder = resolve(cwd ?? process.cwd());
  const subjects = discoverNotebooks(inputs, folder).flatMap((source) => {
    const name = linkFrom(folder, source);
    const languages = lang === undefined ? languagesOf(dirname(source)) : [lang];
    const notebook = parseNotebook(readNotebookText(source, name), name);
    return languages.map((each): TranslationSubject => {
      const path = translationPath(source, each);
      return { notebook, lang: each, name, path, file: linkFrom(folder, path) };
    });
  });
  if (subjects.length > 0) return subjects;
  throw new UsageError('these notebooks have no translations yet. Name the language: --lang zh');
}

/** Files of translations beside those of the subjects whose notebook is not there any more. */
export function strayFiles(subjects: readonly TranslationSubject[]): string[] {
  const folders = new Map(subjects.map(({ path, file }) => [dirname(path), dirname(file)]));
  return [...folders].flatMap(([folder, name]) =>
    translationFiles(folder)
      .filter((path) => !existsSync(join(dirname(folder), basename(path).replace(/\.yaml$/, '.ipynb'))))
      .map((path) => `${name}/${basename(path)}`),
  );
}
