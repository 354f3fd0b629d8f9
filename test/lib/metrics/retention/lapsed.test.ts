import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, retention, type Tally } from 'tally';
import { sessionEvents } from '../../session-events.js';
import { eventsIn, WINDOWS } from '../../random-events.js';
import { FEW, THREE } from './few.js';

let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => tally.close());

describe('the lapsed of a cohort', () => {
  it('returned neither on the day nor later', async () => {
    const events = await sessionEvents(tally, FEW, THREE);
    const ids = async (options: retention.LapsedOptions) =>
      (await tally.query`SELECT user_id FROM ${await retention.lapsed(events, options as never)}`).rows.map(
        (row) => row['user_id'],
      );
    expect(await ids({ cohort: '2017-11-26', day: 1 })).toEqual([3]);
    expect(await ids({ cohort: '2017-11-25', day: 1 })).toEqual([]);
    expect(await ids({ cohort: '2017-11-25', day: 1, returns: ['buy'] })).toEqual([]);
    expect(await ids({ cohort: '2017-11-25', day: 2, returns: ['buy'] })).toEqual([1]);
    expect(await ids({ cohort: '2017-11-26', day: 0 })).toEqual([]);
    expect(await ids({ cohort: '2017-11-26', day: 0, active: ['buy'] })).toEqual([]);
    expect(await ids({ cohort: '2017-11-26', day: 1, active: ['buy'] })).toEqual([1]);
  });

  it('returned neither on the day nor later, in a window too long for sets of days', async () => {
    const events = await sessionEvents(tally, FEW, { to: '2018-02-10' });
    const ids = async (options: retention.LapsedOptions) =>
      (await tally.query`SELECT user_id FROM ${await retention.lapsed(events, options as never)}`).rows.map(
        (row) => row['user_id'],
      );
    expect(await ids({ cohort: '2017-11-26', day: 1 })).toEqual([3]);
    expect(await ids({ cohort: '2017-11-25', day: 2, returns: ['buy'] })).toEqual([1]);
    expect(await ids({ cohort: '2017-11-26', day: 1, active: ['buy'] })).toEqual([1]);
    expect(await ids({ cohort: '2017-11-25', day: 3 })).toEqual([1, 2]);
  });

  it('are named after their day, unless they have a name', async () => {
    const events = await sessionEvents(tally, FEW, THREE);
    const options = { cohort: '2017-11-26', day: 1 } as const;
    const { label, name, roles, size, asOf } = await retention.lapsed(events, options);
    expect(label).toEqual({
      en: 'First seen on 2017-11-26, not again from day 1',
      zh: '2017-11-26首次出现，第1天起未再出现',
    });
    expect([name, roles, size, asOf]).toEqual([
      expect.stringMatching(/^lapsed/),
      { user: 'user_id' },
      1,
      null,
    ]);
    expect((await retention.lapsed(events, { ...options, label: 'away' })).label).toBe('away');
  });

  it.each([WINDOWS[1], WINDOWS[5]])(
    'are as many as the cell of the cohort says, in $from to $to',
    async (window) => {
      await fc.assert(
        fc.asyncProperty(eventsIn(window ?? THREE), fc.boolean(), async (found, bought) => {
          const events = await sessionEvents(tally, found, window);
          const options = bought ? { returns: ['buy'] as const } : {};
          const cells = await retention.cohorts(events, options);
          const known = cells.rows.filter(({ onOrAfter, users }) => onOrAfter !== null && users > 0);
          for (const cell of known.filter((_, n) => n % Math.ceil(known.length / 12) === 0)) {
            const { cohort, day, users, onOrAfter } = cell;
            const { size } = await retention.lapsed(events, { cohort, day, ...options });
            expect(size).toBe(users - (onOrAfter ?? 0));
          }
        }),
        { numRuns: 6 },
      );
    },
  );

  it('are of a day of the window, and of one that could be observed', async () => {
    const events = await sessionEvents(tally, FEW, THREE);
    await expect(retention.lapsed(events, { cohort: '2017-11-28', day: 0 })).rejects.toThrow(
      '"2017-11-28" is not a day of the window, 2017-11-25 to 2017-11-27.',
    );
    await expect(retention.lapsed(events, { cohort: '2017-11-27', day: 1 })).rejects.toThrow(
      'Day 1 after 2017-11-27 cannot be observed: the window ends on 2017-11-27.',
    );
    for (const day of [0.5, -1]) {
      await expect(retention.lapsed(events, { cohort: '2017-11-25', day })).rejects.toThrow(
        `Day ${day} after 2017-11-25 cannot be observed`,
      );
    }
  });
});
