import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dailyPeaks,
  eventWindow,
  openDuckDb,
  peak,
  sharePeak,
  trafficByDay,
  trafficByHour,
  trafficByWeekday,
  trafficCells,
  wilson,
  type Engine,
  type EventWindow,
  type WindowOptions,
} from 'tally';
import { eventTables, type TestEvent } from '../../events.js';
import { eventsIn, localOf, WINDOWS, type TimedEvent } from './random.js';

let engine: Engine;
beforeAll(async () => (engine = await openDuckDb()));
afterAll(() => {
  engine.close();
});

/** Saturday 25 November 2017 to Sunday 3 December: users 1 and 2 at ten and at midnight. */
const FEW: readonly TestEvent[] = [
  { user: 1, behavior: 'pv', at: '2017-11-25 10:00:00' },
  { user: 1, behavior: 'pv', at: '2017-11-25 10:59:59' },
  { user: 1, behavior: 'buy', at: '2017-11-25 10:30' },
  { user: 1, behavior: 'buy', at: '2017-11-25 10:31' },
  { user: 1, behavior: 'pv', at: '2017-12-02 10:15' },
  { user: 2, behavior: 'cart', at: '2017-11-27 10:10' },
  { user: 2, behavior: 'pv', at: '2017-11-27 00:00:00' },
  { user: 2, behavior: 'fav', at: '2017-12-03 23:59:59' },
];

describe('traffic by hour', () => {
  it('counts a case by hand, with rows of zeros for the other hours', async () => {
    const hours = await trafficByHour(engine, await eventTables(engine, FEW));
    expect(hours).toHaveLength(24);
    expect(hours[10]).toEqual({
      hour: 10,
      length: 9,
      pv: 3,
      users: 2,
      buyers: 1,
      purchases: 2,
      purchasesPerUser: 1,
      buyerShare: 0.5,
      interval: wilson(1, 2),
      purchasesPerView: 2 / 3,
      pvPerHour: 3 / 9,
      purchasesPerHour: 2 / 9,
    });
    expect(hours[0]).toMatchObject({ pv: 1, users: 1, buyers: 0, purchases: 0, buyerShare: 0 });
    // A favourite is no page view: there is a user without a view.
    expect(hours[23]).toMatchObject({ pv: 0, users: 1, purchasesPerUser: 0, purchasesPerView: null });
    expect(hours[11]).toMatchObject({ hour: 11, pv: 0, users: 0, buyers: 0, purchases: 0, buyerShare: null });
    expect(hours[11]?.interval).toBeNull();
  });

  it('is 24 rows of zeros without events', async () => {
    const tables = await eventTables(engine, []);
    const hours = await trafficByHour(engine, tables);
    expect(hours.map((row) => [row.hour, row.users, row.pv])).toEqual(hours.map((_, hour) => [hour, 0, 0]));
    expect(hours).toHaveLength(24);
    expect((await trafficByDay(engine, tables)).map((row) => row.users)).toEqual(Array(9).fill(0));
  });
});

describe('traffic by day', () => {
  it('counts a case by hand, with rows of zeros for the other days', async () => {
    const days = await trafficByDay(engine, await eventTables(engine, FEW));
    expect(
      days.map(({ weekday, length, pv, users, buyers, purchases }) => [
        weekday,
        length,
        pv,
        users,
        buyers,
        purchases,
      ]),
    ).toEqual([
      [6, 24, 2, 1, 1, 2],
      [7, 24, 0, 0, 0, 0],
      [1, 24, 1, 1, 0, 0],
      [2, 24, 0, 0, 0, 0],
      [3, 24, 0, 0, 0, 0],
      [4, 24, 0, 0, 0, 0],
      [5, 24, 0, 0, 0, 0],
      [6, 24, 1, 1, 0, 0],
      [7, 24, 0, 1, 0, 0],
    ]);
    expect(days[0]).toMatchObject({
      date: '2017-11-25',
      purchasesPerUser: 2,
      buyerShare: 1,
      purchasesPerView: 1,
    });
  });
});

describe('traffic by weekday', () => {
  it('averages over the days that there are', async () => {
    const week = trafficByWeekday(await trafficCells(engine, await eventTables(engine, FEW)));
    expect(week).toHaveLength(168);
    const at = (weekday: number, hour: number) =>
      week.find((row) => row.weekday === weekday && row.hour === hour);
    expect(at(6, 10)).toEqual({
      weekday: 6,
      hour: 10,
      length: 2,
      pv: 3,
      purchases: 2,
      pvPerHour: 1.5,
      purchasesPerHour: 1,
      purchasesPerView: 2 / 3,
    });
    expect(at(1, 0)).toMatchObject({ length: 1, pv: 1, pvPerHour: 1 });
    expect(at(1, 1)).toMatchObject({ length: 1, pv: 0, pvPerHour: 0, purchasesPerView: null });
  });

  it('has no average for a weekday that the window has not', async () => {
    const window = { from: '2017-11-25', to: '2017-11-27' };
    const week = trafficByWeekday(await trafficCells(engine, await eventTables(engine, [], window)));
    expect(week.find((row) => row.weekday === 1)).toMatchObject({ length: 0, pvPerHour: null });
    expect(week.find((row) => row.weekday === 7)).toMatchObject({ length: 1, pvPerHour: 0 });
  });
});

describe('hours where clocks are changed', () => {
  const cellsOf = async (options: WindowOptions, events: readonly TestEvent[] = []) =>
    trafficCells(engine, await eventTables(engine, events, options));

  it.each([
    // Skipped, gone through twice, skipped at midnight, half an hour twice.
    [{ from: '2024-03-31', to: '2024-04-01', timeZone: 'Europe/Berlin' }, 2, 0, 23],
    [{ from: '2024-10-27', to: '2024-10-28', timeZone: 'Europe/Berlin' }, 2, 2, 25],
    [{ from: '2017-10-15', to: '2017-10-16', timeZone: 'America/Sao_Paulo' }, 0, 0, 23],
    [{ from: '2024-04-07', to: '2024-04-08', timeZone: 'Australia/Lord_Howe' }, 1, 1.5, 24.5],
    [{ from: '2017-11-25', to: '2017-11-26', timeZone: 'Asia/Kathmandu' }, 5, 1, 24],
  ])('last what they last: %j, hour %i', async (options, hour, length, day) => {
    const cells = await cellsOf(options);
    expect(cells[hour]?.length).toBe(length);
    expect(cells.reduce((sum, cell) => sum + cell.length, 0)).toBe(day);
  });

  it('sum up to the window', async () => {
    for (const options of WINDOWS) {
      const { start, end } = eventWindow(options);
      const cells = await cellsOf(options);
      expect(cells.reduce((sum, cell) => sum + cell.length, 0)).toBeCloseTo((end - start) / 3600, 9);
    }
  });

  it('holds both passes of an hour in one row, and averages over both', async () => {
    const options = { from: '2024-10-27', to: '2024-10-28', timeZone: 'Europe/Berlin' };
    const at = (utc: string) => Date.parse(utc) / 1000;
    const events: TestEvent[] = [
      { user: 1, behavior: 'pv', at: at('2024-10-27T00:30:00Z') },
      { user: 2, behavior: 'pv', at: at('2024-10-27T01:30:00Z') },
      { user: 2, behavior: 'pv', at: at('2024-10-27T22:59:59Z') },
    ];
    const hours = await trafficByHour(engine, await eventTables(engine, events, options));
    expect(hours[2]).toMatchObject({ length: 2, pv: 2, users: 2, pvPerHour: 1 });
    expect(hours[23]).toMatchObject({ length: 1, pv: 1, users: 1 });
  });
});

/** Counts by loops over the events. */
function reference(events: readonly TimedEvent[], window: EventWindow, key: 'day' | 'hour', size: number) {
  return Array.from({ length: size }, (_, n) => {
    const there = events.filter((event) => localOf(window, event.at)[key] === n);
    const bought = there.filter((event) => event.behavior === 'buy');
    return {
      pv: there.filter((event) => event.behavior === 'pv').length,
      users: new Set(there.map((event) => event.user)).size,
      buyers: new Set(bought.map((event) => event.user)).size,
      purchases: bought.length,
    };
  });
}

describe('traffic of random events', () => {
  it.each(WINDOWS)('is what loops over the events count, in %j', async (options) => {
    const window = eventWindow(options);
    const counted = ({ pv, users, buyers, purchases }: ReturnType<typeof reference>[number]) => ({
      pv,
      users,
      buyers,
      purchases,
    });
    await fc.assert(
      fc.asyncProperty(eventsIn(options), async (events) => {
        const tables = await eventTables(engine, events, options);
        const hours = await trafficByHour(engine, tables);
        expect(hours.map(counted)).toEqual(reference(events, window, 'hour', 24));
        const days = await trafficByDay(engine, tables);
        expect(days.map(counted)).toEqual(reference(events, window, 'day', window.days.length));
        const week = trafficByWeekday(await trafficCells(engine, tables));
        const views = new Map<string, number>();
        for (const { behavior, at } of events) {
          if (behavior !== 'pv') continue;
          const { day, hour } = localOf(window, at);
          const key = `${new Date(`${window.days[day]}T12:00:00Z`).getUTCDay() || 7} ${hour}`;
          views.set(key, (views.get(key) ?? 0) + 1);
        }
        expect(week.map((row) => row.pv)).toEqual(
          week.map((row) => views.get(`${row.weekday} ${row.hour}`) ?? 0),
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('peaks', () => {
  const rows = (values: readonly (number | null)[]) => values.map((value, hour) => ({ hour, value }));
  const hoursOf = (found: readonly { hour: number }[]) => found.map((row) => row.hour);

  it('are the largest rows, all that tie, and those that come next', () => {
    const found = peak(rows([3, 7, null, 7, 5, 5]), (row) => row.value);
    expect([found.value, hoursOf(found.rows), found.next?.value, hoursOf(found.next?.rows ?? [])]).toEqual([
      7,
      [1, 3],
      5,
      [4, 5],
    ]);
    expect(peak(rows([2, 2]), (row) => row.value).next).toBeNull();
    expect(peak(rows([null]), (row) => row.value)).toEqual({ value: null, rows: [], next: null });
  });

  it('of a share have as rivals the rows whose interval overlaps', () => {
    const shares = [
      { hour: 0, k: 50, n: 100 },
      { hour: 1, k: 48, n: 100 },
      { hour: 2, k: 100, n: 1000 },
      { hour: 3, k: 0, n: 0 },
      { hour: 4, k: 1, n: 4 },
    ];
    const found = sharePeak(
      shares,
      (row) => row.k,
      (row) => row.n,
    );
    expect(hoursOf(found.rows)).toEqual([0]);
    expect(found.interval).toEqual(wilson(50, 100));
    // 1 of 4 may be as much as 70%; 10% of 1,000 is far below.
    expect(hoursOf(found.rivals)).toEqual([1, 4]);
    const firm = sharePeak(
      shares.slice(2, 3),
      (row) => row.k,
      (row) => row.n,
    );
    expect(firm.rivals).toEqual([]);
    expect(
      sharePeak(
        [],
        () => 0,
        () => 0,
      ),
    ).toMatchObject({ value: null, interval: null, rivals: [] });
  });

  it('by day tell how steady an hour is', async () => {
    const events: TestEvent[] = [
      ...['2017-11-25 21:00', '2017-11-25 21:10', '2017-11-25 10:00'],
      ...['2017-11-26 21:00', '2017-11-26 10:00'],
      ...['2017-11-27 09:00'],
    ].map((at) => ({ user: 1, behavior: 'pv', at }));
    const cells = await trafficCells(engine, await eventTables(engine, events));
    expect(dailyPeaks(cells, (cell) => cell.pv)).toEqual([
      { hour: 21, days: 2, of: 3 },
      { hour: 9, days: 1, of: 3 },
      { hour: 10, days: 1, of: 3 },
    ]);
    expect(dailyPeaks(cells, (cell) => cell.purchases)).toEqual([]);
  });
});
