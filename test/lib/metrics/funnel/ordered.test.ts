import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, funnel, open, OptionsError, sql, type Result, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import { eventWindow } from '../../../../lib/src/events/window.js';
import { shanghai, TYPE_KEYS, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { referenceFunnel, type ReferenceOptions } from './reference.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const START = shanghai('2017-11-25 00:00');
const END = shanghai('2017-12-04 00:00');

/** Events of one user and item, written `pv 0, cart 10`: the number is seconds after the window's start. */
function written(text: string, of: Partial<TestEvent> = {}): TestEvent[] {
  return text.split(', ').map((event) => {
    const [behavior = '', at] = event.split(' ');
    return { user: 1, behavior: behavior as taobao.EventType, at: START + Number(at), ...of };
  });
}

type Options = Partial<funnel.FunnelOptions<taobao.EventType>>;

/** The funnel of these events, by the steps of the study unless others are given. */
const resultOf = async (events: readonly TestEvent[], options: Options = {}) =>
  funnel.ordered(await sessionEvents(tally, events), { steps: taobao.STEPS, ...options });
const run = async (events: readonly TestEvent[], options: Options = {}) =>
  (await resultOf(events, options)).rows;
const units = (rows: readonly { readonly units: number }[]) => rows.map((row) => row.units);
/** How far the one user of these events comes. */
const level = async (text: string, options: Options = {}) =>
  units(await run(written(text), options)).reduce((sum, n) => sum + n, 0);

const step = (...types: taobao.EventType[]): funnel.NamedStep<taobao.EventType> => ({
  name: types.join(),
  types,
});

describe('ordered funnel', () => {
  it('counts users by the last step they came to in time', async () => {
    const rows = await run([
      ...written('pv 0, cart 60, buy 3600', { user: 1 }),
      ...written('pv 0, fav 120', { user: 2 }),
      ...written('pv 0', { user: 3 }),
      ...written('cart 10, buy 20', { user: 4 }),
    ]);
    expect(rows.map(({ units, fromFirst, fromPrevious }) => [units, fromFirst, fromPrevious])).toEqual([
      [3, 1, null],
      [2, 2 / 3, 2 / 3],
      [1, 1 / 3, 1 / 2],
    ]);
    expect(rows.map((row) => row.step)).toEqual(['pv', 'cart+fav', 'buy']);
    expect(rows.map((row) => row.fromFirstInterval)).toEqual([wilson(3, 3), wilson(2, 3), wilson(1, 3)]);
  });

  it('lets anything come in between and takes steps in order only', async () => {
    expect(await level('pv 0, pv 5, buy 7, cart 10, pv 12, buy 20')).toBe(3);
    expect(await level('pv 0, buy 7, cart 10')).toBe(2);
    expect(await level('cart 0, pv 7, buy 10')).toBe(1);
    expect(await level('cart 0, buy 7')).toBe(0);
  });

  it('keeps four steps apart, wherever a user stops', async () => {
    const steps = [step('pv'), step('fav'), step('cart'), step('buy')];
    expect(await level('pv 0, fav 10, buy 20', { steps })).toBe(2);
    expect(await level('pv 0, fav 10, cart 25', { steps })).toBe(3);
    expect(units(await run(written('pv 0, fav 10, cart 25'), { steps }))).toEqual([1, 1, 1, 0]);
    const rows = await run(written('pv 0, fav 10, cart 25, buy 45'), { steps });
    expect(rows.map(({ units, median }) => [units, median])).toEqual([
      [1, null],
      [1, 10],
      [1, 25],
      [1, 45],
    ]);
  });

  it('includes the last second of the window and no later one', async () => {
    expect(await level('pv 0, cart 10, buy 100', { window: 100 })).toBe(3);
    expect(await level('pv 0, cart 10, buy 101', { window: 100 })).toBe(2);
    expect(await level('pv 0, cart 101', { window: 100 })).toBe(1);
    expect(await level('pv 0, cart 101, buy 600000', { window: null })).toBe(3);
  });

  it('measures the window from the first step, which a later one of it begins anew', async () => {
    expect(await level('pv 0, cart 60, buy 120', { window: 100 })).toBe(2);
    expect(await level('pv 0, pv 30, cart 60, buy 120', { window: 100 })).toBe(3);
    // The cart of the early page view is out of time; the late page view comes after it.
    expect(await level('pv 0, cart 60, pv 90, buy 120', { window: 100 })).toBe(2);
    expect(await level('pv 0, cart 60, pv 90, cart 95, buy 120', { window: 100 })).toBe(3);
  });

  it('takes events of the same second in the order of steps', async () => {
    expect(await level('buy 5, cart 5, pv 5')).toBe(3);
    expect(await level('buy 5, pv 5, cart 6')).toBe(2);
  });

  it('gives quartiles of the time from the first step of the chain that came first', async () => {
    const [first, second, third] = await run([
      ...written('pv 0, pv 50, cart 60, buy 100, pv 200, cart 201', { user: 1 }),
      ...written('pv 0, cart 20, buy 300', { user: 2 }),
      ...written('pv 0, cart 40', { user: 3 }),
    ]);
    expect(first).toMatchObject({ lower: null, median: null, upper: null });
    expect(second).toMatchObject({ lower: 15, median: 20, upper: 30 });
    expect(third).toMatchObject({ lower: 112.5, median: 175, upper: 237.5 });
  });

  it('follows all chains of a user whose first candidate does not stand', async () => {
    // The first cart has no page view before it; the second has none within the window.
    expect(await level('cart 0, pv 10, cart 500, pv 600, cart 610, buy 620', { window: 100 })).toBe(3);
    const rows = await run(written('cart 0, pv 10, cart 500, pv 600, cart 610, buy 620'), { window: 100 });
    expect(rows.map(({ median }) => median)).toEqual([null, 10, 20]);
  });

  it('finds a later chain of a user who took the second step first', async () => {
    expect(await level('cart 0, pv 10, cart 20')).toBe(2);
    const rows = await run(written('cart 0, pv 10, cart 25'));
    expect(rows.map(({ units, median }) => [units, median])).toEqual([
      [1, null],
      [1, 15],
      [0, null],
    ]);
  });

  it('measures the first chain of several that are complete, from its own first step', async () => {
    const rows = await run(written('pv 0, cart 10, buy 20, pv 30, cart 40, buy 45'));
    expect(rows.map(({ median }) => median)).toEqual([null, 10, 20]);
    // The first cart belongs to the first page view, the purchase to the second one.
    const two = await run(written('pv 0, cart 10, pv 15, cart 18, buy 20'));
    expect(two.map(({ median }) => median)).toEqual([null, 10, 5]);
    // The favorite is a second step too, and comes later.
    const [, second] = await run(written('pv 0, cart 10, fav 500'));
    expect(second?.median).toBe(10);
  });

  it('begins the chain with the last first step, of the same second too', async () => {
    const [, second, third] = await run(written('pv 0, pv 5, cart 5, buy 7'));
    expect([second?.median, third?.median]).toEqual([0, 2]);
  });

  it('counts nobody where there is nobody, and shares of nobody are null', async () => {
    const rows = await run([]);
    expect(units(rows)).toEqual([0, 0, 0]);
    expect(rows.map(({ fromFirst, eligibleFromFirst }) => [fromFirst, eligibleFromFirst])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('does not depend on the order of rows', async () => {
    const events = [
      ...written('pv 0, pv 5, cart 5, buy 5, fav 9, buy 90', { user: 1 }),
      ...written('cart 3, pv 4, fav 4, buy 8', { user: 2 }),
    ];
    expect(await run([...events].reverse(), { window: 60 })).toEqual(await run(events, { window: 60 }));
  });
});

describe('what is shown', () => {
  it('says who, in what order and how long, with times in the unit that suits each', async () => {
    const found = await resultOf(written('pv 0, cart 600, buy 36000'));
    const text = found.output().data['text/plain'] as string;
    expect(text).toContain('Users by how far they progressed, in order, within 1 day');
    expect([found.at({ step: 'cart+fav' }).median.en, found.at({ step: 'buy' }).median.zh]).toEqual([
      '10.0 min',
      '10.0小时',
    ]);
    expect(found.times.at({ step: 'buy' })).toMatchObject({ converted: { raw: 1 }, median: { raw: 10 } });
    expect(found.times.output().data['text/plain']).toContain('Half within (hours)');
  });

  it('has no interval for units that hang together', async () => {
    const rows = await run(written('pv 0, cart 5'), { unit: 'user+item' });
    expect(rows.map((row) => row.fromFirstInterval)).toEqual([null, null, null]);
  });

  it('is a figure, with nobody and with parts too', async () => {
    const some = written('pv 0, cart 60, buy 90');
    for (const options of [{}, { breakdown: 'day' }, { breakdown: 'category', unit: 'user+item' }] as const) {
      for (const events of [some, []]) {
        const found = await resultOf(events, options);
        expect(chart(found as unknown as Result)).toBeDefined();
        expect(chart(found.times as unknown as Result)).toBeDefined();
      }
    }
  });
});

describe('orders', () => {
  it('strict wants steps right after one another', async () => {
    const strict = { order: 'strict' } as const;
    expect(await level('pv 0, cart 5, buy 9', strict)).toBe(3);
    expect(await level('pv 0, cart 5, pv 7, buy 9', strict)).toBe(2);
    // `strict_order` of ClickHouse, which lets a step repeat, comes to 3.
    expect(await level('pv 0, cart 5, cart 7, buy 9', strict)).toBe(2);
    // It ends at an event of no step, and comes to 1; here the unit begins anew.
    expect(await level('pv 0, fav 1, pv 2, buy 3', { ...strict, steps: [step('pv'), step('buy')] })).toBe(2);
    expect(await level('pv 0, pv 1, buy 2', { ...strict, steps: [step('pv'), step('buy')] })).toBe(2);
    expect(await level('pv 0, pv 2, cart 5, cart 6, pv 7, cart 8, buy 9', strict)).toBe(3);
    expect(await level('pv 0, cart 5, buy 90', { ...strict, window: 60 })).toBe(2);
    // An event of no step disturbs too; in the same second it comes before the steps.
    const steps = [step('pv'), step('buy')];
    expect(await level('pv 0, fav 5, buy 9', { ...strict, steps })).toBe(1);
    expect(await level('pv 5, fav 5, buy 9', { ...strict, steps })).toBe(2);
    expect(await level('pv 0, fav 9, buy 9', { ...strict, steps })).toBe(1);
  });

  it('any takes steps in any order', async () => {
    const any = { order: 'any', window: 100 } as const;
    expect(await level('buy 0, pv 50, cart 100', any)).toBe(3);
    expect(await level('buy 0, pv 50, cart 101', any)).toBe(2);
    expect(await level('buy 0, buy 50, fav 200, cart 210', any)).toBe(1);
    // The second page view counts, not the first; a page view of long ago is no obstacle to two others.
    expect(await level('pv 0, pv 90, cart 110', any)).toBe(2);
    expect(await level('pv 0, cart 300, buy 310', any)).toBe(2);
    const rows = await run(written('buy 0, pv 10, cart 20, buy 25, pv 300, cart 301, buy 302'), any);
    expect(rows.map(({ median }) => median)).toEqual([null, 10, 20]);
  });
});

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
    ['type of step 2', { exclusions: [{ types: ['fav'] }] }],
    ['after step 2', { steps: [step('pv'), step('buy')], exclusions: [{ types: ['fav'], after: 2 }] }],
  ];
  it.each(cases)('are refused: %s', async (message, options) => {
    const asked = run(written('pv 0'), options);
    await expect(asked).rejects.toThrow(OptionsError);
    await expect(asked).rejects.toThrow(message);
  });
});

const STEPS: readonly (readonly funnel.NamedStep<taobao.EventType>[])[] = [
  taobao.STEPS,
  [step('pv'), step('buy')],
  [step('cart'), step('buy')],
  [step('pv'), step('fav'), step('cart'), step('buy')],
  [step('pv', 'fav'), step('cart'), step('buy')],
];

const anyEvents = fc.array(
  fc.record({
    user: fc.integer({ min: 1, max: 3 }),
    item: fc.integer({ min: 1, max: 2 }),
    behavior: fc.constantFrom(...TYPE_KEYS, 'pv' as const),
    at: fc.oneof(fc.integer({ min: START, max: START + 12 }), fc.integer({ min: END - 12, max: END - 1 })),
  }),
  { maxLength: 24 },
);

const anyOptions = fc
  .record({
    steps: fc.constantFrom(...STEPS),
    window: fc.constantFrom(null, 1, 3, 6, 12),
    order: fc.constantFrom(...funnel.ORDERS),
    unit: fc.constantFrom(...funnel.UNITS),
    gap: fc.integer({ min: 1, max: 4 }),
    exclude: fc.boolean(),
    after: fc.constantFrom(undefined, 1),
  })
  .map(({ exclude, after, ...options }): ReferenceOptions => {
    const unused = TYPE_KEYS.filter((name) => !options.steps.some(({ types }) => types.includes(name)));
    const excluding = exclude && options.order === 'ordered' && unused.length > 0;
    return { ...options, ...(excluding && { exclusions: [{ types: unused, ...(after && { after }) }] }) };
  });

/** Quantile with linear interpolation between the values around it. */
function quantile(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN];
  return low + (high - low) * (place - Math.floor(place));
}

describe('any funnel', () => {
  it('is what trying every chain gives', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyOptions, async (events, options) => {
        const rows = await run(events, options);
        const expected = referenceFunnel(events, eventWindow(taobao.WINDOW), options);
        expect(
          rows.map(({ units, eligible, eligibleUnits, censored, lower, median, upper }, index) => ({
            step: index + 1,
            units,
            eligible,
            eligibleUnits,
            censored,
            lower,
            median,
            upper,
          })),
        ).toEqual(
          expected.map(({ spans, ...counts }) => ({
            ...counts,
            lower: quantile(spans, 0.25),
            median: quantile(spans, 0.5),
            upper: quantile(spans, 0.75),
          })),
        );
      }),
      { numRuns: 80 },
    );
  }, 300_000);

  it('of users in order is what trying every chain gives, most users standing by their first candidate', async () => {
    const window = fc.constantFrom(null, 1, 3, 6, 12);
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.constantFrom(...STEPS), window, async (events, steps, window) => {
        const rows = await run(events, { steps, window });
        const expected = referenceFunnel(events, eventWindow(taobao.WINDOW), { steps, window });
        expect(rows.map(({ units, median }) => [units, median])).toEqual(
          expected.map(({ units, spans }) => [units, quantile(spans, 0.5)]),
        );
      }),
      { numRuns: 60 },
    );
  }, 300_000);

  it('adds up over days of entry', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyOptions, async (events, options) => {
        const tables = await sessionEvents(tally, events);
        const { rows: whole } = await funnel.ordered(tables, options);
        const { rows: parts } = await funnel.ordered(tables, { ...options, breakdown: 'day' });
        for (const { step, units } of whole) {
          const sum = parts.filter((row) => row.step === step).reduce((total, row) => total + row.units, 0);
          expect(sum).toBe(units);
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('leaves no table behind', async () => {
    const tables = sql`SELECT count(*) AS n FROM duckdb_tables()`;
    await run(written('pv 0, cart 1'));
    const before = await tally.engine.one(tables, { n: 'integer' });
    await run(written('pv 0, cart 1'));
    expect(await tally.engine.one(tables, { n: 'integer' })).toEqual(before);
  });
});
