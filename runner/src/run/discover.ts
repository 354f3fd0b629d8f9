import { lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { NotebookFormatError, NotebookNotFoundError } from '../errors.js';
import { statIfThere } from '../files.js';
import { nearest } from '../text/suggest.js';

const IGNORED = ['**/node_modules/**', '**/.ipynb_checkpoints/**', '**/*.partial.ipynb'];

/**
 * The notebooks that files, folders and glob patterns name, as absolute paths: in the order of the inputs, those
 * of a folder or pattern by name, each once.
 *
 * @throws {NotebookNotFoundError} when an input matches nothing, with the nearest names that exist
 * @throws {NotebookFormatError} when an input is a file but no .ipynb
 */
export function discoverNotebooks(inputs: readonly string[], cwd: string): string[] {
  return [...new Set(inputs.flatMap((input) => notebooksOf(input, cwd)))];
}

function notebooksOf(input: string, cwd: string): string[] {
  const path = resolve(cwd, input);
  const stat = statIfThere(path);
  if (stat?.isFile() === true) {
    if (path.endsWith('.ipynb')) return [path];
    throw new NotebookFormatError(`${input} is not a notebook: its name does not end in .ipynb.`);
  }
  if (stat?.isDirectory() === true)
    return found(globIn('**/*.ipynb', path), `found no notebook (*.ipynb) in ${input}.`);
  if (isDynamicPattern(input)) return found(globIn(input, cwd), `no notebook matches ${input}.`);
  throw new NotebookNotFoundError(
    leadsNowhere(path)
      ? `${input}: no such notebook: this link leads to nothing.`
      : `${input}: no such notebook or folder.${advice(path, cwd)}`,
  );
}

/** Of a path at which no file was found: whether that is because of a link. */
function leadsNowhere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function globIn(pattern: string, cwd: string): string[] {
  return globSync(pattern, { cwd, absolute: true, ignore: IGNORED })
    .filter((path) => path.endsWith('.ipynb'))
    .sort();
}

function found(paths: string[], otherwise: string): string[] {
  if (paths.length === 0) throw new NotebookNotFoundError(otherwise);
  return paths;
}

/** The name in the same folder that looks closest, else the notebooks of the closest name anywhere below the cwd. */
function advice(path: string, cwd: string): string {
  const sibling = nearest(basename(path), entries(dirname(path)));
  const elsewhere = (): string[] => {
    const all = globIn('**/*.ipynb', cwd);
    const name = nearest(
      basename(path),
      all.map((each) => basename(each)),
    );
    return all.filter((each) => basename(each) === name).slice(0, 3);
  };
  const paths = sibling === undefined ? elsewhere() : [resolve(dirname(path), sibling)];
  const near = paths.map((each) => relative(cwd, each));
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.name.endsWith('.ipynb'))
      .map((entry) => entry.name)
      .filter((name) => statIfThere(resolve(folder, name)) !== undefined);
  } catch {
    return [];
  }
}
