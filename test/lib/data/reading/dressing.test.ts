import { describe, expect, it } from 'vitest';
import {
  hasSeveralCurrencies,
  readingOfDress,
  saidBy,
  severalCurrencies,
  type DressedColumn,
} from '../../../../lib/src/data/reading/dressing.js';
import { dressedGuess, whyNotNumbers } from '../../../../lib/src/load/infer-dressed.js';
import { factsWith } from './facts-of.js';

const column = (some: Partial<DressedColumn>): DressedColumn => ({
  rule: { type: 'decimal?' },
  facts: factsWith({}),
  before: factsWith({}),
  signs: [],
  currencies: [],
  ...some,
});
const EURO = { sign: '€', n: 2, example: '€ 5' };
const DOLLAR = { sign: '$', n: 1, example: '$7' };
const percent = { dress: { percent: true } };
const bare = { dress: { percent: false } };

describe('amounts of a column', () => {
  it('are in several currencies where no currency has all of their signs', () => {
    expect(hasSeveralCurrencies(column({}))).toBe(false);
    expect(hasSeveralCurrencies(column({ signs: [EURO], currencies: ['EUR'] }))).toBe(false);
    expect(hasSeveralCurrencies(column({ signs: [EURO, DOLLAR] }))).toBe(true);
    expect(severalCurrencies('f.csv', 'paid', column({ signs: [EURO, DOLLAR] })).message).toMatch(
      /^f\.csv: column "paid" has amounts in € \(2, such as € 5\), \$ \(1, such as \$7\): different/,
    );
  });

  it('have the currency as their unit, or the sign that may stand for several', () => {
    const said = (some: Partial<DressedColumn>) => saidBy(column(some));
    const unit = (name: string) => ({ type: 'decimal?', unit: { en: name, zh: name } });
    expect(said({ signs: [EURO], currencies: ['EUR'] })).toEqual(unit('EUR'));
    expect(said({ signs: [DOLLAR], currencies: ['USD', 'CAD'] })).toEqual(unit('$'));
    expect(said({})).toEqual({ type: 'decimal?' });
    for (const known of [
      { format: 'count' },
      { role: 'monetary' },
      { unit: { en: 'a', zh: 'b' } },
    ] as const) {
      const rule = { type: 'decimal?', ...known } as const;
      expect(said({ rule, signs: [EURO], currencies: ['EUR'] })).toEqual(rule);
    }
  });

  it('are shares where they are percentages', () => {
    const said = (rule: Partial<DressedColumn['rule']>) =>
      saidBy(column({ rule: { type: 'decimal?', ...percent, ...rule } }));
    expect(said({})).toEqual({ type: 'decimal?', ...percent, format: 'percent', scale: 4 });
    expect(said({ scale: 3 })).toMatchObject({ format: 'percent', scale: 3 });
    expect(said({ format: 'count' })).toMatchObject({ format: 'count', scale: 4 });
    expect(said({ role: 'monetary' })).not.toHaveProperty('format');
  });

  it('are told by what is around them', () => {
    const told = (some: Partial<DressedColumn>) =>
      [false, true].map((comma) => readingOfDress(column(some), comma));
    expect(told({ rule: { type: 'decimal?', ...percent } })).toEqual(['percents', 'percentComma']);
    const signed = { rule: { type: 'decimal?', ...bare }, before: factsWith({ signed: 1, chinese: 1 }) };
    expect(told(signed as Partial<DressedColumn>)).toEqual(['currencySigns', 'currencyComma']);
    expect(told({ before: factsWith({ chinese: 1 }) })).toEqual(['chineseNumbers', 'chineseNumbers']);
    expect(told({})).toEqual(['signedDigits', 'signedDigits']);
  });
});

describe('a guess about dressed numbers', () => {
  const whole = { rule: { type: 'integer?' }, reading: 'asIs' } as const;
  const two = { rule: { type: 'decimal?', scale: 2, precision: 18 }, reading: 'decimalComma' } as const;

  it('takes percentages for shares of two more decimals', () => {
    const shares = column({ rule: { type: 'text?', ...percent } });
    expect(dressedGuess(whole, shares)).toEqual({
      rule: { type: 'decimal?', scale: 2, ...percent, format: 'percent' },
      reading: 'percents',
    });
    expect(dressedGuess(two, shares)).toEqual({
      rule: { type: 'decimal?', scale: 4, precision: 18, ...percent, format: 'percent' },
      reading: 'percentComma',
    });
    const double = { rule: { type: 'double?' }, reading: 'asIs' } as const;
    expect(dressedGuess(double, shares).rule.type).toBe('double?');
  });

  it('takes amounts as they are, with their currency', () => {
    const amounts = { signs: [EURO], currencies: ['EUR'], before: factsWith({ signed: 2 }) };
    const unit = { en: 'EUR', zh: 'EUR' };
    expect(dressedGuess(whole, column({ ...amounts, rule: { type: 'text?', ...bare } }))).toEqual({
      rule: { type: 'integer?', ...bare, unit },
      reading: 'currencySigns',
      currencies: ['EUR'],
    });
    expect(dressedGuess(whole, column({ rule: { type: 'text?', ...bare } }))).toEqual({
      rule: { type: 'integer?', ...bare },
      reading: 'signedDigits',
    });
  });

  it('stays what it is where there is no dress or no number', () => {
    const text = { rule: { type: 'text?' }, reading: 'leadingZeros' } as const;
    expect(dressedGuess(text, column({ rule: { type: 'text?', ...percent } }))).toBe(text);
    expect(dressedGuess(whole, column({}))).toBe(whole);
  });

  it('is none for a reason', () => {
    const why = (percents: number, values: number) =>
      whyNotNumbers(column({ before: factsWith({ percents, values }) }));
    expect(whyNotNumbers(undefined)).toBeNull();
    expect(whyNotNumbers(column({ signs: [EURO] }))).toBe('severalCurrencies');
    expect([why(0, 2), why(1, 2), why(2, 2)]).toEqual([null, 'mixedPercents', null]);
  });
});
