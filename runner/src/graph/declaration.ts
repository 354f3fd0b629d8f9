import { posix, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { NotebookFormatError } from '../errors.js';
import type { Notebook } from '../nbformat/index.js';

/** What a notebook declares to read and write: paths relative to the project root, with forward slashes. */
export interface Declaration {
  /** Files, folders or glob patterns; undefined if the notebook does not declare any. */
  readonly reads: readonly string[] | undefined;
  /** Files or folders. */
  readonly writes: readonly string[];
}

const paths = z.array(z.string().trim().min(1, 'must not be empty'), 'must be a list of paths');
const metadata = z.looseObject({ reads: paths.optional(), writes: paths.optional() }, 'must be an object');

/**
 * Reads `metadata.runner` of a notebook: `{"reads": ["data/users.csv"], "writes": ["data/clean.parquet"]}`.
 *
 * @param root the project root, which the paths are relative to
 * @throws {NotebookFormatError} when it is malformed, or a path to write is a pattern
 * @example
 * declarationOf(notebook, 'notebooks/01.ipynb', '/project').reads; // ['data/users.csv']
 */
export function declarationOf(notebook: Notebook, name: string, root: string): Declaration {
  const { data, error } = metadata.safeParse(notebook.metadata['runner'] ?? {});
  if (data === undefined) {
    const issue = error.issues[0];
    const key = ['runner', ...(issue?.path ?? []).map(String)].join('.');
    throw new NotebookFormatError(
      `${name}: metadata.${key} ${issue?.message ?? 'is malformed'}. Write, for example, ` +
        '"runner": {"reads": ["data/users.csv"], "writes": ["data/clean.parquet"]}',
    );
  }
  const normal = (path: string): string => normalPath(path, root);
  const writes = (data.writes ?? []).map(normal);
  const pattern = writes.find((path) => /[*?{}[\]]/.test(path));
  if (pattern !== undefined) {
    throw new NotebookFormatError(
      `${name}: metadata.runner.writes contains the pattern ${pattern}; list the files, or the folder they are in.`,
    );
  }
  return { reads: data.reads?.map(normal), writes };
}

/** Whether a read is a network address, which cannot be checked beforehand. */
export function isRemote(path: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(path);
}

/** `./data//x.csv` and `/project/data/x.csv` are `data/x.csv`; an absolute path elsewhere stays. */
export function normalPath(path: string, root: string): string {
  if (isRemote(path)) return path;
  const local = relative(root, resolve(root, path));
  const outside = local === '..' || local.startsWith(`..${sep}`);
  const kept = outside && path.startsWith('/') ? path : local.split(sep).join('/');
  return posix.normalize(kept === '' ? '.' : kept);
}
