import { describe, expect, it } from 'vitest';
import {
  derivedWords,
  patternWords,
  rangeWords,
  typeWords,
  valuesWords,
  type CheckWords,
} from '../../../lib/src/data/check-words.js';
import type { ColumnContract } from '../../../lib/src/data/column-contract.js';

const flat = ({ rule, problem }: CheckWords) => [rule.en, problem.en, rule.zh, problem.zh];

describe('a rule in words', () => {
  it.each<[ColumnContract, string[]]>([
    [{ type: 'integer?' }, ['is a whole number', 'is not a whole number', '为整数', '不是整数']],
    [
      { type: 'decimal' },
      ['is a number', 'is not a number (at most 2 decimals)', '为数值', '不是数值（最多2位小数）'],
    ],
    [
      { type: 'decimal', scale: 0 },
      ['is a number', 'is not a number (at most 0 decimals)', '为数值', '不是数值（最多0位小数）'],
    ],
    [{ type: 'decimal', round: true }, ['is a number', 'is not a number', '为数值', '不是数值']],
    [{ type: 'double' }, ['is a number', 'is not a number', '为数值', '不是数值']],
    [
      { type: 'boolean', truth: ['ja', 'nein'] },
      ['is ja or nein', 'is not ja or nein', '为ja或nein', '不是ja或nein'],
    ],
    [{ type: 'boolean' }, ['is true or false', 'is not true or false', '为布尔值', '不是布尔值']],
    [
      { type: 'date', dateFormat: '%d.%m.%Y' },
      [
        'is a date written %d.%m.%Y',
        'is not a date written %d.%m.%Y',
        '为日期（%d.%m.%Y）',
        '不是日期（%d.%m.%Y）',
      ],
    ],
    [{ type: 'timestamp' }, ['is a date and time', 'is not a date and time', '为日期时间', '不是日期时间']],
    [
      { type: 'decimal', asStored: true },
      [
        'can be kept as an exact number',
        'cannot be kept as an exact number',
        '可作为精确数值保存',
        '无法作为精确数值保存',
      ],
    ],
  ])('is that of %o', (rule, words) => {
    expect(flat(typeWords(rule))).toEqual(words);
  });

  it('has its limits', () => {
    expect(flat(rangeWords(0, 9))).toEqual([
      'is between 0 and 9',
      'is not between 0 and 9',
      '介于0与9之间',
      '不在0与9之间',
    ]);
    expect(flat(rangeWords(0, undefined))).toEqual([
      'is at least 0',
      'is not at least 0',
      '不小于0',
      '小于0',
    ]);
    expect(flat(rangeWords(undefined, 9))).toEqual(['is at most 9', 'is not at most 9', '不大于9', '大于9']);
  });

  it('has its values, its pattern or its formula', () => {
    expect(flat(valuesWords(['a', 'b']))).toEqual([
      'is one of a, b',
      'is not one of a, b',
      '取值为a、b之一',
      '不是a、b之一',
    ]);
    expect(flat(patternWords('x+'))).toEqual(['matches x+', 'does not match x+', '符合x+', '不符合x+']);
    expect(flat(derivedWords('a / b', 0.5))).toEqual([
      'equals a / b within 0.5',
      'is not a / b within 0.5',
      '等于a / b，误差不超过0.5',
      '不等于a / b（误差0.5以内）',
    ]);
  });
});
