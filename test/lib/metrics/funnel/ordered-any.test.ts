import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { funnel, sql } from 'tally';
import { taobao } from 'tally-studies';
import { eventWindow } from '../../../../lib/src/events/window.js';
import { TYPE_KEYS } from '../../events.js';
import { END, orderedFunnels, START, step, written } from './ordered-funnels.js';
import { referenceFunnel, type ReferenceOptions } from './reference.js';

const { eventsOf, run } = orderedFunnels();

const STEPS: readonly (readonly funnel.NamedStep<taobao.EventType>[])[] = [
  taobao.STEPS,
  [step('pv'), step('buy')],
  [step('cart'), step('buy')],
  [step('pv'), step('fav'), step('cart'), step('buy')],
  [step('pv', 'fav'), step('cart'), step('buy')],
];

const anyEvents = fc.array(
  fc.record({
    user: fc.integer({ min: 1, max: 3 }),
    item: fc.integer({ min: 1, max: 2 }),
    behavior: fc.constantFrom(...TYPE_KEYS, 'pv' as const),
    at: fc.oneof(fc.integer({ min: START, max: START + 12 }), fc.integer({ min: END - 12, max: END - 1 })),
  }),
  { maxLength: 24 },
);

const anyOptions = fc
  .record({
    steps: fc.constantFrom(...STEPS),
    window: fc.constantFrom(null, 1, 3, 6, 12),
    order: fc.constantFrom(...funnel.ORDERS),
    unit: fc.constantFrom(...funnel.UNITS),
    gap: fc.integer({ min: 1, max: 4 }),
    exclude: fc.boolean(),
    after: fc.constantFrom(undefined, 1),
  })
  .map(({ exclude, after, ...options }): ReferenceOptions => {
    const unused = TYPE_KEYS.filter((name) => !options.steps.some(({ types }) => types.includes(name)));
    const excluding = exclude && options.order === 'ordered' && unused.length > 0;
    return { ...options, ...(excluding && { exclusions: [{ types: unused, ...(after && { after }) }] }) };
  });

/** Quantile with linear interpolation between the values around it. */
function quantile(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN];
  return low + (high - low) * (place - Math.floor(place));
}

describe('any funnel', () => {
  it('is what trying every chain gives', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyOptions, async (events, options) => {
        const rows = await run(events, options);
        const expected = referenceFunnel(events, eventWindow(taobao.WINDOW), options);
        expect(
          rows.map(({ units, eligible, eligibleUnits, censored, lower, median, upper }, index) => ({
            step: index + 1,
            units,
            eligible,
            eligibleUnits,
            censored,
            lower,
            median,
            upper,
          })),
        ).toEqual(
          expected.map(({ spans, ...counts }) => ({
            ...counts,
            lower: quantile(spans, 0.25),
            median: quantile(spans, 0.5),
            upper: quantile(spans, 0.75),
          })),
        );
      }),
      { numRuns: 80 },
    );
  }, 300_000);

  it('of users in order is what trying every chain gives, most users standing by their first candidate', async () => {
    const window = fc.constantFrom(null, 1, 3, 6, 12);
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.constantFrom(...STEPS), window, async (events, steps, window) => {
        const rows = await run(events, { steps, window });
        const expected = referenceFunnel(events, eventWindow(taobao.WINDOW), { steps, window });
        expect(rows.map(({ units, median }) => [units, median])).toEqual(
          expected.map(({ units, spans }) => [units, quantile(spans, 0.5)]),
        );
      }),
      { numRuns: 60 },
    );
  }, 300_000);

  it('adds up over days of entry', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyOptions, async (events, options) => {
        const tables = await eventsOf(events);
        const { rows: whole } = await funnel.ordered(tables, options);
        const { rows: parts } = await funnel.ordered(tables, { ...options, breakdown: 'day' });
        for (const { step, units } of whole) {
          const sum = parts.filter((row) => row.step === step).reduce((total, row) => total + row.units, 0);
          expect(sum).toBe(units);
        }
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('leaves no table behind', async () => {
    const count = async () => {
      const { session } = await eventsOf(written('pv 0'));
      return session.engine.one(sql`SELECT count(*) AS n FROM duckdb_tables()`, { n: 'integer' });
    };
    await run(written('pv 0, cart 1'));
    const before = await count();
    await run(written('pv 0, cart 1'));
    expect(await count()).toEqual(before);
  });
});
