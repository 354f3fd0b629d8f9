import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, traffic, type Tally } from 'tally';
import { eventWindow } from '../../../../lib/src/events/window.js';
import { eventsIn, localOf, WINDOWS } from '../../random-events.js';
import { sessionEvents } from '../../session-events.js';
import type { TestEvent } from '../../events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const PURCHASES = { purchases: ['buy'] } as const;
const at = (user: number, hour: number, behavior: 'pv' | 'buy'): TestEvent => ({
  user,
  behavior,
  at: `2017-11-27 ${String(hour).padStart(2, '0')}:15`,
});

describe('traffic.difference', () => {
  it('is the paired difference of buyers / users where everybody comes at both hours', async () => {
    const users = Array.from({ length: 50 }, (_, user) => user);
    const events = users.flatMap((user) => [
      at(user, 10, user < 15 ? 'buy' : 'pv'),
      at(user, 21, user < 10 || user >= 35 ? 'buy' : 'pv'),
    ]);
    const found = await traffic.difference(
      await sessionEvents(tally, events),
      PURCHASES,
      { hours: [21] },
      { hours: [10] },
    );
    expect(found.rows).toMatchObject([{ users: 50, one: 0.5, other: 0.3 }]);
    const row = found.at();
    expect(row.difference.en).toBe('20.0');
    // 15 users buy at 21:00 alone, 5 at 10:00 alone.
    const error = Math.sqrt((20 - 50 * 0.2 ** 2) / 49 / 50);
    expect(((row.differenceInterval.raw?.high ?? NaN) - 0.2) / error).toBeCloseTo(2.009575, 5);
    expect(row.designEffect.raw).toBeCloseTo(error ** 2 / (0.25 / 50 + 0.21 / 50), 10);
    const turned = await traffic.difference(
      await sessionEvents(tally, events),
      PURCHASES,
      { hours: [10] },
      { hours: [21] },
    );
    expect(turned.at().p.raw).toBeCloseTo(row.p.raw ?? NaN, 12);
  });

  it.each(WINDOWS.map((options) => [options] as const))('adds up visits by hand, in %j', async (options) => {
    const window = eventWindow(options);
    await fc.assert(
      fc.asyncProperty(eventsIn(options), async (events) => {
        const tables = await sessionEvents(tally, events, options);
        const places = events.map((event) => ({ ...event, ...localOf(window, event.at) }));
        const share = (chosen: (place: { day: number; hour: number }) => boolean, key: 'day' | 'hour') => {
          const visits = places.filter(chosen);
          const distinct = (some: typeof places) =>
            new Set(some.map((one) => `${one.user} ${one[key]}`)).size;
          return distinct(visits.filter(({ behavior }) => behavior === 'buy')) / distinct(visits);
        };
        const hours = await traffic.difference(tables, PURCHASES, { hours: [0, 1, 2] }, { hours: [12, 13] });
        const [first = '', second = ''] = window.days;
        const days = await traffic.difference(tables, PURCHASES, { days: [first] }, { days: [second] });
        const [byHour, byDay] = [hours.rows[0], days.rows[0]];
        if (byHour?.one !== null) {
          expect(byHour?.one).toBeCloseTo(
            share(({ hour }) => hour < 3, 'hour'),
            12,
          );
          expect(byHour?.other).toBeCloseTo(
            share(({ hour }) => hour === 12 || hour === 13, 'hour'),
            12,
          );
        }
        if (byDay?.one !== null) {
          expect(byDay?.one).toBeCloseTo(
            share(({ day }) => day === 0, 'day'),
            12,
          );
          expect(byDay?.other).toBeCloseTo(
            share(({ day }) => day === 1, 'day'),
            12,
          );
        }
      }),
      { numRuns: 6 },
    );
  });

  it('is of hours in a window too long for sets of days too', async () => {
    const events = [at(1, 10, 'buy'), at(2, 10, 'pv'), at(2, 21, 'buy'), at(3, 21, 'buy')];
    const tables = await sessionEvents(tally, events, { to: '2018-02-28' });
    const found = await traffic.difference(tables, PURCHASES, { hours: [10] }, { hours: [21] });
    expect(found.rows).toMatchObject([{ users: 3, one: 0.5, other: 1, difference: -0.5 }]);
  });

  it('is null where nobody came, and refuses what is no hour or day', async () => {
    const none = await sessionEvents(tally, [at(1, 10, 'pv')]);
    const found = await traffic.difference(none, PURCHASES, { hours: [10] }, { hours: [21] });
    expect(found.rows).toMatchObject([{ users: 1, one: null, difference: null, p: null }]);
    for (const wrong of [{ hours: [24] }, { hours: [] }, { hours: [1, 1] }, { days: ['2017-11-27'] }]) {
      await expect(traffic.difference(none, PURCHASES, wrong, { hours: [10] })).rejects.toThrow(OptionsError);
    }
    const day = { days: ['2017-11-27'] };
    await expect(traffic.difference(none, PURCHASES, { days: ['2016-01-01'] }, day)).rejects.toThrow(
      OptionsError,
    );
  });
});
