import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, retention, type Tally } from 'tally';
import { seeded, type Random } from '../../../../lib/src/stats/random.js';
import type { TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';
import { sum } from '../by-hand.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const DAYS = 9;
const first = Date.parse('2017-11-25T00:00:00Z') / 1000;

/** Views of users who are first seen on any of the days and come again with a chance of the date and of the day n. */
function views(seed: number, users: number, chance: (date: number, day: number) => number): TestEvent[] {
  const random = seeded(seed);
  return Array.from({ length: users }, (_, user) => {
    const start = random.below(5);
    const habit = 0.3 + 0.7 * random.next();
    return Array.from({ length: DAYS - start }, (__, day) => ({ date: start + day, day }))
      .filter(({ date, day }) => day === 0 || random.next() < habit * chance(date, day))
      .map(({ date }): TestEvent => ({ user, behavior: 'pv', at: first + date * 86_400 + 3600 }));
  }).flat();
}

const tested = async (
  events: readonly TestEvent[],
  options: retention.DateTestOptions = { permutations: 199 },
) => retention.dateTest(await sessionEvents(tally, events), options as object);

describe('retention.dateTest', () => {
  it('finds the date in users who come on some dates, and the day in users who come on some days', async () => {
    const date = (await tested(views(1, 300, (on) => (on % 2 === 0 ? 0.8 : 0.3)))).at();
    expect([date.dateP.raw, date.dayP.raw]).toEqual([0.005, expect.closeTo(1, 1)]);
    const day = (await tested(views(1, 300, (_, n) => (n % 2 === 0 ? 0.8 : 0.3)))).at();
    expect(day.dayP.raw).toBe(0.005);
    expect(day.dateP.raw).toBeGreaterThan(0.9);
  });

  it('measures what dateAgainstDay does', async () => {
    const events = await sessionEvents(
      tally,
      views(2, 60, () => 0.5),
    );
    const [found, described] = [
      await retention.dateTest(events),
      retention.dateAgainstDay(await retention.cohorts(events)),
    ];
    const { sameDate, sameDay } = described.at();
    expect(found.rows).toMatchObject([{ sameDate: sameDate.raw, sameDay: sameDay.raw, permutations: 999 }]);
  });

  it.each([40, 700])(
    'calls nothing the date or the day in %i users without either, but by chance',
    async (users) => {
      const samples = 20;
      let [date, day] = [0, 0];
      for (let seed = 1; seed <= samples; seed += 1) {
        const found = (
          await tested(
            views(seed, users, () => 0.5),
            { permutations: 99, seed },
          )
        ).at();
        date += Number((found.dateP.raw ?? 1) <= 0.05);
        day += Number((found.dayP.raw ?? 1) <= 0.05);
      }
      expect(date).toBeLessThanOrEqual(3);
      expect(day).toBeLessThanOrEqual(3);
    },
  );

  it('is the same for the same seed, and in a window that is too long for sets of days', async () => {
    const events = views(3, 50, () => 0.5);
    const short = await tested(events, { permutations: 99, seed: 4 });
    expect((await tested(events, { permutations: 99, seed: 4 })).rows).toEqual(short.rows);
    const tables = await sessionEvents(tally, events, { to: '2018-02-10' });
    const long = (await retention.dateTest(tables, { permutations: 19 })).at();
    expect(long.dateP.raw).toBeGreaterThan(0);
  });

  it('tells nothing of nobody, and refuses few permutations', async () => {
    const nobody = await tested([], { permutations: 19 });
    expect(nobody.rows).toMatchObject([{ sameDate: null, dateP: null, dayP: null, permutations: 19 }]);
    expect(nobody.title).toEqual({
      en: 'Whether returns move with the date or with the day',
      zh: '回访随日期还是随天数变化',
    });
    for (const permutations of [18, 30.5]) {
      const refused = tested([], { permutations });
      await expect(refused).rejects.toThrow(OptionsError);
      await expect(refused).rejects.toThrow(`at least 19 permutations, not ${permutations}.`);
    }
  });

  it('takes up to a hundred days', async () => {
    const most = await sessionEvents(tally, [], { to: '2018-03-05' });
    expect(most.window.days).toHaveLength(100);
    expect((await retention.dateTest(most)).rows).toMatchObject([{ dateP: null }]);
    await expect(retention.dateTest(await sessionEvents(tally, [], { to: '2018-03-06' }))).rejects.toThrow(
      'A window of 101 days is too long for this test: take at most 100.',
    );
  });
});

/** Users of the cohort of a day who return so many days after it. */
interface Group {
  readonly start: number;
  readonly days: readonly number[];
  readonly users: number;
}

const comings = (groups: readonly Group[]): TestEvent[] =>
  groups
    .flatMap((group) => Array.from({ length: group.users }, () => group))
    .flatMap(({ start, days }, user) =>
      [0, ...days].map((day): TestEvent => ({ user, behavior: 'pv', at: first + (start + day) * 86_400 })),
    );

/** By how much the changes of the second cohort are farther from those on the same day n than on the same date. */
function gap(before: readonly number[], own: readonly number[]): number {
  const change = (rates: readonly number[], day: number) => (rates[day] ?? 0) - (rates[day - 1] ?? 0);
  const days = own.map((_, day) => day).slice(2);
  const gaps = days.map((day) => {
    const step = change(own, day);
    return Math.abs(step - change(before, day)) - Math.abs(step - change(before, day + 1));
  });
  return sum(gaps) / days.length;
}

/** Rates of cohorts 0 and 1 by day, where each user returns on these days. */
function ratesOf(users: readonly Pick<Group, 'start' | 'days'>[], window: number) {
  const counts = [0, 1].map((start) => Array.from({ length: window - start }, () => 0));
  for (const { start, days } of users) {
    const own = counts[start] ?? [];
    for (const day of [0, ...days]) own[day] = (own[day] ?? 0) + 1;
  }
  return shares(counts);
}

const shares = (counts: readonly (readonly number[])[]) =>
  counts.map((own) => own.map((count) => count / (own[0] ?? 0))) as [number[], number[]];

/** Shares of other gaps that are at least, and at most, as large as the own one. */
const sharesOf = (others: readonly number[], own: number) =>
  [
    others.filter((other) => other >= own - 1e-9).length / others.length,
    others.filter((other) => other <= own + 1e-9).length / others.length,
  ] as const;

const subsets = (most: number, size: number): number[][] =>
  size === 0
    ? [[]]
    : Array.from({ length: most }, (_, index) => index + 1).flatMap((day) =>
        subsets(day - 1, size - 1).map((rest) => [...rest, day]),
      );

describe('p of retention.dateTest', () => {
  const window = 5;
  const range = { to: '2017-11-30' };

  it.each([
    [[1, 3], [2], [1, 2, 4], [1], [2, 3]],
    [[1, 2], [3], [1, 3, 4], [3], [1, 3]],
  ])('is the share of all ways to permute the days: %j, %j, %j; %j, %j', async (...returns) => {
    const users = returns.map((days, index) => ({ start: index < 3 ? 0 : 1, days, users: 1 }));
    let ways: Pick<Group, 'start' | 'days'>[][] = [[]];
    for (const { start, days } of users) {
      const own = subsets(window - 1 - start, days.length);
      ways = ways.flatMap((way) => own.map((other) => [...way, { start, days: other }]));
    }
    expect(ways).toHaveLength(6 * 4 * 4 * 3 * 3);
    const [atLeast, atMost] = sharesOf(
      ways.map((way) => gap(...ratesOf(way, window))),
      gap(...ratesOf(users, window)),
    );
    const tables = await sessionEvents(tally, comings(users), range);
    const [found] = (await retention.dateTest(tables, { permutations: 2999 })).rows;
    expect(Math.abs((found?.dateP ?? 0) - atLeast)).toBeLessThan(0.025);
    expect(Math.abs((found?.dayP ?? 0) - atMost)).toBeLessThan(0.025);
  });

  it('is near that of permuting each of many users', async () => {
    const groups = [51, 60, 55].map((users, index) => {
      const [start, size] = [index < 2 ? 0 : 1, 1 + (index % 2)];
      return { start, users, ways: subsets(window - 1 - start, size) };
    });
    const someDays = ({ ways }: { readonly ways: readonly number[][] }, random: Random) =>
      ways[random.below(ways.length)] ?? [];
    const [one, other] = [seeded(2), seeded(9)];
    const people = groups.flatMap((group) =>
      Array.from({ length: group.users }, () => ({ ...group, days: someDays(group, one), users: 1 })),
    );
    const others = Array.from({ length: 1000 }, () => {
      const counts = [0, 1].map((start) => Array.from({ length: window - start }, () => 0));
      for (const group of groups) {
        const own = counts[group.start] ?? [];
        own[0] = (own[0] ?? 0) + group.users;
        for (let user = 0; user < group.users; user += 1) {
          for (const day of someDays(group, other)) own[day] = (own[day] ?? 0) + 1;
        }
      }
      return gap(...shares(counts));
    });
    const [atLeast, atMost] = sharesOf(others, gap(...ratesOf(people, window)));
    const tables = await sessionEvents(tally, comings(people), range);
    const [found] = (await retention.dateTest(tables, { permutations: 1499 })).rows;
    expect(Math.abs((found?.dateP ?? 0) - atLeast)).toBeLessThan(0.03);
    expect(Math.abs((found?.dayP ?? 0) - atMost)).toBeLessThan(0.03);
    // Draws from a normal distribution are never equal to the data.
    expect((found?.dateP ?? 0) + (found?.dayP ?? 0)).toBeCloseTo(1 + 1 / 1500, 12);
  });

  it('permutes fifty users one by one: their gap is often that of the data', async () => {
    const users = [
      { start: 0, days: [1, 3], users: 1 },
      { start: 1, days: [1], users: 25 },
      { start: 1, days: [2], users: 25 },
    ];
    const tables = await sessionEvents(tally, comings(users), { to: '2017-11-29' });
    const [found] = (await retention.dateTest(tables)).rows;
    // The gap is again 0 if the one user comes on the same days (1 of 3), and 25 of 50 on each of two: 0.112.
    expect((found?.dateP ?? 0) + (found?.dayP ?? 0)).toBeCloseTo(1 + 0.112 / 3, 1.7);
    expect((found?.dateP ?? 0) + (found?.dayP ?? 0)).toBeGreaterThan(1.02);
  });
});
