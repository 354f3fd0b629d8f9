import { describe, expect, it } from 'vitest';
import { WEEKDAYS, weekdayOf } from '../../../lib/src/metrics/weekday.js';

describe('the day of the week', () => {
  it('is that of the calendar, in any year', () => {
    // 1 January 2024 was a Monday.
    const week = Array.from({ length: 7 }, (_, index) => weekdayOf(`2024-01-0${index + 1}`));
    expect(week).toEqual(WEEKDAYS);
    expect(['1969-07-20', '2000-02-29', '2024-03-31'].map(weekdayOf)).toEqual([
      'sunday',
      'tuesday',
      'sunday',
    ]);
  });
});
