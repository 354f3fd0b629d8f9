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
      'not a day of the window',
    );
    await expect(retention.lapsed(events, { cohort: '2017-11-27', day: 1 })).rejects.toThrow(
      'Day 1 after 2017-11-27 cannot be observed: the window ends on 2017-11-27.',
    );
    await expect(retention.lapsed(events, { cohort: '2017-11-25', day: 0.5 })).rejects.toThrow(
      'cannot be observed',
    );
  });
});
