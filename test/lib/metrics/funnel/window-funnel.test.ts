import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { funnel, open, type Tally } from 'tally';
import type { taobao } from 'tally-studies';
import { shanghai, TYPE_KEYS, type TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

interface Condition {
  readonly time: number;
  /** Number of the condition that holds, from 1. */
  readonly level: number;
}

/**
 * How far a user comes by ClickHouse's windowFunnel without a mode, as its documentation and source have it: events in
 * the order of time and, in the same second, of conditions; for each level the start of the last chain that came
 * there, which the next level takes over if its event is at most the window later than that start.
 */
function windowFunnel(window: number, conditions: readonly Condition[], levels: number): number {
  const starts: (number | null)[] = Array.from({ length: levels }, () => null);
  for (const { time, level } of [...conditions].sort((a, b) => a.time - b.time || a.level - b.level)) {
    if (level === 1) {
      starts[0] = time;
      continue;
    }
    const start = starts[level - 2] ?? null;
    if (start !== null && time <= start + window) starts[level - 1] = start;
  }
  return starts.findLastIndex((start) => start !== null) + 1;
}

const step = (...types: taobao.EventType[]): funnel.NamedStep<taobao.EventType> => ({
  name: types.join(),
  types,
});

async function levels(
  events: readonly TestEvent[],
  steps: readonly funnel.NamedStep<taobao.EventType>[],
  window: number,
  options = {},
) {
  const { rows } = await funnel.ordered(await sessionEvents(tally, events, options), { steps, window });
  return rows.map(({ units }) => units);
}

describe('the ordered funnel beside windowFunnel of ClickHouse', () => {
  it("gives the documentation's example: one user who comes to the fourth of four events", async () => {
    // 1003 logs in, 1009 orders, 1007 searches, 1010 orders again: in this order of conditions.
    const instant = (text: string) => Date.parse(`${text}Z`) / 1000;
    const events: TestEvent[] = [
      { user: 1, behavior: 'pv', at: instant('2019-01-29T10:00:00') },
      { user: 1, behavior: 'fav', at: instant('2019-01-31T09:00:00') },
      { user: 1, behavior: 'cart', at: instant('2019-01-30T08:00:00') },
      { user: 1, behavior: 'buy', at: instant('2019-02-01T08:00:00') },
    ];
    const year = { from: '2019-01-01', to: '2019-02-03', timeZone: 'UTC' };
    const order = [step('pv'), step('cart'), step('fav'), step('buy')];
    expect(await levels(events, order, 6048000000000, year)).toEqual([1, 1, 1, 1]);
    // As listed in its text, searching before ordering, the chain ends with the search.
    expect(
      await levels(events, [step('pv'), step('fav'), step('cart'), step('buy')], 6048000000000, year),
    ).toEqual([1, 1, 0, 0]);
  });

  it('gives the same levels for any events', async () => {
    const start = shanghai('2017-11-26 00:00');
    const event = fc.record({
      user: fc.integer({ min: 1, max: 5 }),
      behavior: fc.constantFrom(...TYPE_KEYS),
      at: fc.integer({ min: start, max: start + 15 }),
    });
    const order = fc.constantFrom(
      [step('pv'), step('cart', 'fav'), step('buy')],
      [step('pv'), step('fav'), step('cart'), step('buy')],
      [step('buy'), step('pv')],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 40 }),
        order,
        fc.integer({ min: 1, max: 8 }),
        async (events, steps, window) => {
          const own = [1, 2, 3, 4, 5].map((user) => {
            const conditions = events
              .filter((one) => one.user === user)
              .map(({ behavior, at }) => ({
                time: at,
                level: 1 + steps.findIndex((one) => one.types.includes(behavior)),
              }));
            return windowFunnel(
              window,
              conditions.filter(({ level }) => level > 0),
              steps.length,
            );
          });
          expect(await levels(events, steps, window)).toEqual(
            steps.map((_, index) => own.filter((level) => level > index).length),
          );
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
