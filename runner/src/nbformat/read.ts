import type { z } from 'zod';
import { NotebookFormatError, NotebookNotFoundError } from '../errors.js';
import { isJsonObject, plainNumbers, type JsonObject, type JsonValue } from '../json.js';
import { DeepJsonError, parseJson } from '../parse-json.js';
import { InvalidUtf8Error, readUtf8 } from '../utf8.js';
import { jsonErrorPosition, positionAt } from './json-position.js';
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
  return parseNotebook(readNotebookText(path, name), name, notice);
}

/**
 * The text of the file of a notebook, or of a script that becomes one.
 *
 * @param path a path, or 0 for standard input
 * @throws {NotebookNotFoundError} when the file cannot be read
 * @throws {NotebookFormatError} when it is not UTF-8
 */
export function readNotebookText(path: string | 0, name: string): string {
  try {
    return readUtf8(path);
  } catch (cause) {
    if (cause instanceof InvalidUtf8Error)
      throw new NotebookFormatError(`${name}: ${cause.message}.`, { cause });
    const reason = isFolder(cause) ? 'it is a folder.' : String(cause);
    throw new NotebookNotFoundError(`${name} cannot be read: ${reason}`, { cause });
  }
}

function isFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EISDIR';
}

/** Like {@link readNotebook}, from the text of the file. */
export function parseNotebook(text: string, name: string, notice?: (text: string) => void): Notebook {
  const content = contentOf(text.replace(/^\uFEFF/, ''), name);
  const minor = checkVersion(content, name);
  const parsed = notebookFile.safeParse(content);
  if (!parsed.success)
    throw new NotebookFormatError(`${name} is not a notebook: ${firstIssue(parsed.error)}`);
  if (notice !== undefined && isJsonObject(content))
    tellProblems(formatProblems(plainObject(content), minor), minor, name, notice);
  return { metadata: parsed.data.metadata, cells: withCellIds(parsed.data.cells) };
}

function contentOf(text: string, name: string): JsonValue {
  try {
    return parseJson(text);
  } catch (cause) {
    if (cause instanceof DeepJsonError) {
      const { line, column } = positionAt(text, cause.offset);
      throw new NotebookFormatError(`${name}:${line}:${column}: ${cause.message}.`, { cause, line, column });
    }
    const place = jsonErrorPosition(text);
    const conflict = /^(?:<{7}|>{7}) /m.test(text) ? ' It contains unresolved merge conflict markers.' : '';
    const what = text.trim() === '' ? 'the file is empty' : 'not JSON';
    throw new NotebookFormatError(
      `${name}:${place.line}:${place.column}: ${what}, so it is not a notebook.${conflict}`,
      { cause, ...place },
    );
  }
}

function plainObject(content: JsonObject): JsonObject {
  const plain = plainNumbers(content);
  return isJsonObject(plain) ? plain : {};
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
  notice(`${name} is not fully valid nbformat 4.${minor}: ${told.join('; ')}${more}`);
}

/** A writer may say 4.0 for 4. */
function plainVersion({ nbformat, nbformat_minor: minor }: JsonObject): JsonValue {
  return plainNumbers({
    ...(nbformat !== undefined && { nbformat }),
    ...(minor !== undefined && { nbformat_minor: minor }),
  });
}

/** The minor version. */
function checkVersion(content: JsonValue, name: string): number {
  const version = versionOfFile.safeParse(isJsonObject(content) ? plainVersion(content) : content);
  if (!version.success) {
    throw new NotebookFormatError(`${name} is JSON but not a notebook: it has no "nbformat" number.`);
  }
  const { nbformat: major, nbformat_minor: minor } = version.data;
  if (major < 4) {
    throw new NotebookFormatError(
      `${name} uses nbformat ${major}; 4.0 to 4.5 are supported. Open and save it once in Jupyter, or run ` +
        '`jupyter nbconvert --to notebook --inplace` on it, and it becomes nbformat 4.',
    );
  }
  if (major > 4 || minor > 5 || !Number.isInteger(major) || !Number.isInteger(minor) || minor < 0) {
    throw new NotebookFormatError(
      `${name} uses nbformat ${major}.${minor}; 4.0 to 4.5 are supported. Save it as nbformat 4.5.`,
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
