import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkReasons,
  comparePriorities,
  crossTab,
  loadUsers,
  openDuckDb,
  overallMeans,
  overallOfRegions,
  priorities,
  REGION_ACTIONS,
  regions,
  rfm,
  SEGMENT_ACTIONS,
  segmentProfiles,
  segmentRegions,
  splitBudget,
  STAKE_RULES,
  type Engine,
  type ScoredUsers,
  type StakeRule,
} from 'tally';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

describe.skipIf(file === null)('actions on the real user table', () => {
  let engine: Engine;
  let scored: ScoredUsers;
  beforeAll(async () => {
    engine = await openDuckDb({ threads: 2 });
    scored = await rfm(engine, (await loadUsers(engine, file ?? '')).table);
  });
  afterAll(() => engine.close());

  it('rest on reasons that all stand', async () => {
    const profiles = await segmentProfiles(engine, scored);
    const overall = overallMeans(profiles);
    for (const { segment, means } of profiles) {
      for (const action of SEGMENT_ACTIONS[segment]) {
        for (const reason of checkReasons(action, means, overall)) {
          expect(reason, `${segment}: ${action.goal.en}`).toMatchObject({ stands: true });
        }
      }
    }
    const rows = await regions(engine, scored);
    for (const row of rows) {
      for (const action of REGION_ACTIONS[row.region as keyof typeof REGION_ACTIONS]) {
        for (const reason of checkReasons(action, row, overallOfRegions(rows))) {
          expect(reason, `${row.region}: ${action.goal.en}`).toMatchObject({ stands: true });
        }
      }
    }
  });

  it('compare with means over all users', async () => {
    const overall = overallMeans(await segmentProfiles(engine, scored));
    expect(overall?.spending).toBeCloseTo(2437.136, 6);
    expect(overall?.purchases).toBeCloseTo(7.337, 9);
    expect(overallOfRegions(await regions(engine, scored))?.spendingPerOrder).toBeCloseTo(332.1706, 4);
  });

  it('follow no category, since preference depends on neither region nor segment', async () => {
    for (const [attribute, p] of [
      ['location', 0.516],
      ['segment', 0.459],
    ] as const) {
      const tab = await crossTab(engine, scored, attribute, 'product_category_preference');
      expect(tab.association?.p).toBeCloseTo(p, 3);
    }
  });

  it.each<[StakeRule, number[]]>([
    ['revenue', [41.48, 42.87, 15.65]],
    ['winBack', [42.14, 42.86, 15.0]],
    ['growth', [40.42, 42.89, 16.69]],
  ])('split a budget by %s', async (rule, amounts) => {
    const { regions: split } = splitBudget(await segmentRegions(engine, scored), {
      budget: 100,
      weights: STAKE_RULES[rule],
    });
    expect(split.map((row) => row.amount)).toEqual(amounts);
    expect(split.map((row) => row.name)).toEqual(['Urban', 'Suburban', 'Rural']);
  });

  it('rank pairs of segment and region; one of the eight published levels agrees', async () => {
    const ranked = priorities(await segmentRegions(engine, scored));
    expect(ranked.slice(0, 3).map((row) => [row.segment, row.region, row.users])).toEqual([
      ['newHighValue', 'Urban', 45],
      ['newHighValue', 'Suburban', 49],
      ['dormantHighValue', 'Urban', 78],
    ]);
    const compared = comparePriorities(ranked);
    expect(compared.map((row) => row.rank)).toEqual([4, 7, 1, 6, 9, 8, 12, 17]);
    expect(compared.map((row) => row.level)).toEqual([1, 2, 1, 1, 2, 2, 2, 3]);
    expect(compared.filter((row) => row.agrees)).toHaveLength(1);
  });
});
