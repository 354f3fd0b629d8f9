import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categories, open, OptionsError, type Tally } from 'tally';
import type { TestEvent } from '../../events.js';
import { sessionEvents } from '../../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open()));
afterAll(() => tally.close());

/** Purchases as pairs of user and category. */
const of = async (bought: readonly (readonly [user: number, category: number])[]) => {
  const events = bought.map(([user, category]): TestEvent => ({
    user,
    category,
    behavior: 'buy',
    at: '2017-11-30 12:00',
  }));
  return categories.shared(await sessionEvents(tally, events), { type: 'buy' });
};

describe('categories.shared', () => {
  it('is the share of pairs of different users, beside that of any two', async () => {
    // Of users 1 (a a b), 2 (a) and 3 (b): pairs 1-2 a a, b; 1-3 two of three not; 2-3 none.
    const found = await of([
      [1, 7],
      [1, 7],
      [1, 8],
      [2, 7],
      [3, 8],
    ]);
    expect(found.rows).toMatchObject([{ users: 3, events: 5, chance: 3 / 7, chanceInterval: null }]);
    expect(found.at().equalCategories.raw).toBeCloseTo(7 / 3, 12);
    // Of all ten pairs, three of a and one of b.
    expect(found.at().ofAnyPair.raw).toBeCloseTo(4 / 10, 12);
  });

  it('is what going through all pairs gives', async () => {
    const purchase = fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 4 }));
    await fc.assert(
      fc.asyncProperty(fc.array(purchase, { minLength: 2, maxLength: 60 }), async (bought) => {
        const pairs = bought.flatMap(([user, category]) =>
          bought.flatMap(([other, its]) => (user === other ? [] : [Number(category === its)])),
        );
        const { chance, chanceInterval, equalInterval, equalCategories } = (await of(bought)).at();
        if (pairs.length === 0) {
          expect(chance.raw).toBeNull();
          return;
        }
        expect(chance.raw).toBeCloseTo(pairs.reduce((sum, one) => sum + one, 0) / pairs.length, 12);
        if (chanceInterval.raw === null) return;
        expect(chanceInterval.raw.low).toBeLessThanOrEqual(chance.raw ?? NaN);
        expect(chanceInterval.raw.high).toBeGreaterThanOrEqual(chance.raw ?? NaN);
        expect(equalInterval.raw?.low).toBeLessThanOrEqual(equalCategories.raw ?? NaN);
      }),
      { numRuns: 15 },
    );
  });

  it('has none of one user or nobody, and refuses an unknown type', async () => {
    expect((await of([[1, 1]])).rows).toMatchObject([{ users: 1, chance: null, ofAnyPair: null }]);
    expect((await of([])).rows).toMatchObject([{ users: 0, events: 0, chance: null }]);
    const events = await sessionEvents(tally, []);
    await expect(categories.shared(events, { type: 'click' as 'buy' })).rejects.toThrow(OptionsError);
  });
});
