import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

const { associations } = portrait;

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

/** Users whose gender goes with the place, the newsletter hardly; all like the same category. */
const users = (n: number) =>
  tableOf(
    tally,
    'forty',
    { place: 'text', gender: 'text', newsletter: 'boolean', category: 'text' },
    Array.from({ length: n }, (_, k) => {
      const urban = k < 20;
      const gender = k % 20 < (urban ? 15 : 4) ? 'Female' : 'Male';
      return [urban ? 'Urban' : 'Rural', gender, k % 20 < (urban ? 11 : 10), 'Books'];
    }),
    {},
  );

describe('associations', () => {
  it('tests one attribute against others, corrected as one family', async () => {
    const family = await associations(await users(40), 'place', ['gender', 'newsletter']);
    const [gender, newsletter] = [family.at({ column: 'gender' }), family.at({ column: 'newsletter' })];
    // chi2 = 40 (ad - bc)^2 / (product of the totals), of 15 5 / 4 16 and 11 9 / 10 10.
    expect(gender.chiSquare.raw).toBeCloseTo((40 * (15 * 16 - 5 * 4) ** 2) / (20 * 20 * 19 * 21), 10);
    expect(newsletter.chiSquare.raw).toBeCloseTo((40 * (11 * 10 - 9 * 10) ** 2) / (20 * 20 * 21 * 19), 10);
    expect(gender.q.raw).toBeCloseTo(2 * (gender.p.raw ?? NaN), 12);
    expect(newsletter.q.raw).toBeCloseTo(newsletter.p.raw ?? NaN, 12);
    expect(gender.sampleV.raw).toBeCloseTo(Math.sqrt((gender.chiSquare.raw ?? NaN) / 40), 12);
    // Bergsma: f = chi2 / 40 - 1 / 39, and 2 - 1 / 39 in place of two rows and columns.
    const corrected = (gender.chiSquare.raw ?? NaN) / 40 - 1 / 39;
    expect(gender.cramersV.raw).toBeCloseTo(Math.sqrt(corrected / (1 - 1 / 39)), 12);
    expect(gender.interval.raw?.low).toBeGreaterThan(0.2);
    expect([newsletter.cramersV.raw, newsletter.interval.raw?.low, newsletter.size.raw]).toEqual([
      0,
      0,
      null,
    ]);
    expect(gender.size.en).toBe('Large');
    expect(family.schema.column.values).toEqual({
      gender: { label: 'gender' },
      newsletter: { label: 'newsletter' },
    });
    expect(family.title).toEqual({ en: 'Attributes associated with place', zh: '与place相关的属性' });
    expect(Object.keys(family.schema)).toEqual([
      ...['column', 'n', 'chiSquare', 'df', 'p', 'q', 'cramersV', 'interval', 'sampleV', 'size', 'sparse'],
    ]);
  });

  it('has the table of each question', async () => {
    const { tabs } = await associations(await users(40), 'place', ['gender', 'newsletter']);
    expect(tabs.gender.at({ row: 'Urban', column: 'Female' }).users.raw).toBe(15);
    expect(tabs.newsletter.at({ row: 'Rural', column: 'true' }).column.en).toBe('Yes');
    // @ts-expect-error nobody asked about categories
    expect(tabs.category).toBeUndefined();
  });

  it('has no answer, and no place in the family, where everybody is alike', async () => {
    const family = await associations(await users(40), 'place', ['category', 'gender']);
    expect(family.where({ column: 'category' }).rows).toMatchObject([
      { n: 40, chiSquare: null, p: null, q: null, cramersV: null },
    ]);
    expect(family.tabs.category.rows.map(({ residual, q }) => [residual, q])).toEqual([
      [null, null],
      [null, null],
    ]);
    const gender = family.at({ column: 'gender' });
    expect(gender.q.raw).toBe(gender.p.raw);
  });

  it('has no answer for nobody, and none without a question', async () => {
    const nobody = await associations(await users(0), 'place', ['gender']);
    expect(nobody.rows).toMatchObject([{ column: 'gender', n: 0, p: null, q: null }]);
    expect(nobody.tabs.gender.rows).toEqual([]);
    expect((await associations(await users(40), 'place', [])).rows).toEqual([]);
  });
});
