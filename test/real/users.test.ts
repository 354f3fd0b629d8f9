import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AGE_BANDS,
  bandCounts,
  compareGroups,
  decimal,
  FREQUENCY_BANDS,
  groupCounts,
  inequality,
  interestProfiles,
  loadUsers,
  MINUTES_BANDS,
  openDuckDb,
  ORDER_VALUE_BANDS,
  orderValue,
  qualityReport,
  SPENDING_BANDS,
  summarise,
  yuan,
  type Band,
  type Engine,
  type LoadedUsers,
} from 'tally';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

describe.skipIf(file === null)('the real user table', () => {
  let engine: Engine;
  let users: LoadedUsers;
  beforeAll(async () => {
    engine = await openDuckDb({ threads: 2 });
    users = await loadUsers(engine, file ?? '');
  });
  afterAll(() => engine.close());

  it('is accepted whole, without its index columns', () => {
    expect(users).toMatchObject({
      rows: 1000,
      accepted: 1000,
      quarantined: 0,
      unusedColumns: ['', 'Unnamed: 0'],
    });
  });

  it('has no missing values, no duplicates, and an order value that adds up in every row', async () => {
    expect(users.missing.every(({ nulls, empty, sentinels }) => nulls + empty + sentinels === 0)).toBe(true);
    const quality = await qualityReport(engine, users);
    expect(quality.duplicates).toEqual({ rows: 0, keys: 0, near: 0 });
    expect(quality.derived).toMatchObject([{ checked: 1000, broken: 0 }]);
  });

  it('has the published income and order values', async () => {
    const [income] = await summarise(engine, users.table, ['income']);
    expect(income).toMatchObject({ min: 27, max: 149619, median: 53512 });
    expect(yuan(income?.mean ?? null).en).toBe('¥58,947.20');
    const worth = await orderValue(engine, users.table);
    expect([worth.meanOfUsers, worth.perOrder].map((value) => decimal(value).en)).toEqual([
      '837.78',
      '332.17',
    ]);
    expect(worth).toMatchObject({ orders: 7337, spending: 2437136 });
  });

  it.each<[string, readonly Band[], number[]]>([
    ['age', AGE_BANDS, [49, 206, 193, 233, 319]],
    ['time_spent_on_site_minutes', MINUTES_BANDS, [340, 326, 334]],
    ['purchase_frequency', FREQUENCY_BANDS, [393, 341, 168, 98]],
    ['average_order_value', ORDER_VALUE_BANDS, [332, 286, 150, 214, 18]],
    ['total_spending', SPENDING_BANDS, [187, 494, 282, 37]],
  ])('has the published bands of %s', async (column, bands, expected) => {
    const rows = await bandCounts(engine, users.table, column, bands);
    expect(rows.map((row) => row.users)).toEqual(expected);
  });

  it('has the published genders and regions', async () => {
    expect(await groupCounts(engine, users.table, 'gender')).toMatchObject([
      { group: 'Male', users: 526 },
      { group: 'Female', users: 474 },
    ]);
    expect(await groupCounts(engine, users.table, 'location')).toMatchObject([
      { group: 'Suburban', users: 349, share: 0.349 },
      { group: 'Urban', users: 344 },
      { group: 'Rural', users: 307 },
    ]);
  });

  it('has technology users spending most without being most', async () => {
    const [first] = await interestProfiles(engine, users.table);
    expect(first).toMatchObject({ interest: 'Technology', users: 186 });
    expect(first?.spending).toBeCloseTo(3579.19, 2);
  });

  it('has spending spread as the Gini coefficient over all pairs says', async () => {
    const spread = await inequality(engine, users.table, 'total_spending');
    expect(spread.gini).toBeCloseTo(0.34389, 5);
    expect(spread.topShare).toBeCloseTo(0.38269, 5);
  });

  it('has no difference in pages between interests to speak of', async () => {
    const pages = await compareGroups(engine, users.table, 'pages_viewed', 'interests');
    expect(pages.size).toBe('negligible');
  });
});
