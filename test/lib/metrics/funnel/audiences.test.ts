import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { funnel, open, OptionsError, type Audience, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import { shanghai, STEPS, type TestEvent } from '../../events.js';
import { eventsIn } from '../../random-events.js';
import { sessionEvents } from '../../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 1 })));
afterAll(() => tally.close());

const usersOf = async (audience: Audience) =>
  (await tally.query`SELECT user_id FROM ${audience} ORDER BY 1`).rows.map((row) => row['user_id']);

const act = (user: number, behavior: taobao.EventType, at: string): TestEvent => ({
  ...{ user, behavior, at: shanghai(`2017-11-${at}`) },
});

const FEW = [
  ...[act(1, 'pv', '25 10:00'), act(1, 'cart', '25 11:00'), act(1, 'buy', '25 12:00')],
  ...[act(2, 'pv', '25 10:00'), act(2, 'fav', '25 11:00')],
  ...[act(3, 'pv', '25 10:00'), act(3, 'buy', '25 11:00')],
  ...[act(4, 'buy', '25 10:00')],
];

const options = { steps: STEPS, window: 86_400 } as const;

describe('drop-outs of a funnel', () => {
  it('reached the step before and not this one', async () => {
    const events = await sessionEvents(tally, FEW);
    expect(await usersOf(await funnel.dropOuts(events, options, 'cart+fav'))).toEqual([3]);
    expect(await usersOf(await funnel.dropOuts(events, options, 'buy'))).toEqual([2]);
  });

  it('are as many as the funnel says, in any order of steps, of all and of eligible users', async () => {
    await fc.assert(
      fc.asyncProperty(
        eventsIn(taobao.WINDOW),
        fc.constantFrom('ordered', 'strict', 'any'),
        fc.constantFrom(3600, 86_400, 200_000, null),
        async (events, order, window) => {
          const loaded = await sessionEvents(tally, events);
          const chosen = { ...options, order, window } as const;
          const { rows } = await funnel.ordered(loaded, chosen);
          for (const [n, step] of ['cart+fav', 'buy'].entries()) {
            const [before, after] = [rows[n], rows[n + 1]];
            const { size } = await funnel.dropOuts(loaded, chosen, step);
            expect(size).toBe((before?.units ?? 0) - (after?.units ?? 0));
            if (window === null) continue;
            const eligible = await funnel.dropOuts(loaded, chosen, step, { eligible: true });
            expect(eligible.size).toBe((before?.eligibleUnits ?? 0) - (after?.eligibleUnits ?? 0));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('follow the events: made anew, they are as many as the funnel then says (posthog/posthog#11153)', async () => {
    const sizes = [];
    for (const more of [
      [],
      [act(2, 'buy', '25 20:00'), act(5, 'pv', '26 10:00'), act(5, 'cart', '26 10:01')],
    ]) {
      const events = await sessionEvents(tally, [...FEW, ...more]);
      const audience = await funnel.dropOuts(events, options, 'buy');
      const { rows } = await funnel.ordered(events, options);
      expect(audience.size).toBe((rows[1]?.units ?? 0) - (rows[2]?.units ?? 0));
      sizes.push(await usersOf(audience));
    }
    expect(sizes).toEqual([[2], [5]]);
  });

  it('are users who can drop out at a step that there is', async () => {
    const events = await sessionEvents(tally, FEW);
    const refused = (step: string, other: object, message: string, eligible = false) =>
      expect(funnel.dropOuts(events, { ...options, ...other }, step, { eligible })).rejects.toThrow(message);
    await refused('pv', {}, 'Nobody can drop out at the first step, "pv"');
    await refused('cart', {}, 'The funnel has no step "cart": use one of pv, cart+fav, buy.');
    await refused('buy', { unit: 'session' }, 'this funnel counts a unit "session"');
    await refused('buy', { window: null }, 'Without a conversion window nobody is eligible', true);
  });
});

describe('sets of a set funnel', () => {
  it('are as many as its summary says', async () => {
    await fc.assert(
      fc.asyncProperty(eventsIn(taobao.WINDOW), async (events) => {
        const loaded = await sessionEvents(tally, events);
        const { rows } = (await funnel.sets(loaded, { steps: STEPS })).summary;
        for (const set of [
          'viewers',
          'buyers',
          'interestedNotBought',
          'boughtNotViewed',
          'allThree',
        ] as const) {
          expect((await funnel.setAudience(loaded, { steps: STEPS }, set)).size).toBe(rows[0]?.[set]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are those that there are', async () => {
    const events = await sessionEvents(tally, FEW);
    const refused = funnel.setAudience(events, { steps: STEPS }, 'curious' as 'viewers');
    await expect(refused).rejects.toThrow(OptionsError);
    expect(await usersOf(await funnel.setAudience(events, { steps: STEPS }, 'interestedNotBought'))).toEqual([
      2,
    ]);
  });
});
