import { describe, expect, it } from 'vitest';
import {
  count,
  decimal,
  list,
  OptionsError,
  percent,
  percentRange,
  pNumber,
  pValue,
  say,
  word,
  yuan,
} from 'tally';

describe('quantities', () => {
  it('round once, halves away from zero on the decimal that is printed', () => {
    expect(yuan(58947.195).en).toBe('¥58,947.20');
    expect(decimal(1.005).en).toBe('1.01');
    expect(percent(0.3185).en).toBe('31.9%');
    expect(decimal(-1234.5, 1).en).toBe('−1,234.5');
    expect(yuan(-3, 0).en).toBe('−¥3');
    expect(count(-0.2).en).toBe('0');
  });

  it('write p-values with three digits and a floor', () => {
    expect([0.0001, 0.034, 0.5].map((p) => pValue(p).en)).toEqual(['p < 0.001', 'p = 0.034', 'p = 0.500']);
    expect(pNumber(1e-9).en).toBe('< 0.001');
  });

  it('write an interval with both ends', () => {
    expect(percentRange({ low: 0.17742, high: 0.3221 })).toEqual({
      raw: '17.7%–32.2%',
      en: '17.7%–32.2%',
      zh: '17.7%–32.2%',
    });
    expect(percentRange(null).raw).toBeNull();
  });

  it('say that a value is not defined, and refuse what is not a value', () => {
    expect(percent(null)).toEqual({ raw: null, en: 'n/a', zh: '无' });
    expect(() => count(Number.NaN)).toThrow(OptionsError);
    expect(() => decimal(Infinity)).toThrow(OptionsError);
  });

  it('speak both languages', () => {
    expect(say(word({ en: 'Urban', zh: '城市' }), 'zh')).toBe('城市');
    expect(list(['a', { en: 'b', zh: '乙' }])).toEqual({ raw: 'a, b', en: 'a, b', zh: 'a、乙' });
    expect(say(12345, 'en')).toBe('12,345');
    expect(say(null, 'zh')).toBe('无');
  });
});
