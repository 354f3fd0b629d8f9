import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, traffic, type Tally } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { TRAFFIC } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { FEW } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('traffic by hour', () => {
  it('counts a case by hand, with rows of zeros for the other hours', async () => {
    const hours = await traffic.byHour(await sessionEvents(tally, FEW), TRAFFIC);
    expect(hours).toHaveLength(24);
    expect(hours.rows[10]).toEqual({
      hour: 10,
      length: 9,
      views: 3,
      users: 2,
      buyers: 1,
      purchases: 2,
      viewsPerUser: 1.5,
      purchasesPerBuyer: 2,
      purchasesPerUser: 1,
      buyerShare: 0.5,
      buyerShareInterval: wilson(1, 2),
      purchasesPerView: 2 / 3,
      viewsPerHour: 3 / 9,
      purchasesPerHour: 2 / 9,
    });
    expect(hours.rows[0]).toMatchObject({ views: 1, users: 1, buyers: 0, purchases: 0, buyerShare: 0 });
    // A favorite is no page view: there is a user without a view.
    expect(hours.rows[23]).toMatchObject({ views: 0, users: 1, purchasesPerUser: 0, purchasesPerView: null });
    expect(hours.rows[11]).toMatchObject({
      hour: 11,
      views: 0,
      users: 0,
      buyers: 0,
      purchases: 0,
      buyerShare: null,
    });
    expect(hours.rows[11]?.buyerShareInterval).toBeNull();
  });

  it('is 24 rows of zeros without events', async () => {
    const tables = await sessionEvents(tally, []);
    const hours = await traffic.byHour(tables, TRAFFIC);
    expect(hours.rows.map((row) => [row.hour, row.users, row.views])).toEqual(
      hours.rows.map((_, hour) => [hour, 0, 0]),
    );
    expect(hours).toHaveLength(24);
    expect((await traffic.byDay(tables, TRAFFIC)).rows.map((row) => row.users)).toEqual(Array(9).fill(0));
  });

  it('counts people of hours in a window too long for sets of days', async () => {
    const events = await sessionEvents(tally, FEW, { to: '2018-02-28' });
    const hours = await traffic.byHour(events, TRAFFIC);
    expect(hours).toHaveLength(24);
    expect(hours.rows[10]).toMatchObject({ length: 95, views: 3, users: 2, buyers: 1, purchases: 2 });
  });

  it('writes hours as clocks do, and draws views beside purchases / users', async () => {
    const hours = await traffic.byHour(await sessionEvents(tally, FEW), TRAFFIC);
    expect(hours.max('views').hour.en).toBe('10:00');
    expect(hours.output().data['text/plain']).toMatch(/Hour \(Asia\/Shanghai\) +Views +Views per hour/);
    expect(chart(hours).alt).toMatch(/^Bar and line chart: Traffic by hour of the day/);
  });

  it('refuses types that the events have not', async () => {
    const events = await sessionEvents(tally, FEW);
    await expect(traffic.byHour(events, { views: [], purchases: ['buy'] })).rejects.toThrow(
      '"views" names no type of events',
    );
  });
});
