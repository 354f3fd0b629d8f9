import { computedValues, type Judgment } from 'tally/claims';
import type { StudyName } from '../claim.js';
import { nameInChinese } from './names.js';
import { remarkInChinese } from './remarks.js';
import { valueInChinese } from './values.js';

/** The text shown with a claim's verdict, in Chinese. */
export interface ChineseJudgment {
  readonly computed: string;
  readonly definition: string;
  readonly note: string;
}

/** A judgment in Chinese. Text missing from the dictionaries stays in English. */
export function inChinese(
  document: StudyName,
  { computed, definition, note }: Pick<Judgment, 'computed' | 'definition' | 'note'>,
): ChineseJudgment {
  const values = computedValues(computed).map(({ key, text, interval }) => {
    const { name, percent } = nameInChinese(document, key) ?? { name: key, percent: false };
    const sign = percent && /\d$/.test(text) ? '%' : '';
    const around = interval === undefined ? '' : `（95%置信区间${valueInChinese(interval)}）`;
    return `${name} ${typeof computed[key] === 'string' ? valueInChinese(text) : text}${sign}${around}`;
  });
  return {
    computed: values.join('；'),
    definition: remarkInChinese(document, definition) ?? definition,
    note: remarkInChinese(document, note) ?? note,
  };
}
