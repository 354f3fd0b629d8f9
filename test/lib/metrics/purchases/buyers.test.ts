import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetricError, open, OptionsError, purchases, rfm, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import type { TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { tableOf } from '../../table-of.js';
import { eventsOf, sum } from '../by-hand.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

/** A buyer with so many purchases, the last of them at this time and the others on the first day. */
function buyer(user: number, times: number, last: string): TestEvent[] {
  return [
    ...eventsOf('user', { [user]: times - 1 }, 'buy', '2017-11-25 00:00'),
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

const NAMED = taobao.SEGMENTS;
const KEYS = Object.keys(NAMED) as (keyof typeof NAMED)[];

interface Options {
  readonly asOf?: string;
  readonly recency?: number;
  readonly frequency?: number;
}

const bought = async (events: readonly TestEvent[], asOf?: string) =>
  purchases.buyers(await sessionEvents(tally, events), { type: 'buy', ...(asOf !== undefined && { asOf }) });

async function of(events: readonly TestEvent[], { asOf, recency = 4, frequency = 4 }: Options = {}) {
  const scored = await rfm(await bought(events, asOf), {
    dimensions: ['recency', 'frequency'],
    cuts: { recency: [recency], frequency: [frequency] },
    segments: NAMED,
  });
  return purchases.segments(scored);
}

const usersOf = async (options?: Options) => (await of(EVENTS, options)).rows.map((row) => row.users);

describe('purchases.buyers', () => {
  it('has days since the last purchase and visit, and the number of purchases, of those who bought', async () => {
    const table = await bought(EVENTS);
    expect([table.asOf, table.roles]).toEqual([
      '2017-12-03',
      { user: 'user_id', recency: 'recency', frequency: 'purchases' },
    ]);
    expect(table.schema).toMatchObject({
      user_id: { kind: 'text', format: 'plain' },
      recency: { unit: { en: 'days' } },
      absence: { unit: { en: 'days' } },
      purchases: { kind: 'integer' },
    });
    const { rows } = await tally.query`SELECT * FROM ${table} ORDER BY user_id`;
    expect(rows).toEqual([
      { user_id: 1, recency: 4, absence: 0, purchases: 4 },
      { user_id: 2, recency: 0, absence: 0, purchases: 3 },
      { user_id: 3, recency: 5, absence: 0, purchases: 8 },
      { user_id: 4, recency: 8, absence: 0, purchases: 1 },
      { user_id: 5, recency: 3, absence: 0, purchases: 1 },
    ]);
  });

  it('counts calendar days where one of them has 23 hours', async () => {
    const window = { from: '2024-03-30', to: '2024-04-02', timeZone: 'Europe/Berlin' };
    const at = Date.parse('2024-03-31T00:30:00+01:00') / 1000;
    const tables = await sessionEvents(tally, [{ user: 1, behavior: 'buy', at }], window);
    const table = await purchases.buyers(tables, { type: 'buy' });
    const { rows } = await tally.query`SELECT recency FROM ${table}`;
    expect(rows).toEqual([{ recency: 1 }]);
  });

  it('counts local days of the zone of the window', async () => {
    const tables = await sessionEvents(tally, buyer(1, 1, '2017-11-28 23:30'), { timeZone: 'Asia/Tokyo' });
    const { rows } =
      await tally.query`SELECT recency FROM ${await purchases.buyers(tables, { type: 'buy' })}`;
    expect(rows).toEqual([{ recency: 4 }]);
  });

  it('gives each its own table', async () => {
    const [first, second] = [await bought(EVENTS), await bought(buyer(1, 1, '2017-12-01 10:00'))];
    expect([await first.count(), await second.count()]).toEqual([5, 1]);
  });

  it.each<[string, RegExp]>([
    ['2017-12-02', /before 2017-12-03, the last day of the window/],
    ['2017-13-01', /write a day as YYYY-MM-DD/],
    ['2018-02-30', /write a day as YYYY-MM-DD/],
    ['2018', /write a day as YYYY-MM-DD/],
  ])('refuses to count from %s', async (asOf, message) => {
    await expect(bought(EVENTS, asOf)).rejects.toThrow(OptionsError);
    await expect(bought(EVENTS, asOf)).rejects.toThrow(message);
  });

  it('refuses a type that is none', async () => {
    const tables = await sessionEvents(tally, EVENTS);
    await expect(purchases.buyers(tables, { type: 'click' as taobao.EventType })).rejects.toThrow(
      OptionsError,
    );
  });
});

describe('purchases.segments', () => {
  it('counts days back to midnight: a purchase 4 days before the last at 0:00 is recent, a minute earlier is not', async () => {
    const { rows } = await of(EVENTS);
    expect(rows.map(({ segment, users, purchases: n, perBuyer }) => [segment, users, n, perBuyer])).toEqual([
      ['vip', 1, 4, 4],
      ['potential', 2, 4, 2],
      ['wake', 1, 8, 8],
      ['lost', 1, 1, 1],
    ]);
    expect(rows[1]).toMatchObject({
      share: 0.4,
      shareInterval: wilson(2, 5),
      purchasesShare: 4 / 17,
      // purchases 3 and 1: mean 2, s^2 = 2
      perBuyerInterval: { low: expect.closeTo(2 - 1.959963984540054, 12) as number },
    });
    expect(rows[0]?.perBuyerInterval).toBeNull();
    const found = await of(EVENTS);
    expect([found.title, found.chart]).toEqual([
      { en: 'Buyers and purchases by segment', zh: '各分层的购买用户与购买次数' },
      { mark: 'bar', x: 'share', y: 'segment' },
    ]);
    const shares = ['share', 'purchasesShare', 'perBuyer', 'activeShare'] as const;
    expect(shares.map((name) => found.column(name).of)).toEqual([
      { base: 'users', interval: 'shareInterval' },
      { base: 'purchases', interval: 'purchasesShareInterval' },
      { interval: 'perBuyerInterval' },
      { base: 'active', interval: 'activeInterval' },
    ]);
  });

  it('has an interval of the share of purchases that knows how many each buyer made', async () => {
    const [, potential] = (await of(EVENTS)).rows;
    const deviations = [0 - (4 * 4) / 17, 3 - (3 * 4) / 17, 0 - (8 * 4) / 17, 0 - 4 / 17, 1 - 4 / 17];
    const half = (1.959963984540054 * Math.sqrt((5 / 4) * sum(deviations.map((d) => d * d)))) / 17;
    expect(potential?.purchasesShareInterval?.low).toBeCloseTo(4 / 17 - half, 12);
    expect(potential?.purchasesShareInterval?.high).toBeCloseTo(4 / 17 + half, 12);
  });

  it('counts from another day when asked to', async () => {
    expect(await usersOf({ asOf: '2017-12-04' })).toEqual([0, 2, 2, 1]);
    expect(await usersOf({ asOf: '2018-12-03' })).toEqual([0, 0, 2, 3]);
  });

  it('knows who has not gone: any event within the days that count as recent', async () => {
    const at = (user: number, behavior: taobao.EventType, time: string): TestEvent => ({
      user,
      behavior,
      at: time,
    });
    const events = [
      ...[1, 2, 3, 4].map((user) => at(user, 'buy', '2017-11-26 12:00')),
      at(1, 'pv', '2017-11-29 00:00'),
      at(2, 'fav', '2017-12-03 12:00'),
      at(3, 'cart', '2017-11-28 23:59'),
      at(4, 'pv', '2017-11-25 12:00'),
    ];
    const { rows } = await of(events);
    expect(rows[3]).toMatchObject({
      ...{ users: 4, active: 2, activeShare: 0.5, activeInterval: wilson(2, 4) },
    });
    expect(rows[0]).toMatchObject({ users: 0, active: 0, activeShare: null, activeInterval: null });
    expect((await of(EVENTS)).rows.map(({ active }) => active)).toEqual([1, 2, 1, 1]);
  });

  it('cannot know who has not gone where recency is not cut', async () => {
    const scored = await rfm(await bought(EVENTS), { dimensions: ['recency', 'frequency'], bins: 2 });
    const found = await purchases.segments(scored);
    expect(found.rows.map(({ active }) => active)).toEqual([null, null, null, null]);
    expect(found.rows.map(({ activeShare }) => activeShare)).toEqual([null, null, null, null]);
    expect(found.total('users').raw).toBe(5);
    const often = await rfm(await bought(EVENTS), { dimensions: ['frequency'], cuts: { frequency: [4] } });
    expect((await purchases.segments(often)).rows.map(({ users, active }) => [users, active])).toEqual([
      [2, null],
      [3, null],
    ]);
  });

  it('counts as recent what scores as high, of several cuts of recency', async () => {
    // Of 0, 4 and 5 days since any event, those up to 4 are there: the third highest of four scores is high.
    const last = (user: number, time: string): TestEvent => ({ user, behavior: 'buy', at: time });
    const scored = await rfm(
      await bought([last(1, '2017-12-03 10:00'), last(2, '2017-11-29 10:00'), last(3, '2017-11-28 10:00')]),
      { dimensions: ['recency'], cuts: { recency: [1, 4, 6] } },
    );
    const found = await purchases.segments(scored);
    expect(found.rows.map(({ users, active }) => [users, active])).toEqual([
      [2, 2],
      [1, 0],
    ]);
  });

  it('has empty segments where nobody bought', async () => {
    for (const row of (await of(eventsOf('user', { 1: 2 }, 'pv'))).rows) {
      expect(row).toMatchObject({
        ...{ users: 0, share: null, shareInterval: null, purchasesShare: null },
        ...{ purchasesShareInterval: null, perBuyer: null, perBuyerInterval: null },
      });
    }
  });

  it('has one buyer', async () => {
    expect((await of(buyer(1, 4, '2017-12-03 10:00'))).rows[0]).toMatchObject({
      ...{ users: 1, share: 1, purchasesShare: 1, purchasesShareInterval: null, perBuyer: 4 },
    });
  });
});

describe('cuts', () => {
  it('are means and quantiles, values at the cut counting as recent and frequent', async () => {
    const table = await bought(EVENTS);
    // recency 4, 0, 5, 8, 3: mean 4; purchases 4, 3, 8, 1, 1: mean 3.4
    const means = await purchases.meanCuts(table);
    expect(means).toEqual({ recency: [4], frequency: [3.4] });
    const medians = await purchases.quantileCuts(table, 0.5);
    expect(medians).toEqual({ recency: [4], frequency: [3] });
    const ends = await purchases.quantileCuts(table, { recency: 0, frequency: 1 });
    expect(ends).toEqual({ recency: [0], frequency: [8] });
    const compared = await purchases.compareCuts(table, { means, medians, ends }, { segments: NAMED });
    const users = (cuts: string) => compared.where({ cuts }).rows.map((row) => row.users);
    expect([users('means'), users('medians'), users('ends')]).toEqual([
      [1, 2, 1, 1],
      [2, 1, 1, 1],
      [0, 1, 1, 3],
    ]);
    expect(compared.output().metadata).toEqual({ texts: ['means', 'medians', 'ends'] });
    expect([compared.title, compared.chart]).toEqual([
      { en: 'Segments under each set of cut-offs', zh: '不同切分点下的分层' },
      { mark: 'bar', x: 'share', y: 'cuts', color: 'segment' },
    ]);
    expect(compared.at({ cuts: 'means', segment: 'potential' })).toMatchObject({
      ...{ cuts: { en: 'means' }, recency: { en: '4.00' }, frequency: { en: '3.40' }, share: { raw: 0.4 } },
    });
    expect(compared.column('recency').unit).toMatchObject({ en: 'days' });
    expect([compared.column('share').of, compared.column('purchasesShare').of]).toEqual([
      { base: 'users' },
      { base: 'purchases' },
    ]);
  });

  it('cannot come from nobody, and quantiles lie between 0 and 1', async () => {
    const nobody = await bought([]);
    await expect(purchases.meanCuts(nobody)).rejects.toThrow(MetricError);
    await expect(purchases.quantileCuts(nobody, 0.5)).rejects.toThrow(MetricError);
    const quantiles = (p: Parameters<typeof purchases.quantileCuts>[1]) =>
      Promise.resolve().then(() => purchases.quantileCuts(nobody, p));
    await expect(quantiles(1.1)).rejects.toThrow(OptionsError);
    await expect(quantiles({ recency: 0.5, frequency: -1 })).rejects.toThrow(
      'The quantile of frequency must be between 0 and 1, not -1.',
    );
    const columns = { days: 'integer?', times: 'integer?' } as const;
    for (const row of [
      [null, 3],
      [3, null],
    ] as const) {
      const half = await tableOf(tally, 'half', columns, [row], { recency: 'days', frequency: 'times' });
      await expect(purchases.meanCuts(half)).rejects.toThrow(MetricError);
    }
    expect((await purchases.everyCut(nobody, { recency: [1], frequency: [1] })).rows[0]?.share).toBeNull();
  });
});

/** Segments by looking at each buyer in turn. */
function byHand(events: readonly TestEvent[], recency: number, frequency: number) {
  const own = events.filter((event) => event.behavior === 'buy');
  const users = [...new Set(own.map(({ user }) => user))].map((user) => {
    const times = own.filter((event) => event.user === user).map(({ at }) => String(at));
    const days =
      (Date.parse('2017-12-03') - Date.parse((times.sort().at(-1) ?? '').slice(0, 10))) / 86_400_000;
    const place = (days <= recency ? 0 : 2) + (times.length >= frequency ? 0 : 1);
    return { segment: KEYS[place], purchases: times.length };
  });
  return KEYS.map((segment) => {
    const inside = users.filter((one) => one.segment === segment);
    return { segment, users: inside.length, purchases: sum(inside.map((one) => one.purchases)) };
  });
}

describe('purchases.everyCut', () => {
  it('has every pair of cuts, with shares', async () => {
    const grid = await purchases.everyCut(
      await bought(EVENTS),
      { recency: [5, 0], frequency: [4] },
      { segments: NAMED },
    );
    expect(
      grid.rows.map((row) => [row.recency, row.frequency, row.segment, row.users, row.purchases]),
    ).toEqual([
      [5, 4, 'vip', 2, 12],
      [5, 4, 'potential', 2, 4],
      [5, 4, 'wake', 0, 0],
      [5, 4, 'lost', 1, 1],
      [0, 4, 'vip', 0, 0],
      [0, 4, 'potential', 1, 3],
      [0, 4, 'wake', 2, 12],
      [0, 4, 'lost', 2, 2],
    ]);
    expect(grid.rows[0]).toMatchObject({ share: 0.4, purchasesShare: 12 / 17 });
    expect([grid.title, grid.chart]).toEqual([
      { en: 'Share of buyers by the two cuts', zh: '占购买用户的比例：随两个切点变化' },
      { mark: 'heatmap', x: 'recency', y: 'frequency', value: 'share' },
    ]);
    const first = grid.at({ recency: 5, frequency: 4, segment: 'vip' });
    expect([first.recency.en, first.frequency.en, grid.column('recency').unit]).toEqual([
      ...['5', '4'],
      expect.objectContaining({ en: 'days' }),
    ]);
  });

  it('puts a buyer at both cuts into the recent and frequent, whichever segment comes first', async () => {
    const reversed = Object.fromEntries(Object.entries(NAMED).toReversed());
    // Buyer 1 bought four times, the last time four days before the end.
    const table = await bought(buyer(1, 4, '2017-11-29 00:00'));
    for (const segments of [NAMED, reversed]) {
      const { rows } = await purchases.everyCut(table, { recency: [4], frequency: [4] }, { segments });
      expect(rows.filter(({ users }) => users > 0)).toMatchObject([{ segment: 'vip', users: 1 }]);
      const { rows: cut } = await purchases.everyCut(table, { recency: [3], frequency: [5] }, { segments });
      expect(cut.filter(({ users }) => users > 0)).toMatchObject([{ segment: 'lost', users: 1 }]);
    }
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
        const cuts = { recency: [0, 2, 4], frequency: [2, 3] };
        const grid = await purchases.everyCut(await bought(events), cuts, { segments: NAMED });
        expect(grid.rows).toMatchObject(
          cuts.recency.flatMap((r) =>
            cuts.frequency.flatMap((f) =>
              byHand(events, r, f).map((one) => ({ recency: r, frequency: f, ...one })),
            ),
          ),
        );
        expect((await of(events, { recency: 2, frequency: 3 })).rows).toMatchObject(byHand(events, 2, 3));
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [{ recency: [], frequency: [1] }, 'There is no cut of recency to try'],
    [{ recency: [2, 2], frequency: [1] }, 'A cut of recency is repeated: 2, 2.'],
    [{ recency: [1], frequency: [Infinity] }, 'The cut of frequency must be a number, not Infinity.'],
  ])('refuses %j', async (cuts, message) => {
    const table = await bought(EVENTS);
    const refusing = [
      () => purchases.everyCut(table, cuts),
      () => purchases.compareCuts(table, { these: cuts }),
    ];
    for (const refused of refusing) {
      await expect(refused()).rejects.toThrow(OptionsError);
      await expect(refused()).rejects.toThrow(message);
    }
  });

  it('compares at least one way, of one cut each', async () => {
    const table = await bought(EVENTS);
    await expect(purchases.compareCuts(table, {})).rejects.toThrow('There are no cuts to compare');
    const two = { recency: [1, 2], frequency: [1] };
    await expect(purchases.compareCuts(table, { two })).rejects.toThrow(/one cut of recency/);
  });
});
