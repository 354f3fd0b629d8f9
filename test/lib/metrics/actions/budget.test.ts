import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MetricError,
  OptionsError,
  revenueAtStake,
  RFM_LEVELS,
  RFM_SEGMENT_KEYS,
  splitBudget,
  STAKE_RULES,
  USER_REGIONS,
} from 'tally';
import { allPairs, pair } from './pairs.js';

const cents = (rows: readonly { readonly name: string; readonly cents: number }[]) =>
  Object.fromEntries(rows.filter((row) => row.cents > 0).map((row) => [row.name, row.cents]));
const sum = (rows: readonly { readonly cents: number }[]) =>
  rows.reduce((total, row) => total + row.cents, 0);

describe('splitBudget', () => {
  const pairs = [
    pair('keyValue', 'Suburban', 2, 600),
    pair('lost', 'Suburban', 3, 100),
    pair('lost', 'Rural', 5, 300),
  ];

  it('splits by revenue, to the cent', () => {
    const { segments, regions } = splitBudget(pairs, { budget: 10 });
    expect(cents(segments)).toEqual({ keyValue: 600, lost: 400 });
    expect(cents(regions)).toEqual({ Suburban: 700, Rural: 300 });
    expect(regions.find((row) => row.name === 'Suburban')).toEqual({
      name: 'Suburban',
      users: 5,
      revenue: 700,
      stake: 700,
      amount: 7,
      cents: 700,
      share: 0.7,
    });
  });

  it('counts only what is to be won back, or only what can grow', () => {
    expect(cents(splitBudget(pairs, { budget: 1, weights: STAKE_RULES.winBack }).regions)).toEqual({
      Suburban: 25,
      Rural: 75,
    });
    expect(cents(splitBudget(pairs, { budget: 1, weights: STAKE_RULES.growth }).segments)).toEqual({
      keyValue: 100,
    });
  });

  it('weighs segments and regions', () => {
    const weights = { segments: { keyValue: 0.5 }, regions: { Rural: 2 } };
    // 300 + 100 in Suburban, 600 in Rural.
    expect(cents(splitBudget(pairs, { budget: 1, weights }).regions)).toEqual({ Suburban: 40, Rural: 60 });
  });

  it('gives left-over cents to the largest remainders', () => {
    const thirds = USER_REGIONS.map((region) => pair('lost', region, 1, 100));
    expect(cents(splitBudget(thirds, { budget: 0.1 }).regions)).toEqual({ Rural: 4, Suburban: 3, Urban: 3 });
  });

  it('gives 0, never nothing, to segments and regions without users or revenue', () => {
    const { segments, regions } = splitBudget([...pairs, pair('potential', 'Urban', 4, 0)], { budget: 10 });
    expect(segments.map((row) => row.name)).toEqual([...RFM_SEGMENT_KEYS]);
    for (const row of [...segments, ...regions]) {
      expect(Number.isFinite(row.share) && Number.isFinite(row.amount)).toBe(true);
    }
    expect(regions.find((row) => row.name === 'Urban')).toMatchObject({ users: 4, cents: 0, share: 0 });
    expect(segments.find((row) => row.name === 'newHighValue')).toMatchObject({
      users: 0,
      cents: 0,
      share: 0,
    });
  });

  it('sums to the budget exactly, whatever the order of the rows', () => {
    fc.assert(
      fc.property(
        allPairs.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        fc.integer({ min: 1, max: 10_000_000 }),
        ([rows, shuffled], whole) => {
          const options = { budget: whole / 100 };
          const split = splitBudget(rows, options);
          expect([sum(split.segments), sum(split.regions)]).toEqual([whole, whole]);
          expect(splitBudget(shuffled, options)).toEqual(split);
        },
      ),
    );
  });

  it('never gives less for more revenue', () => {
    fc.assert(
      fc.property(allPairs, (rows) => {
        const { segments, regions } = splitBudget(rows, { budget: 123.45 });
        for (const list of [segments, regions]) {
          for (const a of list) {
            for (const b of list) if (a.revenue > b.revenue) expect(a.cents).toBeGreaterThanOrEqual(b.cents);
          }
        }
      }),
    );
  });

  it.each([0, -1, NaN, Infinity, 0.001, 10.005])('refuses a budget of %s', (budget) => {
    expect(() => splitBudget(pairs, { budget })).toThrow(OptionsError);
    expect(() => splitBudget(pairs, { budget })).toThrow(/budget must be a positive amount/);
  });

  it.each([-1, NaN, Infinity])('refuses a weight of %s', (weight) => {
    const weights = { segments: { lost: weight } };
    expect(() => splitBudget(pairs, { budget: 1, weights })).toThrow(OptionsError);
    expect(() => splitBudget(pairs, { budget: 1, weights })).toThrow(/weight of lost is/);
  });

  it('refuses to split where nothing is at stake', () => {
    const free = [pair('lost', 'Rural', 3, 0)];
    expect(() => splitBudget(free, { budget: 1 })).toThrow(MetricError);
    expect(() => splitBudget([], { budget: 1 })).toThrow(/No revenue is at stake/);
    const weights = { segments: { keyValue: 0, lost: 0 } };
    expect(() => splitBudget(pairs, { budget: 1, weights })).toThrow(MetricError);
  });
});

describe('the rules of what is at stake', () => {
  it('divide all revenue into what is to be won back and what can grow', () => {
    fc.assert(
      fc.property(allPairs, (rows) => {
        for (const row of revenueAtStake(rows)) expect(row.stake).toBe(row.revenue);
        for (const rule of ['winBack', 'growth'] as const) {
          const counted = rows.filter((row) => RFM_LEVELS[row.segment].recency === (rule === 'growth'));
          if (counted.every((row) => row.revenue === 0)) {
            expect(() => revenueAtStake(rows, STAKE_RULES[rule])).toThrow(MetricError);
          } else {
            const stakes = revenueAtStake(rows, STAKE_RULES[rule]).filter((row) => row.stake > 0);
            expect(stakes.map((row) => row.stake)).toEqual(
              counted.filter((row) => row.revenue > 0).map((row) => row.revenue),
            );
          }
        }
      }),
    );
  });
});
