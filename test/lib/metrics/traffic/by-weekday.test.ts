import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, traffic, type Tally } from 'tally';
import type { Weekday } from '../../../../lib/src/metrics/weekday.js';
import { TRAFFIC } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { FEW } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('traffic by weekday', () => {
  it('averages over the days that there are', async () => {
    const week = await traffic.byWeekday(await sessionEvents(tally, FEW), TRAFFIC);
    expect(week).toHaveLength(168);
    const at = (weekday: Weekday, hour: number) => week.where({ weekday, hour }).rows[0];
    expect(at('saturday', 10)).toEqual({
      weekday: 'saturday',
      isoWeekday: 6,
      hour: 10,
      length: 2,
      views: 3,
      purchases: 2,
      viewsPerHour: 1.5,
      purchasesPerHour: 1,
      purchasesPerView: 2 / 3,
    });
    expect(at('monday', 0)).toMatchObject({ length: 1, views: 1, viewsPerHour: 1 });
    expect(at('monday', 1)).toMatchObject({ length: 1, views: 0, viewsPerHour: 0, purchasesPerView: null });
  });

  it('has no average for a weekday that the window has not', async () => {
    const window = { from: '2017-11-25', to: '2017-11-27' };
    const week = await traffic.byWeekday(await sessionEvents(tally, [], window), TRAFFIC);
    expect(week.where({ weekday: 'monday' }).rows[0]).toMatchObject({ length: 0, viewsPerHour: null });
    expect(week.where({ weekday: 'sunday' }).rows[0]).toMatchObject({ length: 1, viewsPerHour: 0 });
  });

  it('is drawn as a week of hours', async () => {
    const week = await traffic.byWeekday(await sessionEvents(tally, FEW), TRAFFIC);
    expect(chart(week).alt).toMatch(/^Heat map: Views by weekday and hour; highest Sat, 10:00 with 1\.5/);
  });
});
