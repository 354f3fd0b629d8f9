import { existsSync } from 'node:fs';
import { writeFilesAtomically } from '../files.js';
import { TranslationFile, type CellDrafts, type Entry } from './file.js';
import { mergeTexts, stamped } from './merge.js';
import { translationSubjects, type TranslateOptions, type TranslationSubject } from './subjects.js';
import { hasRun, inCellOrder, notebookTexts, possibleTexts, type NotebookText } from './texts.js';
import { readTranslationFile } from './translation.js';
import { readUtf8 } from '../utf8.js';

/** What became of a file of translations. */
export interface TranslationUpdate {
  readonly file: string;
  readonly changed: boolean;
  /** Texts that wait for a translation, after an extraction; translations that were stamped, after a stamp. */
  readonly count: number;
}

export interface ExtractOptions extends TranslateOptions {
  /** Drops translations of texts that are gone. */
  readonly prune?: boolean;
}

export interface StampOptions extends TranslateOptions {
  /** Stamps translations too that were not edited: the English changed, and they still fit. */
  readonly all?: boolean;
}

/**
 * Brings files of translations up to date with their notebooks: new texts get an entry with an empty translation,
 * changed ones show the English as it is now, translations stay.
 *
 * @throws {NotebookNotFoundError} when an input matches no notebook
 * @throws {TranslationError} when a file of translations cannot be read
 * @throws {UsageError} when no language is given and there are no translations yet
 */
export function extractTranslations({ prune = false, ...options }: ExtractOptions): TranslationUpdate[] {
  return rewrite(options, (subject, entries) => {
    const cells = mergeTexts(knownTexts(subject, entries), entries, { prune });
    const empty = cells.flatMap(({ drafts }) => drafts).filter(({ content }) => content.translation === '');
    return { cells, count: empty.length };
  });
}

/**
 * Marks translations as made from the English that stands next to them: those that are new or were edited, or all.
 *
 * @throws {NotebookNotFoundError} when an input matches no notebook
 * @throws {TranslationError} when a file of translations cannot be read
 * @throws {UsageError} when no language is given and there are no translations yet
 */
export function stampTranslations({ all = false, ...options }: StampOptions): TranslationUpdate[] {
  return rewrite(options, (_subject, entries) => {
    const changes = entries.map((entry) => ({ entry, content: stamped(entry, all) }));
    const count = changes.filter(
      ({ entry, content }) => entry.source !== content.source || entry.self !== content.self,
    ).length;
    return { cells: sameCells(changes), count };
  });
}

type Change = (
  subject: TranslationSubject,
  entries: readonly Entry[],
) => { readonly cells: readonly CellDrafts[]; readonly count: number };

function rewrite(options: TranslateOptions, change: Change): TranslationUpdate[] {
  const updates = translationSubjects(options).map((subject) => {
    const { path, file, lang } = subject;
    const existing = readTranslationFile(path, lang, file);
    const { cells, count } = change(subject, existing.entries);
    const isNew = existing.entries.length === 0;
    const target = isNew ? TranslationFile.create(lang, heading(subject)) : existing;
    // A notebook without any text needs no file.
    const content = cells.length === 0 && isNew ? undefined : target.write(cells);
    return { path, file, content, count };
  });
  const before = new Map(updates.map(({ path, file }) => [file, readIfThere(path)]));
  writeFilesAtomically(
    updates.flatMap(({ path, content }) => (content === undefined ? [] : [{ path, content }])),
  );
  return updates.map(({ file, content, count }) => ({
    file,
    changed: content !== undefined && content !== before.get(file),
    count,
  }));
}

/** Of a notebook that was not run the texts of outputs are those that the file has. */
function knownTexts({ notebook }: TranslationSubject, entries: readonly Entry[]): NotebookText[] {
  if (hasRun(notebook)) return possibleTexts(notebook, entries);
  const texts = notebookTexts(notebook);
  const codes = new Set(notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? [cell.id] : [])));
  const kept = entries
    .filter(({ cell }) => codes.has(cell))
    .map(({ cell, en }): NotebookText => ({ cell, kind: 'output', en }));
  return inCellOrder(
    [...texts, ...kept],
    notebook.cells.map(({ id }) => id),
  );
}

/** The cells of a file as they are, with other content of their entries. */
function sameCells(
  changes: readonly { readonly entry: Entry; readonly content: CellDrafts['drafts'][number]['content'] }[],
): CellDrafts[] {
  const cells = [...new Set(changes.map(({ entry }) => entry.cell))];
  return cells.map((cell) => {
    const own = changes.filter(({ entry }) => entry.cell === cell);
    const drafts = own.map(({ entry, content }) => ({ content, node: entry.node }));
    return { cell, single: own.every(({ entry }) => entry.single), drafts };
  });
}

function heading({ lang, name }: TranslationSubject): string {
  const file = name.replace(/^.*\//, '');
  return ` Translation of ${file} (${lang}). Write below "${lang}:", then run: nbconvert-ts-runner translate stamp`;
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readUtf8(path) : undefined;
}
