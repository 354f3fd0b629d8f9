import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, funnel, open, OptionsError, type Result, type Tally } from 'tally';
import type { taobao } from 'tally-studies';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { shanghai, STEPS, TYPE_KEYS, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const of = async (events: readonly TestEvent[], window = {}) =>
  funnel.sets(await sessionEvents(tally, events, window), { steps: STEPS });

/** What each user did on which day: `{ 1: ['25 pv', '26 buy'] }`. */
const users = (acts: Record<number, string[]>): TestEvent[] =>
  Object.entries(acts).flatMap(([user, all]) =>
    all.map((act) => {
      const [day, behavior] = act.split(' ');
      return { user: Number(user), behavior: behavior as taobao.EventType, at: `2017-11-${day} 12:00` };
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
  it('tells buyers who showed no interest from those who did', async () => {
    const sets = await of(
      users({ 1: ['25 cart', '25 buy'], 2: ['25 fav', '25 buy'], 3: ['25 buy'], 4: ['25 pv'] }),
    );
    expect(sets.summary.rows[0]).toMatchObject({
      ...{ interestedAndBought: 2, boughtNotInterested: 1, interestedNotBought: 0, boughtNotViewed: 3 },
    });
  });

  it('counts users and overlaps, with the denominator of each rate', async () => {
    const sets = await of(EVENTS);
    expect(sets.types.rows.map(({ type, users: n }) => [type, n])).toEqual([
      ['pv', 4],
      ['cart', 2],
      ['fav', 2],
      ['buy', 4],
    ]);
    expect(sets.types.at({ type: 'cart' })).toMatchObject({
      toFirst: { raw: 0.5 },
      toFirstInterval: { raw: wilson(2, 4) },
    });
    expect(sets.rows).toEqual([
      { step: 'pv', users: 4, toFirst: 1, toFirstInterval: wilson(4, 4) },
      { step: 'cart+fav', users: 4, toFirst: 1, toFirstInterval: wilson(4, 4) },
      { step: 'buy', users: 4, toFirst: 1, toFirstInterval: wilson(4, 4) },
    ]);
    for (const { toFirst } of [sets.schema, sets.types.schema])
      expect(toFirst.of).toEqual({ base: 'users', interval: 'toFirstInterval' });
    expect(sets.overlaps.rows.map((row) => row.users)).toEqual([2, 2, 2, 2]);
    expect(sets.summary.rows[0]).toEqual({
      users: 6,
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
      buyersPerViewer: 1,
      viewerConversion: 3 / 4,
      userConversion: 4 / 6,
      apparentLoss: 0,
      interestedLoss: 2 / 4,
      interestedLossInterval: wilson(2, 4),
      buyersNotInterested: 2 / 4,
      viewsPerViewer: 5 / 4,
      viewsPerUser: 5 / 6,
      viewsPerViewerDay: 5 / 36,
    });
  });

  it('has no rates without users', async () => {
    const sets = await of([]);
    const [none] = sets.summary.rows;
    expect(none).toMatchObject({ users: 0, viewers: 0, pageViews: 0, boughtNotInterested: 0 });
    for (const name of [
      'buyersPerViewer',
      'viewerConversion',
      'userConversion',
      'apparentLoss',
      'interestedLoss',
      'viewsPerUser',
    ] as const) {
      expect(none?.[name]).toBeNull();
    }
    for (const result of [sets, sets.types, sets.overlaps, sets.byDay]) {
      expect(chart(result as unknown as Result)).toBeDefined();
    }
  });

  it('by day puts no day together with another', async () => {
    const { rows: days } = (await of(EVENTS)).byDay;
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
      buyersNotInterested: 1 / 2,
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

  it('has no interval of a share that is none: more bought than viewed', async () => {
    const sets = await of(users({ 1: ['25 pv'], 2: ['25 buy'], 3: ['25 buy'] }));
    expect(sets.at({ step: 'buy' })).toMatchObject({ toFirst: { raw: 2 }, toFirstInterval: { raw: null } });
  });

  it('refuses other than three steps', async () => {
    const tables = await sessionEvents(tally, EVENTS);
    const two = [['pv'], ['buy']] as unknown as typeof STEPS;
    const four = [['pv'], ['cart'], ['fav'], ['buy']] as unknown as typeof STEPS;
    for (const steps of [two, four])
      await expect(funnel.sets(tables, { steps })).rejects.toThrow(OptionsError);
  });

  it.each([
    ['the last of 61 days', '2018-01-01', 60],
    ['a window too long for sets', '2018-03-01', 119],
  ])(
    'counts by day what each day alone gives, in %s too',
    async (_, to, last) => {
      const window = { from: '2017-11-01', to };
      const event = fc.record({
        user: fc.integer({ min: 1, max: 4 }),
        behavior: fc.constantFrom(...TYPE_KEYS),
        at: fc
          .constantFrom(0, 1, 30, last)
          .chain((day) => fc.integer({ min: day * 86_400, max: day * 86_400 + 86_399 })),
      });
      const start = shanghai('2017-11-01 00:00');
      await fc.assert(
        fc.asyncProperty(fc.array(event, { maxLength: 20 }), async (written) => {
          const events = written.map((one) => ({ ...one, at: start + one.at }));
          const { rows: days } = (await of(events, window)).byDay;
          expect(days).toHaveLength(last + 1);
          for (const nth of [0, 1, 30, last]) {
            const own = events.filter(({ at }) => Math.floor((at - start) / 86_400) === nth);
            const [alone] = (await of(own, window)).summary.rows;
            const { viewers, interested, buyers, interestedNotBought } = alone ?? {};
            expect(days[nth]).toMatchObject({ viewers, interested, buyers, interestedNotBought });
          }
        }),
        { numRuns: 10 },
      );
    },
    120_000,
  );
});
