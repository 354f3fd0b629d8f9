import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advice, MetricError, open, OptionsError, rfm, type Tally } from 'tally';
import { CUTS, customersOf, gone, KEYS, star } from '../segments/customers.js';
import { allPairs, LANDS, pair, pairsOf, shuffledPairs } from './pairs.js';

let tally: Tally;
let rules: advice.StakeRules<keyof typeof CUTS.segments>;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
  rules = advice.stakeRules(await rfm(await customersOf(tally, [star(), gone()]), CUTS));
});
afterAll(() => tally.close());

const three = () =>
  pairsOf(tally, [pair('stars', 'Bern', 2, 600), pair('gone', 'Bern', 3, 100), pair('gone', 'Uri', 5, 300)]);

const ALL = { label: 'Weighted', weights: {} };
const cents = (rows: Iterable<{ readonly amount: number | null }>) =>
  [...rows].reduce((sum, { amount }) => sum + Math.round(100 * (amount ?? 0)), 0);

describe('a budget', () => {
  it('is split by revenue, to the cent', () => {
    const budget = advice.splitBudget(three(), { budget: 10 });
    expect(budget.rows).toEqual([
      { rule: 'revenue', region: 'Bern', users: 5, revenue: 700, stake: 700, amount: 7, share: 0.7 },
      { rule: 'revenue', region: 'Uri', users: 5, revenue: 300, stake: 300, amount: 3, share: 0.3 },
    ]);
    expect(budget.segments.rows.map((row) => [row.segment, row.amount])).toEqual([
      ['stars', 6],
      ['gone', 4],
    ]);
    expect(budget.at({ region: 'Uri' }).amount.en).toBe('€3.00');
    expect(budget.schema.rule.hidden).toBe(true);
  });

  it('shows the rule where there are several, and has titles and figures', () => {
    const several = advice.splitBudget(three(), { budget: 1, rules });
    expect(several.schema.rule.hidden).toBe(false);
    expect([several.name, several.segments.name]).toEqual(['budget', 'budget-by-segment']);
    expect([several.title, several.segments.title]).toEqual([
      { en: 'Budget by region', zh: '各地区预算' },
      { en: 'Budget by segment', zh: '各分层预算' },
    ]);
    expect([several.chart, several.segments.chart]).toEqual([
      { mark: 'bar', x: 'share', y: 'region', color: 'rule' },
      { mark: 'bar', x: 'share', y: 'segment', color: 'rule' },
    ]);
    expect(several.at({ rule: 'growth', region: 'Bern' }).stake.en).toBe('€600');
  });

  it('shows money in whole units but for the amounts, and shares of them', () => {
    const [bern] = [advice.splitBudget(three(), { budget: 10 }).at({ region: 'Bern' })];
    expect([bern.revenue.en, bern.stake.en, bern.amount.en, bern.share.en]).toEqual([
      '€700',
      '€700',
      '€7.00',
      '70.0%',
    ]);
    const { schema } = advice.splitBudget(three(), { budget: 10 });
    expect(schema.share.of).toEqual({ base: 'amount' });
  });

  it('has three decimals in a currency of thousandths', async () => {
    const dinars = await open({ currency: 'KWD', engine: tally.engine });
    const split = advice.splitBudget(pairsOf(dinars, three().rows), { budget: 0.125 });
    expect(split.at({ region: 'Bern' }).amount.en).toMatch(/0\.088$/);
    // Quotas 87.5 and 37.5 fils: the left-over one goes to the larger weight.
    expect(split.rows.map((row) => row.amount)).toEqual([0.088, 0.037]);
  });

  it('adds the smallest first, so that no last bit depends on the order', () => {
    const rows = [0.3, 0.2, 0.1].map((revenue, index) => pair(KEYS[index] ?? 'gone', 'Uri', 1, revenue));
    for (const pairs of [rows, rows.toReversed()]) {
      const [uri] = advice.splitBudget(pairsOf(tally, pairs), { budget: 1 }).rows;
      expect([uri?.revenue, uri?.stake]).toEqual([0.1 + 0.2 + 0.3, 0.1 + 0.2 + 0.3]);
    }
  });

  it('refuses to be split by no rule', () => {
    expect(() => advice.splitBudget(three(), { budget: 1, rules: {} })).toThrow(/at least one rule/);
  });

  it('has two decimals without a currency', async () => {
    const plain = await open({ engine: tally.engine });
    const pairs = pairsOf(plain, three().rows);
    expect(advice.splitBudget(pairs, { budget: 0.5 }).rows.map((row) => row.amount)).toEqual([0.35, 0.15]);
    expect(() => advice.splitBudget(pairs, { budget: 0.125 })).toThrow(/at most 2 decimal places/);
  });

  it('counts under several rules side by side what is to be won back, and what can grow', () => {
    const budget = advice.splitBudget(three(), { budget: 1, rules });
    expect(budget.where({ rule: 'winBack' }).rows.map((row) => row.amount)).toEqual([0.25, 0.75]);
    expect(budget.segments.at({ rule: 'growth', segment: 'stars' }).share.raw).toBe(1);
    expect(budget.at({ rule: 'winBack', region: 'Uri' }).rule.en).toBe('Revenue to win back');
    expect(budget.length).toBe(6);
  });

  it('weighs segments and regions', () => {
    const weights = { segments: { stars: 0.5 }, regions: { Uri: 2 } };
    // 300 + 100 in Bern, 600 in Uri.
    const budget = advice.splitBudget(three(), { budget: 1, rules: { own: { ...ALL, weights } } });
    expect(budget.rows.map((row) => row.amount)).toEqual([0.4, 0.6]);
  });

  it('gives left-over cents to the largest remainders, and 0 where nothing is at stake', () => {
    const thirds = pairsOf(tally, [
      ...['Bern', 'Jura', 'Uri'].map((land) => pair('gone', land, 1, 100)),
      pair('stars', 'Zug', 4, 0),
    ]);
    const budget = advice.splitBudget(thirds, { budget: 0.1 });
    expect(budget.rows.map((row) => [row.region, row.users, row.amount])).toEqual([
      ['Bern', 1, 0.04],
      ['Jura', 1, 0.03],
      ['Uri', 1, 0.03],
      ['Zug', 4, 0],
    ]);
  });

  it('has no cents in a currency without them', async () => {
    const yen = await open({ currency: 'JPY', engine: tally.engine });
    const pairs = pairsOf(yen, three().rows);
    expect(advice.splitBudget(pairs, { budget: 5 }).rows.map((row) => row.amount)).toEqual([4, 1]);
    expect(() => advice.splitBudget(pairs, { budget: 5.5 })).toThrow(/at most 0 decimal places/);
  });

  it('sums exactly to the whole whatever the order of the rows, and never gives less for more revenue', () => {
    fc.assert(
      fc.property(shuffledPairs, fc.integer({ min: 1, max: 10_000_000 }), ([rows, shuffled], whole) => {
        const budget = advice.splitBudget(pairsOf(tally, rows), { budget: whole / 100 });
        const other = advice.splitBudget(pairsOf(tally, shuffled), { budget: whole / 100 });
        expect([cents(budget), cents(budget.segments)]).toEqual([whole, whole]);
        expect([budget.length, budget.segments.length]).toEqual([LANDS.length, KEYS.length]);
        for (const row of budget) expect(other.where({ region: row.region }).rows).toEqual([row]);
        for (const a of budget)
          for (const b of budget)
            if (a.revenue > b.revenue) expect(a.amount).toBeGreaterThanOrEqual(b.amount ?? 0);
      }),
      { numRuns: 15, seed: 6 },
    );
  });

  it.each([0, -1, NaN, Infinity, 0.001, 10.005])('of %s is refused', (budget) => {
    expect(() => advice.splitBudget(three(), { budget })).toThrow(OptionsError);
    expect(() => advice.splitBudget(three(), { budget })).toThrow(/budget must be a positive amount/);
  });
});

describe('revenue at stake', () => {
  it('divides into what is to be won back and what can grow', () => {
    fc.assert(
      fc.property(allPairs, (rows) => {
        const pairs = pairsOf(tally, rows);
        for (const row of advice.revenueAtStake(pairs)) expect(row.stake).toBe(row.revenue);
        for (const [rule, keys] of [
          ['winBack', ['sleepers', 'gone']],
          ['growth', ['stars', 'starters']],
        ] as const) {
          const counted = rows.filter((row) => keys.some((key) => key === row.segment));
          const all = counted.reduce((sum, row) => sum + row.revenue, 0);
          if (all === 0) expect(() => advice.revenueAtStake(pairs, rules[rule].weights)).toThrow(MetricError);
          else
            expect(advice.revenueAtStake(pairs, rules[rule].weights).total('stake').raw).toBeCloseTo(all, 6);
        }
      }),
      { numRuns: 20, seed: 8 },
    );
  });

  it.each([-1, NaN, Infinity])('refuses a weight of %s', (weight) => {
    expect(() => advice.revenueAtStake(three(), { segments: { gone: weight } })).toThrow(
      /weight of gone must be/,
    );
  });

  it('is revenue times the weight of its segment and its region, 1 where there is none', () => {
    const weights = { segments: { gone: 0.5 }, regions: { Uri: 4 } };
    const found = advice.revenueAtStake(three(), weights);
    // Stars in Bern 600, gone in Bern 100, gone in Uri 300.
    expect(found.rows.map(({ stake }) => stake)).toEqual([600, 50, 600]);
    expect(found.title).toEqual({ en: 'Revenue at stake', zh: '涉及的营收' });
    expect([found.name, found.at({ region: 'Uri' }).stake.en]).toEqual(['revenue-at-stake', '€600']);
    expect(advice.revenueAtStake(three(), { segments: { gone: 0 } }).rows.map(({ stake }) => stake)).toEqual([
      600, 0, 0,
    ]);
  });

  it('leaves a segment without a level of recency out of both rules, and takes the others by it', () => {
    const { revenue, winBack, growth } = advice.stakeRules({
      plan: {
        segments: {
          new: { label: 'New', levels: { recency: true } },
          old: { label: 'Old', levels: { recency: false } },
          rich: { label: 'Rich', levels: { monetary: true } },
        },
      },
    } as never);
    expect(revenue.weights).toEqual({});
    expect(winBack.weights).toEqual({ segments: { new: 0, old: 1, rich: 0 } });
    expect(growth.weights).toEqual({ segments: { new: 1, old: 0, rich: 0 } });
  });

  it('takes a weight of a segment or region that has a name but no users', () => {
    const { rows } = advice.revenueAtStake(three(), { segments: { sleepers: 9 } });
    expect(rows.map(({ stake }) => stake)).toEqual([600, 100, 300]);
    expect(() => advice.revenueAtStake(three(), { segments: { moon: 9 } as never })).toThrow(
      /a weight for "moon", which does not exist: use one of stars, sleepers, starters, gone\.$/,
    );
  });

  it('takes a weight of a segment that has users but no declared name', () => {
    const other = pairsOf(tally, [{ ...pair('gone', 'Uri', 1, 10), segment: 'other' as 'gone' }]);
    const { rows } = advice.revenueAtStake(other, { segments: { other: 2 } as never });
    expect(rows.map(({ stake }) => stake)).toEqual([20]);
  });

  it('refuses a weight of a region that is not there', () => {
    expect(() => advice.revenueAtStake(three(), { regions: { Moon: 2 } })).toThrow(/a weight for "Moon"/);
  });

  it('is 0 where nobody has spent anything, and then no budget is split', () => {
    const poor = pairsOf(tally, [pair('gone', 'Uri', 3, 0)]);
    expect(advice.revenueAtStake(poor).rows.map(({ stake }) => stake)).toEqual([0]);
    expect(advice.splitBudget(poor, { budget: 100 }).rows).toMatchObject([{ amount: null, share: null }]);
    expect(advice.splitBudget(pairsOf(tally, []), { budget: 100 }).rows).toEqual([]);
  });
});
