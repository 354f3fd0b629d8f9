import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, retention, type Tally } from 'tally';
import { seeded } from '../../../../lib/src/stats/random.js';
import type { TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';

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
    await expect(
      retention.dateTest(await sessionEvents(tally, events, { to: '2018-06-10' })),
    ).rejects.toThrow(OptionsError);
  });

  it('tells nothing of nobody, and refuses few permutations', async () => {
    expect((await tested([])).rows).toMatchObject([{ sameDate: null, dateP: null, dayP: null }]);
    await expect(tested([], { permutations: 3 })).rejects.toThrow(OptionsError);
  });
});
