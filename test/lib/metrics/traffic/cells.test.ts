import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, traffic, type Tally } from 'tally';
import { eventWindow, type EventWindow, type WindowOptions } from '../../../../lib/src/events/window.js';
import { TRAFFIC, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { eventsIn, localOf, WINDOWS, type TimedEvent } from '../../random-events.js';
import { FEW } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

describe('hours where clocks are changed', () => {
  const cellsOf = async (options: WindowOptions, events: readonly TestEvent[] = []) =>
    traffic.cells(await sessionEvents(tally, events, options), TRAFFIC);

  it.each([
    // Skipped, gone through twice, skipped at midnight, half an hour twice, the second half of an hour skipped.
    [{ from: '2024-03-31', to: '2024-04-01', timeZone: 'Europe/Berlin' }, 2, 0, 23],
    [{ from: '2024-10-27', to: '2024-10-28', timeZone: 'Europe/Berlin' }, 2, 2, 25],
    [{ from: '2017-10-15', to: '2017-10-16', timeZone: 'America/Sao_Paulo' }, 0, 0, 23],
    [{ from: '2024-04-07', to: '2024-04-08', timeZone: 'Australia/Lord_Howe' }, 1, 1.5, 24.5],
    [{ from: '2016-05-01', to: '2016-05-02', timeZone: 'America/Caracas' }, 2, 0.5, 23.5],
    [{ from: '2017-11-25', to: '2017-11-26', timeZone: 'Asia/Kathmandu' }, 5, 1, 24],
  ])('last what they last: %j, hour %i', async (options, hour, length, day) => {
    const cells = await cellsOf(options);
    expect(cells.rows[hour]?.length).toBe(length);
    expect(cells.total('length').raw).toBe(day);
  });

  it('sum up to the window', async () => {
    for (const options of WINDOWS) {
      const { start, end } = eventWindow(options);
      const cells = await cellsOf(options);
      expect(cells.total('length').raw).toBeCloseTo((end - start) / 3600, 9);
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
    const hours = await traffic.byHour(await sessionEvents(tally, events, options), TRAFFIC);
    expect(hours.rows[2]).toMatchObject({ length: 2, views: 2, users: 2, viewsPerHour: 1 });
    expect(hours.rows[23]).toMatchObject({ length: 1, views: 1, users: 1 });
  });
});

describe('cells of traffic', () => {
  it('are drawn as hours by dates', async () => {
    const cells = await traffic.cells(await sessionEvents(tally, FEW), TRAFFIC);
    expect(cells).toHaveLength(9 * 24);
    expect(chart(cells).alt).toMatch(/highest 2017-11-25, 10:00 with 2/);
    // Numbers of nine times 24 cells would not be readable.
    expect(cells.chart).toMatchObject({ value: 'views', text: false });
  });
});

/** Counts by loops over the events. */
function reference(events: readonly TimedEvent[], window: EventWindow, key: 'day' | 'hour', size: number) {
  return Array.from({ length: size }, (_, n) => {
    const there = events.filter((event) => localOf(window, event.at)[key] === n);
    const bought = there.filter((event) => event.behavior === 'buy');
    return {
      views: there.filter((event) => event.behavior === 'pv').length,
      users: new Set(there.map((event) => event.user)).size,
      buyers: new Set(bought.map((event) => event.user)).size,
      purchases: bought.length,
    };
  });
}

describe('traffic of random events', () => {
  it.each(WINDOWS)('is what loops over the events count, in %j', async (options) => {
    const window = eventWindow(options);
    const counted = ({ views, users, buyers, purchases }: ReturnType<typeof reference>[number]) => ({
      views,
      users,
      buyers,
      purchases,
    });
    await fc.assert(
      fc.asyncProperty(eventsIn(options), async (events) => {
        const tables = await sessionEvents(tally, events, options);
        const hours = await traffic.byHour(tables, TRAFFIC);
        expect(hours.rows.map(counted)).toEqual(reference(events, window, 'hour', 24));
        const days = await traffic.byDay(tables, TRAFFIC);
        expect(days.rows.map(counted)).toEqual(reference(events, window, 'day', window.days.length));
        const week = await traffic.byWeekday(tables, TRAFFIC);
        const views = new Map<string, number>();
        for (const { behavior, at } of events) {
          if (behavior !== 'pv') continue;
          const { day, hour } = localOf(window, at);
          const key = `${new Date(`${window.days[day]}T12:00:00Z`).getUTCDay() || 7} ${hour}`;
          views.set(key, (views.get(key) ?? 0) + 1);
        }
        expect(week.rows.map((row) => row.views)).toEqual(
          week.rows.map((row) => views.get(`${row.isoWeekday} ${row.hour}`) ?? 0),
        );
      }),
      { numRuns: 20 },
    );
  });
});
