import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advice, open, regions, rfm, segments, type Label, type Tally, type Text } from 'tally';
import { douyin } from 'tally-studies';

const CATALOGS = [douyin.SEGMENT_ACTIONS, douyin.REGION_ACTIONS] as const;
const actions = CATALOGS.flatMap(({ actions: byGroup }) => Object.values<advice.Actions>(byGroup).flat());

let tally: Tally;
let users: douyin.Users;
beforeAll(async () => {
  tally = await open({ threads: 2, currency: 'CNY' });
  users = await douyin.loadUsers(tally, 'data/sample/users.csv');
});
afterAll(() => tally.close());

const scored = () => rfm(users, { segments: douyin.SEGMENTS, ties: douyin.MYSQL_TIES });

function both(text: Text): Label {
  if (typeof text === 'string') throw new Error(`"${text}" is in one language only.`);
  return text;
}

function textsOfPlan(): readonly Label[] {
  const { schema } = douyin.plan(tally);
  return [schema.what, schema.done].flatMap(({ values }) =>
    Object.values(values).map(({ label }) => both(label)),
  );
}

const texts = (): readonly Label[] => [
  ...actions.flatMap(({ goal, steps }) => [goal, ...steps].map(both)),
  ...Object.values(douyin.SEGMENT_ACTIONS.horizons).map(({ label }) => both(label)),
  ...textsOfPlan(),
];

describe("the study's catalogs of actions", () => {
  it('have something to do for every segment and region', () => {
    expect(Object.keys(douyin.SEGMENT_ACTIONS.actions)).toEqual(Object.keys(douyin.SEGMENTS));
    const places = Object.keys(users.schema['location']?.values ?? {});
    expect(Object.keys(douyin.REGION_ACTIONS.actions).toSorted()).toEqual(places.toSorted());
  });

  it('do not compile with a segment or region left out, or with a reason of taste', () => {
    const { lost } = douyin.SEGMENT_ACTIONS.actions;
    const { Rural } = douyin.REGION_ACTIONS.actions;
    // @ts-expect-error seven segments have nothing to do
    const bySegment: typeof douyin.SEGMENT_ACTIONS.actions = { lost };
    // @ts-expect-error two regions have nothing to do
    const byRegion: typeof douyin.REGION_ACTIONS.actions = { Rural };
    // @ts-expect-error no mean says what a segment prefers
    const taste: (typeof lost)[0]['because'][0] = { measure: 'category', is: 'above' };
    expect([bySegment, byRegion, taste]).toHaveLength(3);
  });

  it('say everything in both languages, without a typed digit, and no goal twice', () => {
    for (const { en, zh } of texts()) {
      expect(en).toMatch(/[a-z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(`${en}${zh}`).not.toMatch(/\p{Nd}/u);
    }
    const goals = actions.map(({ goal }) => both(goal).en);
    expect(new Set(goals).size).toBe(goals.length);
  });

  it('follow no taste for a category', () => {
    const categories = Object.values(douyin.usersContract.columns.product_category_preference.categories);
    expect(categories.length).toBeGreaterThan(0);
    for (const { en, zh } of texts()) {
      for (const { label } of categories) {
        expect(en.toLowerCase()).not.toContain(label.en.toLowerCase());
        expect(zh).not.toContain(label.zh);
      }
    }
  });

  it('bound what a lost user may cost by what they ever spent', () => {
    for (const { costBelow } of douyin.SEGMENT_ACTIONS.actions.lost) expect(costBelow).toBe('monetary');
  });

  it('call nobody of low money', () => {
    for (const segment of ['lowCost', 'lost', 'generalNew', 'potential'] as const) {
      for (const { channels } of douyin.SEGMENT_ACTIONS.actions[segment]) {
        expect(channels.map((channel) => both(channel).en)).not.toContain('personal call');
      }
    }
  });

  it('have an action at every horizon', () => {
    for (const horizon of Object.keys(douyin.SEGMENT_ACTIONS.horizons)) {
      expect(actions.some((action) => action.horizon === horizon)).toBe(true);
    }
  });

  it('are checked against the measures of the library, which all of their reasons name', async () => {
    const profiles = await segments.profiles(await scored());
    const bySegment = advice.checkReasons(profiles, 'segment', douyin.SEGMENT_ACTIONS);
    expect(bySegment.length).toBe(16);
    const { reasons } = bySegment;
    expect(reasons.where({ basis: 'definition' }).rows.every(({ stands }) => stands === null)).toBe(true);
    expect(reasons.where({ basis: 'data' }).rows.every(({ stands }) => stands !== null)).toBe(true);
    expect(reasons.where({ basis: 'data' }).length).toBe(7);
    const { measures } = await regions(users);
    const byRegion = advice.checkReasons(measures, 'region', douyin.REGION_ACTIONS);
    expect(byRegion.length).toBe(6);
    expect(byRegion.where({ region: 'Rural' }).rows.map(({ goal }) => goal)).toEqual([
      'Increase basket size rather than orders',
      'Match service cost to revenue',
    ]);
  });
});

describe('the plan', () => {
  it('has three items at each horizon, in the order of time', () => {
    const plan = douyin.plan(tally);
    expect(plan.rows.map(({ horizon }) => horizon)).toEqual(
      Object.keys(douyin.SEGMENT_ACTIONS.horizons).flatMap((horizon) => [horizon, horizon, horizon]),
    );
    expect(plan.at({ what: 'alert' })).toMatchObject({
      horizon: { en: 'Second and third month', zh: '第二至三个月' },
      what: { en: 'A churn alert', zh: '流失预警' },
    });
  });
});

describe('what the study publishes of money and order', () => {
  it('is a whole budget', () => {
    const shares = Object.values(douyin.PUBLISHED_BUDGET);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('stands beside what is computed, pair by pair', async () => {
    const ranked = advice.priorities(await segments.byRegion(await scored()));
    const compared = advice.comparePriorities(ranked, douyin.PUBLISHED_PRIORITIES);
    expect(compared.length).toBe(8);
    expect(compared.rows.every(({ rank }) => rank !== null)).toBe(true);
  });
});
