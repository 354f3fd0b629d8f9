import type { TermOrText } from '../core/column.js';
import * as column from '../core/column.js';
import type { Text } from '../core/label.js';

/** The English text, which rows store; the column holds the translation. */
export const wordKey = (text: Text): string => (typeof text === 'string' ? text : text.en);

/** A column of words or sentences in both languages; rows store the {@link wordKey} of each. */
export function worded(label: TermOrText, texts: readonly Text[]) {
  return column.category(label, Object.fromEntries(texts.map((text) => [wordKey(text), { label: text }])));
}
