import { join } from 'node:path';
import { z } from 'zod';
import { OutputWriteError } from '../errors.js';
import { removeFile, writeFilesAtomically } from '../files.js';
import { jsonObject } from '../nbformat/schema.js';
import { stringifyCanonical, type JsonValue } from '../json.js';
import { parseNotebook, readNotebookText } from '../nbformat/index.js';
import { CLAIM_MIME } from '../run/claims.js';
import { registerEntries, type RegisterEntry } from './entry.js';
import { claimsMarkdown, MARK } from './markdown.js';
import type { RegisterNotebook } from './scope.js';
import { readUtf8 } from '../utf8.js';

/** The two files of a claims register. */
export interface RegisterFiles {
  /** Their folder, that of the notebooks' figure folders. */
  readonly folder: string;
  readonly json: string;
  readonly markdown: string;
}

const register = z.array(
  z.object({
    notebook: z.string(),
    cell: z.string(),
    kind: z.enum(['finding', 'published']).default('finding'),
    id: z.string().nullable(),
    text: z.string(),
    values: jsonObject,
    verdict: z.string(),
    expected: z.string().nullable(),
    ok: z.boolean(),
    robustness: z.string().optional(),
    missed: z.array(z.string()).optional(),
  }),
);

export function registerFiles(folder: string): RegisterFiles {
  return { folder, json: join(folder, 'claims.json'), markdown: join(folder, 'claims.md') };
}

/**
 * The claims of notebooks as their files hold them, in the order of the notebooks' paths and of their outputs.
 *
 * @throws {NotebookFormatError} when a notebook with claims cannot be read
 */
export function readClaims(notebooks: readonly RegisterNotebook[]): RegisterEntry[] {
  return notebooks.flatMap(({ file, name }) => {
    const text = readNotebookText(file, name);
    return text.includes(CLAIM_MIME) ? registerEntries(parseNotebook(text, name), name) : [];
  });
}

/** The content of both files; undefined if there are no claims. */
export function registerContents(
  entries: readonly RegisterEntry[],
  { folder }: RegisterFiles,
  base: string,
): { readonly json: string; readonly markdown: string } | undefined {
  if (entries.length === 0) return undefined;
  const plain = entries.map(({ missed, robustness, ...entry }): JsonValue => ({
    ...entry,
    ...(robustness !== undefined && { robustness }),
    ...(missed && { missed: [...missed] }),
  }));
  return { json: stringifyCanonical(plain), markdown: claimsMarkdown(entries, folder, base) };
}

/** The entries of a register; undefined if the text is not a register. */
export function parseRegister(text: string): readonly RegisterEntry[] | undefined {
  try {
    return register.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Writes both files or none; removes them where there is no claim. What has the content already is not touched.
 *
 * @returns the paths of the files that are there now
 * @throws {OutputWriteError} when a file of that name is not the runner's own, or cannot be written
 */
export function writeRegister(
  entries: readonly RegisterEntry[],
  files: RegisterFiles,
  base: string,
): string[] {
  const own = [files.json, files.markdown].map((path) => ({ path, foreign: isForeign(path) }));
  const contents = registerContents(entries, files, base);
  if (contents === undefined) {
    for (const { path, foreign } of own) if (!foreign) removeFile(path);
    return [];
  }
  const inTheWay = own.find(({ foreign }) => foreign);
  if (inTheWay !== undefined) {
    throw new OutputWriteError(
      `${inTheWay.path} is not a claims register and would be overwritten. ` +
        'Move it, or run with --no-register.',
    );
  }
  writeFilesAtomically([
    { path: files.json, content: contents.json },
    { path: files.markdown, content: contents.markdown },
  ]);
  return [files.json, files.markdown];
}

/** Whether the file exists and was not written by a run. One with merge conflict markers is overwritten. */
function isForeign(path: string): boolean {
  const text = readIfThere(path);
  if (text === undefined || text.trim() === '' || /^<{7} /m.test(text)) return false;
  return path.endsWith('.json') ? parseRegister(text) === undefined : !text.startsWith(MARK);
}

export function readIfThere(path: string): string | undefined {
  try {
    return readUtf8(path);
  } catch {
    return undefined;
  }
}
