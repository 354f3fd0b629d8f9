import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, portrait, products, regions, rfm, type Quantity, type Tally } from 'tally';
import { douyin } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

const percent = (value: number | null) => Number((100 * (value ?? NaN)).toFixed(2));
const round = (value: number | null) => Number((value ?? NaN).toFixed(2));
const raws = (...values: readonly Quantity[]) => values.map(({ raw }) => raw);

describe.skipIf(file === null)('products and regions of the real user table', () => {
  let tally: Tally;
  let users: douyin.Users;
  const score = () => rfm(users, { segments: douyin.SEGMENTS, ties: douyin.MYSQL_TIES });
  beforeAll(async () => {
    tally = await open({ threads: 2, currency: 'CNY' });
    users = await douyin.loadUsers(tally, file ?? '');
  });
  afterAll(() => tally.close());

  it('has the published preferences of segments', async () => {
    const liked = await products.bySegment(await score());
    const row = (segment: douyin.SegmentKey, category: string) => {
      const { share, orderValue, shareRank, spendingRank } = liked.at({ segment, category });
      return [percent(share.raw), round(orderValue.raw), ...raws(shareRank, spendingRank)];
    };
    expect(row('generalNew', 'Books')).toEqual([24.24, 666.37, 1, 1]);
    expect(row('generalNew', 'Electronics')).toEqual([16.67, 758.8, 5, 3]);
    expect(row('lowCost', 'Electronics')).toEqual([28.57, 96.21, 1, 2]);
    expect(row('lowCost', 'Books')).toEqual([20.41, 125.52, 2, 1]);
    expect(row('newHighValue', 'Apparel')).toEqual([21.05, 2334.64, 2, 2]);
    expect(row('lost', 'Home & Kitchen')).toEqual([22.82, 610.99, 1, 1]);
    expect(row('keyWinBack', 'Books')).toEqual([21.25, 320.52, 1, 1]);
    expect(row('keyWinBack', 'Electronics')).toEqual([21.25, 267.74, 1, 2]);
    expect(row('dormantHighValue', 'Apparel')).toEqual([26.35, 2310.95, 1, 1]);
    expect(row('dormantHighValue', 'Books')).toEqual([19.76, 2317.56, 3, 3]);
    // Their orders bring in far less than the published mean of averages.
    const dear = liked.at({ segment: 'newHighValue', category: 'Electronics' });
    expect([round(dear.orderValue.raw), round(dear.spendingPerOrder.raw)]).toEqual([1857.21, 1096.45]);
  });

  it('has preferences that do not go with the segment', async () => {
    const family = await portrait.associations(await score(), 'segment', [
      'product_category_preference',
      'interests',
    ]);
    const category = family.at({ column: 'product_category_preference' });
    expect(category.df.raw).toBe(28);
    expect([category.sampleV.raw, category.cramersV.raw]).toEqual([
      expect.closeTo(0.0838, 4),
      expect.closeTo(0.0041, 4),
    ]);
    expect(category.p.raw).toBeCloseTo(0.4594, 4);
    const { rows } = family.tabs.product_category_preference;
    expect(rows.filter((cell) => (cell.p ?? 1) < 0.05)).toHaveLength(2);
    expect(rows.filter((cell) => (cell.q ?? 1) < 0.05)).toEqual([]);
    const interest = family.at({ column: 'interests' });
    expect(interest.sampleV.raw).toBeCloseTo(0.305, 3);
    expect(interest.q.raw).toBeLessThan(1e-50);
  });

  it('has the regions as published, but for the revenue per user of the suburbs', async () => {
    const { rows } = await regions(users);
    expect(rows.map((row) => [row.region, row.users, round(row.perUser), round(row.ordersPerUser)])).toEqual([
      ['Suburban', 349, 2993.63, 7.3],
      ['Urban', 344, 2938.9, 7],
      ['Rural', 307, 1242.27, 7.76],
    ]);
    expect(rows.map((row) => round(row.revenuePerOrder))).toEqual([410.04, 420.02, 160.11]);
    expect(rows.map((row) => percent(row.revenueShare))).toEqual([42.87, 41.48, 15.65]);
  });

  it('has categories that do not depend on the region', async () => {
    const family = await portrait.associations(await score(), 'location', [
      'product_category_preference',
      'segment',
      'gender',
    ]);
    const category = family.at({ column: 'product_category_preference' });
    expect(category.chiSquare.raw).toBeCloseTo(7.191, 3);
    expect(category.p.raw).toBeCloseTo(0.516, 3);
    expect(category.df.raw).toBe(8);
    expect([category.sampleV.raw, category.cramersV.raw]).toEqual([expect.closeTo(0.06, 3), 0]);
    expect(family.at({ column: 'segment' }).sampleV.raw).toBeCloseTo(0.374, 3);
    const gender = family.at({ column: 'gender' });
    expect([round(gender.p.raw), round(gender.q.raw)]).toEqual([0.09, 0.14]);
  });

  it('has minutes and purchases that do not depend on the region', async () => {
    const minutes = (await portrait.compareGroups(users, 'time_spent_on_site_minutes', 'location')).at();
    const purchases = (await portrait.compareGroups(users, 'purchase_frequency', 'location')).at();
    expect([round(minutes.p.raw), round(purchases.p.raw)]).toEqual([0.5, 0.2]);
    expect(raws(minutes.size, purchases.size)).toEqual([null, null]);
  });

  it('has 63% of suburban users of high value, but not 63% of high-value users in the suburbs', async () => {
    const tab = await portrait.crossTab(await score(), 'location', 'segment');
    const other = (Object.keys(douyin.SEGMENTS) as douyin.SegmentKey[]).filter(
      (segment) => !douyin.HIGH_VALUE.includes(segment),
    );
    const value = portrait.gatherColumns(tab, { high: douyin.HIGH_VALUE, other });
    const high = (row: string) => value.at({ row, column: 'high' });
    const suburban = high('Suburban');
    expect([percent(suburban.shareOfRow.raw), percent(suburban.shareOfColumn.raw)]).toEqual([63.32, 55.25]);
    expect(percent(high('Urban').shareOfRow.raw)).toBe(49.71);
    expect(percent(high('Rural').shareOfRow.raw)).toBe(2.61);
    const winBack = tab.at({ row: 'Urban', column: 'keyWinBack' }).shareOfRow.raw ?? NaN;
    // 42.15 as the sum of three rounded shares.
    expect(percent((high('Urban').shareOfRow.raw ?? NaN) - winBack)).toBeCloseTo(42.15, 1);
  });
});
