import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, rfm, sql, type Tally } from 'tally';
import { customersOf, WINDOW_ORDER, type Customer } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

async function scoresOf(people: readonly Customer[], bins: number) {
  const scored = await rfm(await customersOf(tally, people), { ties: WINDOW_ORDER, bins });
  const rows = await tally.engine.all(sql`SELECT r_score, f_score, m_score FROM ${scored} ORDER BY zeile`, {
    r_score: 'integer',
    f_score: 'integer',
    m_score: 'integer',
  });
  return rows.map((row) => [row.r_score, row.f_score, row.m_score]);
}

/** Stable sorts one after the other, as a person with cards would do it, dealt into bins by size. */
function byHand(people: readonly Customer[], bins: number): number[][] {
  const sizes = Array.from(
    { length: bins },
    (_, bin) => Math.floor(people.length / bins) + (bin < people.length % bins ? 1 : 0),
  );
  const scores = sizes.flatMap((size, bin) => Array.from({ length: size }, () => bin + 1));
  const byRecency = people.toSorted((a, b) => b.days - a.days);
  const byFrequency = byRecency.toSorted((a, b) => a.orders - b.orders);
  const byMoney = byFrequency.toSorted((a, b) => a.spent - b.spent);
  return people.map((one) =>
    [byRecency, byFrequency, byMoney].map((order) => scores[order.indexOf(one)] ?? 0),
  );
}

describe('an order among equals that goes on from window to window', () => {
  it('starts from the file, and each window from the order that the one before it left', async () => {
    const person = (days: number, orders: number, spent: number): Customer => ({ days, orders, spent });
    const people = [person(1, 4, 9), person(9, 4, 9), person(5, 4, 9), person(5, 4, 9), person(7, 1, 8)];
    expect(await scoresOf(people, 5)).toEqual([
      [5, 5, 5],
      [1, 2, 2],
      [3, 3, 3],
      [4, 4, 4],
      [2, 1, 1],
    ]);
  });

  it('is what stable sorting gives, for any customers', async () => {
    const value = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ days: value, orders: value, spent: value }), { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 2, max: 5 }),
        async (people, bins) => {
          for (const name of ['days', 'orders', 'spent'] as const) {
            fc.pre(new Set(people.map((one) => one[name])).size > 1);
          }
          expect(await scoresOf(people, bins)).toEqual(byHand(people, bins));
        },
      ),
      { numRuns: 10, seed: 1 },
    );
  });
});
