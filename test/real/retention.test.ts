import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  activityByDate,
  dailyPeaks,
  dateAgainstDay,
  loadEvents,
  openDuckDb,
  peak,
  retentionArray,
  retentionCohorts,
  retentionCurve,
  sharePeak,
  trafficByDay,
  trafficByHour,
  trafficCells,
  type Engine,
  type EventTables,
  type HourTraffic,
} from 'tally';
import { realFile } from './files.js';

const file = realFile('taobao/UserBehavior_814users.csv');

describe.skipIf(file === null)('retention and traffic of the real events', () => {
  let engine: Engine;
  let events: EventTables;
  beforeAll(async () => {
    engine = await openDuckDb({ threads: 2 });
    events = await loadEvents(engine, file ?? '', { duplicates: 'keep' });
  });
  afterAll(() => engine.close());

  it('has cohorts that shrink fast, and none in the last three days', async () => {
    const cells = await retentionCohorts(engine, events);
    expect(cells.filter((cell) => cell.day === 0).map((cell) => cell.size)).toEqual([
      576, 142, 47, 26, 16, 7, 0, 0, 0,
    ]);
    const cohort = (date: string) => cells.filter((cell) => cell.cohort === date).map((cell) => cell.onDay);
    expect(cohort('2017-11-25')).toEqual([576, 460, 459, 457, 447, 441, 445, 567, 568]);
    expect(cohort('2017-11-26')).toEqual([142, 85, 93, 85, 90, 92, 138, 138, null]);
  });

  it('shows the published fall on day 8 over all users, and none over those who can be seen', async () => {
    const curve = retentionCurve(await retentionCohorts(engine, events));
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
    const cells = await retentionCohorts(engine, events);
    expect(activityByDate(cells).map((date) => date.active)).toEqual([
      576, 602, 591, 602, 595, 598, 606, 798, 800,
    ]);
    const { sameDate, sameDay } = dateAgainstDay(cells);
    expect(sameDate).toBeCloseTo(0.066686, 6);
    expect(sameDay).toBeCloseTo(0.137311, 6);
  });

  it('has few who buy again on a given day', async () => {
    const curve = retentionCurve(await retentionCohorts(engine, events, { active: ['buy'] }));
    expect(curve.map((point) => [point.onDay, point.eligible])).toEqual([
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

  it('counts days as retentionArray does', async () => {
    const steps = await retentionArray(
      engine,
      events,
      events.window.days.map((day) => ({ days: [day] })),
    );
    expect(steps.map((step) => step.users)).toEqual([576, 460, 459, 457, 447, 441, 445, 567, 568]);
  });

  it('peaks in views at 21:00; where conversion peaks depends on which ratio it is', async () => {
    const hours = await trafficByHour(engine, events);
    const top = (value: (hour: HourTraffic) => number | null) =>
      peak(hours, value).rows.map((row) => row.hour);
    expect(top((row) => row.pv)).toEqual([21]);
    expect(top((row) => row.purchasesPerUser)).toEqual([13]);
    expect(top((row) => row.buyerShare)).toEqual([10]);
    expect(top((row) => row.purchasesPerView)).toEqual([12]);
    expect(hours[21]).toMatchObject({ pv: 6780, users: 592, buyers: 98, purchases: 133 });
    expect(hours[10]).toMatchObject({ pv: 3367, users: 474, buyers: 85, purchases: 114 });
    const { rivals } = sharePeak(
      hours,
      (row) => row.buyers,
      (row) => row.users,
    );
    expect(rivals).toHaveLength(19);
    expect(dailyPeaks(await trafficCells(engine, events), (cell) => cell.pv)).toEqual([
      { hour: 21, days: 5, of: 9 },
      { hour: 20, days: 2, of: 9 },
      { hour: 22, days: 2, of: 9 },
    ]);
  });

  it('has the days add up to the events', async () => {
    const days = await trafficByDay(engine, events);
    expect(days.map((day) => day.users)).toEqual([576, 602, 591, 602, 595, 598, 606, 798, 800]);
    const hours = await trafficByHour(engine, events);
    for (const column of ['pv', 'purchases'] as const) {
      const sum = (rows: readonly Record<typeof column, number>[]) =>
        rows.reduce((all, row) => all + row[column], 0);
      expect(sum(days)).toBe(sum(hours));
    }
  });
});
