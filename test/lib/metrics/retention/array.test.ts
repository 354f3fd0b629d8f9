import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, type Tally, retention } from 'tally';
import { taobao } from 'tally-studies';
import { eventWindow, type EventWindow } from '../../../../lib/src/events/window.js';
import type { RetentionCondition } from '../../../../lib/src/metrics/retention/array.js';
import { TYPE_KEYS } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { eventsIn, localOf, type TimedEvent } from '../../random-events.js';
import { FEW, THREE } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

/** Too long for sets of days; it has more of them than there can be conditions. */
const LONG = { from: '2024-01-01', to: '2024-03-15', timeZone: 'UTC' };
/** ClickHouse's `retention(cond1, …)` for one user, as its documentation words it, then summed over users. */
function clickHouse(
  events: readonly TimedEvent[],
  window: EventWindow,
  conditions: readonly RetentionCondition<taobao.EventType>[],
): number[] {
  const holds = ({ types, days }: RetentionCondition<taobao.EventType>, event: TimedEvent) =>
    (types?.includes(event.behavior) ?? true) &&
    (days?.includes(window.days[localOf(window, event.at).day] ?? '') ?? true);
  const arrays = [...new Set(events.map((event) => event.user))].map((user) => {
    const met = conditions.map((condition) =>
      events.some((event) => event.user === user && holds(condition, event)),
    );
    return met.map((one) => (met[0] === true && one ? 1 : 0));
  });
  return conditions.map((_, index) => arrays.reduce<number>((sum, array) => sum + (array[index] ?? 0), 0));
}

const someTypes = fc.subarray([...TYPE_KEYS], { minLength: 1 });

describe('retention array', () => {
  it('gives what the documentation of ClickHouse counts in its example', async () => {
    // Users 0-4 on 1 January, 0-9 on the 2nd, 0-14 on the 3rd: sums 5, 5, 5.
    const events = [5, 10, 15].flatMap((users, day) =>
      Array.from({ length: users }, (_, user) => ({
        user,
        behavior: 'pv' as const,
        at: Date.parse(`2020-01-0${day + 1}T00:00:00Z`) / 1000,
      })),
    );
    const tables = await sessionEvents(tally, events, {
      from: '2020-01-01',
      to: '2020-01-04',
      timeZone: 'UTC',
    });
    const days = ['2020-01-01', '2020-01-02', '2020-01-03'];
    const forwards = await retention.array(
      tables,
      days.map((day) => ({ days: [day] })),
    );
    expect(forwards.rows).toEqual([1, 2, 3].map((condition) => ({ condition, users: 5, rate: 1 })));
    const backwards = await retention.array(
      tables,
      days.reverse().map((day) => ({ days: [day] })),
    );
    expect(backwards.rows.map((step) => step.users)).toEqual([15, 10, 5]);
    expect([forwards.title, forwards.chart]).toEqual([
      { en: 'Users who meet the first condition and another', zh: '满足首个条件及其他条件的用户' },
      { mark: 'bar', x: 'condition', y: 'users' },
    ]);
  });

  it('asks one event to meet all of a condition', async () => {
    const tables = await sessionEvents(tally, FEW, THREE);
    const steps = await retention.array(tables, [
      { days: ['2017-11-25'] },
      { types: ['buy'], days: ['2017-11-26'] },
      { types: ['buy'] },
      { types: ['fav'], days: ['2017-11-27'] },
    ]);
    expect(steps.rows.map((step) => step.users)).toEqual([2, 1, 2, 0]);
    expect(steps.rows.map((step) => step.rate)).toEqual([1, 0.5, 1, 0]);
  });

  it('asks for one day of many that meets it, in a window too long for sets', async () => {
    const at = (date: string) => Date.parse(`${date}T12:00:00Z`) / 1000;
    const events = [
      { user: 1, behavior: 'pv' as const, at: at('2024-01-01') },
      { user: 1, behavior: 'buy' as const, at: at('2024-02-01') },
      { user: 2, behavior: 'pv' as const, at: at('2024-01-01') },
    ];
    const tables = await sessionEvents(tally, events, LONG);
    const steps = await retention.array(tables, [
      { days: ['2024-01-01'] },
      { types: ['buy'] },
      { types: ['buy'], days: ['2024-01-01'] },
    ]);
    expect(steps.rows.map((step) => step.users)).toEqual([2, 1, 0]);
  });

  it('has no rate where nobody meets the first condition', async () => {
    const tables = await sessionEvents(tally, FEW, THREE);
    const steps = await retention.array(tables, [{ types: ['fav'], days: ['2017-11-27'] }, {}]);
    expect(steps.rows).toEqual([1, 2].map((condition) => ({ condition, users: 0, rate: null })));
    const most = await retention.array(tables, Array<RetentionCondition<taobao.EventType>>(32).fill({}));
    expect(most.rows.at(-1)).toEqual({ condition: 32, users: 4, rate: 1 });
  });

  it('is what the published semantics say of random events', async () => {
    const window = eventWindow(taobao.WINDOW);
    const condition = fc.record(
      { types: someTypes, days: fc.subarray([...window.days]) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        eventsIn(taobao.WINDOW),
        fc.array(condition, { minLength: 2, maxLength: 5 }),
        async (events, conditions) => {
          const steps = await retention.array(await sessionEvents(tally, events), conditions);
          expect(steps.rows.map((step) => step.users)).toEqual(clickHouse(events, window, conditions));
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([taobao.WINDOW, LONG])(
    'counts the cohort of the first day as the cells do, in %j',
    async (window) => {
      await fc.assert(
        fc.asyncProperty(eventsIn(window), async (events) => {
          const tables = await sessionEvents(tally, events, window);
          const steps = await retention.array(
            tables,
            tables.window.days.slice(0, 32).map((day) => ({ days: [day] })),
          );
          const cells = await retention.cohorts(tables);
          const first = cells.rows.slice(0, steps.length);
          expect(steps.rows.map((step) => step.users)).toEqual(first.map((cell) => cell.active));
        }),
        { numRuns: 10 },
      );
    },
  );

  it.each([
    [[{}], 'takes 2 to 32 conditions, not 1'],
    [Array(33).fill({}), 'takes 2 to 32 conditions, not 33'],
    [
      [{}, { days: ['2017-12-04'] }],
      '"2017-12-04" is not a day of the window, which runs from 2017-11-25 to 2017-12-03.',
    ],
    [[{}, { types: [] }], '"types" names no type of events'],
  ] as [RetentionCondition<taobao.EventType>[], string][])(
    'refuses what it cannot count (%#)',
    async (conditions, message) => {
      const tables = await sessionEvents(tally, FEW);
      await expect(retention.array(tables, conditions)).rejects.toThrow(message);
    },
  );
});
