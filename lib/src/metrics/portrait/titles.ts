import { both } from '../../core/heading.js';
import type { Label, Text } from '../../core/label.js';
import { described, type Table } from '../../core/table.js';

/** The name of a column in a title, at the start or within it. */
export interface Named {
  readonly first: Label;
  readonly within: Label;
}

/** The name of a column for titles. */
export function named(table: Table, column: string): Named {
  const { label } = described(table, column);
  const first = both(label);
  return { first, within: { ...first, en: within(label, first.en) } };
}

/** "Income" becomes "income" within a sentence; "RFM" stays, as do names that an analyst gave as plain strings. */
function within(label: Text, en: string): string {
  return typeof label === 'string' || /^\p{Lu}(?:\P{Ll}|$)/u.test(en)
    ? en
    : en.slice(0, 1).toLowerCase() + en.slice(1);
}

/** A figure name built from column names: `users-by-product-category`. */
export function figureName(...words: readonly string[]): string {
  return words
    .join(' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
