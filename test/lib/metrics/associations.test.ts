import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { associations, contingency } from 'tally';
import { userLine, Workbench } from '../users.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

/** Forty users: gender goes with the region, the newsletter hardly, the category is the same for all. */
async function forty() {
  const lines = Array.from({ length: 40 }, (_, id) => {
    const urban = id < 20;
    return userLine(id, {
      location: urban ? 'Urban' : 'Rural',
      gender: id % 20 < (urban ? 15 : 4) ? 'Female' : 'Male',
      newsletter_subscription: id % 20 < (urban ? 11 : 10) ? 'True' : 'False',
    });
  });
  return (await bench.users(lines)).table;
}

describe('associations', () => {
  it('tests one attribute against others, corrected as one family', async () => {
    const [gender, newsletter] = await associations(bench.engine, await forty(), 'location', [
      'gender',
      'newsletter_subscription',
    ]);
    const byHand = [
      contingency([
        [15, 5],
        [4, 16],
      ]).association,
      contingency([
        [11, 9],
        [10, 10],
      ]).association,
    ];
    expect([gender?.association?.chiSquare, newsletter?.association?.chiSquare]).toEqual([
      expect.closeTo(byHand[0]?.chiSquare ?? NaN, 10),
      expect.closeTo(byHand[1]?.chiSquare ?? NaN, 10),
    ]);
    // chi2 = 40 (15 * 16 - 5 * 4)^2 / (20 * 20 * 19 * 21)
    expect(gender?.association?.chiSquare).toBeCloseTo((40 * 220 ** 2) / (400 * 399), 10);
    expect(gender?.q).toBeCloseTo(2 * (gender?.p ?? NaN), 12);
    expect(newsletter?.q).toBeCloseTo(newsletter?.p ?? NaN, 12);
    expect(gender).toMatchObject({ row: 'location', column: 'gender', tab: { columns: ['Female', 'Male'] } });
    expect(newsletter?.tab.columns).toEqual(['false', 'true']);
  });

  it('has no answer, and no place in the family, where everybody is alike', async () => {
    const [category, gender] = await associations(bench.engine, await forty(), 'location', [
      'product_category_preference',
      'gender',
    ]);
    expect(category).toMatchObject({ association: null, p: null, q: null });
    expect(category?.tab.cells.every((cell) => cell.residual === null && cell.q === null)).toBe(true);
    expect(gender?.q).toBe(gender?.p);
  });

  it('has no answer for nobody', async () => {
    const { table } = await bench.users([userLine(1, { age: 'x' })]);
    expect(await associations(bench.engine, table, 'location', ['gender'])).toMatchObject([
      { association: null, p: null, q: null, tab: { n: 0, cells: [] } },
    ]);
  });
});
