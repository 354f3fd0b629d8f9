import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, rfm, segments, type Tally, type TieOrder, type TiePolicy } from 'tally';
import { douyin } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

const KEYS = Object.keys(douyin.SEGMENTS) as douyin.SegmentKey[];

/** As the study names its segments: in the order of {@link KEYS}. */
const SIZES: readonly (readonly [TiePolicy | TieOrder, Readonly<Record<douyin.SegmentKey, number>>])[] = [
  [douyin.MYSQL_TIES, sizes(58, 80, 95, 167, 115, 132, 147, 206)],
  ['key', sizes(54, 82, 98, 166, 112, 136, 152, 200)],
  ['percent_rank', sizes(50, 82, 93, 175, 100, 134, 150, 216)],
  ['cume_dist', sizes(65, 91, 94, 150, 129, 133, 155, 183)],
  ['mean', sizes(55, 77, 104, 164, 110, 152, 140, 198)],
];

/** Sizes of the segments: first those of much money, then those of little. */
function sizes(
  keyValue: number,
  keyWinBack: number,
  newHighValue: number,
  dormantHighValue: number,
  potential: number,
  generalNew: number,
  lowCost: number,
  lost: number,
) {
  return { keyValue, keyWinBack, newHighValue, dormantHighValue, potential, generalNew, lowCost, lost };
}

describe.skipIf(file === null)("the study's segments of the real user table", () => {
  let tally: Tally;
  let users: douyin.Users;
  const score = (ties: TiePolicy | TieOrder = douyin.MYSQL_TIES) =>
    rfm(users, { segments: douyin.SEGMENTS, ties });
  beforeAll(async () => {
    tally = await open({ threads: 2, currency: 'CNY' });
    users = await douyin.loadUsers(tally, file ?? '');
  });
  afterAll(() => tally.close());

  it('have their sizes under each order among equals, under the first the published ones', async () => {
    for (const [ties, expected] of SIZES) {
      const found = await segments.sizes(await score(ties));
      expect(Object.fromEntries(found.rows.map((row) => [row.segment, row.users]))).toEqual(expected);
    }
  });

  it('have sizes by NTILE that lie within those of random orders; equal scores for equals may not', async () => {
    const spread = await segments.tieSensitivity(users, {
      ...{ segments: douyin.SEGMENTS, orders: 200, seed: 1 },
    });
    const outside = (at: number) =>
      KEYS.filter((segment) => {
        const size = SIZES[at]?.[1][segment] ?? NaN;
        const { min, max } = spread.at({ segment });
        return !(size >= (min.raw ?? NaN) && size <= (max.raw ?? NaN));
      });
    expect([outside(0), outside(1)]).toEqual([[], []]);
    expect(outside(3)).toContain('keyValue');
    expect(spread.rows.map(({ segment, min, max }) => [segment, min, max])).toEqual([
      ['keyValue', 51, 60],
      ['keyWinBack', 79, 89],
      ['newHighValue', 90, 102],
      ['dormantHighValue', 159, 171],
      ['potential', 105, 116],
      ['generalNew', 132, 144],
      ['lowCost', 145, 155],
      ['lost', 194, 208],
    ]);
  });

  it('have users told from their equals by order alone in days and purchases, but none in money', async () => {
    const scores = await segments.scores(await score());
    expect(scores.rows.every((row) => row.users === 200)).toBe(true);
    expect(scores.splits.rows.map((row) => [row.dimension, row.users])).toEqual([
      ['recency', 135],
      ['frequency', 281],
      ['monetary', 0],
    ]);
  });

  it('have means that the published way of averaging shifts', async () => {
    const profiles = await segments.profiles(await score());
    const away = profiles.at({ segment: 'keyWinBack', measure: 'recency' });
    expect(away.mean.raw).toBeCloseTo(20.7875, 4);
    expect(away.meanOfGroups.raw).toBeCloseTo(20.8878, 4);
    const spent = profiles.at({ segment: 'dormantHighValue', measure: 'monetary' });
    expect(spent.mean.raw).toBeCloseTo(4214.75, 2);
    expect(spent.meanOfGroups.raw).toBeCloseTo(3859.05, 2);
    expect(profiles.at({ segment: 'potential', measure: 'recency' }).mean.raw).toBeCloseTo(6.9, 1);
  });

  it('have top combinations of few users: six of the 206 lost, who are mostly women and mostly rural', async () => {
    const { cells, modes } = await segments.profiles(await score());
    expect(cells.at({ segment: 'lost' })).toMatchObject({
      combination: { en: 'Male, Suburban, Fashion, Electronics' },
      users: { raw: 6 },
      tied: { raw: 1 },
      share: { raw: 6 / 206 },
    });
    const mode = (segment: douyin.SegmentKey, attribute: string) => modes.at({ segment, attribute });
    expect(mode('lost', 'gender')).toMatchObject({ value: { raw: 'Female' }, users: { raw: 108 } });
    expect(mode('lost', 'region')).toMatchObject({ value: { raw: 'Rural' }, users: { raw: 102 } });
    expect(cells.at({ segment: 'keyWinBack' })).toMatchObject({ users: { raw: 4 }, tied: { raw: 2 } });
    expect(mode('keyWinBack', 'category').tied.raw).toBe(2);
  });

  it('have personas that differ from the published ones', async () => {
    const written = segments.personas(await segments.profiles(await score()));
    expect(written.at({ segment: 'lost' }).persona.en).toBe(
      '206 users, 20.6% of all, set apart from all users by: low income (¥49,427 against ¥58,947), ' +
        'long away (21.3 days against 15.6), few purchases (3.9 against 7.3), ' +
        'small orders (¥628 against ¥838), low spending (¥1,536 against ¥2,437), ' +
        'few pages viewed (22.3 against 24.4), region often Rural (49.5% against 30.7%) and ' +
        'interest often Fashion (32.5% against 20.9%). No clear difference in age, time on the site or ' +
        'newsletter; no single gender or preferred category stands out.',
    );
  });

  it('are what its claims are judged by', async () => {
    const study = await douyin.open(users);
    expect(await study.claim('D-4.3.1-SEGN')).toMatchObject({
      verdict: 'confirmed-as-defined',
      data: { name: 'user_personalized_features.csv', sample: false },
    });
  });
});
