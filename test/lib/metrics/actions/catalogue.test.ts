import { describe, expect, it } from 'vitest';
import {
  checkReasons,
  HORIZONS,
  labelOf,
  MEASURES,
  PLAN,
  reasonsLabel,
  REGION_ACTIONS,
  RFM_SEGMENT_KEYS,
  say,
  SEGMENT_ACTIONS,
  USER_REGIONS,
  type Action,
  type Label,
  type Reason,
  type RegionMeasure,
} from 'tally';

const actions: (readonly [string, Action])[] = [
  ...Object.entries(SEGMENT_ACTIONS),
  ...Object.entries(REGION_ACTIONS),
].flatMap(([owner, own]) => own.map((action): readonly [string, Action] => [owner, action]));
const planned = Object.values(PLAN).flat();
const texts: readonly Label[] = [
  ...actions.flatMap(([, { goal, steps }]) => [goal, ...steps]),
  ...planned.flatMap(({ what, done }) => [what, done]),
  ...Object.values(MEASURES).map(({ label }) => label),
  ...Object.values(HORIZONS),
];

describe('the catalogue of actions', () => {
  it('has something to do for every segment and region', () => {
    expect(Object.keys(SEGMENT_ACTIONS)).toEqual([...RFM_SEGMENT_KEYS]);
    expect(new Set(Object.keys(REGION_ACTIONS))).toEqual(new Set(USER_REGIONS));
    for (const [owner, action] of actions) {
      expect(action.steps.length, owner).toBeGreaterThan(0);
      expect(action.because.length, owner).toBeGreaterThan(0);
    }
  });

  it('does not compile with a segment or region left out, or with a reason of taste', () => {
    // @ts-expect-error seven segments have nothing to do
    const segments: typeof SEGMENT_ACTIONS = { lost: SEGMENT_ACTIONS.lost };
    // @ts-expect-error two regions have nothing to do
    const byRegion: typeof REGION_ACTIONS = { Rural: REGION_ACTIONS.Rural };
    // @ts-expect-error no mean says what a region prefers
    const taste: Reason<RegionMeasure> = { measure: 'product_category_preference', is: 'above' };
    expect([segments, byRegion, taste]).toHaveLength(3);
  });

  it('says everything in both languages, without a typed digit', () => {
    for (const { en, zh } of texts) {
      expect(en).toMatch(/[a-z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(`${en}${zh}`).not.toMatch(/\p{Nd}/u);
    }
    const goals = actions.map(([, { goal }]) => goal.en);
    expect(new Set(goals).size).toBe(goals.length);
  });

  it('follows no taste for a category', () => {
    const categories = ['Apparel', 'Books', 'Electronics', 'Health & Beauty', 'Home & Kitchen'].map(labelOf);
    for (const { en, zh } of texts) {
      for (const category of categories) {
        expect(en.toLowerCase()).not.toContain(say(category, 'en').toLowerCase());
        expect(zh).not.toContain(say(category, 'zh'));
      }
    }
  });

  it('bounds what a lost user may cost by what they ever spent', () => {
    for (const { costBelow } of SEGMENT_ACTIONS.lost) expect(costBelow).toBe('spending');
  });

  it('calls nobody of low money', () => {
    for (const segment of ['lowCost', 'lost', 'generalNew', 'potential'] as const) {
      for (const { channels } of SEGMENT_ACTIONS[segment]) expect(channels).not.toContain('call');
    }
  });

  it('has an action at every horizon, and three items of the plan', () => {
    for (const horizon of Object.keys(HORIZONS)) {
      expect(actions.some(([, action]) => action.horizon === horizon)).toBe(true);
    }
    expect(planned).toHaveLength(9);
  });
});

describe('checkReasons', () => {
  const action = {
    because: [
      { measure: 'spending', is: 'above' },
      { measure: 'loginGap', is: 'below' },
    ],
  } as unknown as Action<'spending' | 'loginGap'>;

  it('compares with all users, on the side that the action supposes', () => {
    const stand = (spending: number, loginGap: number) =>
      checkReasons(action, { spending, loginGap }, { spending: 100, loginGap: 10 }).map((one) => one.stands);
    expect(stand(101, 9)).toEqual([true, true]);
    expect(stand(99, 11)).toEqual([false, false]);
    expect(stand(100, 10)).toEqual([false, false]);
  });

  it('has no verdict for a group without users', () => {
    expect(checkReasons(action, undefined, { spending: 100, loginGap: 10 })).toEqual([
      { measure: 'spending', is: 'above', value: null, overall: 100, stands: null },
      { measure: 'loginGap', is: 'below', value: null, overall: 10, stands: null },
    ]);
  });

  it('is written with the values, in both languages', () => {
    const reasons = checkReasons(action, { spending: 2500, loginGap: 11 }, { spending: 100, loginGap: 10 });
    expect(reasonsLabel(reasons)).toEqual({
      en: '✓ spending ¥2,500 > ¥100; ✗ days since last login 11.0 > 10.0',
      zh: '✓ 消费额 ¥2,500 > ¥100；✗ 距上次登录天数 11.0 > 10.0',
    });
    expect(reasonsLabel(checkReasons(action, undefined, null)).en).toContain('? spending n/a ? n/a');
  });
});
