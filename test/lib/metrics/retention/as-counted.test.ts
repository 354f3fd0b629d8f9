import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, retention, type Tally } from 'tally';
import { eventWindow } from '../../../../lib/src/events/window.js';
import type { TestEvent } from '../../events.js';
import { eventsIn, localOf, WINDOWS, type TimedEvent } from '../../random-events.js';
import { sessionEvents } from '../../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

const FOUR = { from: '2017-11-25', to: '2017-11-29' } as const;
const pv = (user: number, ...times: string[]): TestEvent[] =>
  times.map((time) => ({ user, behavior: 'pv', at: `2017-11-${time}` }));

/** Per tool `returned/base`. */
async function counted(
  events: readonly TestEvent[],
  options: retention.CountedRetentionOptions<TestEvent['behavior']> = {},
  window: Parameters<typeof sessionEvents>[2] = FOUR,
) {
  const { rows } = await retention.asCounted(await sessionEvents(tally, events, window), options);
  return Object.fromEntries(rows.map(({ tool, base, returned }) => [tool, `${returned}/${base}`]));
}

describe('retention as different tools count it', () => {
  it('counts an evening and the next morning', async () => {
    // From 20:00 to 06:00 is the next calendar day, but ten hours.
    expect(await counted(pv(1, '25 20:00', '26 06:00'))).toEqual({
      tally: '1/1',
      'tally-on-or-after': '1/1',
      posthog: '1/1',
      // The days 25 and 26 begin cohorts; the user is there the day after the first only.
      'posthog-recurring': '1/2',
      amplitude: '0/1',
      'amplitude-on-or-after': '0/1',
      'amplitude-any': '0/1',
      mixpanel: '0/1',
      'mixpanel-on-or-after': '0/1',
      ga4: '1/1',
      'ga4-rolling': '1/1',
    });
  });

  it('rounds hours down for Amplitude, and not for Mixpanel', async () => {
    // The example of Amplitude's documentation: 17:59, and 17:00 on the next day, 23 hours and a minute later.
    expect(await counted(pv(1, '25 17:59', '26 17:00'))).toMatchObject({ amplitude: '1/1', mixpanel: '0/1' });
    expect(await counted(pv(1, '25 17:59', '26 17:59'))).toMatchObject({ amplitude: '1/1', mixpanel: '1/1' });
  });

  it('counts returns on the day, later, or on every day', async () => {
    const events = [...pv(1, '25 10:00', '26 10:30', '27 10:40'), ...pv(2, '25 10:00', '27 10:30')];
    expect(await counted(events, { day: 2 })).toMatchObject({
      tally: '2/2',
      'tally-on-or-after': '2/2',
      mixpanel: '2/2',
      // User 2 was away on day 1.
      'ga4-rolling': '1/2',
      // Days 25 and 26 of user 1, 25 of user 2 can see day 2: those of the 25th are seen on the 27th.
      'posthog-recurring': '2/3',
    });
    expect(await counted(events)).toMatchObject({
      tally: '1/2',
      'tally-on-or-after': '2/2',
      mixpanel: '1/2',
    });
  });

  it('leaves out users whose day is not over', async () => {
    // On the 28th, the last day, nobody has a day 1; from 27 10:00, 48 hours end after the data.
    expect(await counted([...pv(1, '28 10:00'), ...pv(2, '27 10:00', '28 11:00')])).toMatchObject({
      tally: '1/1',
      amplitude: '0/0',
      mixpanel: '0/0',
    });
  });

  it('begins windows anew at every event for Amplitude', async () => {
    // 30 hours after the second event, 50 after the first.
    const events = pv(1, '25 06:00', '26 02:00', '27 08:00');
    expect(await counted(events)).toMatchObject({ amplitude: '0/1', 'amplitude-any': '1/1' });
  });

  it('tells active types from returns', async () => {
    const events: TestEvent[] = [...pv(1, '25 10:00'), { user: 1, behavior: 'buy', at: '2017-11-26 11:00' }];
    expect(await counted(events, { active: ['pv'], returns: ['buy'] })).toMatchObject({ tally: '1/1' });
    expect(await counted(events, { active: ['buy'], returns: ['pv'] })).toMatchObject({ tally: '0/1' });
  });

  it('rejects days outside the window', async () => {
    const events = await sessionEvents(tally, [], FOUR);
    for (const day of [0, 4, 1.5]) {
      const counting = retention.asCounted(events, { day });
      await expect(counting).rejects.toThrow(OptionsError);
      await expect(counting).rejects.toThrow(`on day ${day}: give a whole number of days from 1 to 3.`);
    }
    expect((await retention.asCounted(events, { day: 3 })).rows[0]).toMatchObject({ day: 3, base: 0 });
  });

  it('has a sentence for each tool in both languages, and null rates without users', async () => {
    const result = await retention.asCounted(await sessionEvents(tally, [], FOUR));
    expect(result.title).toEqual({
      en: 'Retention as different tools count it',
      zh: '不同工具口径下的留存率',
    });
    expect(result.rows.every(({ rate }) => rate === null)).toBe(true);
    for (const { tool } of result) {
      const { why } = result.at({ tool });
      expect(why.en).toMatch(/^[A-Z].*\.$/);
      expect(why.zh).toMatch(/\p{Script=Han}.*。$/u);
    }
  });

  it.each(WINDOWS)('gives what loops over each user give, in $timeZone from $from', async (options) => {
    const last = eventWindow(options).days.length - 1;
    await fc.assert(
      fc.asyncProperty(
        eventsIn(options),
        fc.integer({ min: 1, max: Math.min(last, 3) }),
        async (events, day) => {
          expect(await counted(events, { day }, options)).toEqual(byLoops(events, options, day));
          const { rows } = retention.curve(
            await retention.cohorts(await sessionEvents(tally, events, options)),
          );
          const own = rows.find((row) => row.day === day);
          expect((await counted(events, { day }, options))['tally']).toBe(
            `${own?.active ?? 0}/${own?.eligible ?? 0}`,
          );
        },
      ),
      { numRuns: 8 },
    );
  });
});

/** Each definition as its documentation words it, one user at a time. */
function byLoops(events: readonly TimedEvent[], options: (typeof WINDOWS)[number], n: number) {
  const window = eventWindow(options);
  const totals: Record<string, [number, number]> = {};
  const add = (tool: string, base: boolean, back: boolean) => {
    const total = (totals[tool] ??= [0, 0]);
    if (base) total[1] += 1;
    if (base && back) total[0] += 1;
  };
  for (const user of [0, 1, 2, 3, 4, 5, 6]) {
    const times = events.filter((event) => event.user === user).map(({ at }) => at);
    const days = [...new Set(times.map((at) => localOf(window, at).day))];
    const hours = [...new Set(times.map((at) => Math.floor(at / 3600)))];
    const [first, firstDay, firstHour] = [times, days, hours].map((all) => Math.min(...all)) as [
      number,
      number,
      number,
    ];
    const here = firstDay + n < window.days.length;
    for (const tool of ['tally', 'posthog', 'ga4']) add(tool, here, days.includes(firstDay + n));
    add(
      'tally-on-or-after',
      here,
      days.some((day) => day >= firstDay + n),
    );
    const between = Array.from({ length: n }, (_, index) => firstDay + index + 1);
    add(
      'ga4-rolling',
      here,
      between.every((day) => days.includes(day)),
    );
    if (days.length === 0) add('posthog-recurring', false, false);
    for (const day of days) add('posthog-recurring', day + n < window.days.length, days.includes(day + n));
    const on = (all: readonly number[], start: number, unit: number) =>
      all.some((at) => Math.floor((at - start) / unit) === n);
    const later = (all: readonly number[], start: number, unit: number) =>
      all.some((at) => at - start >= n * unit);
    const over = first + (n + 1) * 86_400 <= window.end;
    add('mixpanel', over, on(times, first, 86_400));
    add('mixpanel-on-or-after', over, later(times, first, 86_400));
    const ends = Math.floor(window.end / 3600);
    const overHours = firstHour + (n + 1) * 24 <= ends;
    add('amplitude', overHours, on(hours, firstHour, 24));
    add('amplitude-on-or-after', overHours, later(hours, firstHour, 24));
    const starts = hours.filter((hour) => hour + (n + 1) * 24 <= ends);
    add(
      'amplitude-any',
      starts.length > 0,
      starts.some((hour) => on(hours, hour, 24)),
    );
  }
  return Object.fromEntries(Object.entries(totals).map(([tool, [back, base]]) => [tool, `${back}/${base}`]));
}
