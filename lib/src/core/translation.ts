import { readFileSync } from 'node:fs';
import { OptionsError } from '../errors.js';
import type { Locale, Text } from './label.js';

/** Set by the runner: a JSON file with Chinese translations of a notebook's English texts. */
const TEXTS_VARIABLE = 'NBCONVERT_TEXTS';

const read = new Map<string, ReadonlyMap<string, string>>();

/** A text in a language: plain text stays as it is unless the notebook has a translation. */
export function textIn(text: Text, locale: Locale): string {
  if (typeof text !== 'string') return text[locale];
  return locale === 'en' ? text : (translations().get(text) ?? text);
}

/** The plain texts among these, which have to be translated with the notebook. */
export function plainTexts(texts: readonly (Text | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text): text is string => typeof text === 'string' && text !== ''))];
}

function translations(): ReadonlyMap<string, string> {
  const path = process.env[TEXTS_VARIABLE];
  if (path === undefined) return new Map();
  const known = read.get(path);
  if (known !== undefined) return known;
  const texts = new Map(Object.entries(parse(path)));
  read.set(path, texts);
  return texts;
}

function parse(path: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch (cause) {
    throw new OptionsError(`${TEXTS_VARIABLE} names ${path}, which is not a JSON file of translations.`, {
      cause,
    });
  }
}
