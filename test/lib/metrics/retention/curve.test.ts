import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally, chart, retention } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { sessionEvents } from '../../session-events.js';
import { cellsOf, HUNDREDS } from './cells.js';
import { FEW, THREE } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('the curve of retention', () => {
  it('divides by those who can be observed, beside all users and beside the mean of cohorts', async () => {
    const curve = retention.curve(await retention.cohorts(await sessionEvents(tally, FEW, THREE)));
    expect(curve.rows).toEqual([
      {
        day: 0,
        users: 4,
        eligible: 4,
        eligibleShare: 1,
        active: 4,
        onOrAfter: 4,
        rate: 1,
        rateInterval: wilson(4, 4),
        rateOnOrAfter: 1,
        onOrAfterInterval: wilson(4, 4),
        shareOfAll: 1,
        meanOfCohorts: 1,
      },
      {
        day: 1,
        users: 4,
        eligible: 4,
        eligibleShare: 1,
        active: 2,
        onOrAfter: 3,
        rate: 0.5,
        rateInterval: wilson(2, 4),
        rateOnOrAfter: 0.75,
        onOrAfterInterval: wilson(3, 4),
        shareOfAll: 0.5,
        meanOfCohorts: 0.5,
      },
      {
        day: 2,
        users: 4,
        eligible: 2,
        eligibleShare: 0.5,
        active: 2,
        onOrAfter: 2,
        rate: 1,
        rateInterval: wilson(2, 2),
        rateOnOrAfter: 1,
        onOrAfterInterval: wilson(2, 2),
        shareOfAll: 0.5,
        meanOfCohorts: 1,
      },
    ]);
  });

  it('sums up all days that can be observed after the first', async () => {
    const { overall } = retention.curve(await retention.cohorts(await sessionEvents(tally, FEW, THREE)));
    // Day 1: 2 of 4; day 2: 2 of 2.
    expect(overall.rows).toEqual([{ days: 2, active: 4, eligible: 6, rate: 4 / 6 }]);
    expect(overall.title).toEqual({
      en: 'Returns over all days that can be observed',
      zh: '全部可观测天数的平均留存率',
    });
  });

  it('has no overall rate in a window of one day', async () => {
    const events = await sessionEvents(tally, FEW.slice(0, 1), { from: '2017-11-25', to: '2017-11-26' });
    const curve = retention.curve(await retention.cohorts(events));
    expect(curve).toHaveLength(1);
    expect(curve.overall.rows).toEqual([{ days: 0, active: 0, eligible: 0, rate: null }]);
  });

  it('is drawn with its intervals', async () => {
    const curve = retention.curve(await retention.cohorts(await sessionEvents(tally, FEW, THREE)));
    expect(chart(curve).alt).toMatch(/^Line chart: Users who returned, by days since first seen/);
    expect([curve.title, curve.chart]).toEqual([
      { en: 'Users who returned, by days since first seen', zh: '按首次出现后天数的留存率' },
      { mark: 'line', x: 'day', y: 'rate', band: 'rateInterval' },
    ]);
  });

  it('takes cells in any order', () => {
    const { rows } = retention.curve(cellsOf(tally, HUNDREDS.toReversed()));
    // Day 1: (50 + 120) of 400 users; day 2: 80 of 100.
    expect(rows.map(({ day, active, eligible, users }) => [day, active, eligible, users])).toEqual([
      [0, 410, 410, 410],
      [1, 170, 400, 410],
      [2, 80, 100, 410],
    ]);
  });
});
