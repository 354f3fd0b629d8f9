import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, quality, type Tally } from 'tally';
import { douyin } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

describe.skipIf(file === null)('the real user table', () => {
  let tally: Tally;
  let users: douyin.Users;
  beforeAll(async () => {
    tally = await open({ threads: 2, currency: 'CNY' });
    users = await douyin.loadUsers(tally, file ?? '');
  });
  afterAll(() => tally.close());

  it('is accepted whole, without its index columns', () => {
    expect([users.rows, users.accepted, users.quarantined]).toEqual([1000, 1000, 0]);
    expect(users.unusedColumns).toEqual(['', 'Unnamed: 0']);
  });

  it('has no missing values, no duplicates, and an order value that adds up in every row', async () => {
    expect(users.missing.total('missing').raw).toBe(0);
    const { duplicates, derived } = await quality(users);
    expect(duplicates.rows.map(({ kind, surplus }) => [kind, surplus])).toEqual([
      ['rows', 0],
      ['keys', 0],
      ['near', 0],
    ]);
    expect(derived.rows).toMatchObject([{ checked: 1000, broken: 0 }]);
  });

  it('has the published income and order values', async () => {
    const income = (await portrait.summarize(users, ['income'])).at();
    expect([income.min.raw, income.max.raw, income.median.raw]).toEqual([27, 149_619, 53_512]);
    expect(income.mean.raw).toBeCloseTo(58_947.195, 9);
    const worth = (await portrait.orderValue(users)).at();
    expect([worth.meanOfUsers.en, worth.perOrder.en]).toEqual(['¥837.78', '¥332.17']);
    expect([worth.orders.raw, worth.revenue.raw]).toEqual([7337, 2_437_136]);
  });

  it('has the published bands', async () => {
    const bands = async (column: keyof douyin.Users['columns'], edges: portrait.Bands) =>
      (await portrait.bandCounts(users, column, edges)).rows.map((row) => row.users);
    expect(await bands('age', douyin.AGE_BANDS)).toEqual([49, 206, 193, 233, 319]);
    expect(await bands('time_spent_on_site_minutes', douyin.MINUTES_BANDS)).toEqual([340, 326, 334]);
    expect(await bands('purchase_frequency', douyin.FREQUENCY_BANDS)).toEqual([393, 341, 168, 98]);
    expect(await bands('average_order_value', douyin.ORDER_VALUE_BANDS)).toEqual([332, 286, 150, 214, 18]);
    expect(await bands('total_spending', douyin.SPENDING_BANDS)).toEqual([187, 494, 282, 37]);
  });

  it('has the published genders and regions', async () => {
    const counted = async (column: 'gender' | 'location') =>
      (await portrait.groupCounts(users, column)).rows.map((row) => [row.group, row.users]);
    expect(await counted('gender')).toEqual([
      ['Male', 526],
      ['Female', 474],
    ]);
    expect(await counted('location')).toEqual([
      ['Suburban', 349],
      ['Urban', 344],
      ['Rural', 307],
    ]);
  });

  it('has technology users spending most without being most', async () => {
    const [first] = (await portrait.interestProfiles(users)).rows;
    expect(first).toMatchObject({ interest: 'Technology', users: 186 });
    expect(first?.perUser).toBeCloseTo(3579.19, 2);
  });

  it('has spending spread as the Gini coefficient over all pairs says', async () => {
    const spread = (await portrait.inequality(users, 'total_spending', { top: 0.2 })).at();
    expect(spread.gini.raw).toBeCloseTo(0.34389, 5);
    expect(spread.topShare.raw).toBeCloseTo(0.38269, 5);
  });

  it('has no difference in pages between interests to speak of', async () => {
    const pages = (await portrait.compareGroups(users, 'pages_viewed', 'interests')).at();
    expect([pages.size.raw, pages.effectInterval.raw?.low]).toEqual([null, 0]);
    expect(pages.effectInterval.raw?.high).toBeLessThan(0.03);
  });
});
