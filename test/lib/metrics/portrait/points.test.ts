import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, portrait, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const COLUMNS = { tier: 'text?', spent: 'decimal', orders: 'integer?' } as const;
const table = (rows: number) =>
  tableOf(
    tally,
    'customers',
    COLUMNS,
    Array.from({ length: rows }, (_, n) => [['b', 'a', null][n % 3] ?? null, n, n % 5 === 0 ? null : n]),
    {},
  );

describe('points', () => {
  it('are the rows, in the order of the columns, missing values last', async () => {
    const found = await portrait.points(await table(6), ['tier', 'spent']);
    expect(found.rows).toEqual([
      { tier: 'a', spent: 1 },
      { tier: 'a', spent: 4 },
      { tier: 'b', spent: 0 },
      { tier: 'b', spent: 3 },
      { tier: null, spent: 2 },
      { tier: null, spent: 5 },
    ]);
    expect(found.note).toBeNull();
    expect(chart(found).alt).toContain('6 points');
  });

  it('of more rows than the limit are every n-th of them, and the note says so', async () => {
    const found = await portrait.points(await table(300), ['tier', 'spent'], { limit: 30 });
    expect(found.length).toBe(30);
    // A hundred rows of each tier: ten of each, at every tenth place.
    expect(['a', 'b', null].map((tier) => found.where({ tier }).length)).toEqual([10, 10, 10]);
    expect(found.where({ tier: 'a' }).rows.map(({ spent }) => spent)).toEqual(
      Array.from({ length: 10 }, (_, n) => 1 + 3 * (10 * n + 9)),
    );
    expect(found.note).toEqual({
      en: 'A sample: 30 of 300 rows, at even steps in the order of the columns.',
      zh: '抽样：300行中的30行，按各列排序后等距抽取。',
    });
    expect((await portrait.points(await table(2001), ['spent'])).length).toBe(2000);
    expect((await portrait.points(await table(0), ['spent'])).length).toBe(0);
    const whole = await portrait.points(await table(3), ['orders', 'spent'], { limit: 3 });
    expect([whole.length, whole.note]).toEqual([3, null]);
    expect([whole.title, whole.chart]).toEqual([
      { en: 'orders, spent', zh: 'orders、spent' },
      { mark: 'scatter' },
    ]);
    expect((await portrait.points(await table(3), ['spent'], { limit: 1 })).length).toBe(1);
  });

  it('refuse what names no rows', async () => {
    const of = await table(3);
    await expect(portrait.points(of, [])).rejects.toThrow('name at least one column');
    await expect(portrait.points(of, ['spend' as never])).rejects.toThrow('Did you mean "spent"?');
    for (const limit of [0, 1.5]) {
      await expect(portrait.points(of, ['spent'], { limit })).rejects.toThrow(
        `limit must be a whole number of at least 1, not ${limit}`,
      );
    }
  });
});
