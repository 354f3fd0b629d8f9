import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BEHAVIORS,
  categoryRanks,
  concentration,
  openDuckDb,
  OptionsError,
  topCategories,
  type Behavior,
  type ConcentrationOptions,
  type Engine,
} from 'tally';
import { eventTables, type TestEvent } from '../../events.js';
import { eventsOf, giniByPairs, sum, tally } from './byHand.js';

let engine: Engine;
beforeAll(async () => (engine = await openDuckDb()));
afterAll(() => {
  engine.close();
});

async function of(events: readonly TestEvent[], options?: ConcentrationOptions) {
  return concentration(engine, (await eventTables(engine, events)).categories, options);
}

/** Categories sorted, added up one by one, and compared in pairs of events. */
function byHand(events: readonly TestEvent[], behavior: Behavior, percent: number) {
  const own = events.filter((event) => event.behavior === behavior).map(({ category = 1 }) => category);
  const counts = tally(own);
  const seen = [...new Set(events.map(({ category = 1 }) => category))];
  const order = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  let [held, needed] = [0, 0];
  while (held * 100 < percent * own.length) held += order[needed++]?.[1] ?? NaN;
  const pairs = own.flatMap((a, i) => own.flatMap((b, j) => (i === j ? [] : [a === b ? 1 : 0])));
  const all = own.flatMap((a) => own.map((b) => (a === b ? 1 : 0)));
  return {
    total: own.length,
    seen: seen.length,
    active: counts.size,
    needed,
    reached: held / own.length,
    giniOfActive: giniByPairs([...counts.values()]),
    giniOfSeen: giniByPairs(seen.map((category) => counts.get(category) ?? 0)),
    hhi: sum(all) / all.length,
    pairs: pairs.length === 0 ? null : sum(pairs) / pairs.length,
    order,
  };
}

describe('concentration', () => {
  it('counts the categories that reach the share, over those with a purchase and over all', async () => {
    const events = [
      ...eventsOf('category', { 1: 10, 2: 50, 3: 30, 4: 10 }),
      ...eventsOf('category', { 5: 3, 2: 1 }, 'pv'),
    ];
    expect(await of(events)).toEqual({
      behavior: 'buy',
      share: 0.8,
      total: 100,
      seen: 5,
      active: 4,
      needed: 2,
      reached: 0.8,
      ofActive: 0.5,
      ofSeen: 0.4,
      last: 30,
      tied: 1,
      // 2 (1 10 + 2 10 + 3 30 + 4 50) / (4 100) - 5 / 4
      giniOfActive: expect.closeTo(0.35, 12) as number,
      // 2 (2 10 + 3 10 + 4 30 + 5 50) / (5 100) - 6 / 5
      giniOfSeen: expect.closeTo(0.48, 12) as number,
      hhi: 0.36,
      pairs: expect.closeTo((10 * 9 + 50 * 49 + 30 * 29 + 10 * 9) / 9900, 12) as number,
    });
  });

  it('takes one category more when the share is not quite reached', async () => {
    const almost = eventsOf('category', { 1: 79, 2: 21 });
    expect(await of(almost)).toMatchObject({ needed: 2, reached: 1 });
    expect(await of(almost, { share: 0.79 })).toMatchObject({ needed: 1, reached: 0.79 });
    expect(await of(almost, { share: 1 })).toMatchObject({ needed: 2, reached: 1 });
  });

  it('is not misled by shares whose product with the total is a hair above a whole number', async () => {
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(await of(eventsOf('category', { 1: 7, ...ones(2, 93) }), { share: 0.07 })).toMatchObject({
      needed: 1,
    });
    expect(await of(eventsOf('category', { 1: 7, ...ones(2, 93) }), { share: 0.0701 })).toMatchObject({
      needed: 2,
    });
  });

  it('tells how many categories have as many events as the last one needed', async () => {
    expect(await of(eventsOf('category', { 1: 6, ...ones(2, 4) }))).toMatchObject({
      needed: 3,
      last: 1,
      tied: 4,
    });
  });

  it('counts another behavior when asked to', async () => {
    const events = [...eventsOf('category', { 1: 5 }), ...eventsOf('category', { 2: 1, 3: 1 }, 'fav')];
    expect(await of(events, { behavior: 'fav' })).toMatchObject({ total: 2, active: 2, seen: 3, needed: 2 });
  });

  it('is null where nobody bought, and where there is nothing at all', async () => {
    const nothing = {
      total: 0,
      active: 0,
      needed: null,
      reached: null,
      ofActive: null,
      ofSeen: null,
      last: null,
      tied: 0,
      giniOfActive: null,
      giniOfSeen: null,
      hhi: null,
      pairs: null,
    };
    expect(await of(eventsOf('category', { 1: 2 }, 'pv'))).toMatchObject({ ...nothing, seen: 1 });
    expect(await of([])).toMatchObject({ ...nothing, seen: 0 });
  });

  it('is as concentrated as can be with one purchase, whose pairs nobody can tell', async () => {
    expect(await of(eventsOf('category', { 9: 1 }))).toMatchObject({
      needed: 1,
      ofActive: 1,
      giniOfActive: 0,
      hhi: 1,
      pairs: null,
    });
  });

  it.each([[{ share: 0 }], [{ share: 1.1 }], [{ share: NaN }], [{ behavior: 'click' as Behavior }]])(
    'refuses %j',
    async (options) => {
      await expect(of([], options)).rejects.toThrow(OptionsError);
    },
  );

  it('is what adding up one by one gives, for any behavior and share', async () => {
    const event = fc.record({
      user: fc.constant(1),
      category: fc.integer({ min: 1, max: 9 }),
      behavior: fc.constantFrom(...BEHAVIORS),
      at: fc.constant('2017-11-25 00:00'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 100 }),
        async (events, percent) => {
          const behavior = events[0]?.behavior ?? 'buy';
          const { order, ...expected } = byHand(events, behavior, percent);
          const { categories } = await eventTables(engine, events);
          const found = await concentration(engine, categories, { behavior, share: percent / 100 });
          expect(found).toMatchObject({
            ...expected,
            reached: expect.closeTo(expected.reached, 12) as number,
            giniOfActive: expect.closeTo(expected.giniOfActive, 10) as number,
            giniOfSeen: expect.closeTo(expected.giniOfSeen, 10) as number,
            hhi: expect.closeTo(expected.hhi, 12) as number,
            ...(expected.pairs !== null && { pairs: expect.closeTo(expected.pairs, 12) as number }),
          });
          const top = await topCategories(engine, categories, { behavior, top: 9 });
          expect(top.map(({ category, n }) => [category, n])).toEqual(order);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('topCategories', () => {
  it('orders by events and then id, with cumulative shares and ties', async () => {
    const { categories } = await eventTables(engine, [
      ...eventsOf('category', { 30: 2, 20: 5, 10: 2, 40: 1 }),
      ...eventsOf('category', { 50: 9 }, 'pv'),
    ]);
    expect(await topCategories(engine, categories, { top: 3 })).toEqual([
      { place: 1, category: 20, n: 5, share: 0.5, cumulative: 5, cumulativeShare: 0.5, tied: 1 },
      { place: 2, category: 10, n: 2, share: 0.2, cumulative: 7, cumulativeShare: 0.7, tied: 2 },
      { place: 3, category: 30, n: 2, share: 0.2, cumulative: 9, cumulativeShare: 0.9, tied: 2 },
    ]);
    expect(await topCategories(engine, categories)).toHaveLength(4);
    expect(await topCategories(engine, categories, { behavior: 'cart' })).toEqual([]);
    await expect(topCategories(engine, categories, { top: 0 })).rejects.toThrow(/top must be a whole number/);
    await expect(topCategories(engine, categories, { behavior: 'click' as Behavior })).rejects.toThrow(
      OptionsError,
    );
  });
});

describe('categoryRanks', () => {
  it('has every place where they are few, and few of many, with the first, the last and those asked for', async () => {
    const { categories } = await eventTables(engine, eventsOf('category', ones(1, 300)));
    expect(
      (await categoryRanks(engine, categories, { points: 5, also: [42, 999] })).map((row) => row.place),
    ).toEqual([1, 4, 17, 42, 72, 300]);
    expect(await categoryRanks(engine, categories, { points: 3000 })).toEqual(
      await topCategories(engine, categories, { top: 300 }),
    );
    await expect(categoryRanks(engine, categories, { points: 1 })).rejects.toThrow(OptionsError);
  });

  it('is empty where nobody bought', async () => {
    const { categories } = await eventTables(engine, eventsOf('category', { 1: 2 }, 'pv'));
    expect(await categoryRanks(engine, categories)).toEqual([]);
  });
});

/** One event in each of so many categories. */
function ones(from: number, many: number): Record<number, number> {
  return Object.fromEntries(Array.from({ length: many }, (_, index) => [from + index, 1]));
}
