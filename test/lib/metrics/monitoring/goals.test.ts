import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, monitoring, open, OptionsError, stats, tiers, type Tally } from 'tally';
import { Files } from '../../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

/** As of 2024-03-31, periods of ten days: 22 to 31 March, and 12 to 21 March. */
const LINES = [
  'o1,a,2024-03-12,10,north',
  'o2,b,2024-03-20,10,north',
  'o3,c,2024-03-21,10,north',
  'o4,d,2024-03-11,10,north', // before both
  'o5,a,2024-03-22,40,north',
  'o6,a,2024-03-31,20,south',
  'o7,e,2024-03-25,30,south',
  'o8,c,2024-03-30,-5,south', // a refund is no return
  'o9,f,2024-03-28,25,',
];
const shopOf = (lines = LINES, header = 'order_id,customer_id,date,amount,community') =>
  loadOrders(tally, files.lines('goals.csv', header, ...lines));

const goalsOf = async (options: monitoring.GoalsOptions) => {
  const shop = await shopOf();
  return monitoring.goals(shop, await tiers.assign(shop.customers), { days: 10, ...options });
};

describe('monitoring.goals', () => {
  it('has baselines counted by hand, what is to be reached, and the customers that a test needs', async () => {
    const found = await goalsOf({
      targets: {
        retention: { times: 1.2 },
        highValueShare: { atLeast: 0.15 },
        repurchase: { times: 1.25 },
        leaderOutput: { times: 1.3 },
        roi: { times: 1.4 },
      },
      roi: { mean: 0.5, deviation: 2, units: 300 },
    });
    // a, b, c bought before, a again; a, e, f bought lately, a twice; north 40, south 20 + 30 - 5.
    expect(found.rows).toMatchObject([
      { goal: 'retention', baseline: 1 / 3, measuredOn: 3, reached: false },
      { goal: 'highValueShare', measuredOn: 6, target: 0.15, reached: true, perGroup: null },
      { goal: 'roi', baseline: 0.5, measuredOn: 300, perGroup: stats.sampleSizeOfMeans(0.2, 2) },
      { goal: 'repurchase', baseline: 1 / 3, measuredOn: 3 },
      { goal: 'leaderOutput', baseline: 42.5, measuredOn: 2, target: 55.25 },
    ]);
    const needed = (goal: monitoring.GoalName) => found.at({ goal }).perGroup.raw;
    expect(needed('retention')).toBe(stats.sampleSizeOfShares(1 / 3, 0.4));
    expect(needed('repurchase')).toBe(stats.sampleSizeOfShares(1 / 3, 5 / 12));
    // Deviation of 40 and 45: sqrt(12.5).
    expect(needed('leaderOutput')).toBe(stats.sampleSizeOfMeans(12.75, Math.sqrt(12.5)));
  });

  it('needs more for more power', async () => {
    const targets = { retention: { times: 1.2 } } as const;
    const [usual, surer] = [await goalsOf({ targets }), await goalsOf({ targets, power: 0.9 })];
    expect(surer.at().perGroup.raw).toBeGreaterThan(usual.at().perGroup.raw ?? Infinity);
  });

  it('says nothing of what cannot be told or reached', async () => {
    const found = await goalsOf({ targets: { roi: { times: 1.4 }, repurchase: { times: 4 } } });
    expect(found.rows).toMatchObject([
      { goal: 'roi', baseline: null, target: null, reached: null, perGroup: null },
      { goal: 'repurchase', target: 4 / 3, reached: false, perGroup: null },
    ]);
    const plain = await shopOf(['o1,a,2024-03-12,10'], 'order_id,customer_id,date,amount');
    const none = await monitoring.goals(plain, await tiers.assign(plain.customers), {
      targets: { leaderOutput: { times: 1.3 }, retention: { times: 1.2 } },
    });
    expect(none.rows).toMatchObject([
      { goal: 'retention', baseline: null, perGroup: null },
      { goal: 'leaderOutput', baseline: null, perGroup: null },
    ]);
  });

  it.each([
    [{ targets: {}, days: 0 }, /days must be a whole number/],
    [
      { targets: { retention: { times: 0 } } },
      /target of retention must be a number, and as a factor positive/,
    ],
    [{ targets: { retention: { atLeast: Number.NaN } } }, /target of retention/],
    [{ targets: { retention: { times: 1.2 } }, alpha: 2 }, /alpha must lie between 0 and 1/],
    [{ targets: {}, highValue: ['vip'] }, /"vip", which the plan does not have/],
  ])('refuses %j', async (options, message) => {
    const promise = goalsOf(options);
    await expect(promise).rejects.toThrow(OptionsError);
    await expect(promise).rejects.toThrow(message);
  });
});
