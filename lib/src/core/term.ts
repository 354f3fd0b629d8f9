import type { Label } from './label.js';
import { TERMS } from './terms/index.js';

/** A key of the dictionary of terms. */
export type Term = keyof typeof TERMS;

/** Whether a text is a key of the dictionary. */
export function isTerm(text: string): text is Term {
  return Object.hasOwn(TERMS, text);
}

/**
 * A term in both languages, from the dictionary shared by all columns and categories.
 *
 * @example
 * term('revenue'); // { en: 'Revenue', zh: '营收' }
 */
export function term(key: Term): Label {
  const [en, zh] = TERMS[key];
  return { en, zh };
}
