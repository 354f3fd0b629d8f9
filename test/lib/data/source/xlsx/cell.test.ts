import { describe, expect, it } from 'vitest';
import { cellOf, NOT_COMPUTED, type RawCell } from '../../../../../lib/src/data/source/xlsx/cell.js';

const [PLAIN, EURO, DATE, TIME] = [0, 1, 2, 3];
const cell = (some: Partial<RawCell>) =>
  cellOf(
    { type: undefined, style: PLAIN, isFormula: false, hasValue: true, value: '', inline: '', ...some },
    {
      strings: ['a', ''],
      styles: [{ as: 'number' }, { as: 'money', sign: '€' }, { as: 'date' }, { as: 'time' }],
      from1904: false,
    },
  );

describe('a cell', () => {
  it.each<[Partial<RawCell>, string, string]>([
    [{ type: 's', value: '0' }, 'a', 'text'],
    [{ type: 'inlineStr', hasValue: false, inline: 'b' }, 'b', 'text'],
    [{ type: 'str', value: 'a_x000D_b' }, 'a\rb', 'text'],
    [{ type: 'b', value: '1' }, 'true', 'text'],
    [{ type: 'b', value: 'true' }, 'true', 'text'],
    [{ type: 'b', value: '0' }, 'false', 'text'],
    [{ type: 'e', value: '#REF!' }, '#REF!', 'error'],
    [{ type: 'd', value: '2024-03-05T10:00' }, '2024-03-05 10:00', 'moment'],
    [{ type: 'd', value: '2024-03-05' }, '2024-03-05', 'day'],
    [{ hasValue: false, isFormula: true }, NOT_COMPUTED, 'error'],
    [{ value: 'abc' }, 'abc', 'error'],
    [{ value: '5', style: 99 }, '5', 'number'],
    [{ value: '1E-3', type: 'n' }, '0.001', 'number'],
    [{ value: '-1E-7' }, '-1e-7', 'number'],
    [{ value: '0.30000000000000004' }, '0.30000000000000004', 'number'],
    [{ value: '0.30000000000000004', isFormula: true }, '0.3', 'number'],
    [{ value: '999999999999999' }, '999999999999999', 'number'],
    [{ value: '1e15' }, '1000000000000000', 'long'],
    [{ value: '-1e15' }, '-1000000000000000', 'long'],
    [{ value: '1000000000000000.5' }, '1000000000000000.5', 'number'],
    [{ value: '1e21' }, '1000000000000000000000', 'long'],
    [{ value: '-1e21' }, '-1000000000000000000000', 'long'],
    [{ value: '5', style: EURO }, '€5', 'number'],
    [{ value: '0', style: EURO }, '€0', 'number'],
    [{ value: '-5.1', style: EURO }, '-€5.1', 'number'],
    [{ value: '45356', style: DATE }, '2024-03-05', 'day'],
    [{ value: '45356.5', style: DATE }, '2024-03-05 12:00:00', 'moment'],
    [{ value: '-1', style: DATE }, '-1', 'number'],
    [{ value: '0.5', style: TIME }, '12:00:00', 'text'],
  ])('%o holds %s', (some, text, kind) => {
    expect(cell(some)).toEqual({ text, kind });
  });

  it.each<Partial<RawCell>>([
    { hasValue: false },
    { type: 's', value: '1' },
    { type: 's', value: '9' },
    { type: 'str' },
    { type: 'inlineStr' },
    {},
  ])('%o holds nothing', (some) => {
    expect(cell(some)).toBeNull();
  });

  it('has no exponent in an amount, which would be none', () => {
    const amount = (value: string) => cell({ value, style: EURO, isFormula: true })?.text;
    // 0.1 + 0.2 - 0.3, as formulas leave it where nothing is meant.
    expect(amount('5.5511151231257827E-17')).toBe('€0.00000000000000005551');
    expect(amount('-1E-7')).toBe('-€0.0000001');
    expect(amount('1E-6')).toBe('€0.000001');
    expect(amount('1E-30')).toBe('€0');
  });
});
