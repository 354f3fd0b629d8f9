import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  loadUsers,
  openDuckDb,
  personas,
  rfm,
  RFM_SEGMENT_KEYS,
  scoreTable,
  segmentProfiles,
  segmentSizes,
  tieSensitivity,
  written,
  type Engine,
  type LoadedUsers,
  type SegmentProfile,
  type TiePolicy,
} from 'tally';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

/** In the order of RFM_SEGMENT_KEYS. */
const SIZES: Readonly<Record<TiePolicy, readonly number[]>> = {
  mysql: [58, 80, 95, 167, 115, 132, 147, 206],
  key: [54, 82, 98, 166, 112, 136, 152, 200],
  percent_rank: [50, 82, 93, 175, 100, 134, 150, 216],
  cume_dist: [65, 91, 94, 150, 129, 133, 155, 183],
  mean: [55, 77, 104, 164, 110, 152, 140, 198],
};

describe.skipIf(file === null)('the segments of the real user table', () => {
  let engine: Engine;
  let users: LoadedUsers;
  let profiles: SegmentProfile[];
  beforeAll(async () => {
    engine = await openDuckDb({ threads: 2 });
    users = await loadUsers(engine, file ?? '');
    profiles = await segmentProfiles(engine, await rfm(engine, users.table));
  });
  afterAll(() => engine.close());

  const find = (segment: SegmentProfile['segment']): SegmentProfile => {
    const found = profiles.find((row) => row.segment === segment);
    if (found === undefined) throw new Error(`Nobody is in ${segment}.`);
    return found;
  };

  it.each(Object.entries(SIZES) as [TiePolicy, number[]][])(
    'have their sizes under %s',
    async (ties, sizes) => {
      const rows = await segmentSizes(
        engine,
        await rfm(engine, users.table, { ties, name: `sized_${ties}` }),
      );
      expect(rows.map((row) => row.users)).toEqual(sizes);
    },
  );

  it('have sizes by NTILE that lie within those of random orders; equal scores for equals may not', async () => {
    const spread = await tieSensitivity(engine, users.table, { orders: 200, seed: 1 });
    const outside = (ties: TiePolicy) =>
      RFM_SEGMENT_KEYS.filter((_, index) => {
        const [size, row] = [SIZES[ties][index] ?? 0, spread[index]];
        return row === undefined || size < row.min || size > row.max;
      });
    expect(outside('mysql')).toEqual([]);
    expect(outside('key')).toEqual([]);
    expect(outside('cume_dist')).toContain('keyValue');
    expect(spread.map(({ min, max }) => [min, max])).toEqual([
      [51, 60],
      [79, 89],
      [90, 102],
      [159, 171],
      [105, 116],
      [132, 144],
      [145, 155],
      [194, 208],
    ]);
  });

  it('have users told from their equals by order alone in days and purchases, but none in money', async () => {
    const rows = await scoreTable(engine, await rfm(engine, users.table));
    expect(rows.every((row) => row.users === 200)).toBe(true);
    const split = (dimension: string) =>
      rows.filter((row) => row.dimension === dimension).reduce((sum, row) => sum + row.split, 0);
    expect([split('recency'), split('frequency'), split('monetary')]).toEqual([135, 281, 0]);
  });

  it('have means that the published way of averaging shifts', () => {
    expect(find('keyWinBack').means.loginGap).toBeCloseTo(20.7875, 4);
    expect(find('keyWinBack').meansOfGroups.loginGap).toBeCloseTo(20.8878, 4);
    expect(find('dormantHighValue').means.spending).toBeCloseTo(4214.75, 2);
    expect(find('dormantHighValue').meansOfGroups.spending).toBeCloseTo(3859.05, 2);
    expect(find('potential').means.loginGap).toBeCloseTo(6.9, 1);
  });

  it('have top combinations of few users: six of the 206 lost, who are mostly women and mostly rural', () => {
    const { topCells, modes } = find('lost');
    expect(topCells).toMatchObject([
      {
        gender: 'Male',
        location: 'Suburban',
        interests: 'Fashion',
        product_category_preference: 'Electronics',
        users: 6,
        tied: 1,
      },
    ]);
    expect(topCells[0]?.share).toBeCloseTo(6 / 206, 12);
    expect(modes).toMatchObject({
      gender: { value: 'Female', users: 108 },
      location: { value: 'Rural', users: 102 },
    });
    expect(find('keyWinBack').topCells).toMatchObject([{ users: 4, tied: 2 }, { users: 4 }]);
    expect(find('keyWinBack').modes.product_category_preference.tied).toHaveLength(2);
  });

  it('have personas that differ from the published ones', () => {
    const persona = personas(profiles).find(({ segment }) => segment === 'lost');
    expect(persona && written(persona.text, persona.values).en).toBe(
      '206 users, 20.6% of all, set apart from all users by: low income (¥49,427 against ¥58,947), ' +
        'long away (21.3 days since the last login against 15.6), few purchases (3.9 against 7.3), ' +
        'small orders (¥628 against ¥838), low spending (¥1,536 against ¥2,437), ' +
        'region often Rural (49.5% against 30.7%) and interest often Fashion (32.5% against 20.9%). ' +
        'No clear difference in age, time on the site or subscription; no single gender or category stands out.',
    );
  });
});
