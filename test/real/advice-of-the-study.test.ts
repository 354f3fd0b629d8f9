import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advice, open, portrait, regions, rfm, segments, type Tally } from 'tally';
import { douyin } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

describe.skipIf(file === null)("the study's advice on the real user table", () => {
  let tally: Tally;
  let users: douyin.Users;
  const scored = () => rfm(users, { segments: douyin.SEGMENTS, ties: douyin.MYSQL_TIES });
  beforeAll(async () => {
    tally = await open({ threads: 2, currency: 'CNY' });
    users = await douyin.loadUsers(tally, file ?? '');
  });
  afterAll(() => tally.close());

  it('rests on reasons that all stand where they could fail', async () => {
    const profiles = await segments.profiles(await scored());
    const bySegment = advice.checkReasons(profiles, 'segment', douyin.SEGMENT_ACTIONS);
    const tested = bySegment.reasons.where({ basis: 'data' });
    expect(tested.rows.map(({ stands }) => stands)).toEqual(Array.from({ length: 7 }, () => true));
    expect(bySegment.where({ stands: false }).rows).toEqual([]);
    const { measures } = await regions(users);
    const byRegion = advice.checkReasons(measures, 'region', douyin.REGION_ACTIONS);
    expect(byRegion.where(({ stands }) => stands !== true).rows).toEqual([]);
  });

  it('compares with means over all users', async () => {
    const profiles = await segments.profiles(await scored());
    const overall = (measure: string) => profiles.at({ segment: 'lost', measure }).overall.raw;
    expect(overall('monetary')).toBeCloseTo(2437.136, 6);
    expect(overall('frequency')).toBeCloseTo(7.337, 9);
    expect((await regions(users)).all.at().revenuePerOrder.raw).toBeCloseTo(332.1706, 4);
  });

  it('follows no category, since preference depends on neither region nor segment', async () => {
    for (const [attribute, p] of [
      ['location', 0.516],
      ['segment', 0.459],
    ] as const) {
      const tab = await portrait.crossTab(await scored(), attribute, 'product_category_preference');
      expect(tab.association.at().p.raw).toBeCloseTo(p, 3);
    }
  });

  it('splits a budget otherwise than the study, which gives rural areas a quarter', async () => {
    const pairs = await segments.byRegion(await scored());
    const budget = advice.splitBudget(pairs, { budget: 100, rules: advice.stakeRules(await scored()) });
    const amounts = (rule: 'revenue' | 'winBack' | 'growth') =>
      Object.fromEntries(budget.where({ rule }).rows.map(({ region, amount }) => [region, amount]));
    expect(amounts('revenue')).toEqual({ Urban: 41.48, Suburban: 42.87, Rural: 15.65 });
    expect(amounts('winBack')).toEqual({ Urban: 42.14, Suburban: 42.86, Rural: 15 });
    expect(amounts('growth')).toEqual({ Urban: 40.42, Suburban: 42.89, Rural: 16.69 });
    expect(douyin.PUBLISHED_BUDGET.Rural).toBe(0.25);
  });

  it('ranks pairs of segment and region; one of the eight published levels agrees', async () => {
    const ranked = advice.priorities(await segments.byRegion(await scored()));
    expect(ranked.head(3).rows.map((row) => [row.segment, row.region, row.users])).toEqual([
      ['newHighValue', 'Urban', 45],
      ['newHighValue', 'Suburban', 49],
      ['dormantHighValue', 'Urban', 78],
    ]);
    const compared = advice.comparePriorities(ranked, douyin.PUBLISHED_PRIORITIES);
    expect(compared.rows.map((row) => row.rank)).toEqual([4, 7, 1, 6, 9, 8, 12, 17]);
    expect(compared.rows.map((row) => row.level)).toEqual([1, 2, 1, 1, 2, 2, 2, 3]);
    expect(compared.where({ agrees: true }).length).toBe(1);
  });
});
