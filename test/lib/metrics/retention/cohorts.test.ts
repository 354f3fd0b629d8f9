import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally, OptionsError, retention } from 'tally';
import { taobao } from 'tally-studies';
import { eventWindow, type EventWindow } from '../../../../lib/src/events/window.js';
import type { CohortCells } from '../../../../lib/src/metrics/retention/cells.js';
import { wilson } from '../../../../lib/src/stats/proportion.js';
import { TYPE_KEYS } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { eventsIn, localOf, WINDOWS, type TimedEvent } from '../../random-events.js';
import { FEW, THREE } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const counts = (cells: CohortCells) =>
  cells.rows.map(({ cohort, day, date, users, active, onOrAfter, rate, rateOnOrAfter }) => [
    cohort.slice(-2),
    day,
    date?.slice(-2) ?? null,
    users,
    active,
    onOrAfter,
    rate,
    rateOnOrAfter,
  ]);

describe('retention cohorts', () => {
  it('counts a case by hand: on the day, on it or after, and null beyond the window', async () => {
    const cells = await retention.cohorts(await sessionEvents(tally, FEW, THREE));
    expect(counts(cells)).toEqual([
      ['25', 0, '25', 2, 2, 2, 1, 1],
      ['25', 1, '26', 2, 1, 2, 0.5, 1],
      ['25', 2, '27', 2, 2, 2, 1, 1],
      ['26', 0, '26', 2, 2, 2, 1, 1],
      ['26', 1, '27', 2, 1, 1, 0.5, 0.5],
      ['26', 2, null, 2, null, null, null, null],
      ['27', 0, '27', 0, 0, 0, null, null],
      ['27', 1, null, 0, null, null, null, null],
      ['27', 2, null, 0, null, null, null, null],
    ]);
    expect(cells.rows[1]?.rateInterval).toEqual(wilson(1, 2));
    expect(cells.rows[6]?.rateInterval).toBeNull();
    expect([cells.title, cells.sizes.title]).toEqual([
      { en: 'Retention by first day and days since', zh: '按首次出现日期与此后天数的留存率' },
      { en: 'Users by the day on which they were first seen', zh: '按首次出现日期的用户数' },
    ]);
    expect([cells.chart, cells.sizes.chart]).toEqual([
      { mark: 'heatmap', x: 'day', y: 'cohort', value: 'rate' },
      { mark: 'bar', x: 'cohort', y: 'users' },
    ]);
    expect(cells.sizes.rows[1]).toEqual({
      ...{ cohort: '2017-11-26', users: 2, share: 0.5, shareInterval: wilson(2, 4) },
    });
  });

  it('lets other types make a cohort or a return', async () => {
    const tables = await sessionEvents(tally, FEW, THREE);
    const bought = await retention.cohorts(tables, { active: ['buy'] });
    expect(bought.sizes.rows.map((row) => row.users)).toEqual([0, 1, 1]);
    const buyingAfterView = await retention.cohorts(tables, {
      active: ['pv'],
      returns: ['buy', 'cart'],
    });
    expect(counts(buyingAfterView).filter((row) => row[0] === '25')).toEqual([
      ['25', 0, '25', 1, 0, 1, 0, 1],
      ['25', 1, '26', 1, 1, 1, 1, 1],
      ['25', 2, '27', 1, 0, 0, 0, 0],
    ]);
  });

  it('has a user with one event on the last day in a cohort that nobody can see return', async () => {
    const tables = await sessionEvents(tally, [{ user: 9, behavior: 'pv', at: '2017-12-03 23:59:59' }]);
    const cells = await retention.cohorts(tables);
    expect(cells).toHaveLength(81);
    expect(cells.where((cell) => cell.users > 0).rows.map((cell) => cell.active)).toEqual([
      1,
      ...Array<null>(8).fill(null),
    ]);
    const curve = retention.curve(cells);
    expect(curve.rows.map((point) => point.eligible)).toEqual([1, ...Array<number>(8).fill(0)]);
    expect(curve.rows.map((point) => point.rate)).toEqual([1, ...Array<null>(8).fill(null)]);
    expect(curve.rows.map((point) => point.shareOfAll)).toEqual([1, ...Array<number>(8).fill(0)]);
  });

  it('is all zeros and nulls without events', async () => {
    const cells = await retention.cohorts(await sessionEvents(tally, [], THREE));
    expect(cells.rows.map((cell) => cell.users)).toEqual(Array(9).fill(0));
    expect(retention.curve(cells).rows.map((point) => point.shareOfAll)).toEqual([null, null, null]);
    expect(retention.calendar(cells).rows.map((date) => date.shareOfSeen)).toEqual([null, null, null]);
    expect(retention.dateAgainstDay(cells).rows).toEqual([{ sameDate: null, sameDay: null, steps: 0 }]);
  });

  it('starts days where the zone does, also when clocks change', async () => {
    const window = { from: '2024-03-30', to: '2024-04-02', timeZone: 'Europe/Berlin' };
    const at = (utc: string) => Date.parse(utc) / 1000;
    const tables = await sessionEvents(
      tally,
      [
        // 30 March 23:59:59, then 31 March 00:00 (UTC+1); the day has 23 hours, so 1 April begins at 22:00 UTC.
        { user: 1, behavior: 'pv', at: at('2024-03-30T22:59:59Z') },
        { user: 1, behavior: 'pv', at: at('2024-03-31T21:59:59Z') },
        { user: 2, behavior: 'pv', at: at('2024-03-30T23:00:00Z') },
        { user: 2, behavior: 'pv', at: at('2024-03-31T22:00:00Z') },
      ],
      window,
    );
    const cells = await retention.cohorts(tables);
    expect(cells.sizes.rows.map((row) => row.users)).toEqual([1, 1, 0]);
    expect(cells.where({ day: 1 }).rows.map((cell) => cell.active)).toEqual([1, 1, null]);
  });

  it('holds a window of the greatest length', async () => {
    const window = { from: '2024-01-01', to: '2024-03-03', timeZone: 'UTC' };
    const day = (date: string) => Date.parse(`${date}T12:00:00Z`) / 1000;
    const tables = await sessionEvents(
      tally,
      [
        { user: 1, behavior: 'pv', at: day('2024-01-01') },
        { user: 1, behavior: 'pv', at: day('2024-03-02') },
      ],
      window,
    );
    const last = (await retention.cohorts(tables)).where({ users: 1, day: 61 }).rows[0];
    expect(last).toMatchObject({ date: '2024-03-02', active: 1, onOrAfter: 1 });
  });

  it('counts each of those who share their first and last day, in a window too long for sets', async () => {
    const window = { from: '2024-01-01', to: '2024-03-15', timeZone: 'UTC' };
    const seen = (user: number, date: string) => ({
      ...{ user, behavior: 'pv' as const, at: Date.parse(`${date}T12:00:00Z`) / 1000 },
    });
    const events = [1, 2, 3].map((user) => seen(user, '2024-01-01'));
    const tables = await sessionEvents(
      tally,
      [...events, seen(3, '2024-02-01'), seen(1, '2024-03-10'), seen(2, '2024-03-10')],
      window,
    );
    const cells = (await retention.cohorts(tables)).where({ cohort: '2024-01-01' }).rows;
    expect([0, 1, 31, 32, 69, 70].map((day) => [cells[day]?.active, cells[day]?.onOrAfter])).toEqual([
      [3, 3],
      [0, 3],
      [1, 3],
      [0, 2],
      [2, 2],
      [0, 0],
    ]);
  });

  it('refuses a window of more than 1,000 days', async () => {
    const tables = await sessionEvents(tally, FEW, THREE);
    const window = eventWindow({ from: '2020-01-01', to: '2022-09-28', timeZone: 'UTC' });
    await expect(retention.cohorts({ ...tables, window })).rejects.toThrow(
      'The window has 1001 days, too many for daily cohorts: load a window of at most 1000 days.',
    );
  });

  it.each([
    [{ active: [] }, '"active" names no type'],
    [{ returns: ['view' as taobao.EventType] }, '"returns" names "view"'],
    [{ returns: ['pv', 'pv'] as const }, '"returns" names "pv" twice'],
  ])('refuses %j', async (options, message) => {
    const tables = await sessionEvents(tally, FEW, THREE);
    await expect(retention.cohorts(tables, options)).rejects.toThrow(OptionsError);
    await expect(retention.cohorts(tables, options)).rejects.toThrow(message);
  });
});

/** Retention by loops over users and days. */
function reference(
  events: readonly TimedEvent[],
  window: EventWindow,
  active: readonly taobao.EventType[],
  returns: readonly taobao.EventType[],
) {
  const n = window.days.length;
  const daysOf = (user: number, behaviors: readonly taobao.EventType[]) =>
    events
      .filter((event) => event.user === user && behaviors.includes(event.behavior))
      .map((event) => localOf(window, event.at).day);
  const users = [...new Set(events.map((event) => event.user))];
  return window.days.flatMap((_, first) => {
    const cohort = users.filter((user) => {
      const days = daysOf(user, active);
      return days.length > 0 && Math.min(...days) === first;
    });
    return Array.from({ length: n }, (_, day) => {
      const observed = first + day < n;
      const onDay = cohort.filter((user) => daysOf(user, returns).includes(first + day)).length;
      const later = cohort.filter((user) =>
        daysOf(user, returns).some((other) => other >= first + day),
      ).length;
      return { size: cohort.length, onDay: observed ? onDay : null, onOrAfter: observed ? later : null };
    });
  });
}

const someTypes = fc.subarray([...TYPE_KEYS], { minLength: 1 });

describe('retention on random events', () => {
  it.each(WINDOWS)('is what loops over users and days find, in %j', async (options) => {
    const window = eventWindow(options);
    await fc.assert(
      fc.asyncProperty(eventsIn(options), someTypes, someTypes, async (events, active, returns) => {
        const cells = await retention.cohorts(await sessionEvents(tally, events, options), {
          active,
          returns,
        });
        expect(
          cells.rows.map(({ users, active, onOrAfter }) => ({ size: users, onDay: active, onOrAfter })),
        ).toEqual(reference(events, window, active, returns));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps its identities', async () => {
    await fc.assert(
      fc.asyncProperty(eventsIn(taobao.WINDOW), async (events) => {
        const cells = await retention.cohorts(await sessionEvents(tally, events));
        const users = new Set(events.map((event) => event.user)).size;
        const curve = retention.curve(cells);
        const dates = retention.calendar(cells);
        expect(curve.rows[0]?.active).toBe(users);
        expect(curve.rows.map((point) => point.users)).toEqual(curve.rows.map(() => users));
        expect(dates.rows.at(-1)?.seen ?? 0).toBe(users);
        // Every day on which a user is active is one day n of one cohort, and one date.
        const days = new Set(
          events.map((event) => `${event.user} ${localOf(eventWindow(taobao.WINDOW), event.at).day}`),
        ).size;
        expect(curve.total('active').raw).toBe(days);
        expect(dates.total('active').raw).toBe(days);
        for (const cell of cells) expect(cell.onOrAfter ?? 0).toBeGreaterThanOrEqual(cell.active ?? 0);
      }),
      { numRuns: 40 },
    );
  });
});
