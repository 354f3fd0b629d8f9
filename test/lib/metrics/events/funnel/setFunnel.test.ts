import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEHAVIORS, openDuckDb, setFunnel, setFunnelByDay, type Behavior, type Engine } from 'tally';
import { eventTables, shanghai, type TestEvent } from '../../../events.js';

let engine: Engine;
beforeAll(async () => (engine = await openDuckDb()));
afterAll(() => {
  engine.close();
});

/** What each user did on which day: `{ 1: ['25 pv', '26 buy'] }`. */
const users = (acts: Record<number, string[]>): TestEvent[] =>
  Object.entries(acts).flatMap(([user, all]) =>
    all.map((act) => {
      const [day, behavior] = act.split(' ');
      return { user: Number(user), behavior: behavior as Behavior, at: `2017-11-${day} 12:00` };
    }),
  );

const EVENTS = users({
  1: ['25 pv', '25 pv', '25 cart', '26 buy'],
  2: ['25 pv', '25 fav', '25 buy'],
  3: ['25 pv', '26 buy'],
  4: ['25 buy'],
  5: ['26 cart'],
  6: ['26 pv', '26 fav'],
});

describe('set funnel', () => {
  it('counts users and overlaps, with the denominator of each rate', async () => {
    expect(await setFunnel(engine, await eventTables(engine, EVENTS))).toEqual({
      users: 6,
      cartUsers: 2,
      favUsers: 2,
      pageViews: 5,
      viewers: 4,
      interested: 4,
      buyers: 4,
      viewedAndInterested: 3,
      viewedAndBought: 3,
      interestedAndBought: 2,
      allThree: 2,
      interestedNotBought: 2,
      boughtNotInterested: 2,
      boughtNotViewed: 1,
      days: 9,
      buyersPerViewer: 1,
      viewerConversion: 3 / 4,
      userConversion: 4 / 6,
      studyLoss: 0,
      interestedLoss: 2 / 4,
      viewsPerViewer: 5 / 4,
      viewsPerUser: 5 / 6,
      viewsPerViewerDay: 5 / 36,
    });
  });

  it('has no rates without users', async () => {
    const none = await setFunnel(engine, await eventTables(engine, []));
    expect(none).toMatchObject({ users: 0, viewers: 0, pageViews: 0, boughtNotInterested: 0 });
    for (const name of [
      'buyersPerViewer',
      'viewerConversion',
      'userConversion',
      'studyLoss',
      'interestedLoss',
      'viewsPerUser',
    ] as const) {
      expect(none[name]).toBeNull();
    }
  });

  it('by day puts no day together with another', async () => {
    const days = await setFunnelByDay(engine, await eventTables(engine, EVENTS));
    expect(days).toHaveLength(9);
    expect(days[0]).toEqual({
      day: '2017-11-25',
      users: 4,
      viewers: 3,
      interested: 2,
      buyers: 2,
      viewedAndInterested: 2,
      viewedAndBought: 1,
      interestedAndBought: 1,
      allThree: 1,
      interestedNotBought: 1,
      boughtNotInterested: 1,
      boughtNotViewed: 1,
      viewerConversion: 1 / 3,
      userConversion: 2 / 4,
      interestedLoss: 1 / 2,
    });
    expect(days[1]).toMatchObject({
      day: '2017-11-26',
      users: 4,
      buyers: 2,
      interestedAndBought: 0,
      boughtNotViewed: 2,
      interestedLoss: 1,
    });
    expect(days[8]).toMatchObject({
      day: '2017-12-03',
      users: 0,
      viewers: 0,
      viewerConversion: null,
      interestedLoss: null,
    });
  });

  it('counts by day what each day alone gives, in the last of 62 days too', async () => {
    const window = { from: '2017-11-01', to: '2018-01-01' };
    const event = fc.record({
      user: fc.integer({ min: 1, max: 4 }),
      behavior: fc.constantFrom(...BEHAVIORS),
      at: fc
        .constantFrom(0, 1, 30, 60)
        .chain((day) => fc.integer({ min: day * 86_400, max: day * 86_400 + 86_399 })),
    });
    const start = shanghai('2017-11-01 00:00');
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 20 }), async (written) => {
        const events = written.map((one) => ({ ...one, at: start + one.at }));
        const days = await setFunnelByDay(engine, await eventTables(engine, events, window));
        expect(days).toHaveLength(61);
        for (const nth of [0, 1, 30, 60]) {
          const own = events.filter(({ at }) => Math.floor((at - start) / 86_400) === nth);
          const { viewers, interested, buyers, interestedNotBought } = await setFunnel(
            engine,
            await eventTables(engine, own, window),
          );
          expect(days[nth]).toMatchObject({ viewers, interested, buyers, interestedNotBought });
        }
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
