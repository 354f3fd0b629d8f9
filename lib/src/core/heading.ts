import type { Label, Locale, Text } from './label.js';
import type { Column } from './schema.js';
import { textIn } from './translation.js';

/**
 * A column's name with its unit, for headings and axes: `Age (years)`, `年龄（岁）`; a name that already contains its
 * unit, such as "Days since the last login", does not repeat it.
 *
 * @example
 * heading(column.decimal('age', { unit: 'years' }), 'en'); // 'Age (years)'
 */
export function heading({ label, unit }: Pick<Column, 'label' | 'unit'>, locale: Locale): string {
  const name = textIn(label, locale);
  if (unit === undefined || names(name, unit[locale])) return name;
  return locale === 'zh' ? `${name}（${unit.zh}）` : `${name} (${unit.en})`;
}

/** Whether a name contains a word, maybe in parentheses; Chinese has no spaces between words. */
function names(name: string, word: string): boolean {
  return apart(name).includes(/\p{Script=Han}/u.test(word) ? word : apart(word));
}

const apart = (text: string) => ` ${text.toLowerCase().replace(/[()]/g, ' ')} `;

/** A text in both languages. */
export function both(text: Text): Label {
  return { en: textIn(text, 'en'), zh: textIn(text, 'zh') };
}

/** Two names as one, such as a measure and what it is of: `Share: 2023`. */
export function joined(first: Text, second: Text): Label {
  const [a, b] = [both(first), both(second)];
  return { en: `${a.en}: ${b.en}`, zh: `${a.zh}：${b.zh}` };
}

/** A column's name with its unit, for rows that name columns with different units. */
export function withUnit(column: Pick<Column, 'label' | 'unit'>): Text {
  return column.unit === undefined ? column.label : { en: heading(column, 'en'), zh: heading(column, 'zh') };
}
