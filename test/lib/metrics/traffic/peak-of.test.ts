import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { column, open, type Tally } from 'tally';
import { Result } from '../../../../lib/src/core/result.js';
import { peakOf, topOf } from '../../../../lib/src/metrics/traffic/peak-of.js';
import { wilson } from '../../../../lib/src/stats/proportion.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const HOURS = {
  hour: column.hour({ en: 'Hour', zh: '时段' }),
  views: column.optional(column.count({ en: 'Views', zh: '浏览量' })),
  share: column.optional(column.percent({ en: 'Share', zh: '占比' }, { interval: 'shareInterval' })),
  shareInterval: column.optional(column.interval()),
} as const;

/** Hours 0, 1, … with these views, and shares k of n; one hour may be without the interval of its share. */
const hoursOf = (
  views: readonly (number | null)[],
  shares: readonly (readonly [number, number])[] = [],
  without?: number,
) =>
  new Result({
    session: tally,
    name: 'hours',
    title: 'hours of a test',
    schema: HOURS,
    rows: views.map((value, hour) => {
      const [k, n] = shares[hour] ?? [0, 0];
      const shareInterval = hour === without ? null : wilson(k, n);
      return { hour, views: value, share: n === 0 ? null : k / n, shareInterval };
    }),
  }) as unknown as Result;

const peak = (hours: Result, measure = 'views') => peakOf(topOf(hours, measure), null);

describe('the peak of a column', () => {
  it('is the largest value, with those that tie, and what comes next', () => {
    expect(peak(hoursOf([3, 7, null, 7, 5, 5]))).toEqual({
      leader: 1,
      value: 7,
      interval: null,
      tied: 2,
      next: 3,
      nextValue: 7,
      lead: 0,
      rivals: null,
      beyondChance: null,
    });
    expect(peak(hoursOf([3, 7, null, 5, 5]))).toMatchObject({ tied: 1, next: 3, nextValue: 5, lead: 2 / 5 });
  });

  it('has no next without another row, and no leader where nothing is counted', () => {
    expect(peak(hoursOf([2]))).toMatchObject({ leader: 0, tied: 1, next: null, nextValue: null, lead: null });
    expect(peak(hoursOf([0, 0]))).toMatchObject({ leader: null, value: 0, tied: 2 });
    expect(peak(hoursOf([null]))).toMatchObject({ leader: null, value: null, tied: 0 });
    expect(peak(hoursOf([]))).toMatchObject({ leader: null, value: null });
  });

  it('takes the interval of the most users where several tie', () => {
    const shares = [
      [1, 2],
      [50, 100],
      [50, 100],
    ] as const;
    expect(peak(hoursOf([1, 1, 1], shares), 'share')).toMatchObject({ tied: 3, interval: wilson(50, 100) });
    // Of 100 users the interval is narrower, whichever comes first.
    const [one, fewer] = [
      [50, 100],
      [1, 2],
    ] as const;
    for (const both of [
      [one, fewer],
      [fewer, one],
    ])
      expect(peak(hoursOf([1, 1], both), 'share')).toMatchObject({ tied: 2, interval: wilson(50, 100) });
  });

  it('takes the interval that there is where another has none', () => {
    for (const without of [0, 1]) {
      const hours = hoursOf(
        [1, 1],
        [
          [1, 2],
          [1, 2],
        ],
        without,
      );
      expect(peak(hours, 'share')).toMatchObject({ tied: 2, interval: wilson(1, 2) });
    }
    // Nor has a share from which the column of its interval was left out.
    const alone = hoursOf(
      [1, 1],
      [
        [1, 2],
        [1, 2],
      ],
    ).select('hour', 'share') as unknown as Result;
    expect(peak(alone, 'share')).toMatchObject({ tied: 2, value: 0.5, interval: null });
  });

  it('is compared with every other row that has a value', () => {
    const { leader, others } = topOf(hoursOf([3, 7, null, 7, 0]), 'views');
    expect(leader).toMatchObject({ hour: 1 });
    expect(others.map((row) => row['hour'])).toEqual([0, 3, 4]);
  });

  it('is beyond chance without rivals, which somebody else has to name', () => {
    const top = topOf(hoursOf([3, 7]), 'views');
    expect(peakOf(top, [])).toMatchObject({ rivals: 0, beyondChance: true });
    expect(peakOf(top, top.others)).toMatchObject({ rivals: 1, beyondChance: false });
    expect(peakOf(topOf(hoursOf([7]), 'views'), [])).toMatchObject({ rivals: 0, beyondChance: null });
  });
});
