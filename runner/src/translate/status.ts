import { EXIT_CODES, type ExitCode } from '../errors.js';
import type { Notebook } from '../nbformat/index.js';
import type { Entry } from './file.js';
import { judgeTexts, type Judged, type TranslationState } from './judge.js';
import { strayFiles, translationSubjects, type TranslateOptions } from './subjects.js';
import { hasRun, notebookTexts, possibleTexts } from './texts.js';
import { readTranslationFile } from './translation.js';

/** How far a notebook is translated into a language. */
export interface TranslationStatus {
  readonly notebook: string;
  readonly lang: string;
  readonly texts: number;
  readonly counts: Readonly<Record<TranslationState, number>>;
  readonly problems: readonly TranslationProblem[];
}

/** Something that is not as it should be, and where: `notebooks/zh/a.yaml:12`. */
export interface TranslationProblem {
  readonly where: string;
  readonly cell?: string;
  readonly state: TranslationState | 'not run';
  readonly message: string;
}

export interface TranslationReport {
  readonly notebooks: readonly TranslationStatus[];
  /** Files of translations without a notebook. */
  readonly stray: readonly string[];
  /** 0 when everything is translated and up to date, else 1. */
  readonly exitCode: ExitCode;
}

/**
 * Compares notebooks, as they are, with their translations. Nothing is executed or written.
 *
 * @throws {NotebookNotFoundError} when an input matches no notebook
 * @throws {TranslationError} when a file of translations cannot be read
 * @throws {UsageError} when no language is given and there are no translations yet
 * @example
 * const { notebooks, exitCode } = translationReport({ inputs: ['notebooks'], lang: 'zh' });
 */
export function translationReport(options: TranslateOptions): TranslationReport {
  const subjects = translationSubjects(options);
  const notebooks = subjects.map(({ notebook, lang, name, path, file }): TranslationStatus => {
    const judged = judgeNotebookTexts(notebook, readTranslationFile(path, lang, file).entries);
    return {
      notebook: name,
      lang,
      texts: notebookTexts(notebook).length,
      counts: countsOf(judged),
      problems: [...problemsOf(judged, file), ...(hasRun(notebook) ? [] : [notRun(name)])],
    };
  });
  const stray = strayFiles(subjects);
  const fresh = stray.length === 0 && notebooks.every(({ problems }) => problems.length === 0);
  return { notebooks, stray, exitCode: fresh ? EXIT_CODES.ok : EXIT_CODES.cellFailed };
}

/** Judges all entries; where nothing is known of the texts of outputs, those of the prose and of the code alone. */
function judgeNotebookTexts(notebook: Notebook, entries: readonly Entry[]): Judged[] {
  const texts = possibleTexts(notebook, entries);
  const codes = new Set(notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? [cell.id] : [])));
  const stands = (entry: Entry) => texts.some(({ cell, en }) => cell === entry.cell && en === entry.en);
  const known = hasRun(notebook)
    ? entries
    : entries.filter((entry) => !codes.has(entry.cell) || stands(entry));
  return judgeTexts(texts, known);
}

/** What of the translations is not fresh, with its place in the file. */
export function problemsOf(judged: readonly Judged[], file: string): TranslationProblem[] {
  return judged
    .filter(({ state }) => state !== 'fresh')
    .map(({ cell, state, message, entry }) => ({
      where: entry === undefined ? file : `${file}:${entry.line}`,
      cell,
      state,
      message,
    }));
}

function countsOf(judged: readonly Judged[]): Record<TranslationState, number> {
  const counts = { fresh: 0, stale: 0, missing: 0, orphan: 0, edited: 0, broken: 0, conflict: 0 };
  for (const { state } of judged) counts[state] += 1;
  return counts;
}

function notRun(name: string): TranslationProblem {
  return {
    where: name,
    state: 'not run',
    message: 'the notebook has no outputs, so the texts in them are not known; run it',
  };
}
