import { parseKind, type Kind } from '../engine/shape.js';
import type { Label } from '../core/label.js';
import type { ColumnContract } from './column-contract.js';

/** A check in words: the rule, for reports, and the problem if it is broken, placed after the value. */
export interface CheckWords {
  /** "is a whole number" */
  readonly rule: Label;
  /** "is not a whole number" */
  readonly problem: Label;
}

export const STRUCTURE_WORDS: CheckWords = {
  rule: { en: 'the row can be split into its columns', zh: '整行可按列拆分' },
  problem: { en: 'cannot be split', zh: '无法拆分' },
};

export const MISSING_WORDS: CheckWords = {
  rule: { en: 'is not missing', zh: '不缺失' },
  problem: { en: 'is missing', zh: '缺失' },
};

/** `LINE` in the problem is where the value is first. */
export const UNIQUE_WORDS: CheckWords = {
  rule: { en: 'is unique', zh: '唯一' },
  problem: { en: 'already appears on line LINE', zh: '已在第LINE行出现' },
};

const KINDS: Readonly<Record<Kind, Label>> = {
  integer: { en: 'a whole number', zh: '整数' },
  decimal: { en: 'a number', zh: '数值' },
  double: { en: 'a number', zh: '数值' },
  text: { en: 'text', zh: '文本' },
  boolean: { en: 'true or false', zh: '布尔值' },
  date: { en: 'a date (YYYY-MM-DD)', zh: '日期（YYYY-MM-DD）' },
  timestamp: { en: 'a date and time', zh: '日期时间' },
};

/** What the engine and the library hold of each kind. */
const KEPT: Readonly<Record<Kind, Label>> = {
  ...KINDS,
  decimal: { en: 'an exact number', zh: '精确数值' },
  double: { en: 'a finite number', zh: '有限数值' },
  date: { en: 'a date of the years 1 to 9999', zh: '公元1至9999年的日期' },
  timestamp: { en: 'a time of the years 1 to 9999', zh: '公元1至9999年的时间' },
};

/** The words for a value that does not fit its column's type. */
export function typeWords(rule: ColumnContract): CheckWords {
  const { kind } = parseKind(rule.type);
  const { dateFormat, truth } = rule;
  if (rule.asStored === true) return keptWords(kind);
  if (kind === 'decimal' && rule.round !== true) {
    const { en, zh } = KINDS.decimal;
    const scale = rule.scale ?? 2;
    return {
      rule: is(en, `为${zh}`, '').rule,
      problem: { en: `is not ${en} (at most ${scale} decimals)`, zh: `不是${zh}（最多${scale}位小数）` },
    };
  }
  if (truth !== undefined) return is(truth.join(' or '), `为${truth.join('或')}`, `不是${truth.join('或')}`);
  const { en, zh } =
    dateFormat === undefined
      ? KINDS[kind]
      : { en: `a date written ${dateFormat}`, zh: `日期（${dateFormat}）` };
  return is(en, `为${zh}`, `不是${zh}`);
}

function keptWords(kind: Kind): CheckWords {
  const { en, zh } = KEPT[kind];
  return {
    rule: { en: `can be kept as ${en}`, zh: `可作为${zh}保存` },
    problem: { en: `cannot be kept as ${en}`, zh: `无法作为${zh}保存` },
  };
}

export function rangeWords(min: number | undefined, max: number | undefined): CheckWords {
  if (min === undefined) return is(`at most ${max ?? ''}`, `不大于${max ?? ''}`, `大于${max ?? ''}`);
  return max === undefined
    ? is(`at least ${min}`, `不小于${min}`, `小于${min}`)
    : is(`between ${min} and ${max}`, `介于${min}与${max}之间`, `不在${min}与${max}之间`);
}

export const valuesWords = (values: readonly string[]): CheckWords =>
  is(`one of ${values.join(', ')}`, `取值为${values.join('、')}之一`, `不是${values.join('、')}之一`);

export const patternWords = (pattern: string): CheckWords => ({
  rule: { en: `matches ${pattern}`, zh: `符合${pattern}` },
  problem: { en: `does not match ${pattern}`, zh: `不符合${pattern}` },
});

export const derivedWords = (formula: string, tolerance: number): CheckWords => ({
  rule: { en: `equals ${formula} within ${tolerance}`, zh: `等于${formula}，误差不超过${tolerance}` },
  problem: { en: `is not ${formula} within ${tolerance}`, zh: `不等于${formula}（误差${tolerance}以内）` },
});

/** Why a line cannot be split: a pattern for the English reason and its Chinese, with the numbers from the pattern. */
export const MALFORMED_WORDS: readonly (readonly [pattern: string, zh: string])[] = [
  ['a quote is opened and not closed', '引号未闭合'],
  ['text follows the closing quote of field ([0-9]+)', '第\\1列的结束引号之后还有文字'],
  ['([0-9]+) fields where ([0-9]+) are expected', '有\\1列，应为\\2列'],
  ['not a JSON object', '不是JSON对象'],
  ['the key "(.*)" occurs more than once', '键“\\1”出现多次'],
  ['column "(.*)" holds the error (.*)', '列“\\1”为错误值\\2'],
];

function is(what: string, zh: string, not: string): CheckWords {
  return { rule: { en: `is ${what}`, zh }, problem: { en: `is not ${what}`, zh: not } };
}
