import { resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { NotebookFormatError, NotebookNotFoundError, UsageError, type RunnerError } from '../errors.js';
import { removeFile, writeFilesAtomically } from '../files.js';
import { parseNotebook, readNotebookText } from '../nbformat/index.js';
import { rewriteNotebook } from '../nbformat/rewrite.js';
import { discoverNotebooks } from '../run/discover.js';
import { linkFrom } from '../run/paths.js';
import { nearest } from '../text/suggest.js';
import { cleanNotebook, KEEPABLE } from './notebook.js';

/** What to clean and how. */
export interface CleanOptions {
  /** Files, folders or glob patterns, relative to `cwd`. */
  readonly inputs: readonly string[];
  /** Default: the working directory of the process. */
  readonly cwd?: string;
  /** Names what stays: `outputs`, `execution-counts`, or a key of metadata. */
  readonly keep?: readonly string[];
  /** Only tells; nothing is written. */
  readonly check?: boolean;
}

/** What became of one notebook. */
export interface CleanReport {
  readonly notebook: string;
  /** What was in it that should not be; empty when it was clean. */
  readonly findings: readonly string[];
  /** Why it could not be read; the others were cleaned all the same. */
  readonly error?: RunnerError;
}

/**
 * Takes outputs, execution counts and volatile metadata out of notebooks, in place. A notebook that is clean is not
 * touched; in the others only the cells concerned change.
 *
 * @throws {UsageError} when `keep` names something unknown
 * @throws {NotebookNotFoundError} when an input matches no notebook
 * @throws {OutputWriteError} when a notebook cannot be written
 * @example
 * const dirty = cleanNotebooks({ inputs: ['notebooks'], check: true }).filter(({ findings }) => findings.length > 0);
 */
export function cleanNotebooks({
  inputs,
  cwd = process.cwd(),
  keep = [],
  check,
}: CleanOptions): CleanReport[] {
  checkKeep(keep);
  const folder = resolve(cwd);
  return discoverNotebooks(inputs, folder).map((path) => {
    const notebook = linkFrom(folder, path);
    try {
      const { text, findings } = cleanText(readNotebookText(path, notebook), notebook, keep);
      if (check !== true && findings.length > 0) writeFilesAtomically([{ path, content: text }]);
      return { notebook, findings };
    } catch (error) {
      const unreadable = error instanceof NotebookFormatError || error instanceof NotebookNotFoundError;
      if (!unreadable) throw error;
      return { notebook, findings: [], error };
    }
  });
}

/**
 * The text of a notebook without outputs, otherwise byte for byte as it was.
 *
 * @param name how messages call the notebook
 * @throws {NotebookFormatError} when it is not a notebook
 */
export function cleanText(
  text: string,
  name: string,
  keep: readonly string[] = [],
): { text: string; findings: readonly string[] } {
  checkKeep(keep);
  const { notebook, findings } = cleanNotebook(parseNotebook(text, name), keep);
  return { text: findings.length === 0 ? text : rewriteNotebook(text, notebook), findings };
}

/**
 * Removes the partial notebooks that failed runs left: `X.partial.ipynb`.
 *
 * @param folders where to look, with all folders below, relative to `cwd`
 * @returns the paths of the files, relative to `cwd`
 */
export function removeLeftovers(folders: readonly string[], cwd: string = process.cwd()): string[] {
  const found = folders.flatMap((folder) =>
    globSync('**/*.partial.ipynb', {
      cwd: resolve(cwd, folder),
      absolute: true,
      ignore: ['**/node_modules/**'],
    }),
  );
  const paths = [...new Set(found)].sort();
  for (const path of paths) removeFile(path);
  return paths.map((path) => linkFrom(resolve(cwd), path));
}

function checkKeep(keep: readonly string[]): void {
  const unknown = keep.find((name) => !KEEPABLE.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, KEEPABLE);
  throw new UsageError(
    `--keep ${unknown}: ` +
      (near === undefined ? `use one of ${KEEPABLE.join(', ')}.` : `did you mean ${near}?`),
  );
}
