import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  associations,
  compareGroups,
  crossTab,
  HIGH_VALUE_SEGMENTS,
  gatherColumns,
  loadUsers,
  openDuckDb,
  regions,
  rfm,
  RFM_SEGMENT_KEYS,
  cellOf,
  segmentProducts,
  type CrossTab,
  type Engine,
  type LoadedUsers,
  type ScoredUsers,
  type SegmentProduct,
} from 'tally';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

const percent = (value: number | null | undefined) => Number((100 * (value ?? NaN)).toFixed(2));
const round = (value: number | null | undefined) => Number((value ?? NaN).toFixed(2));

describe.skipIf(file === null)('products and regions of the real user table', () => {
  let engine: Engine;
  let users: LoadedUsers;
  let scored: ScoredUsers;
  let products: SegmentProduct[];
  let segmentsByRegion: CrossTab;
  beforeAll(async () => {
    engine = await openDuckDb({ threads: 2 });
    users = await loadUsers(engine, file ?? '');
    scored = await rfm(engine, users.table, { ties: 'mysql' });
    products = await segmentProducts(engine, scored);
    segmentsByRegion = await crossTab(engine, scored, 'location', 'segment', { columns: RFM_SEGMENT_KEYS });
  });
  afterAll(() => engine.close());

  it.each([
    ['generalNew', 'Books', 24.24, 666.37, 1, 1],
    ['generalNew', 'Electronics', 16.67, 758.8, 5, 3],
    ['lowCost', 'Electronics', 28.57, 96.21, 1, 2],
    ['lowCost', 'Books', 20.41, 125.52, 2, 1],
    ['newHighValue', 'Apparel', 21.05, 2334.64, 2, 2],
    ['lost', 'Home & Kitchen', 22.82, 610.99, 1, 1],
    ['keyWinBack', 'Books', 21.25, 320.52, 1, 1],
    ['keyWinBack', 'Electronics', 21.25, 267.74, 1, 2],
    ['dormantHighValue', 'Apparel', 26.35, 2310.95, 1, 1],
    ['dormantHighValue', 'Books', 19.76, 2317.56, 3, 3],
  ])('has the published %s, %s', (segment, category, share, orderValue, shareRank, spendingRank) => {
    const row = products.find((one) => one.segment === segment && one.category === category);
    expect([percent(row?.share), round(row?.orderValue)]).toEqual([share, orderValue]);
    expect([row?.shareRank, row?.spendingRank]).toEqual([shareRank, spendingRank]);
  });

  it('has orders of new high-value users that bring in far less than the published mean', () => {
    const row = products.find((one) => one.segment === 'newHighValue' && one.category === 'Electronics');
    expect([round(row?.orderValue), round(row?.spendingPerOrder)]).toEqual([1857.21, 1096.45]);
  });

  it('has preferences that do not go with the segment', async () => {
    const [category, interest] = await associations(engine, scored, 'segment', [
      'product_category_preference',
      'interests',
    ]);
    expect(category?.association).toMatchObject({ df: 28, cramersV: expect.closeTo(0.0838, 4) as number });
    expect(category?.p).toBeCloseTo(0.4594, 4);
    expect(category?.tab.cells.filter((cell) => (cell.p ?? 1) < 0.05)).toHaveLength(2);
    expect(category?.tab.cells.filter((cell) => (cell.q ?? 1) < 0.05)).toEqual([]);
    expect(interest?.association?.cramersV).toBeCloseTo(0.305, 3);
    expect(interest?.q).toBeLessThan(1e-50);
  });

  it('has the regions as published, but for the ARPU of the suburbs', async () => {
    const rows = await regions(engine, users.table);
    expect(rows.map((row) => [row.region, row.users, round(row.arpu), round(row.purchases)])).toEqual([
      ['Suburban', 349, 2993.63, 7.3],
      ['Urban', 344, 2938.9, 7],
      ['Rural', 307, 1242.27, 7.76],
    ]);
    expect(rows.map((row) => round(row.spendingPerOrder))).toEqual([410.04, 420.02, 160.11]);
    expect(rows.map((row) => percent(row.revenueShare))).toEqual([42.87, 41.48, 15.65]);
  });

  it('has categories that do not depend on the region', async () => {
    const [category, segment, gender] = await associations(engine, scored, 'location', [
      'product_category_preference',
      'segment',
      'gender',
    ]);
    expect(category?.association?.chiSquare).toBeCloseTo(7.191, 3);
    expect(category?.p).toBeCloseTo(0.516, 3);
    expect(category?.association).toMatchObject({ df: 8, cramersV: expect.closeTo(0.06, 3) as number });
    expect(segment?.association?.cramersV).toBeCloseTo(0.374, 3);
    expect([gender?.p, gender?.q].map(round)).toEqual([0.09, 0.14]);
  });

  it('has minutes and purchases that do not depend on the region', async () => {
    const minutes = await compareGroups(engine, users.table, 'time_spent_on_site_minutes', 'location');
    const purchases = await compareGroups(engine, users.table, 'purchase_frequency', 'location');
    expect([minutes.p, purchases.p].map(round)).toEqual([0.51, 0.19]);
    expect([minutes.size, purchases.size]).toEqual(['negligible', 'negligible']);
  });

  it('has 63% of suburban users of high value, but not 63% of high-value users in the suburbs', () => {
    const value = gatherColumns(segmentsByRegion, {
      high: HIGH_VALUE_SEGMENTS,
      other: RFM_SEGMENT_KEYS.filter((segment) => !HIGH_VALUE_SEGMENTS.includes(segment)),
    });
    const high = (region: string) => cellOf(value, region, 'high');
    expect([percent(high('Suburban')?.shareOfRow), percent(high('Suburban')?.shareOfColumn)]).toEqual([
      63.32, 55.25,
    ]);
    expect(percent(high('Urban')?.shareOfRow)).toBe(49.71);
    expect(percent(high('Rural')?.shareOfRow)).toBe(2.61);
    const winBack = cellOf(segmentsByRegion, 'Urban', 'keyWinBack')?.shareOfRow ?? NaN;
    // 42.15 as the sum of three rounded shares.
    expect(percent((high('Urban')?.shareOfRow ?? NaN) - winBack)).toBeCloseTo(42.15, 1);
  });
});
