import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEvents, open, retention, traffic, type Events, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('taobao/UserBehavior_814users.csv');

describe.skipIf(file === null)('retention and traffic of the real events', () => {
  let tally: Tally;
  let events: Events<taobao.EventType>;
  beforeAll(async () => {
    tally = await open({ threads: 2 });
    events = await loadEvents(tally, file ?? '', { ...taobao.EVENTS, duplicates: 'keep' });
  });
  afterAll(() => tally.close());

  it('has cohorts that shrink fast, and none in the last three days', async () => {
    const cells = await retention.cohorts(events);
    expect(cells.sizes.rows.map((row) => row.users)).toEqual([576, 142, 47, 26, 16, 7, 0, 0, 0]);
    const cohort = (date: string) => cells.where({ cohort: date }).rows.map((cell) => cell.active);
    expect(cohort('2017-11-25')).toEqual([576, 460, 459, 457, 447, 441, 445, 567, 568]);
    expect(cohort('2017-11-26')).toEqual([142, 85, 93, 85, 90, 92, 138, 138, null]);
  });

  it('shows the published fall on day 8 over all users, and none over those who can be seen', async () => {
    const { rows: curve } = retention.curve(await retention.cohorts(events));
    const rounded = (values: readonly (number | null)[]) => values.map((value) => Number(value?.toFixed(4)));
    expect(rounded(curve.map((point) => point.shareOfAll))).toEqual([
      1, 0.7383, 0.7604, 0.7506, 0.7568, 0.7432, 0.7727, 0.8661, 0.6978,
    ]);
    expect(rounded(curve.map((point) => point.rate))).toEqual([
      1, 0.7383, 0.7604, 0.7506, 0.7633, 0.7649, 0.8222, 0.9819, 0.9861,
    ]);
    expect(curve.map((point) => point.eligible)).toEqual([814, 814, 814, 814, 807, 791, 765, 718, 576]);
  });

  it('moves with the date: everybody was there on the last two days, whenever first seen', async () => {
    const cells = await retention.cohorts(events);
    expect(retention.calendar(cells).rows.map((date) => date.active)).toEqual([
      576, 602, 591, 602, 595, 598, 606, 798, 800,
    ]);
    const [found] = retention.dateAgainstDay(cells).rows;
    expect(found?.sameDate).toBeCloseTo(0.066686, 6);
    expect(found?.sameDay).toBeCloseTo(0.137311, 6);
  });

  it('has few who buy again on a given day', async () => {
    const { rows: curve } = retention.curve(await retention.cohorts(events, { active: ['buy'] }));
    expect(curve.map((point) => [point.active, point.eligible])).toEqual([
      [558, 558],
      [108, 525],
      [97, 487],
      [91, 439],
      [74, 391],
      [63, 340],
      [72, 276],
      [56, 193],
      [21, 97],
    ]);
  });

  it('counts days as the retention array does', async () => {
    const days = events.window.days.map((day) => ({ days: [day] }));
    const { rows: steps } = await retention.array(events, days);
    expect(steps.map((step) => step.users)).toEqual([576, 460, 459, 457, 447, 441, 445, 567, 568]);
  });

  it('peaks in views at 21:00; where conversion peaks depends on which ratio it is', async () => {
    const hours = await traffic.byHour(events, taobao.TRAFFIC);
    const peaks = await traffic.peaks(events, hours, taobao.TRAFFIC);
    expect(peaks.rows.map(({ measure, leader, tied }) => [measure, leader, tied])).toEqual([
      ['views', 21, 1],
      ['purchasesPerUser', 13, 1],
      ['buyerShare', 10, 1],
      ['purchasesPerView', 12, 1],
    ]);
    expect(hours.rows[21]).toMatchObject({ views: 6780, users: 592, buyers: 98, purchases: 133 });
    expect(hours.rows[10]).toMatchObject({ views: 3367, users: 474, buyers: 85, purchases: 114 });
    const best = await traffic.peak(events, hours, taobao.TRAFFIC, 'buyerShare');
    expect(best.rivals).toHaveLength(19);
    expect(traffic.dailyPeaks(await traffic.cells(events, taobao.TRAFFIC)).rows).toMatchObject([
      { hour: 21, days: 5, of: 9 },
      { hour: 20, days: 2, of: 9 },
      { hour: 22, days: 2, of: 9 },
    ]);
  });

  it('has the days add up to the events', async () => {
    const days = await traffic.byDay(events, taobao.TRAFFIC);
    expect(days.rows.map((day) => day.users)).toEqual([576, 602, 591, 602, 595, 598, 606, 798, 800]);
    const hours = await traffic.byHour(events, taobao.TRAFFIC);
    for (const name of ['views', 'purchases'] as const) {
      expect(days.total(name).raw).toBe(hours.total(name).raw);
    }
  });
});
