import { describe, expect, it } from 'vitest';
import { count, decimal, list, money, open, OptionsError, percent, points, pValue, word } from 'tally';
import { clock, pNumber, significant } from '../../../lib/src/core/quantity.js';

describe('quantities', () => {
  it('round once, halves away from zero on the decimal that is printed', () => {
    expect(decimal(1.005).en).toBe('1.01');
    expect(percent(0.3185).en).toBe('31.9%');
    expect(decimal(-1234.5, 1).en).toBe('−1,234.5');
    expect(count(-0.2).en).toBe('0');
  });

  it('write p-values with three digits and a floor', () => {
    expect([0.0001, 0.034, 0.5].map((p) => pValue(p).en)).toEqual(['p < 0.001', 'p = 0.034', 'p = 0.500']);
    expect(pNumber(1e-9).en).toBe('< 0.001');
  });

  it('write amounts in the currency of the session, and without a sign where none is set', async () => {
    const tally = await open({ currency: 'CNY' });
    expect(money(58947.195).en).toBe('¥58,947.20');
    expect(money(-3, 0).zh).toBe('−¥3');
    expect([money(-0.3, 0).en, money(-0, 0).en, money(-0.5, 0).en]).toEqual(['¥0', '¥0', '−¥1']);
    await open({ engine: tally.engine });
    expect(money(1200, 0).en).toBe('1,200');
    expect([money(5, 2, 'EUR').en, money(5, 0, 'CHF').en]).toEqual(['€5.00', 'CHF 5']);
    expect([money(4500, undefined, 'JPY').en, money(4500, 2, 'JPY').en]).toEqual(['¥4,500', '¥4,500.00']);
    expect([money(1.2345, undefined, 'KWD').en, money(1.2345, undefined, 'USD').en]).toEqual([
      'KWD 1.235',
      '$1.23',
    ]);
    tally.close();
  });

  it('write a difference of shares in points, and an hour as a clock shows it', () => {
    expect(points(0.031).en).toBe('3.1');
    expect(points(-0.2, 0).en).toBe('−20');
    expect(clock(9).en).toBe('09:00');
  });

  it('keep twelve significant digits, so that the order of a sum does not show', () => {
    expect(significant(0.1 + 0.2)).toBe(0.3);
    expect(significant(123_456_789_012_345)).toBe(123_456_789_012_000);
  });

  it('say that a value is not defined, and refuse what is not a value', () => {
    expect(percent(null)).toEqual({ raw: null, en: 'n/a', zh: '无' });
    expect(() => count(Number.NaN)).toThrow(OptionsError);
    expect(() => decimal(Infinity)).toThrow(OptionsError);
  });

  it('speak both languages', () => {
    expect(word({ en: 'Urban', zh: '城市' })).toEqual({ raw: 'Urban', en: 'Urban', zh: '城市' });
    expect(list(['a', { en: 'b', zh: '乙' }])).toEqual({ raw: 'a, b', en: 'a, b', zh: 'a、乙' });
  });
});
