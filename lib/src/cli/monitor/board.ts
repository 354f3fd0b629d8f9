import { resolve } from 'node:path';
import type { Locale } from '../../core/label.js';
import { runnerIn } from '../init/run-notebooks.js';
import { writeProject } from '../init/write.js';
import { reportTexts, type Parameters } from '../report/notebook.js';
import { pathFrom, runReport } from '../report/run.js';
import { RUN_WORDS } from '../report/words.js';

/** Name of the board's files. */
const BOARD = 'board';

/**
 * Writes the board of a shop as a notebook, runs it and makes a page of it; replaces an earlier one.
 *
 * @returns what to say of it.
 * @throws NotebooksError with the runner's exit code.
 */
export function writeBoard(
  folder: string,
  { data, cuts, ...parameters }: Parameters & { readonly data: string; readonly cuts: string | null },
  locale: Locale,
): string {
  const runner = runnerIn(folder);
  const paths = { data: pathFrom(folder, data), cuts: cuts === null ? null : pathFrom(folder, cuts) };
  const texts = reportTexts({ kind: 'monitor', name: BOARD }, { ...parameters, ...paths, locale }, locale);
  writeProject(folder, texts, true);
  if (runner === null) {
    return `${RUN_WORDS.written[locale](folder, [`${BOARD}.ipynb`])}\n${RUN_WORDS.notRun[locale]}`;
  }
  const written = runReport({ folder: resolve(folder), name: BOARD }, runner, locale);
  return RUN_WORDS.written[locale](folder, [...written, `${BOARD}.html`]);
}
