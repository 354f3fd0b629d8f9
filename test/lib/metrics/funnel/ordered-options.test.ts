import { describe, expect, it } from 'vitest';
import { OptionsError } from 'tally';
import type { taobao } from 'tally-studies';
import { END, orderedFunnels, START, step, units, written, type Options } from './ordered-funnels.js';

const { run, level } = orderedFunnels();

describe('units', () => {
  it('take each step themselves, whatever others do in between', async () => {
    const events = [
      ...written('pv 0, cart 20, buy 40', { user: 1 }),
      ...written('cart 5, pv 10, buy 30', { user: 2 }),
      ...written('buy 15, pv 2000', { user: 3 }),
    ];
    expect(units(await run(events))).toEqual([3, 1, 1]);
    expect(units(await run(events, { order: 'strict' }))).toEqual([3, 1, 1]);
    expect(units(await run(events, { order: 'any', window: 100 }))).toEqual([3, 2, 2]);
    expect(units(await run(events, { unit: 'session' }))).toEqual([3, 1, 1]);
  });

  it('are sessions of one user each, though another comes in the gap', async () => {
    const events = [
      ...written('pv 0, cart 100, buy 200', { user: 1 }),
      ...written('pv 10, pv 120', { user: 2 }),
    ];
    // With a gap of 60 seconds each event is a session of its own; with 100, the first user has one.
    expect(units(await run(events, { unit: 'session', gap: 60 }))).toEqual([3, 0, 0]);
    expect(units(await run(events, { unit: 'session', gap: 100 }))).toEqual([3, 1, 1]);
  });

  it('user and item: chains are of one item', async () => {
    const events = [
      ...written('pv 0, buy 40', { item: 1 }),
      ...written('cart 20', { item: 2 }),
      ...written('pv 0, fav 20, buy 40', { item: 3 }),
    ];
    expect(units(await run(events, { unit: 'user+item' }))).toEqual([2, 1, 1]);
    expect(units(await run(events))).toEqual([1, 1, 1]);
  });

  it('session: a chain ends where more than the gap passes', async () => {
    const session = { unit: 'session' } as const;
    expect(units(await run(written('pv 0, cart 1800, buy 3600'), session))).toEqual([1, 1, 1]);
    expect(units(await run(written('pv 0, cart 1800, buy 3601'), session))).toEqual([1, 1, 0]);
    expect(units(await run(written('pv 0, cart 1801, pv 1802'), session))).toEqual([2, 0, 0]);
    expect(units(await run(written('pv 0, cart 61, pv 130, cart 140'), { ...session, gap: 60 }))).toEqual([
      2, 1, 0,
    ]);
    // Of three sessions the second is without a cart; of two, the second has all.
    expect(units(await run(written('pv 0, pv 61, pv 122, cart 123'), { ...session, gap: 60 }))).toEqual([
      3, 1, 0,
    ]);
    expect(units(await run(written('pv 0, pv 100, cart 110, buy 120'), { ...session, gap: 60 }))).toEqual([
      2, 1, 1,
    ]);
    // Events of no step keep a session going.
    const steps = [step('pv'), step('buy')];
    expect(units(await run(written('pv 0, fav 1000, buy 2500'), { ...session, steps }))).toEqual([1, 1]);
    expect(units(await run(written('pv 0, buy 2500'), { ...session, steps }))).toEqual([1, 0]);
  });
});

describe('censoring', () => {
  const late = (seconds: number) => END - START - seconds;

  it('counts units apart whose window reaches the end of the data', async () => {
    const rows = await run(
      [
        ...written(`pv ${late(101)}`, { user: 1 }), // its last second is that before the end
        ...written(`pv ${late(100)}`, { user: 2 }), // its last second is the first after the data
        ...written(`pv ${late(50)}, cart ${late(40)}`, { user: 3 }),
        ...written('pv 0, cart 10', { user: 4 }),
        ...written(`pv 0, pv ${late(5)}`, { user: 5 }), // entered early; coming back does not reopen
      ],
      { window: 100 },
    );
    expect(rows[0]).toMatchObject({
      units: 5,
      eligible: 3,
      eligibleUnits: 3,
      eligibleFromFirst: 1,
      censored: 0,
    });
    expect(rows[1]).toMatchObject({
      units: 2,
      eligible: 3,
      eligibleUnits: 1,
      eligibleFromFirst: 1 / 3,
      censored: 1,
    });
    expect(rows[2]).toMatchObject({
      units: 0,
      eligible: 3,
      eligibleUnits: 0,
      eligibleFromFirst: 0,
      censored: 2,
    });
  });

  it('measures the window of a session, or of a pair, from its first event of the first step', async () => {
    const events = written(`pv ${late(150)}, pv ${late(50)}`);
    for (const unit of ['session', 'user+item'] as const) {
      const [, second] = await run(events, { unit, window: 100 });
      expect(second).toMatchObject({ eligible: 1, censored: 0 });
    }
  });

  it('says nothing without a window', async () => {
    const [, second] = await run(written('pv 0'), { window: null });
    expect(second).toMatchObject({
      eligible: null,
      eligibleUnits: null,
      eligibleFromFirst: null,
      censored: null,
    });
  });

  it('takes a session for closed when its gap ends with the data', async () => {
    const events = [
      ...written(`pv ${late(1801)}`, { user: 1 }),
      ...written(`pv ${late(1800)}`, { user: 2 }),
      ...written(`pv ${late(5000)}, fav ${late(3300)}, pv ${late(1700)}`, { user: 3 }),
    ];
    const steps = [step('pv'), step('buy')];
    const [, open] = await run(events, { unit: 'session', steps, window: null });
    expect(open).toMatchObject({ eligible: 1, censored: 2 });
    const [, bounded] = await run(events, { unit: 'session', steps, window: 3600 });
    expect(bounded).toMatchObject({ eligible: 2, censored: 1 });
  });
});

describe('exclusions', () => {
  const bought = [step('pv'), step('cart'), step('buy')];
  const fav: Options = { steps: bought, exclusions: [{ types: ['fav'] }] };

  it('break a chain wherever they come', async () => {
    expect(await level('pv 0, cart 5, buy 9', fav)).toBe(3);
    expect(await level('pv 0, fav 3, cart 5, buy 9', fav)).toBe(1);
    expect(await level('pv 0, cart 5, fav 7, buy 9', fav)).toBe(2);
    expect(await level('fav 0, pv 1, cart 5, buy 9, fav 10', fav)).toBe(3);
  });

  it('let the unit begin again', async () => {
    expect(await level('pv 0, fav 3, pv 4, cart 5, buy 9', fav)).toBe(3);
    // After the second cart the page view of before the favorite would be needed again.
    expect(await level('pv 0, cart 2, fav 3, cart 5, buy 9', fav)).toBe(2);
  });

  it('break it only after the step that they name', async () => {
    const second: Options = { steps: bought, exclusions: [{ types: ['fav'], after: 2 }] };
    expect(await level('pv 0, fav 3, cart 5, buy 9', second)).toBe(3);
    expect(await level('pv 0, cart 5, fav 7, buy 9', second)).toBe(2);
    expect(await level('pv 0, cart 5, fav 7, cart 8, buy 9', second)).toBe(3);
  });

  it('come before steps of the same second', async () => {
    expect(await level('pv 0, fav 0, cart 5', fav)).toBe(2);
    expect(await level('pv 0, fav 5, cart 5', fav)).toBe(1);
  });
});

describe('breakdown', () => {
  it('by day takes the day of entry in the zone of the window', async () => {
    const rows = await run(
      [
        ...written('pv 86399, cart 86400, buy 86401', { user: 1 }),
        ...written('pv 86400, pv 200000', { user: 2 }),
        ...written('cart 5, pv 86500, cart 86501', { user: 3 }),
      ],
      { breakdown: 'day' },
    );
    expect(rows.map(({ part, step, units }) => [part, step, units])).toEqual([
      ['2017-11-25', 'pv', 1],
      ['2017-11-25', 'cart+fav', 1],
      ['2017-11-25', 'buy', 1],
      ['2017-11-26', 'pv', 2],
      ['2017-11-26', 'cart+fav', 1],
      ['2017-11-26', 'buy', 0],
    ]);
  });

  it('has no parts where nobody enters', async () => {
    expect(await run(written('cart 0'), { breakdown: 'day' })).toEqual([]);
    expect(await run([], { unit: 'user+item', breakdown: 'category' })).toEqual([]);
  });

  it('by day takes the day of the first event of any type of the first step', async () => {
    const steps = [step('cart', 'fav'), step('buy')];
    const rows = await run(written('cart 5, fav 86500, buy 86600'), { breakdown: 'day', steps });
    expect(rows.map(({ part, units }) => [part, units])).toEqual([
      ['2017-11-25', 1],
      ['2017-11-25', 1],
    ]);
  });

  it('by category takes the smallest of several that an item has', async () => {
    const events = [
      ...written('pv 0', { category: 30 }),
      ...written('pv 1', { category: 20 }),
      ...written('pv 2', { category: 40 }),
    ];
    const rows = await run(events, { unit: 'user+item', breakdown: 'category' });
    expect(rows.map(({ part, units }) => [part, units])).toEqual([
      ['20', 1],
      ['20', 0],
      ['20', 0],
    ]);
  });

  it('by category keeps those with the most units', async () => {
    const events = [
      ...written('pv 0, cart 5', { item: 1, category: 30 }),
      ...written('pv 0', { item: 2, category: 30 }),
      ...written('pv 0, cart 5, buy 6', { item: 3, category: 20 }),
      ...written('pv 0', { item: 4, category: 10 }),
    ];
    const rows = await run(events, { unit: 'user+item', breakdown: 'category', categories: 2 });
    expect(rows.map(({ part, units }) => [part, units])).toEqual([
      ['30', 2],
      ['30', 1],
      ['30', 0],
      ['10', 1],
      ['10', 0],
      ['10', 0],
    ]);
  });
});

describe('options that do not fit', () => {
  const cases: [string, Options][] = [
    ['2 to 8 steps', { steps: [step('pv')] }],
    ['"step 2" names no type of events', { steps: [step('pv'), step()] }],
    ['names "like", which is not a type', { steps: [step('pv'), step('like' as taobao.EventType)] }],
    ['an earlier step', { steps: [step('pv', 'cart'), step('cart')] }],
    ['window cannot be 0', { window: 0 }],
    ['window cannot be 1.5', { window: 1.5 }],
    ['gap cannot be -1', { unit: 'session', gap: -1 }],
    ['not a funnel order', { order: 'loose' as 'any' }],
    ['not a funnel unit', { unit: 'item' as 'user' }],
    ['not a funnel breakdown', { breakdown: 'hour' as 'day' }],
    ['has no category', { breakdown: 'category' }],
    ['categories cannot be 0', { breakdown: 'category', unit: 'user+item', categories: 0 }],
    [
      'need the order "ordered"',
      { order: 'strict', steps: [step('pv'), step('buy')], exclusions: [{ types: ['fav'] }] },
    ],
    ['type of step 1', { exclusions: [{ types: ['pv'] }] }],
    ['type of step 2', { exclusions: [{ types: ['fav'] }] }],
    ['after step 2', { steps: [step('pv'), step('buy')], exclusions: [{ types: ['fav'], after: 2 }] }],
  ];
  it.each(cases)('are refused: %s', async (message, options) => {
    const asked = run(written('pv 0'), options);
    await expect(asked).rejects.toThrow(OptionsError);
    await expect(asked).rejects.toThrow(message);
  });
});
