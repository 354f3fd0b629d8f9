/** Any split of orders into batches, in any order of arrival, ends in the history that a slow reference tells. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { ordersOf, staysOf } from './orders-of.js';
import { dayOf, slowStays, type KnownOrder } from './reference.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const label = 'Tier';
const PLANS = {
  five: {
    platinum: { label, top: 0.25, within: 3 },
    gold: { label, top: 0.5, within: 6 },
    silver: { label, within: 9 },
    dormant: { label, after: 9, within: 18 },
    lost: { label, after: 18 },
  },
  // A gap after ten days, and the order of the last two turned.
  gaps: {
    best: { label, top: 0.25, within: 5 },
    middle: { label, top: 0.5, below: 0.25, within: 10 },
    lost: { label, after: 20 },
    dormant: { label, after: 12 },
  },
} satisfies Readonly<Record<string, tiers.TierPlan>>;

const ranks = (value: (p: number) => number) => Array.from({ length: 99 }, (_, p) => value(p));
const CUTS = {
  spending: { score: 'spending', customers: 9, percentiles: {}, least: { '0.25': 100, '0.5': 40 } },
  rfm: {
    score: 'rfm',
    customers: 9,
    percentiles: {
      recency: ranks((p) => -30 + Math.floor(p / 3.3)),
      frequency: ranks((p) => 1 + Math.floor(p / 20)),
      monetary: ranks((p) => p * 2),
    },
    least: { '0.25': 60, '0.5': 40 },
  },
} as const satisfies Readonly<Record<string, tiers.TierCuts>>;

const [LAST, FROM] = [45, 5];
const RUNS = 10;

/** An order, perhaps corrected, with the batches that bring it. */
const delivered = fc.record({
  customer: fc.constantFrom('a', 'b', 'c'),
  day: fc.nat(LAST + 3),
  total: fc.constantFrom(-60, -10, 0, 10, 35, 60, 120),
  batch: fc.nat(3),
  corrected: fc.option(
    fc.record({
      customer: fc.constantFrom('a', 'b', 'c'),
      day: fc.nat(LAST + 3),
      total: fc.constantFrom(-60, 0, 35, 120),
      later: fc.nat(3),
    }),
    { freq: 3 },
  ),
});

interface Version extends KnownOrder {
  readonly batch: number;
}

it('whatever comes when, and however often', async () => {
  let [begun, compared] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.array(delivered, { minLength: 1, maxLength: 14 }),
      fc.array(fc.integer({ min: FROM, max: LAST }), { minLength: 4, maxLength: 4 }),
      fc.constantFrom('five', 'gaps'),
      fc.constantFrom('spending', 'rfm'),
      fc.option(fc.record({ margin: fc.constantFrom(0, 0.4), days: fc.nat(4) })),
      fc.nat(3),
      async (orders, days, plan, score, hold, again) => {
        begun += 1;
        const versions = orders.flatMap(({ batch, corrected, ...first }, n): Version[] => {
          const id = `o${n}`;
          const own = { id, ...first, batch };
          return corrected === null
            ? [own]
            : [own, { id, ...corrected, batch: Math.min(3, batch + corrected.later) }];
        });
        const brought = (batch: number) => [
          ...new Map(versions.filter((one) => one.batch === batch).map((one) => [one.id, one])).values(),
        ];
        const known = [...new Map(versions.map((one) => [one.id, one])).values()];
        const rules = {
          plan: PLANS[plan] as tiers.TierPlan,
          cuts: CUTS[score],
          ...(hold !== null && { hold }),
        };
        const history = await tiers.openHistory(tally, ':memory:', { from: dayOf(FROM), ...rules });
        const run = async (batch: number, day: number) => {
          const table = await ordersOf(tally, brought(batch));
          await tiers.runBatch(history, table, { day: dayOf(day), missing: 'fill' });
        };
        for (const [batch, day] of days.entries()) await run(batch, day);
        // The last batch again changes nothing; an earlier one would bring back what was corrected since.
        if (again > 0) await run(3, days[3] ?? FROM);
        await tiers.backfill(history, await ordersOf(tally, []), dayOf(LAST));
        const found = await staysOf(tally, history);
        await history.close();
        expect(found).toEqual(slowStays(known, [FROM, LAST], rules));
        compared += 1;
      },
    ),
    { numRuns: RUNS },
  );
  expect(begun).toBeGreaterThan(0);
  expect(compared).toBe(begun);
}, 120_000);
