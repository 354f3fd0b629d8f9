import { existsSync } from 'node:fs';
import { TranslationError } from '../errors.js';
import type { Notebook } from '../nbformat/index.js';
import { TranslationFile } from './file.js';
import { judgeTexts, placeholderProblem, type Judged } from './judge.js';
import { isTranslated, translationPath } from './paths.js';
import { hasRun, outputTexts, possibleTexts, proseOf } from './texts.js';
import { readUtf8 } from '../utf8.js';

/** The translation of one notebook, ready to be used. */
export interface Translation {
  readonly lang: string;
  /** The whole text of markdown cells, by cell id. */
  readonly prose: ReadonlyMap<string, string>;
  /** The texts of outputs, by their English. */
  readonly texts: Readonly<Record<string, string>>;
  /** What is not as it should be, by state. */
  readonly problems: readonly Judged[];
}

/**
 * Reads the translation of a notebook.
 *
 * @param source the path of the notebook
 * @param name how messages call it
 * @throws {TranslationError} when there is none, or it cannot be read
 */
export function readTranslation(notebook: Notebook, source: string, name: string, lang: string): Translation {
  const path = translationPath(source, lang);
  if (!isTranslated(source, lang)) {
    throw new TranslationError(
      `${name} has no translation: ${path} is missing. Make it with: translate extract ${name} --lang ${lang}`,
    );
  }
  const { entries } = readTranslationFile(path, lang, path);
  const texts = possibleTexts(notebook, entries);
  const judged = judgeTexts(texts, entries);
  const used = judged.filter(
    ({ entry, text }) => text !== undefined && entry !== undefined && entry.translation !== '',
  );
  const prose = used.flatMap(({ text, entry, cell }): [string, string][] =>
    text?.kind === 'prose' && entry !== undefined ? [[cell, entry.translation]] : [],
  );
  const cells = new Set(notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? [cell.id] : [])));
  // A text is known by the English in the file, and by that of the committed outputs where it changed since.
  const pairs = [
    ...used.map(
      ({ text, entry }) => [text?.kind === 'output' ? text.en : '', entry?.translation ?? ''] as const,
    ),
    ...entries.filter(({ cell }) => cells.has(cell)).map((entry) => [entry.en, entry.translation] as const),
  ];
  const found = new Map<string, string>();
  for (const [en, translation] of pairs) {
    const fits = en !== '' && translation !== '' && placeholderProblem(en, translation) === undefined;
    if (fits && !found.has(en)) found.set(en, translation);
  }
  const problems = judged.filter(
    ({ state, text }) => state !== 'fresh' && (hasRun(notebook) || text?.kind === 'prose'),
  );
  return { lang, prose: new Map(prose), texts: Object.fromEntries(found), problems };
}

/** @throws {TranslationError} when the file is there and cannot be read */
export function readTranslationFile(path: string, lang: string, name: string): TranslationFile {
  return existsSync(path)
    ? TranslationFile.parse(readUtf8(path), lang, name)
    : TranslationFile.create(lang, '');
}

/** The notebook with its prose in the other language; markdown cells without a translation stay English. */
export function withTranslatedProse(notebook: Notebook, { lang, prose }: Translation): Notebook {
  const cells = notebook.cells.map((cell) => {
    const text = proseOf(cell) === undefined ? undefined : prose.get(cell.id);
    return text === undefined ? cell : { ...cell, source: text };
  });
  return { metadata: { ...notebook.metadata, lang }, cells };
}

/** The texts that outputs were made from and that have no translation, each once. */
export function untranslatedTexts({ cells }: Notebook, { texts }: Translation): string[] {
  const all = cells.flatMap((cell) => (cell.cell_type === 'code' ? outputTexts(cell) : []));
  return [...new Set(all)].filter((text) => !Object.hasOwn(texts, text));
}
