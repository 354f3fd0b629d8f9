import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, sql, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import { eventWindow, type EventWindow } from '../../../lib/src/events/window.js';
import { TYPE_KEYS, type TestEvent } from '../events.js';
import { localOf } from '../random-events.js';
import { sessionEvents } from '../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

type Counts = Record<taobao.EventType, number>;
const none = (): Counts => ({ pv: 0, cart: 0, fav: 0, buy: 0 });

/** The rollups made by loops over the events. */
function reference(events: readonly (TestEvent & { at: number })[], window: EventWindow) {
  const users = new Map<number, Record<string, number | null>>();
  const categories = new Map<number, Counts>();
  const hours = new Map<string, Counts>();
  for (const { user, category = 1, behavior, at } of events) {
    const { day, hour } = localOf(window, at);
    const row = users.get(user) ?? { user_id: user };
    for (const name of TYPE_KEYS) {
      row[name] ??= 0;
      row[`first_${name}`] ??= null;
      row[`last_${name}`] ??= null;
      row[`${name}_days`] ??= 0;
      row[`${name}_hours`] ??= 0;
    }
    row[behavior] = (row[behavior] ?? 0) + 1;
    row[`first_${behavior}`] = Math.min(row[`first_${behavior}`] ?? Infinity, at);
    row[`last_${behavior}`] = Math.max(row[`last_${behavior}`] ?? -Infinity, at);
    row[`${behavior}_days`] = (row[`${behavior}_days`] ?? 0) | (1 << day);
    row[`${behavior}_hours`] = (row[`${behavior}_hours`] ?? 0) | (1 << hour);
    users.set(user, row);
    for (const [map, key] of [
      [categories, category],
      [hours, `${day} ${hour}`],
    ] as [Map<unknown, Counts>, unknown][]) {
      const counts = map.get(key) ?? none();
      counts[behavior] += 1;
      map.set(key, counts);
    }
  }
  return {
    users: [...users.values()].sort((a, b) => Number(a['user_id']) - Number(b['user_id'])),
    categories: [...categories]
      .map(([category_id, counts]) => ({ category_id, ...counts }))
      .sort((a, b) => a.category_id - b.category_id),
    hours: [...hours]
      .map(([key, counts]) => ({
        day: Number(key.split(' ')[0]),
        hour: Number(key.split(' ')[1]),
        ...counts,
      }))
      .sort((a, b) => a.day - b.day || a.hour - b.hour),
  };
}

const WINDOWS = [
  taobao.WINDOW,
  { from: '2024-03-29', to: '2024-04-03', timeZone: 'Europe/Berlin' },
  { from: '2024-10-25', to: '2024-10-29', timeZone: 'America/New_York' },
  { from: '2017-10-14', to: '2017-10-17', timeZone: 'America/Sao_Paulo' },
  { from: '2024-04-06', to: '2024-04-08', timeZone: 'Australia/Lord_Howe' },
];

describe('the rollups of events', () => {
  it.each(WINDOWS)('are those that loops over the events make, in %j', async (options) => {
    const window = eventWindow(options);
    const event = fc.record({
      user: fc.integer({ min: 1, max: 5 }),
      category: fc.integer({ min: 1, max: 4 }),
      behavior: fc.constantFrom(...TYPE_KEYS),
      at: fc.integer({ min: window.start, max: window.end - 1 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 60 }), async (events) => {
        const { engine } = tally;
        const { users, categories, hours } = await sessionEvents(tally, events, options);
        const expected = reference(events, window);
        expect(await engine.all(sql`SELECT * FROM ${users} ORDER BY user_id`, users.columns)).toEqual(
          expected.users,
        );
        expect(
          await engine.all(sql`SELECT * FROM ${categories} ORDER BY category_id`, categories.columns),
        ).toEqual(expected.categories);
        expect(await engine.all(sql`SELECT * FROM ${hours} ORDER BY day, hour`, hours.columns)).toEqual(
          expected.hours,
        );
      }),
      { numRuns: 12 },
    );
  });
});
