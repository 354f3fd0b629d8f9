import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, loadOrders, monitoring, open, stats, tiers, type Result, type Tally } from 'tally';
import { Files } from '../../load/files.js';

const files = new Files();
let tally: Tally;
let given: Awaited<ReturnType<typeof tieredOf>>;
beforeAll(async () => {
  tally = await open({ threads: 1 });
  given = await tieredOf(...LINES);
});
afterAll(() => {
  tally.close();
  files.remove();
});

const PLAN = {
  best: { label: 'Best', top: 0.25 },
  good: { label: 'Good', top: 0.5 },
  rest: { label: 'Rest' },
} as const satisfies tiers.TierPlan;

/** As of 2024-03-31. The period of 28 days before begins on 5 February, the last one on 4 March. */
const LINES = [
  'o1,a,2024-02-04,400,north', // before both
  'o2,b,2024-02-05,300,north',
  'o3,c,2024-03-03,20,south',
  'o4,d,2024-03-03,10,south',
  'o5,c,2024-03-04,20,south',
  'o6,c,2024-03-31,20,south',
  'o7,c,2024-03-31,10,south',
  'o8,b,2024-03-05,-5,north', // a refund alone is no order of its community
  'o9,b,2024-03-31,5,east',
];

const tieredOf = async (...lines: string[]) => {
  const header = 'order_id,customer_id,date,amount,community';
  const shop = await loadOrders(tally, files.lines(`edges-${lines.length}.csv`, header, ...lines));
  return { shop, tiered: await tiers.assign(shop.customers, { plan: PLAN }) };
};
const goalsOf = (options: monitoring.GoalsOptions, { shop, tiered } = given) =>
  monitoring.goals(shop, tiered, options);

const targets = {
  retention: { times: 1.2 },
  highValueShare: { times: 1.2 },
  repurchase: { times: 1.2 },
  leaderOutput: { times: 1.2 },
} as const;

describe('goals of periods of four weeks', () => {
  it('count orders on the edges of periods, and the two highest tiers', async () => {
    const { rows } = await goalsOf({ targets });
    expect(rows).toMatchObject([
      // b, c and d bought before, b and c again.
      { goal: 'retention', baseline: 2 / 3, measuredOn: 3, reached: false },
      { goal: 'highValueShare', baseline: 0.5, measuredOn: 4 },
      // b and c bought lately, c three times.
      { goal: 'repurchase', baseline: 0.5, measuredOn: 2 },
      // South 50 and east 5: north has a refund alone.
      { goal: 'leaderOutput', baseline: 27.5, measuredOn: 2 },
    ]);
    expect(rows[3]?.perGroup).toBe(stats.sampleSizeOfMeans(5.5, Math.sqrt(2 * 22.5 ** 2)));
  });

  it('count all who buy again, and communities with the smallest of orders', async () => {
    const more = ['o10,b,2024-03-30,1,west', 'o11,b,2024-03-30,0,void'];
    const { rows } = await goalsOf({ targets }, await tieredOf(...LINES, ...more));
    expect(rows.slice(2)).toMatchObject([
      { goal: 'repurchase', baseline: 1, measuredOn: 2 },
      // South 50, east 5 and west 1.
      { goal: 'leaderOutput', baseline: 56 / 3, measuredOn: 3 },
    ]);
  });

  it('may have periods of a day', async () => {
    // On the last day b and c bought, c twice; on the day before nobody did.
    const { rows } = await goalsOf({
      targets: { retention: { times: 2 }, repurchase: { times: 2 } },
      days: 1,
    });
    expect(rows).toMatchObject([
      { goal: 'retention', baseline: null, measuredOn: 0, target: null, reached: null, perGroup: null },
      { goal: 'repurchase', baseline: 0.5, measuredOn: 2 },
    ]);
  });

  it('take the tiers of high value that are named', async () => {
    const rest = await goalsOf({ targets: { highValueShare: { atLeast: 0.1 } }, highValue: ['best'] });
    expect(rest.rows).toMatchObject([{ baseline: 0.25, target: 0.1, reached: true }]);
    const named = goalsOf({ targets, highValue: ['best', 'vip'] });
    await expect(named).rejects.toThrow(
      'highValue names the tier "vip", which the plan does not have: use best, good, rest.',
    );
  });

  it('are reached where the baseline is just what is asked for, and can be all', async () => {
    const { rows } = await goalsOf({
      targets: { repurchase: { atLeast: 0.5 }, retention: { atLeast: 1 }, highValueShare: { atLeast: -1 } },
    });
    expect(rows).toMatchObject([
      { goal: 'retention', target: 1, reached: false, perGroup: stats.sampleSizeOfShares(2 / 3, 1) },
      { goal: 'highValueShare', target: -1, reached: true },
      { goal: 'repurchase', target: 0.5, reached: true, perGroup: null },
    ]);
  });

  it('need no number of units where they do not differ', async () => {
    const roi = { mean: 0.5, deviation: 0, units: 10 };
    const { rows } = await goalsOf(
      { targets: { ...targets, roi: { atLeast: 2 } }, roi },
      await tieredOf(...LINES.slice(0, 7)),
    );
    expect(rows.slice(2)).toMatchObject([
      { goal: 'roi', baseline: 0.5, measuredOn: 10, target: 2, reached: false, perGroup: null },
      { goal: 'repurchase' },
      // One community does not differ from itself.
      { goal: 'leaderOutput', baseline: 50, measuredOn: 1, reached: false, perGroup: null },
    ]);
  });

  it('keep a goal of a value where nothing is known yet, and no goal of a factor', async () => {
    const { rows } = await goalsOf({ targets: { roi: { atLeast: 2 } } });
    expect(rows).toEqual([
      { goal: 'roi', baseline: null, measuredOn: null, target: 2, reached: null, perGroup: null },
    ]);
  });

  it('are written as their measures are, titled in both languages, and drawn', async () => {
    const goals = await goalsOf({ targets: { ...targets, roi: { atLeast: 2 } } });
    expect(goals.rows.map(({ goal }) => goals.at({ goal }).baseline.en)).toEqual([
      ...['66.7%', '50.0%', 'n/a', '50.0%', '28'],
    ]);
    expect(goals.title).toEqual({ en: 'Goals', zh: '目标' });
    expect(chart(goals as unknown as Result).alt).toMatch(/^Bar chart: Goals/);
  });

  it.each([
    [{ targets, days: 1.5 }, /^days must be a whole number from 1 on, not 1\.5\.$/],
    [{ targets: { roi: { times: -1 } } }, /^The target of roi must be .* not -1\.$/],
    [{ targets: { roi: { times: Infinity } } }, /not Infinity/],
  ])('are refused for %j', async (options, message) => {
    await expect(goalsOf(options)).rejects.toThrow(message);
  });
});
