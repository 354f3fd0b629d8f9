import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { UsageError } from '../errors.js';

/** A language tag as it names folders: `zh`, `zh-CN`, `de`. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;

/** @throws {UsageError} when the text is no language tag */
export function checkLanguage(lang: string): string {
  if (LANGUAGE_TAG.test(lang)) return lang;
  throw new UsageError(`--lang ${lang}: write a language tag such as zh, zh-CN or de.`);
}

/** The translations of a notebook: `notebooks/zh/03-rfm.yaml` of `notebooks/03-rfm.ipynb`. */
export function translationPath(source: string, lang: string): string {
  return join(dirname(source), lang, `${parse(source).name}.yaml`);
}

/** Whether a notebook has translations into a language. */
export function isTranslated(source: string, lang: string): boolean {
  return existsSync(translationPath(source, lang));
}

/** The languages that notebooks of a folder are translated into: its subfolders that hold translation files. */
export function languagesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && LANGUAGE_TAG.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => translationFiles(join(folder, name)).length > 0)
    .sort();
}

/** The translation files in a folder of one language. */
export function translationFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}
