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

  it('has an interval of ten users, and the one of equal categories is its inverse', async () => {
    // Nine users with one purchase of a and one with one of b: 9 x 8 of 10 x 9 ordered pairs are shared.
    const nine = Array.from({ length: 9 }, (_, user) => [user, 7] as const);
    const found = await of([...nine, [9, 8]]);
    const [row] = found.rows;
    expect(row?.chance).toBeCloseTo(0.8, 12);
    expect(row?.equalCategories).toBeCloseTo(1.25, 12);
    // a is 8 nine times and 0 once, b always 9: the sum of (a - 0.8 b)^2 is 9 x 0.64 + 7.2^2; t of 9 degrees is 2.262.
    const error = (2 * Math.sqrt((10 / 9) * (9 * 0.64 + 7.2 ** 2))) / 90;
    const low = 0.8 / Math.exp((2.2621571628 * error) / 0.8);
    expect(row?.chanceInterval).toEqual({ low: expect.closeTo(low, 8) as number, high: 1 });
    expect(row?.equalInterval).toEqual({ low: 1, high: expect.closeTo(1 / low, 7) as number });
    expect(found.title).toEqual({
      en: 'Purchase: chance that those of two users are of one category',
      zh: '购买：两名用户同品类的概率',
    });
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
        expect((equalInterval.raw?.low ?? NaN) * chanceInterval.raw.high).toBeCloseTo(1, 12);
      }),
      { numRuns: 15 },
    );
  });

  it('has none of one user or nobody, and refuses an unknown type', async () => {
    const none = { chanceInterval: null, equalCategories: null, equalInterval: null };
    expect((await of([[1, 1]])).rows).toMatchObject([{ ...none, users: 1, chance: null, ofAnyPair: null }]);
    expect((await of([])).rows).toMatchObject([{ ...none, users: 0, events: 0, chance: null }]);
    const apart = await of([
      [1, 1],
      [2, 2],
    ]);
    expect(apart.rows).toMatchObject([{ ...none, users: 2, chance: 0, ofAnyPair: 0 }]);
    const events = await sessionEvents(tally, []);
    await expect(categories.shared(events, { type: 'click' as 'buy' })).rejects.toThrow(OptionsError);
  });
});
