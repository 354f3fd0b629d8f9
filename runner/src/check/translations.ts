import { dirname, relative } from 'node:path';
import { RunnerError } from '../errors.js';
import type { Notebook } from '../nbformat/index.js';
import type { NotebookPaths } from '../run/paths.js';
import { TranslationFile } from '../translate/file.js';
import { judgeTexts } from '../translate/judge.js';
import { isTranslated, languagesOf, translationPath } from '../translate/paths.js';
import { problemsOf } from '../translate/status.js';
import { possibleTexts } from '../translate/texts.js';
import type { Difference } from './difference.js';
import { readUtf8 } from '../utf8.js';

/**
 * What of a notebook's translations does not belong to what a fresh run gives. A translation that only waits to be
 * stamped is none of it.
 */
export function compareTranslations(fresh: Notebook, { source }: NotebookPaths, cwd: string): Difference[] {
  const languages = languagesOf(dirname(source)).filter((lang) => isTranslated(source, lang));
  return languages.flatMap((lang) => compareLanguage(fresh, translationPath(source, lang), lang, cwd));
}

function compareLanguage(fresh: Notebook, file: string, lang: string, cwd: string): Difference[] {
  const path = relative(cwd, file);
  try {
    const { entries } = TranslationFile.parse(readUtf8(file), lang, path);
    const problems = problemsOf(judgeTexts(possibleTexts(fresh, entries), entries), path);
    return problems
      .filter(({ state }) => state !== 'edited')
      .map(({ where, cell, state, message }): Difference => {
        const number = fresh.cells.findIndex(({ id }) => id === cell) + 1;
        const place = cell === undefined || number === 0 ? {} : { cell: { number, id: cell } };
        return { kind: 'translation', ...place, path, message: `${where}: ${state}: ${message}` };
      });
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    return [{ kind: 'translation', path, message: error.message }];
  }
}
