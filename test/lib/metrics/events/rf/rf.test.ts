import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MetricError,
  openDuckDb,
  OptionsError,
  RF_SEGMENT_KEYS,
  rfSegments,
  rfSensitivity,
  wilson,
  type Behavior,
  type Engine,
  type RfCuts,
  type RfOptions,
  type RfSegment,
} from 'tally';
import { eventTables, type TestEvent } from '../../../events.js';
import { eventsOf, sum, tally } from '../byHand.js';

let engine: Engine;
beforeAll(async () => (engine = await openDuckDb()));
afterAll(() => {
  engine.close();
});

/** A buyer with so many purchases, the last of them at this time and the others on the first day. */
function buyer(user: number, purchases: number, last: string): TestEvent[] {
  return [
    ...eventsOf('user', { [user]: purchases - 1 }, 'buy', '2017-11-25 00:00'),
    { user, behavior: 'buy', at: last },
    { user, behavior: 'pv', at: '2017-12-03 23:59' },
  ];
}

const EVENTS = [
  ...buyer(1, 4, '2017-11-29 00:00'),
  ...buyer(2, 3, '2017-12-03 23:59'),
  ...buyer(3, 8, '2017-11-28 23:59'),
  ...buyer(4, 1, '2017-11-25 12:00'),
  ...buyer(5, 1, '2017-11-30 12:00'),
  { user: 6, behavior: 'fav', at: '2017-12-01 12:00' } as const,
];

async function of(events: readonly TestEvent[], options?: RfOptions) {
  return rfSegments(engine, await eventTables(engine, events), options);
}

async function usersOf(options?: RfOptions) {
  return (await of(EVENTS, options)).segments.map((row) => row.users);
}

describe('rfSegments', () => {
  it('counts days back to midnight: a purchase 4 days before the last at 0:00 is recent, a minute earlier is not', async () => {
    const { segments, ...rest } = await of(EVENTS);
    expect(rest).toEqual({ asOf: '2017-12-03', cuts: { recency: 4, frequency: 4 }, buyers: 5, orders: 17 });
    expect(segments.map(({ segment, users, orders, perHead }) => [segment, users, orders, perHead])).toEqual([
      ['vip', 1, 4, 4],
      ['potential', 2, 4, 2],
      ['wake', 1, 8, 8],
      ['lost', 1, 1, 1],
    ]);
    expect(segments[1]).toMatchObject({
      label: { zh: '潜力新客' },
      share: 0.4,
      interval: wilson(2, 5),
      ordersShare: 4 / 17,
      // purchases 3 and 1: mean 2, s^2 = 2
      perHeadInterval: { low: expect.closeTo(2 - 1.959963984540054, 12) as number },
    });
    expect(segments[0]?.perHeadInterval).toBeNull();
  });

  it('has an interval of the share of orders that knows how many each buyer made', async () => {
    const [, potential] = (await of(EVENTS)).segments;
    const deviations = [0 - (4 * 4) / 17, 3 - (3 * 4) / 17, 0 - (8 * 4) / 17, 0 - 4 / 17, 1 - 4 / 17];
    const half = (1.959963984540054 * Math.sqrt((5 / 4) * sum(deviations.map((d) => d * d)))) / 17;
    expect(potential?.ordersInterval?.low).toBeCloseTo(4 / 17 - half, 12);
    expect(potential?.ordersInterval?.high).toBeCloseTo(4 / 17 + half, 12);
  });

  it('counts from another day when asked to', async () => {
    expect(await usersOf({ asOf: '2017-12-04' })).toEqual([0, 2, 2, 1]);
    expect(await usersOf({ asOf: '2018-12-03' })).toEqual([0, 0, 2, 3]);
  });

  it('knows who has not gone: any event within the days that count as recent', async () => {
    const at = (user: number, behavior: Behavior, time: string): TestEvent => ({ user, behavior, at: time });
    const bought = [1, 2, 3, 4].map((user) => at(user, 'buy', '2017-11-26 12:00'));
    const events = [
      ...bought,
      at(1, 'pv', '2017-11-29 00:00'),
      at(2, 'fav', '2017-12-03 12:00'),
      at(3, 'cart', '2017-11-28 23:59'),
      at(4, 'pv', '2017-11-25 12:00'),
    ];
    const { segments } = await of(events);
    expect(segments[3]).toMatchObject({
      users: 4,
      active: 2,
      activeShare: 0.5,
      activeInterval: wilson(2, 4),
    });
    expect(segments[0]).toMatchObject({ users: 0, active: 0, activeShare: null, activeInterval: null });
    expect((await of(EVENTS)).segments.map((row) => row.active)).toEqual([1, 2, 1, 1]);
  });

  it('counts local days of the zone of the window', async () => {
    const window = { timeZone: 'Asia/Tokyo' };
    const tables = await eventTables(engine, buyer(1, 1, '2017-11-28 23:30'), window);
    const { segments } = await rfSegments(engine, tables);
    expect(segments.map((row) => row.users)).toEqual([0, 1, 0, 0]);
  });

  it('counts calendar days where one of them has 23 hours', async () => {
    const window = { from: '2024-03-30', to: '2024-04-02', timeZone: 'Europe/Berlin' };
    const at = Date.parse('2024-03-31T00:30:00+01:00') / 1000;
    const tables = await eventTables(engine, [{ user: 1, behavior: 'buy', at }], window);
    const users = async (recency: number) => {
      const cuts = { mode: 'fixed', recency, frequency: 1 } as const;
      return (await rfSegments(engine, tables, { cuts })).segments.map((row) => row.users);
    };
    expect(await users(1)).toEqual([1, 0, 0, 0]);
    expect(await users(0)).toEqual([0, 0, 1, 0]);
  });

  it('cuts at means', async () => {
    // recency 4, 0, 5, 8, 3: mean 4; purchases 4, 3, 8, 1, 1: mean 3.4
    const found = await of(EVENTS, { cuts: { mode: 'mean' } });
    expect(found.cuts).toEqual({ recency: 4, frequency: 3.4 });
    expect(found.segments.map((row) => row.users)).toEqual([1, 2, 1, 1]);
  });

  it('cuts at quantiles, values at the cut counting as recent and frequent', async () => {
    const median = await of(EVENTS, { cuts: { mode: 'quantile', recency: 0.5, frequency: 0.5 } });
    expect(median.cuts).toEqual({ recency: 4, frequency: 3 });
    expect(median.segments.map((row) => row.users)).toEqual([2, 1, 1, 1]);
    const ends = await of(EVENTS, { cuts: { mode: 'quantile', recency: 0, frequency: 1 } });
    expect(ends.cuts).toEqual({ recency: 0, frequency: 8 });
    expect(ends.segments.map((row) => row.users)).toEqual([0, 1, 1, 3]);
  });

  it('has empty segments where nobody bought, unless cuts would come from the buyers', async () => {
    const looking = eventsOf('user', { 1: 2 }, 'pv');
    const found = await of(looking);
    expect(found).toMatchObject({ buyers: 0, orders: 0 });
    for (const row of found.segments) {
      expect(row).toMatchObject({
        users: 0,
        share: null,
        interval: null,
        ordersShare: null,
        ordersInterval: null,
        perHead: null,
        perHeadInterval: null,
      });
    }
    await expect(of(looking, { cuts: { mode: 'mean' } })).rejects.toThrow(MetricError);
    await expect(of([], { cuts: { mode: 'quantile', recency: 0.5, frequency: 0.5 } })).rejects.toThrow(
      MetricError,
    );
  });

  it('has one buyer', async () => {
    const { segments } = await of(buyer(1, 4, '2017-12-03 10:00'));
    expect(segments[0]).toMatchObject({
      users: 1,
      share: 1,
      ordersShare: 1,
      ordersInterval: null,
      perHead: 4,
    });
  });

  it.each<[RfOptions, RegExp]>([
    [{ asOf: '2017-12-02' }, /before 2017-12-03, the last day of the window/],
    [{ asOf: '2017-13-01' }, /write a day as YYYY-MM-DD/],
    [{ asOf: '2018-02-30' }, /write a day as YYYY-MM-DD/],
    [{ asOf: '2018' }, /write a day as YYYY-MM-DD/],
    [{ cuts: { mode: 'fixed', recency: -1, frequency: 4 } }, /cut of recency/],
    [{ cuts: { mode: 'fixed', recency: 4, frequency: 0 } }, /cut of frequency/],
    [{ cuts: { mode: 'fixed', recency: NaN, frequency: 1 } }, /cut of recency/],
    [{ cuts: { mode: 'quantile', recency: 1.1, frequency: 0.5 } }, /quantile of recency/],
    [{ cuts: { mode: 'quantile', recency: 0.5, frequency: -1 } }, /quantile of frequency/],
    [{ cuts: { mode: 'dynamic' } as unknown as RfCuts }, /"dynamic" is no way to cut/],
  ])('refuses %j', async (options, message) => {
    const refused = expect(of(EVENTS, options)).rejects;
    await refused.toThrow(OptionsError);
    await expect(of(EVENTS, options)).rejects.toThrow(message);
  });
});

/** Segments by looking at each buyer in turn. */
function byHand(events: readonly TestEvent[], recency: number, frequency: number) {
  const bought = events.filter((event) => event.behavior === 'buy');
  const users = [...new Set(bought.map(({ user }) => user))].map((user) => {
    const own = bought.filter((event) => event.user === user).map(({ at }) => String(at));
    const last = own.sort().at(-1) ?? '';
    const days = (Date.parse('2017-12-03') - Date.parse(last.slice(0, 10))) / 86_400_000;
    const segment: RfSegment =
      days <= recency
        ? own.length >= frequency
          ? 'vip'
          : 'potential'
        : own.length >= frequency
          ? 'wake'
          : 'lost';
    return { segment, orders: own.length };
  });
  const orders = tally(
    users.flatMap((one) => Array.from({ length: one.orders }, () => RF_SEGMENT_KEYS.indexOf(one.segment))),
  );
  return RF_SEGMENT_KEYS.map((segment, index) => ({
    segment,
    users: users.filter((one) => one.segment === segment).length,
    orders: orders.get(index) ?? 0,
  }));
}

describe('rfSensitivity', () => {
  it('has every pair of cuts, with shares', async () => {
    const tables = await eventTables(engine, EVENTS);
    const rows = await rfSensitivity(engine, tables, { recency: [5, 0], frequency: [4] });
    expect(rows.map((row) => [row.recency, row.frequency, row.segment, row.users, row.orders])).toEqual([
      [5, 4, 'vip', 2, 12],
      [5, 4, 'potential', 2, 4],
      [5, 4, 'wake', 0, 0],
      [5, 4, 'lost', 1, 1],
      [0, 4, 'vip', 0, 0],
      [0, 4, 'potential', 1, 3],
      [0, 4, 'wake', 2, 12],
      [0, 4, 'lost', 2, 2],
    ]);
    expect(rows[0]).toMatchObject({ share: 0.4, ordersShare: 12 / 17 });
    expect(await rfSensitivity(engine, tables)).toHaveLength(100);
  });

  it('is what looking at each buyer gives, as are the segments', async () => {
    const event = fc.record({
      user: fc.integer({ min: 1, max: 6 }),
      behavior: fc.constantFrom('buy', 'buy', 'pv'),
      at: fc
        .tuple(fc.integer({ min: 0, max: 8 }), fc.constantFrom('00:00', '07:30', '23:59'))
        .map(([day, time]) => `${new Date(Date.UTC(2017, 10, 25 + day)).toISOString().slice(0, 10)} ${time}`),
    }) as fc.Arbitrary<TestEvent>;
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
        const tables = await eventTables(engine, events);
        const cuts = { recency: [0, 2, 4], frequency: [2, 3] };
        const rows = await rfSensitivity(engine, tables, cuts);
        const expected = cuts.recency.flatMap((r) =>
          cuts.frequency.flatMap((f) =>
            byHand(events, r, f).map((one) => ({ recency: r, frequency: f, ...one })),
          ),
        );
        const nobody = expected.every((one) => one.users === 0);
        expect(rows).toMatchObject(nobody ? [] : expected);
        const { segments } = await rfSegments(engine, tables, {
          cuts: { mode: 'fixed', recency: 2, frequency: 3 },
        });
        expect(segments).toMatchObject(byHand(events, 2, 3));
      }),
      { numRuns: 25 },
    );
  });

  it.each<[Parameters<typeof rfSensitivity>[2]]>([
    [{ recency: [] }],
    [{ recency: [2, 2] }],
    [{ frequency: [0] }],
    [{ frequency: [Infinity] }],
    [{ asOf: '2017-11-01' }],
  ])('refuses %j', async (options) => {
    const tables = await eventTables(engine, EVENTS);
    await expect(rfSensitivity(engine, tables, options)).rejects.toThrow(OptionsError);
  });
});
