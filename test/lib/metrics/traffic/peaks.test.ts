import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, column, open, OptionsError, traffic, type Tally } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { Result } from '../../../../lib/src/core/result.js';
import { TRAFFIC, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { FEW } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const HOURS = {
  hour: column.hour({ en: 'Hour', zh: '时段' }),
  views: column.optional(column.count({ en: 'Views', zh: '浏览量' })),
  share: column.optional(column.percent({ en: 'Share', zh: '占比' }, { interval: 'shareInterval' })),
  shareInterval: column.optional(column.interval()),
} as const;

/** Hours 0, 1, … with these views, and shares k of n. */
const hoursOf = (views: readonly (number | null)[], shares: readonly (readonly [number, number])[] = []) =>
  new Result({
    session: tally,
    name: 'hours',
    title: 'hours of a test',
    schema: HOURS,
    rows: views.map((value, hour) => {
      const [k, n] = shares[hour] ?? [0, 0];
      return { hour, views: value, share: n === 0 ? null : k / n, shareInterval: wilson(k, n) };
    }),
  });

describe('the peak of a count', () => {
  it('is the largest value, with those that tie, and what comes next', () => {
    const { rows } = traffic.peak(hoursOf([3, 7, null, 7, 5, 5]), 'views');
    expect(rows).toEqual([
      {
        measure: 'views',
        leader: 1,
        value: 7,
        interval: null,
        tied: 2,
        next: 4,
        nextValue: 5,
        lead: 2 / 5,
        rivals: null,
        beyondChance: null,
      },
    ]);
  });

  it('has no next where all tie, and no leader where nothing is counted', () => {
    expect(traffic.peak(hoursOf([2, 2]), 'views').rows).toMatchObject([
      { leader: 0, tied: 2, next: null, lead: null },
    ]);
    expect(traffic.peak(hoursOf([0, 0]), 'views').rows).toMatchObject([{ leader: null, value: 0 }]);
    expect(traffic.peak(hoursOf([null]), 'views').rows).toMatchObject([
      { leader: null, value: null, tied: 0 },
    ]);
    expect(traffic.peak(hoursOf([]), 'views').rows).toMatchObject([{ leader: null, value: null }]);
  });

  it('is written as its measure is', () => {
    const peak = traffic
      .peak(
        hoursOf(
          [1, 1234],
          [
            [1, 4],
            [2, 4],
          ],
        ),
        'views',
      )
      .at();
    expect([peak.leader.en, peak.value.en, peak.next.en]).toEqual(['01:00', '1,234', '00:00']);
    const share = traffic
      .peak(
        hoursOf(
          [1, 1],
          [
            [1, 4],
            [2, 4],
          ],
        ),
        'share',
      )
      .at();
    expect([share.value.en, share.interval.en]).toEqual(['50.0%', '15.0%–85.0%']);
  });
});

describe('the peak of a share', () => {
  const SHARES = [
    [50, 100],
    [48, 100],
    [100, 1000],
    [0, 0],
    [1, 4],
  ] as const;

  it('has as rivals the rows whose interval overlaps', () => {
    const found = traffic.peak(hoursOf([1, 1, 1, 1, 1], SHARES), 'share');
    expect(found.rows).toMatchObject([
      { leader: 0, interval: wilson(50, 100), rivals: 2, beyondChance: false },
    ]);
    // 1 of 4 may be as much as 70%; 10% of 1,000 is far below.
    expect(found.rivals.rows.map(({ hour }) => hour)).toEqual([1, 4]);
  });

  it('is beyond chance without rivals, and not judged without others', () => {
    const apart = traffic.peak(
      hoursOf(
        [1, 1],
        [
          [500, 1000],
          [100, 1000],
        ],
      ),
      'share',
    );
    expect(apart.rows).toMatchObject([{ leader: 0, rivals: 0, beyondChance: true }]);
    expect(apart.rivals).toHaveLength(0);
    const lone = traffic.peak(
      hoursOf(
        [1, 1],
        [
          [500, 1000],
          [0, 0],
        ],
      ),
      'share',
    );
    expect(lone.rows).toMatchObject([{ leader: 0, rivals: 0, beyondChance: null }]);
  });

  it('takes the interval of the most users where several tie', () => {
    const tied = traffic.peak(
      hoursOf(
        [1, 1, 1],
        [
          [1, 2],
          [50, 100],
          [50, 100],
        ],
      ),
      'share',
    );
    expect(tied.rows).toMatchObject([{ tied: 3, interval: wilson(50, 100), beyondChance: false }]);
  });
});

describe('the peaks of several measures', () => {
  it('are views and the three conversions when none are named', async () => {
    const hours = await traffic.byHour(await sessionEvents(tally, FEW), TRAFFIC);
    const peaks = traffic.peaks(hours);
    expect(peaks.rows.map(({ measure, leader }) => [measure, leader])).toEqual([
      ['views', 10],
      ['purchasesPerUser', 10],
      ['buyerShare', 10],
      ['purchasesPerView', 10],
    ]);
    expect(peaks.at({ measure: 'purchasesPerView' }).value.en).toBe('66.67%');
    expect(chart(peaks).alt).toContain('Views 200.0%');
  });

  it('are of dates where traffic is by day', async () => {
    const days = await traffic.byDay(await sessionEvents(tally, FEW), TRAFFIC);
    expect(traffic.peak(days, 'views').at().leader.raw).toBe('2017-11-25');
  });

  it('are of numbers', () => {
    // @ts-expect-error an interval is not a measure
    expect(() => traffic.peak(hoursOf([1]), 'shareInterval')).toThrow(OptionsError);
  });
});

describe('daily peaks', () => {
  it('tell how steady an hour is', async () => {
    const events: TestEvent[] = [
      ...['2017-11-25 21:00', '2017-11-25 21:10', '2017-11-25 10:00'],
      ...['2017-11-26 21:00', '2017-11-26 10:00'],
      ...['2017-11-27 09:00'],
    ].map((at) => ({ user: 1, behavior: 'pv', at }));
    const cells = await traffic.cells(await sessionEvents(tally, events), TRAFFIC);
    expect(traffic.dailyPeaks(cells).rows).toEqual([
      { hour: 21, days: 2, of: 3, share: 2 / 3 },
      { hour: 9, days: 1, of: 3, share: 1 / 3 },
      { hour: 10, days: 1, of: 3, share: 1 / 3 },
    ]);
    expect(traffic.dailyPeaks(cells, 'purchases').rows).toEqual([]);
  });
});
