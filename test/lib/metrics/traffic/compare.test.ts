import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, traffic, type Tally } from 'tally';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { TRAFFIC } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { FEW } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('some hours against the others', () => {
  it('adds up views and pools people', async () => {
    const hours = await traffic.byHour(await sessionEvents(tally, FEW), TRAFFIC);
    const found = traffic.compare(hours, ({ hour }) => hour === 10 || hour === 23);
    // At 10: 3 views, 2 users, 1 buyer, 2 purchases; at 23: 1 user; at 0: 1 view, 1 user.
    expect(found.at({ group: 'these' }).members.en).toBe('10:00 · 23:00');
    expect(found.rows[0]).toMatchObject({
      rows: 2,
      views: 3,
      viewsShare: 3 / 4,
      users: 3,
      buyers: 1,
      purchases: 2,
      purchasesPerUser: 2 / 3,
      buyerShare: 1 / 3,
      buyerShareInterval: wilson(1, 3),
      meanViews: 1.5,
      meanUsers: 1.5,
      meanViewsPerUser: 0.75,
      meanPurchasesPerUser: 0.5,
    });
    expect(found.rows[1]).toMatchObject({ rows: 22, views: 1, users: 1, meanViews: 1 / 22, buyerShare: 0 });
    expect(found.rows[2]).toMatchObject({ rows: 24, views: 4, users: 4, viewsShare: 1 });
    // 1.5 against 1 / 22; 0.75 views per user against 1.
    expect(found.change.rows[0]?.views).toBeCloseTo(32, 12);
    expect(found.change.rows[0]).toMatchObject({ buyers: null, viewsPerUser: -0.25 });
    expect(chart(found).alt).toContain('These');
  });

  it('has nothing to compare where none are chosen', async () => {
    const days = await traffic.byDay(await sessionEvents(tally, []), TRAFFIC);
    const found = traffic.compare(days, () => false, { others: 'all days' });
    expect(found.rows[0]).toMatchObject({ rows: 0, views: 0, viewsShare: null, meanUsers: null });
    expect(found.at({ group: 'others' }).group.en).toBe('all days');
    expect(found.output().metadata).toEqual({ texts: ['all days'] });
    expect(found.change.rows).toEqual([
      { views: null, users: null, buyers: null, purchases: null, viewsPerUser: null },
    ]);
  });
});

describe('a mean of nothing', () => {
  it('is no change, on either side', async () => {
    const hours = await traffic.byHour(await sessionEvents(tally, FEW), TRAFFIC);
    const none = { views: null, users: null, buyers: null, purchases: null, viewsPerUser: null };
    for (const chosen of [true, false]) {
      expect(traffic.compare(hours, () => chosen).change.rows).toEqual([none]);
    }
  });
});

describe('the busiest hours', () => {
  it('are those with the most views, of equal ones the first', async () => {
    const hours = await traffic.byHour(await sessionEvents(tally, FEW), TRAFFIC);
    expect(traffic.busiest(hours, 3).rows.map(({ members }) => members.slice(0, 21))).toEqual([
      '00:00 · 01:00 · 10:00',
      '02:00 · 03:00 · 04:00',
      '00:00 · 01:00 · 02:00',
    ]);
  });
});
