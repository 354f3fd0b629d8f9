import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, traffic, type Tally } from 'tally';
import { TRAFFIC, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { FEW } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('traffic by day', () => {
  it('counts a case by hand, with rows of zeros for the other days', async () => {
    const days = await traffic.byDay(await sessionEvents(tally, FEW), TRAFFIC);
    expect(
      days.rows.map(({ weekday, length, views, users, buyers, purchases }) => [
        weekday,
        length,
        views,
        users,
        buyers,
        purchases,
      ]),
    ).toEqual([
      ['saturday', 24, 2, 1, 1, 2],
      ['sunday', 24, 0, 0, 0, 0],
      ['monday', 24, 1, 1, 0, 0],
      ['tuesday', 24, 0, 0, 0, 0],
      ['wednesday', 24, 0, 0, 0, 0],
      ['thursday', 24, 0, 0, 0, 0],
      ['friday', 24, 0, 0, 0, 0],
      ['saturday', 24, 1, 1, 0, 0],
      ['sunday', 24, 0, 1, 0, 0],
    ]);
    expect(days.rows[0]).toMatchObject({
      date: '2017-11-25',
      purchasesPerUser: 2,
      buyerShare: 1,
      purchasesPerView: 1,
    });
  });

  it('has the whole window beside its days, users counted once', async () => {
    const third: TestEvent = { user: 3, behavior: 'buy', at: '2017-11-26 12:00' };
    const { whole } = await traffic.byDay(await sessionEvents(tally, [...FEW, third]), TRAFFIC);
    // Users 1 to 3; four views, two purchases by user 1 and one by user 3.
    expect(whole.rows).toMatchObject([
      { days: 9, views: 4, users: 3, buyers: 2, purchases: 3, purchasesPerUser: 1, buyerShare: 2 / 3 },
    ]);
    const nothing = await traffic.whole(await sessionEvents(tally, []), TRAFFIC);
    expect(nothing.rows).toMatchObject([
      { views: 0, users: 0, buyers: 0, purchases: 0, purchasesPerUser: null, buyerShare: null },
    ]);
  });

  it('counts each buyer of a day in a window too long for sets', async () => {
    const at = Date.parse('2024-02-01T12:00:00Z') / 1000;
    const events: TestEvent[] = [
      { user: 1, behavior: 'buy', at },
      { user: 2, behavior: 'buy', at },
      { user: 3, behavior: 'pv', at },
    ];
    const window = { from: '2024-01-01', to: '2024-03-15', timeZone: 'UTC' };
    const days = await traffic.byDay(await sessionEvents(tally, events, window), TRAFFIC);
    expect(days.rows[31]).toMatchObject({ date: '2024-02-01', users: 3, buyers: 2, purchases: 2, views: 1 });
  });

  it('is drawn as users and buyers', async () => {
    const days = await traffic.byDay(await sessionEvents(tally, FEW), TRAFFIC);
    expect(chart(days).alt).toMatch(/^Line chart: Traffic by day/);
    expect(days.chart).toEqual({ mark: 'line', x: 'date', y: ['users', 'buyers'] });
  });
});
