import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { NotebookFormatError, NotebookNotFoundError } from '../errors.js';
import { isJsonObject } from '../json.js';
import { jsonErrorPosition } from './json-position.js';
import { notebookFile, versionOfFile } from './schema.js';
import type { Notebook } from './types.js';
import { withCellIds } from './upgrade.js';
import { formatProblems, type FormatProblem } from './validate.js';

/**
 * Reads a notebook of nbformat 4.0 to 4.5 and upgrades it to 4.5 in memory.
 *
 * @param path the file
 * @param name how messages call it; the path unless told otherwise
 * @param notice hears what is not as the JSON schema of nbformat wants it, but does no harm: it is repaired in memory
 * @throws {NotebookNotFoundError} when the file is not there
 * @throws {NotebookFormatError} when it is not such a notebook
 */
export function readNotebook(path: string, name: string = path, notice?: (text: string) => void): Notebook {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new NotebookNotFoundError(`${name} cannot be read: ${String(cause)}`, { cause });
  }
  return parseNotebook(text, name, notice);
}

/** Like {@link readNotebook}, from the text of the file. */
export function parseNotebook(text: string, name: string, notice?: (text: string) => void): Notebook {
  const content = parseJson(text.replace(/^\uFEFF/, ''), name);
  const minor = checkVersion(content, name);
  const parsed = notebookFile.safeParse(content);
  if (!parsed.success)
    throw new NotebookFormatError(`${name} is not a notebook: ${firstIssue(parsed.error)}`);
  if (notice !== undefined && isJsonObject(content))
    tellProblems(formatProblems(content, minor), minor, name, notice);
  return { metadata: parsed.data.metadata, cells: withCellIds(parsed.data.cells) };
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const place = jsonErrorPosition(text);
    const conflict = /^(?:<{7}|>{7}) /m.test(text)
      ? ' It holds the marks of an unresolved merge conflict.'
      : '';
    const what = text.trim() === '' ? 'the file is empty' : 'not JSON';
    throw new NotebookFormatError(
      `${name}:${place.line}:${place.column}: ${what}, so not a notebook.${conflict}`,
      { cause, ...place },
    );
  }
}

const TOLD = 3;

function tellProblems(
  problems: readonly FormatProblem[],
  minor: number,
  name: string,
  notice: (text: string) => void,
): void {
  if (problems.length === 0) return;
  const told = problems.slice(0, TOLD).map(({ path, message }) => `${path || 'the notebook'}: ${message}`);
  const more = problems.length > TOLD ? `; and ${problems.length - TOLD} more` : '';
  notice(`${name} is not quite nbformat 4.${minor}: ${told.join('; ')}${more}`);
}

/** The minor version. */
function checkVersion(content: unknown, name: string): number {
  const version = versionOfFile.safeParse(content);
  if (!version.success) {
    throw new NotebookFormatError(`${name} is JSON but not a notebook: it has no "nbformat" number.`);
  }
  const { nbformat: major, nbformat_minor: minor } = version.data;
  if (major < 4) {
    throw new NotebookFormatError(
      `${name} is of nbformat ${major}; 4.0 to 4.5 are supported. Open and save it once in Jupyter, or run ` +
        '`jupyter nbconvert --to notebook --inplace` on it, and it becomes nbformat 4.',
    );
  }
  if (major > 4 || minor > 5 || !Number.isInteger(major) || !Number.isInteger(minor) || minor < 0) {
    throw new NotebookFormatError(
      `${name} is of nbformat ${major}.${minor}; 4.0 to 4.5 are supported. Save it as nbformat 4.5.`,
    );
  }
  return minor;
}

/** `cells[2].source: expected a string or an array of strings` */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return error.message;
  const path = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${path.replace(/^\./, '') || 'the file'}: ${issue.message}`;
}
