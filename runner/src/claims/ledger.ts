import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OutputWriteError } from '../errors.js';
import { removeFile, writeFilesAtomically } from '../files.js';
import { jsonObject } from '../nbformat/schema.js';
import { stringifyCanonical, type JsonValue } from '../json.js';
import { parseNotebook } from '../nbformat/index.js';
import { CLAIM_MIME } from '../run/claims.js';
import { ledgerEntries, type LedgerEntry } from './entry.js';
import { claimsMarkdown, MARK } from './markdown.js';
import type { LedgerNotebook } from './scope.js';

/** The two files of a ledger. */
export interface LedgerFiles {
  /** Their folder, that of the notebooks' figure folders. */
  readonly folder: string;
  readonly json: string;
  readonly markdown: string;
}

const ledger = z.array(
  z.object({
    notebook: z.string(),
    cell: z.string(),
    id: z.string().nullable(),
    text: z.string(),
    values: jsonObject,
    verdict: z.string(),
    expected: z.string().nullable(),
    ok: z.boolean(),
    missed: z.array(z.string()).optional(),
  }),
);

export function ledgerFiles(folder: string): LedgerFiles {
  return { folder, json: join(folder, 'claims.json'), markdown: join(folder, 'claims.md') };
}

/**
 * The claims of notebooks as their files hold them, in the order of the notebooks' paths and of their outputs.
 *
 * @throws {NotebookFormatError} when a notebook with claims cannot be read
 */
export function readClaims(notebooks: readonly LedgerNotebook[]): LedgerEntry[] {
  return notebooks.flatMap(({ file, name }) => {
    const text = readFileSync(file, 'utf8');
    return text.includes(CLAIM_MIME) ? ledgerEntries(parseNotebook(text, name), name) : [];
  });
}

/** The content of both files; undefined where there is no claim and so no ledger. */
export function ledgerContents(
  entries: readonly LedgerEntry[],
  { folder }: LedgerFiles,
  base: string,
): { readonly json: string; readonly markdown: string } | undefined {
  if (entries.length === 0) return undefined;
  const plain = entries.map(({ missed, ...entry }): JsonValue => ({
    ...entry,
    ...(missed && { missed: [...missed] }),
  }));
  return { json: stringifyCanonical(plain), markdown: claimsMarkdown(entries, folder, base) };
}

/** The entries of a ledger; undefined when the text is none. */
export function parseLedger(text: string): readonly LedgerEntry[] | undefined {
  try {
    return ledger.parse(JSON.parse(text));
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
export function writeLedger(entries: readonly LedgerEntry[], files: LedgerFiles, base: string): string[] {
  const own = [files.json, files.markdown].map((path) => ({ path, foreign: isForeign(path) }));
  const contents = ledgerContents(entries, files, base);
  if (contents === undefined) {
    for (const { path, foreign } of own) if (!foreign) removeFile(path);
    return [];
  }
  const inTheWay = own.find(({ foreign }) => foreign);
  if (inTheWay !== undefined) {
    throw new OutputWriteError(
      `${inTheWay.path} would become the ledger of all claims, but holds something else. ` +
        'Move it, or run with --no-ledger.',
    );
  }
  writeFilesAtomically([
    { path: files.json, content: contents.json },
    { path: files.markdown, content: contents.markdown },
  ]);
  return [files.json, files.markdown];
}

/** Whether a file is there that no run wrote. One with the marks of a merge conflict is written anew. */
function isForeign(path: string): boolean {
  const text = readIfThere(path);
  if (text === undefined || text.trim() === '' || /^<{7} /m.test(text)) return false;
  return path.endsWith('.json') ? parseLedger(text) === undefined : !text.startsWith(MARK);
}

export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
