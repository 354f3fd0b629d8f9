import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { id, open, portrait, rfm, segmentSizes, type Tally } from 'tally';
import { douyin } from 'tally-studies';
import { tableOf } from '../../lib/table-of.js';

const NAMES = Object.keys(douyin.SEGMENTS) as douyin.SegmentKey[];

let tally: Tally;
let users: douyin.Users;
beforeAll(async () => {
  tally = await open({ threads: 2 });
  users = await douyin.loadUsers(tally, 'data/sample/users.csv');
});
afterAll(() => tally.close());

describe("the study's segments", () => {
  it('hold every user once, in the order and under the names of the study', async () => {
    const scored = await rfm(users, { segments: douyin.SEGMENTS, ties: douyin.MYSQL_TIES });
    const sizes = await segmentSizes(scored);
    expect(sizes.rows.map(({ segment }) => segment)).toEqual(NAMES);
    expect(sizes.total('users').raw).toBe(users.accepted);
    expect(sizes.at({ segment: 'lowCost' }).segment).toMatchObject({
      en: 'Low-cost maintain',
      zh: '低成本维系客户',
    });
  });

  it('cover every combination of levels, each once', () => {
    const combinations = Object.values(douyin.SEGMENTS).map(({ levels }) =>
      [levels.recency, levels.frequency, levels.monetary].join(' '),
    );
    expect(new Set(combinations).size).toBe(2 ** 3);
  });

  it('are of high value where money is high', () => {
    expect(douyin.HIGH_VALUE).toEqual(['keyValue', 'keyWinBack', 'newHighValue', 'dormantHighValue']);
  });

  it('have a color each, a name in both languages, and a name in the introduction', () => {
    expect(new Set(Object.values(douyin.SEGMENTS).map(({ color }) => color)).size).toBe(NAMES.length);
    for (const { label } of [...Object.values(douyin.SEGMENTS), ...Object.values(douyin.INTRO_NAMES)]) {
      expect(label).toEqual({
        en: expect.stringMatching(/^[A-Z][a-z -]+$/) as string,
        zh: expect.stringMatching(/^\p{Script=Han}+$/u) as string,
      });
    }
    expect(Object.keys(douyin.INTRO_NAMES)).toEqual(NAMES);
  });
});

describe("the study's order of equals", () => {
  it('is that of the file in the first window, then that of the window before', () => {
    const ties = douyin.MYSQL_TIES;
    expect(ties.orderBy({ table: users, dimension: 'recency', previous: null })).toEqual(id('file_row'));
    expect(ties.orderBy({ table: users, dimension: 'monetary', previous: id('place') })).toEqual(id('place'));
  });

  it('decides: by the order of ids the segments have other sizes', async () => {
    const [byFile, byId] = await Promise.all(
      [douyin.MYSQL_TIES, 'key' as const].map(async (ties) =>
        segmentSizes(await rfm(users, { segments: douyin.SEGMENTS, ties })),
      ),
    );
    expect(byFile?.rows.map((row) => row.users)).not.toEqual(byId?.rows.map((row) => row.users));
  });
});

describe("the study's bands", () => {
  const bands: readonly (readonly [keyof douyin.Users['columns'], portrait.Bands])[] = [
    ['age', douyin.AGE_BANDS],
    ['time_spent_on_site_minutes', douyin.MINUTES_BANDS],
    ['purchase_frequency', douyin.FREQUENCY_BANDS],
    ['average_order_value', douyin.ORDER_VALUE_BANDS],
    ['total_spending', douyin.SPENDING_BANDS],
  ];

  it.each(bands)('hold every value of %s', async (column, byKey) => {
    const counts = await portrait.bandCounts(users, column, byKey);
    expect(counts.total('users').raw).toBe(users.accepted);
    for (const { label } of Object.values<portrait.Band>(byKey)) {
      if (typeof label === 'string') throw new Error(`${label} is in one language only.`);
      expect(label.en).not.toBe('');
      expect(label.zh).not.toMatch(/[a-z]/);
    }
  });

  const edges: readonly (readonly [portrait.Bands, readonly number[], readonly number[]])[] = [
    [douyin.AGE_BANDS, [19, 20, 29, 30, 39, 40, 49, 50], [1, 2, 2, 2, 1]],
    [douyin.MINUTES_BANDS, [199, 200, 400, 401], [1, 2, 1]],
    [douyin.FREQUENCY_BANDS, [4, 5, 10, 11, 15, 16], [1, 2, 2, 1]],
    [douyin.ORDER_VALUE_BANDS, [199, 200, 499, 500, 999, 1000, 4999, 5000], [1, 2, 2, 2, 1]],
    [douyin.SPENDING_BANDS, [999, 1000, 2999, 3000, 4999, 5000], [1, 2, 2, 1]],
  ];

  it.each(edges)('have their edges where the study has them', async (bands, values, users) => {
    const table = await tableOf(
      tally,
      'edges',
      { value: 'integer' },
      values.map((value) => [value]),
      {},
    );
    const counts = await portrait.bandCounts(table, 'value', bands);
    expect(counts.rows.map((row) => row.users)).toEqual(users);
  });
});
