import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categories, chart, open, OptionsError, type Column, type Result, type Tally } from 'tally';
import type { taobao } from 'tally-studies';
import { TYPE_KEYS, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { eventsOf, giniByPairs, ones, sum, tally as counted } from '../by-hand.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

async function of(
  events: readonly TestEvent[],
  options?: Partial<categories.ConcentrationOptions<taobao.EventType>>,
) {
  const [row] = (
    await categories.concentration(await sessionEvents(tally, events), { type: 'buy', ...options })
  ).rows;
  return row;
}

/** Categories sorted, added up one by one, and compared in pairs of events. */
function byHand(events: readonly TestEvent[], behavior: taobao.EventType, percent: number) {
  const own = events.filter((event) => event.behavior === behavior).map(({ category = 1 }) => category);
  const counts = counted(own);
  const seen = [...new Set(events.map(({ category = 1 }) => category))];
  const order = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  let [held, needed] = [0, 0];
  while (held * 100 < percent * own.length) held += order[needed++]?.[1] ?? NaN;
  const pairs = own.flatMap((a, i) => own.flatMap((b, j) => (i === j ? [] : [a === b ? 1 : 0])));
  const all = own.flatMap((a) => own.map((b) => (a === b ? 1 : 0)));
  return {
    events: own.length,
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

describe('categories.concentration', () => {
  it('counts the categories that reach the share, over those with a purchase and over all', async () => {
    const events = [
      ...eventsOf('category', { 1: 10, 2: 50, 3: 30, 4: 10 }),
      ...eventsOf('category', { 5: 3, 2: 1 }, 'pv'),
    ];
    expect(await of(events)).toEqual({
      type: 'buy',
      events: 100,
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
      equalCategories: expect.closeTo(9900 / (10 * 9 + 50 * 49 + 30 * 29 + 10 * 9), 12) as number,
      // a tenth of four categories is one
      topShare: 0.5,
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
    const two = eventsOf('category', { 1: 6, 2: 2, 3: 2, 4: 1 });
    expect(await of(two, { share: 0.7 })).toMatchObject({ needed: 2, last: 2, tied: 2 });
  });

  it('has a row for each type when none is named, and a curve for each', async () => {
    const events = [...eventsOf('category', { 1: 3, 2: 1 }), ...eventsOf('category', { 1: 1, 2: 1 }, 'pv')];
    const found = await categories.concentration(await sessionEvents(tally, events));
    expect(found.rows.map(({ type, events: n, needed }) => [type, n, needed])).toEqual([
      ['pv', 2, 2],
      ['cart', 0, null],
      ['fav', 0, null],
      ['buy', 4, 2],
    ]);
    expect(found.curve.at({ type: 'buy', categories: 0.5 }).share.raw).toBe(0.25);
    expect(found.curve.at({ type: 'cart', categories: 0.5 }).share.raw).toBeNull();
  });

  it('shows and draws itself, with nothing to count too', async () => {
    for (const events of [eventsOf('category', { 1: 3, 2: 1 }), []]) {
      const tables = await sessionEvents(tally, events);
      const found = await categories.concentration(tables, { type: 'buy' });
      const top = await categories.top(tables, { type: 'buy' });
      const ranks = await categories.ranks(tables, { type: 'buy' });
      const sizes = await categories.bySize(tables, { type: 'buy' });
      for (const result of [found, found.curve, top, ranks, sizes]) {
        expect(result.output().data['text/plain']).toContain('Purchase');
        expect(chart(result as unknown as Result)).toBeDefined();
      }
    }
  });

  it('counts another behavior when asked to', async () => {
    const events = [...eventsOf('category', { 1: 5 }), ...eventsOf('category', { 2: 1, 3: 1 }, 'fav')];
    expect(await of(events, { type: 'fav' })).toMatchObject({ events: 2, active: 2, seen: 3, needed: 2 });
  });

  it('is null where nobody bought, and where there is nothing at all', async () => {
    const nothing = {
      events: 0,
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
      equalCategories: null,
      topShare: null,
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
      equalCategories: null,
    });
  });

  it('has no number of equal categories where no two events share one', async () => {
    expect(await of(eventsOf('category', { 1: 1, 2: 1 }))).toMatchObject({ pairs: 0, equalCategories: null });
  });

  it('takes the types that are named, and says in its title of what it is', async () => {
    const events = [...eventsOf('category', { 1: 8, 2: 2 }), ...eventsOf('category', { 1: 1 }, 'pv')];
    const tables = await sessionEvents(tally, events);
    const both = await categories.concentration(tables, { type: ['buy', 'pv'], share: 0.75 });
    expect(both.rows.map(({ type }) => type)).toEqual(['buy', 'pv']);
    expect(both.query).toBeNull();
    expect(both.title).toEqual({ en: 'Events: categories that hold 75%', zh: '各类行为：占75%的品类' });
    expect(both.curve.chart).toEqual({
      ...{ mark: 'line', x: 'categories', y: 'share', diagonal: true, color: 'type' },
    });
    for (const one of [
      await categories.concentration(tables, { type: 'buy' }),
      await categories.concentration(tables, { type: ['buy'] }),
    ]) {
      expect(one.sql()).toContain('GROUP BY size');
      expect(one.title).toEqual({ en: 'Purchase: categories that hold 80%', zh: '购买：占80%的品类' });
      expect(one.curve.chart).toEqual({ mark: 'line', x: 'categories', y: 'share', diagonal: true });
      expect(one.curve).toHaveLength(101);
    }
  });

  it('hides what only sentences take, and writes it with its digits', async () => {
    const tables = await sessionEvents(tally, eventsOf('category', { 1: 8, 2: 1, 3: 1 }));
    const found = await categories.concentration(tables, { type: 'buy' });
    const hidden = Object.entries<Column>(found.schema).filter(([, one]) => one.hidden === true);
    expect(hidden.map(([name]) => name)).toEqual([
      ...['reached', 'last', 'tied', 'hhi', 'pairs', 'equalCategories'],
    ]);
    // hhi = 66 / 100, pairs = 56 / 90.
    const { reached, hhi, pairs, equalCategories } = found.at();
    expect([reached, hhi, pairs, equalCategories].map(({ en }) => en)).toEqual([
      ...['80.00%', '0.6600', '62.22%', '2'],
    ]);
  });

  it('refuses events without categories', async () => {
    const tables = { ...(await sessionEvents(tally, [])), categories: null };
    await expect(categories.concentration(tables)).rejects.toThrow(
      'These events have no categories: load them with a category column.',
    );
  });

  it.each([[{ share: 0 }], [{ share: 1.1 }], [{ share: NaN }], [{ type: 'click' as taobao.EventType }]])(
    'refuses %j',
    async (options) => {
      await expect(of([], options)).rejects.toThrow(OptionsError);
    },
  );

  it('is what adding up one by one gives, for any type and share', async () => {
    const event = fc.record({
      user: fc.constant(1),
      category: fc.integer({ min: 1, max: 9 }),
      behavior: fc.constantFrom(...TYPE_KEYS),
      at: fc.constant('2017-11-25 00:00'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 100 }),
        async (events, percent) => {
          const behavior = events[0]?.behavior ?? 'buy';
          const { order, ...expected } = byHand(events, behavior, percent);
          const tables = await sessionEvents(tally, events);
          const [found] = (await categories.concentration(tables, { type: behavior, share: percent / 100 }))
            .rows;
          expect(found).toMatchObject({
            ...expected,
            reached: expect.closeTo(expected.reached, 12) as number,
            giniOfActive: expect.closeTo(expected.giniOfActive, 10) as number,
            giniOfSeen: expect.closeTo(expected.giniOfSeen, 10) as number,
            hhi: expect.closeTo(expected.hhi, 12) as number,
            ...(expected.pairs !== null && { pairs: expect.closeTo(expected.pairs, 12) as number }),
          });
          const top = await categories.top(tables, { type: behavior, top: 9 });
          expect(top.rows.map(({ category, events: n }) => [category, n])).toEqual(order);
        },
      ),
      { numRuns: 40 },
    );
  });
});
