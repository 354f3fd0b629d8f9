import { describe, expect, it } from 'vitest';
import { column } from 'tally';
import { durationText, durationUnit } from '../../../lib/src/core/duration.js';
import { quantityOf } from '../../../lib/src/core/format.js';

describe('durations', () => {
  it.each([
    [0, '0 sec', '0秒'],
    [119, '119 sec', '119秒'],
    [120, '2.0 min', '2.0分钟'],
    [7199, '120.0 min', '120.0分钟'],
    [7200, '2.0 hr', '2.0小时'],
    [18_360, '5.1 hr', '5.1小时'],
    [172_800, '2.0 days', '2.0天'],
  ])('%s seconds are written in the unit that suits them', (seconds, en, zh) => {
    expect(durationText(seconds)).toEqual({ en, zh });
  });

  it.each([
    [1, '1 second', '1秒钟'],
    [90, '90 seconds', '90秒钟'],
    [1800, '30 minutes', '30分钟'],
    [3600, '1 hour', '1小时'],
    [86_400, '1 day', '1天'],
    [259_200, '3 days', '3天'],
  ])('%s seconds in full are whole', (seconds, en, zh) => {
    expect(durationText(seconds, 'long')).toEqual({ en, zh });
  });

  it('have the same unit from one bound to the next', () => {
    expect([0, 120, 7200, 172_800].map((seconds) => durationUnit(seconds).unit)).toEqual([
      'second',
      'minute',
      'hour',
      'day',
    ]);
  });

  it('are values of a column, kept in seconds', () => {
    const found = quantityOf(600, column.duration('halfWithin'), { currency: null });
    expect(found).toEqual({ raw: 600, en: '10.0 min', zh: '10.0分钟' });
  });
});
