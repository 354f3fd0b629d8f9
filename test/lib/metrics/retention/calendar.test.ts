import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally, retention } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { sessionEvents } from '../../session-events.js';
import { cellsOf, HUNDREDS } from './cells.js';
import { FEW, THREE } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('activity by date', () => {
  it('counts a case by hand', async () => {
    const dates = retention.calendar(await retention.cohorts(await sessionEvents(tally, FEW, THREE)));
    const expected = [
      ['2017-11-25', 2, 2, 2, 0, 0, 2],
      ['2017-11-26', 3, 2, 4, 1, 2, 1],
      ['2017-11-27', 3, 0, 4, 3, 4, 2],
    ];
    expect(
      dates.rows.map((row) => [
        row.date,
        row.active,
        row.firstSeen,
        row.seen,
        row.returning,
        row.seenBefore,
        row.firstCohortActive,
      ]),
    ).toEqual(expected);
    expect(dates.rows.map((row) => [row.users, row.firstCohort])).toEqual([
      [4, 2],
      [4, 2],
      [4, 2],
    ]);
    expect(dates.rows.map((row) => row.shareOfAll)).toEqual([0.5, 0.75, 0.75]);
    expect(dates.rows.map((row) => row.shareOfSeen)).toEqual([1, 0.75, 0.75]);
    expect(dates.rows.map((row) => row.shareOfSeenBefore)).toEqual([null, 0.5, 0.75]);
    expect(dates.rows.map((row) => row.shareOfFirstCohort)).toEqual([1, 0.5, 1]);
    expect(dates.rows[2]?.seenBeforeInterval).toEqual(wilson(3, 4));
    expect([dates.title, dates.stretches.title]).toEqual([
      { en: 'Active users by date', zh: '按日期的活跃用户' },
      { en: 'Weekends and working days', zh: '周末与工作日' },
    ]);
    expect([dates.chart, dates.stretches.chart]).toEqual([
      { mark: 'line', x: 'date', y: 'shareOfAll' },
      { mark: 'bar', x: 'from', y: 'shareOfAll' },
    ]);
  });

  it('takes cells in any order', () => {
    const dates = retention.calendar(cellsOf(tally, HUNDREDS.toReversed()));
    // Of 100, 300 and 10 users: 50 + 300 on the second date, 80 + 120 + 10 on the third.
    expect(dates.rows.map((row) => [row.date, row.active, row.returning, row.firstCohortActive])).toEqual([
      ['2017-11-20', 100, 0, 100],
      ['2017-11-21', 350, 50, 50],
      ['2017-11-22', 210, 200, 80],
    ]);
    expect(dates.rows.map((row) => [row.users, row.seen, row.firstCohort])).toEqual([
      [410, 100, 100],
      [410, 400, 100],
      [410, 410, 100],
    ]);
  });

  it('has no share of nobody, on a day or in a run of days', async () => {
    const dates = retention.calendar(await retention.cohorts(await sessionEvents(tally, [], THREE)));
    expect(dates.rows.map((row) => [row.shareOfAll, row.shareOfFirstCohort])).toEqual(
      Array(3).fill([null, null]),
    );
    expect(dates.stretches.rows.map((run) => [run.days, run.shareOfAll])).toEqual([
      [2, null],
      [1, null],
    ]);
  });

  it('tells weekends from the working days between them', async () => {
    // Saturday to the Monday after the next weekend: user 1 on all Saturdays, user 2 on the first Monday.
    const events = await sessionEvents(
      tally,
      [
        { user: 1, behavior: 'pv', at: '2017-11-25 10:00' },
        { user: 1, behavior: 'pv', at: '2017-12-02 10:00' },
        { user: 2, behavior: 'pv', at: '2017-11-27 10:00' },
      ],
      { from: '2017-11-25', to: '2017-12-05' },
    );
    const dates = retention.calendar(await retention.cohorts(events));
    expect(dates.rows.map((row) => row.weekday).slice(0, 3)).toEqual(['saturday', 'sunday', 'monday']);
    expect(dates.stretches.rows).toEqual([
      { from: '2017-11-25', to: '2017-11-26', part: 'weekend', days: 2, shareOfAll: 0.25 },
      { from: '2017-11-27', to: '2017-12-01', part: 'working', days: 5, shareOfAll: 0.1 },
      { from: '2017-12-02', to: '2017-12-03', part: 'weekend', days: 2, shareOfAll: 0.25 },
      { from: '2017-12-04', to: '2017-12-04', part: 'working', days: 1, shareOfAll: 0 },
    ]);
  });
});
