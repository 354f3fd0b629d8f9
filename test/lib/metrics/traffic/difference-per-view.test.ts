import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, stats, traffic, type Tally } from 'tally';
import { eventWindow } from '../../../../lib/src/events/window.js';
import { eventsIn, localOf, WINDOWS } from '../../random-events.js';
import { sessionEvents } from '../../session-events.js';
import type { TestEvent } from '../../events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const OPTIONS = { views: ['pv'], purchases: ['buy'] } as const;
const at = (user: number, hour: number, behavior: 'pv' | 'buy'): TestEvent => ({
  user,
  behavior,
  at: `2017-11-27 ${String(hour).padStart(2, '0')}:15`,
});

describe('traffic.differencePerView', () => {
  it('sees nothing where an hour has more buyers only because more is viewed', async () => {
    const users = Array.from({ length: 60 }, (_, user) => user);
    const events = users.flatMap((user) => [
      ...Array.from({ length: 10 }, () => at(user, 21, 'pv')),
      ...(user < 20 ? [at(user, 21, 'buy')] : []),
      at(user, 3, 'pv'),
      ...(user < 2 ? [at(user, 3, 'buy')] : []),
    ]);
    const tables = await sessionEvents(tally, events);
    const sides = [{ hours: [21] }, { hours: [3] }] as const;
    expect((await traffic.difference(tables, OPTIONS, ...sides)).at().p.raw).toBeLessThan(0.001);
    const perView = (await traffic.differencePerView(tables, OPTIONS, ...sides)).at();
    expect(perView.one.en).toBe('3.33%');
    expect(perView.other.en).toBe('3.33%');
    expect(perView.p.raw).toBeGreaterThan(0.9);
  });

  it.each(WINDOWS.map((options) => [options] as const))('adds up users by hand, in %j', async (options) => {
    const window = eventWindow(options);
    await fc.assert(
      fc.asyncProperty(eventsIn(options), async (events) => {
        const tables = await sessionEvents(tally, events, options);
        const places = events.map((event) => ({ ...event, ...localOf(window, event.at) }));
        const unitsOf = (chosen: readonly ((place: { day: number; hour: number }) => boolean)[]) =>
          [...new Set(places.map(({ user }) => user))].map((user) => {
            const [one, other] = chosen.map((there) => {
              const own = places.filter((place) => place.user === user && there(place));
              const of = (type: string) => own.filter(({ behavior }) => behavior === type).length;
              return { x: of('buy'), y: of('pv') };
            });
            return { one: one ?? { x: 0, y: 0 }, other: other ?? { x: 0, y: 0 } };
          });
        const [first = '', second = ''] = window.days;
        const byHour = await traffic.differencePerView(
          tables,
          OPTIONS,
          { hours: [0, 1, 2] },
          { hours: [12, 13] },
        );
        const byDay = await traffic.differencePerView(tables, OPTIONS, { days: [first] }, { days: [second] });
        const hours = stats.pairedRatios(
          unitsOf([({ hour }) => hour < 3, ({ hour }) => hour === 12 || hour === 13]),
        );
        const days = stats.pairedRatios(unitsOf([({ day }) => day === 0, ({ day }) => day === 1]));
        expect(byHour.at().difference.raw ?? -9).toBeCloseTo(hours?.difference ?? -9, 12);
        expect(byDay.at().p.raw ?? -9).toBeCloseTo(days?.p ?? -9, 12);
      }),
      { numRuns: 6 },
    );
  });

  it('is null where nobody viewed, and refuses what is no hour or day', async () => {
    const none = await sessionEvents(tally, [at(1, 10, 'pv')]);
    const found = await traffic.differencePerView(none, OPTIONS, { hours: [10] }, { hours: [21] });
    expect(found.rows).toMatchObject([{ users: 1, one: null, difference: null, p: null }]);
    for (const wrong of [{ hours: [24] }, { hours: [] }, { days: ['2017-11-27'] }]) {
      await expect(traffic.differencePerView(none, OPTIONS, wrong, { hours: [10] })).rejects.toThrow(
        OptionsError,
      );
    }
  });
});
