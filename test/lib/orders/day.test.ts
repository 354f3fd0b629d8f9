import { describe, expect, it } from 'vitest';
import { OptionsError } from 'tally';
import { dateOf, dayNumber } from '../../../lib/src/orders/day.js';

describe('a day of orders', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    // 30 years of 365 days and seven leap days.
    ['2000-01-01', 30 * 365 + 7],
  ])('%s is the day %i', (date, day) => {
    expect(dayNumber(date, 'asOf')).toBe(day);
    expect(dateOf(day)).toBe(date);
  });

  it.each([
    '',
    '2024-1-1',
    '2024-02-30',
    '2024-13-01',
    'x2024-01-01',
    '2024-01-01x',
    '20240101',
    '2024-01',
    '+02024-01-01',
  ])('is not "%s"', (date) => {
    expect(() => dayNumber(date, 'asOf')).toThrow(OptionsError);
    expect(() => dayNumber(date, 'asOf')).toThrow(`"asOf" is "${date}": write a day as YYYY-MM-DD.`);
  });
});
