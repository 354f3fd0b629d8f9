import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  activityByDate,
  BEHAVIORS,
  dateAgainstDay,
  eventWindow,
  openDuckDb,
  OptionsError,
  retentionArray,
  retentionCohorts,
  retentionCurve,
  wilson,
  type Behavior,
  type Engine,
  type EventWindow,
  type RetentionCell,
  type RetentionCondition,
} from 'tally';
import { eventTables, type TestEvent } from '../../events.js';
import { eventsIn, localOf, WINDOWS, type TimedEvent } from './random.js';

let engine: Engine;
beforeAll(async () => (engine = await openDuckDb()));
afterAll(() => {
  engine.close();
});

const THREE = { from: '2017-11-25', to: '2017-11-28' };

/**
 * Users 1 to 4 on three days: 1 on all, 2 on the first and last, 3 on the second alone, 4 on the second and last.
 * Cohorts: 25th {1, 2}, 26th {3, 4}, 27th nobody.
 */
const FEW: readonly TestEvent[] = [
  { user: 1, behavior: 'pv', at: '2017-11-25 00:00:00' },
  { user: 1, behavior: 'buy', at: '2017-11-26 12:00' },
  { user: 1, behavior: 'pv', at: '2017-11-27 23:59:59' },
  { user: 2, behavior: 'fav', at: '2017-11-25 23:59:59' },
  { user: 2, behavior: 'buy', at: '2017-11-27 00:00:00' },
  { user: 3, behavior: 'pv', at: '2017-11-26 08:00' },
  { user: 4, behavior: 'cart', at: '2017-11-26 09:00' },
  { user: 4, behavior: 'pv', at: '2017-11-27 10:00' },
];

const counts = (cells: readonly RetentionCell[]) =>
  cells.map(({ cohort, day, date, size, onDay, onOrAfter, rate, rateOnOrAfter }) => [
    cohort.slice(-2),
    day,
    date?.slice(-2) ?? null,
    size,
    onDay,
    onOrAfter,
    rate,
    rateOnOrAfter,
  ]);

describe('retention cohorts', () => {
  it('counts a case by hand: on the day, on it or after, and null beyond the window', async () => {
    const cells = await retentionCohorts(engine, await eventTables(engine, FEW, THREE));
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
    expect(cells[1]?.interval).toEqual(wilson(1, 2));
    expect(cells[6]?.interval).toBeNull();
  });

  it('lets other behaviors make a cohort or a return', async () => {
    const tables = await eventTables(engine, FEW, THREE);
    const bought = await retentionCohorts(engine, tables, { active: ['buy'] });
    expect(bought.filter((cell) => cell.day === 0).map((cell) => cell.size)).toEqual([0, 1, 1]);
    const buyingAfterView = await retentionCohorts(engine, tables, {
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
    const tables = await eventTables(engine, [{ user: 9, behavior: 'pv', at: '2017-12-03 23:59:59' }]);
    const cells = await retentionCohorts(engine, tables);
    expect(cells).toHaveLength(81);
    expect(cells.filter((cell) => cell.size > 0).map((cell) => cell.onDay)).toEqual([
      1,
      ...Array<null>(8).fill(null),
    ]);
    const curve = retentionCurve(cells);
    expect(curve.map((point) => point.eligible)).toEqual([1, ...Array<number>(8).fill(0)]);
    expect(curve.map((point) => point.rate)).toEqual([1, ...Array<null>(8).fill(null)]);
    expect(curve.map((point) => point.shareOfAll)).toEqual([1, ...Array<number>(8).fill(0)]);
  });

  it('is all zeros and nulls without events', async () => {
    const cells = await retentionCohorts(engine, await eventTables(engine, [], THREE));
    expect(cells.map((cell) => cell.size)).toEqual(Array(9).fill(0));
    expect(retentionCurve(cells).map((point) => point.shareOfAll)).toEqual([null, null, null]);
    expect(activityByDate(cells).map((date) => date.shareOfSeen)).toEqual([null, null, null]);
    expect(dateAgainstDay(cells)).toEqual({ sameDate: null, sameDay: null, steps: [] });
  });

  it('starts days where the zone does, also when clocks change', async () => {
    const window = { from: '2024-03-30', to: '2024-04-02', timeZone: 'Europe/Berlin' };
    const at = (utc: string) => Date.parse(utc) / 1000;
    const tables = await eventTables(
      engine,
      [
        // 30 March 23:59:59, then 31 March 00:00 (UTC+1); the day has 23 hours, so 1 April begins at 22:00 UTC.
        { user: 1, behavior: 'pv', at: at('2024-03-30T22:59:59Z') },
        { user: 1, behavior: 'pv', at: at('2024-03-31T21:59:59Z') },
        { user: 2, behavior: 'pv', at: at('2024-03-30T23:00:00Z') },
        { user: 2, behavior: 'pv', at: at('2024-03-31T22:00:00Z') },
      ],
      window,
    );
    const cells = await retentionCohorts(engine, tables);
    expect(cells.filter((cell) => cell.day === 0).map((cell) => cell.size)).toEqual([1, 1, 0]);
    expect(cells.filter((cell) => cell.day === 1).map((cell) => cell.onDay)).toEqual([1, 1, null]);
  });

  it('holds a window of the greatest length', async () => {
    const window = { from: '2024-01-01', to: '2024-03-03', timeZone: 'UTC' };
    const day = (date: string) => Date.parse(`${date}T12:00:00Z`) / 1000;
    const tables = await eventTables(
      engine,
      [
        { user: 1, behavior: 'pv', at: day('2024-01-01') },
        { user: 1, behavior: 'pv', at: day('2024-03-02') },
      ],
      window,
    );
    const last = (await retentionCohorts(engine, tables)).find((cell) => cell.size === 1 && cell.day === 61);
    expect(last).toMatchObject({ date: '2024-03-02', onDay: 1, onOrAfter: 1 });
  });

  it.each([
    [{ active: [] }, '"active" names no behavior'],
    [{ returns: ['view' as Behavior] }, '"returns" names "view"'],
    [{ returns: ['pv', 'pv'] as const }, '"returns" names "pv" twice'],
  ])('refuses %j', async (options, message) => {
    const tables = await eventTables(engine, FEW, THREE);
    await expect(retentionCohorts(engine, tables, options)).rejects.toThrow(OptionsError);
    await expect(retentionCohorts(engine, tables, options)).rejects.toThrow(message);
  });
});

describe('the curve of retention', () => {
  it('divides by those who can be observed, beside all users and beside the mean of cohorts', async () => {
    const curve = retentionCurve(await retentionCohorts(engine, await eventTables(engine, FEW, THREE)));
    expect(curve).toEqual([
      {
        day: 0,
        users: 4,
        eligible: 4,
        onDay: 4,
        onOrAfter: 4,
        rate: 1,
        interval: wilson(4, 4),
        rateOnOrAfter: 1,
        intervalOnOrAfter: wilson(4, 4),
        shareOfAll: 1,
        meanOfCohorts: 1,
      },
      {
        day: 1,
        users: 4,
        eligible: 4,
        onDay: 2,
        onOrAfter: 3,
        rate: 0.5,
        interval: wilson(2, 4),
        rateOnOrAfter: 0.75,
        intervalOnOrAfter: wilson(3, 4),
        shareOfAll: 0.5,
        meanOfCohorts: 0.5,
      },
      {
        day: 2,
        users: 4,
        eligible: 2,
        onDay: 2,
        onOrAfter: 2,
        rate: 1,
        interval: wilson(2, 2),
        rateOnOrAfter: 1,
        intervalOnOrAfter: wilson(2, 2),
        shareOfAll: 0.5,
        meanOfCohorts: 1,
      },
    ]);
  });
});

describe('activity by date', () => {
  it('counts a case by hand', async () => {
    const dates = activityByDate(await retentionCohorts(engine, await eventTables(engine, FEW, THREE)));
    const expected = [
      ['2017-11-25', 2, 2, 2, 0, 0, 2],
      ['2017-11-26', 3, 2, 4, 1, 2, 1],
      ['2017-11-27', 3, 0, 4, 3, 4, 2],
    ];
    expect(
      dates.map((row) => [
        row.date,
        row.active,
        row.firstSeen,
        row.seen,
        row.returning,
        row.seenBefore,
        row.firstCohortActive,
      ]),
    ).toEqual(expected);
    expect(dates.map((row) => row.users)).toEqual([4, 4, 4]);
    expect(dates.map((row) => row.shareOfAll)).toEqual([0.5, 0.75, 0.75]);
    expect(dates.map((row) => row.shareOfSeen)).toEqual([1, 0.75, 0.75]);
    expect(dates.map((row) => row.shareOfSeenBefore)).toEqual([null, 0.5, 0.75]);
    expect(dates.map((row) => row.shareOfFirstCohort)).toEqual([1, 0.5, 1]);
    expect(dates[2]?.interval).toEqual(wilson(3, 4));
  });
});

describe('date against day', () => {
  const cell = (cohort: number, day: number, rate: number, size = 100): RetentionCell => ({
    cohort: `2017-11-2${cohort}`,
    day,
    date: `2017-11-2${cohort + day}`,
    size,
    onDay: rate * size,
    onOrAfter: size,
    rate,
    interval: null,
    rateOnOrAfter: 1,
  });
  const grid = (rate: (cohort: number, day: number) => number) =>
    [0, 1, 2, 3, 4].flatMap((cohort) =>
      [0, 1, 2, 3, 4].slice(0, 5 - cohort).map((day) => cell(cohort, day, rate(cohort, day))),
    );

  // Steps that have both neighbours: cohort 1 to days 2 and 3, cohort 2 to day 2.
  it('finds no distance on the same date where the date alone decides, whatever the levels', () => {
    const found = dateAgainstDay(
      grid((cohort, day) => ([1, 0.5, 0.7, 0.8, 0.6][cohort + day] ?? 0) - 0.1 * cohort),
    );
    expect(found.sameDate).toBeCloseTo(0, 12);
    // To dates 3, 4, 4: 0.1, -0.2, -0.2; to the dates before: 0.2, 0.1, 0.1.
    expect(found.sameDay).toBeCloseTo((0.1 + 0.3 + 0.3) / 3, 12);
    expect(found.steps).toHaveLength(3);
  });

  it('finds none on the same day where age alone decides', () => {
    const found = dateAgainstDay(grid((cohort, day) => ([1, 0.6, 0.5, 0.2, 0.3][day] ?? 0) + 0.01 * cohort));
    expect(found.sameDay).toBeCloseTo(0, 12);
    // To days 2, 3, 2: -0.1, -0.3, -0.1; to the days after: -0.3, 0.1, -0.3.
    expect(found.sameDate).toBeCloseTo((0.2 + 0.4 + 0.2) / 3, 12);
  });

  it('weighs a comparison by both sizes', () => {
    const rates = [1, 0.4, 0.5, 0.9];
    const large = rates.map((rate, day) => cell(0, day, rate, 300));
    const small = [1, 0.5, 0.8].map((rate, day) => cell(1, day, rate, 100));
    const { sameDate, sameDay, steps } = dateAgainstDay([...large, ...small]);
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({ cohort: '2017-11-21', date: '2017-11-23', day: 2, weight: 75 });
    expect(steps[0]?.step).toBeCloseTo(0.3, 12);
    expect(sameDate).toBeCloseTo(0.1, 12);
    expect(sameDay).toBeCloseTo(0.2, 12);
  });

  it('weighs large cohorts more', () => {
    // The same steps between cohorts of 100, and between 100 and 1: weights 50 and 100 / 101.
    const cells = [
      ...[1, 0.5, 0.5, 0.5, 0.5].map((rate, day) => cell(0, day, rate)),
      ...[1, 0.5, 0.6, 0.6].map((rate, day) => cell(1, day, rate)),
      ...[1, 0.5, 1].map((rate, day) => cell(2, day, rate, 1)),
    ];
    // Cohort 1: steps 0.1 and 0 against 0; cohort 2: 0.5 against 0 (date), 0.1 (day).
    const [even, odd] = [50, 100 / 101];
    const { sameDate, sameDay } = dateAgainstDay(cells);
    expect(sameDate).toBeCloseTo((0.1 * even + 0.5 * odd) / (2 * even + odd), 12);
    expect(sameDay).toBeCloseTo((0.1 * even + 0.4 * odd) / (2 * even + odd), 12);
  });
});

/** Retention by loops over users and days. */
function reference(
  events: readonly TimedEvent[],
  window: EventWindow,
  active: readonly Behavior[],
  returns: readonly Behavior[],
) {
  const n = window.days.length;
  const daysOf = (user: number, behaviors: readonly Behavior[]) =>
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

const someBehaviors = fc.subarray([...BEHAVIORS], { minLength: 1 });

describe('retention on random events', () => {
  it.each(WINDOWS)('is what loops over users and days find, in %j', async (options) => {
    const window = eventWindow(options);
    await fc.assert(
      fc.asyncProperty(eventsIn(options), someBehaviors, someBehaviors, async (events, active, returns) => {
        const cells = await retentionCohorts(engine, await eventTables(engine, events, options), {
          active,
          returns,
        });
        expect(cells.map(({ size, onDay, onOrAfter }) => ({ size, onDay, onOrAfter }))).toEqual(
          reference(events, window, active, returns),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('keeps its identities', async () => {
    await fc.assert(
      fc.asyncProperty(eventsIn({}), async (events) => {
        const cells = await retentionCohorts(engine, await eventTables(engine, events));
        const users = new Set(events.map((event) => event.user)).size;
        const curve = retentionCurve(cells);
        const dates = activityByDate(cells);
        expect(curve[0]?.onDay).toBe(users);
        expect(curve.map((point) => point.users)).toEqual(curve.map(() => users));
        expect(dates.at(-1)?.seen ?? 0).toBe(users);
        // Every day on which a user is active is one day n of one cohort, and one date.
        const days = new Set(events.map((event) => `${event.user} ${localOf(eventWindow(), event.at).day}`))
          .size;
        expect(curve.reduce((sum, point) => sum + point.onDay, 0)).toBe(days);
        expect(dates.reduce((sum, date) => sum + date.active, 0)).toBe(days);
        for (const cell of cells) expect(cell.onOrAfter ?? 0).toBeGreaterThanOrEqual(cell.onDay ?? 0);
      }),
      { numRuns: 40 },
    );
  });
});

/** ClickHouse's `retention(cond1, …)` for one user, as its documentation words it, then summed over users. */
function clickHouse(
  events: readonly TimedEvent[],
  window: EventWindow,
  conditions: readonly RetentionCondition[],
): number[] {
  const holds = ({ behaviors, days }: RetentionCondition, event: TimedEvent) =>
    (behaviors?.includes(event.behavior) ?? true) &&
    (days?.includes(window.days[localOf(window, event.at).day] ?? '') ?? true);
  const arrays = [...new Set(events.map((event) => event.user))].map((user) => {
    const met = conditions.map((condition) =>
      events.some((event) => event.user === user && holds(condition, event)),
    );
    return met.map((one) => (met[0] === true && one ? 1 : 0));
  });
  return conditions.map((_, index) => arrays.reduce<number>((sum, array) => sum + (array[index] ?? 0), 0));
}

describe('retentionArray', () => {
  it('gives what the documentation of ClickHouse counts in its example', async () => {
    // Users 0-4 on 1 January, 0-9 on the 2nd, 0-14 on the 3rd: sums 5, 5, 5.
    const events = [5, 10, 15].flatMap((users, day) =>
      Array.from({ length: users }, (_, user) => ({
        user,
        behavior: 'pv' as const,
        at: Date.parse(`2020-01-0${day + 1}T00:00:00Z`) / 1000,
      })),
    );
    const tables = await eventTables(engine, events, {
      from: '2020-01-01',
      to: '2020-01-04',
      timeZone: 'UTC',
    });
    const days = ['2020-01-01', '2020-01-02', '2020-01-03'];
    const forwards = await retentionArray(
      engine,
      tables,
      days.map((day) => ({ days: [day] })),
    );
    expect(forwards).toEqual([1, 2, 3].map((condition) => ({ condition, users: 5, rate: 1 })));
    const backwards = await retentionArray(
      engine,
      tables,
      days.reverse().map((day) => ({ days: [day] })),
    );
    expect(backwards.map((step) => step.users)).toEqual([15, 10, 5]);
  });

  it('asks one event to meet all of a condition', async () => {
    const tables = await eventTables(engine, FEW, THREE);
    const steps = await retentionArray(engine, tables, [
      { days: ['2017-11-25'] },
      { behaviors: ['buy'], days: ['2017-11-26'] },
      { behaviors: ['buy'] },
      { behaviors: ['fav'], days: ['2017-11-27'] },
    ]);
    expect(steps.map((step) => step.users)).toEqual([2, 1, 2, 0]);
    expect(steps.map((step) => step.rate)).toEqual([1, 0.5, 1, 0]);
  });

  it('has no rate where nobody meets the first condition', async () => {
    const tables = await eventTables(engine, FEW, THREE);
    const steps = await retentionArray(engine, tables, [{ behaviors: ['fav'], days: ['2017-11-27'] }, {}]);
    expect(steps).toEqual([1, 2].map((condition) => ({ condition, users: 0, rate: null })));
  });

  it('is what the published semantics say of random events', async () => {
    const window = eventWindow();
    const condition = fc.record(
      { behaviors: someBehaviors, days: fc.subarray([...window.days]) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        eventsIn({}),
        fc.array(condition, { minLength: 2, maxLength: 5 }),
        async (events, conditions) => {
          const steps = await retentionArray(engine, await eventTables(engine, events), conditions);
          expect(steps.map((step) => step.users)).toEqual(clickHouse(events, window, conditions));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('counts the cohort of the first day as the cells do', async () => {
    await fc.assert(
      fc.asyncProperty(eventsIn({}), async (events) => {
        const tables = await eventTables(engine, events);
        const steps = await retentionArray(
          engine,
          tables,
          tables.window.days.map((day) => ({ days: [day] })),
        );
        const cells = await retentionCohorts(engine, tables);
        expect(steps.map((step) => step.users)).toEqual(cells.slice(0, 9).map((cell) => cell.onDay));
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [[{}], 'takes 2 to 32 conditions, not 1'],
    [Array(33).fill({}), 'takes 2 to 32 conditions, not 33'],
    [[{}, { days: ['2017-12-04'] }], '"2017-12-04" is not a day of the window'],
    [[{}, { behaviors: [] }], '"behaviors" names no behavior'],
  ] as [RetentionCondition[], string][])('refuses what it cannot count (%#)', async (conditions, message) => {
    const tables = await eventTables(engine, FEW);
    await expect(retentionArray(engine, tables, conditions)).rejects.toThrow(message);
  });
});
