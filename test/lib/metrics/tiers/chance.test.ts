import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { seeded } from '../../../../lib/src/stats/random.js';
import { ordersOf } from './history/orders-of.js';
import { dayOf, type KnownOrder } from './history/reference.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const label = 'Tier';
const CUTS: tiers.TierCuts = { score: 'spending', customers: 9, percentiles: {}, least: { '0.25': 100 } };
const RECENT = { recent: { label, within: 5 }, old: { label, after: 5 } } satisfies tiers.TierPlan;

describe('the moves that chance makes', () => {
  it('are those of orders on any day after the first', async () => {
    // The first purchase stays on day 0; the other one may be on each of the days 1 to 20. On day 10 it counts as recent on
    // 5 to 10, on day 20 on 15 to 20: 6 days of 20 each.
    const table = await ordersOf(tally, [
      { id: 'a', customer: 'anna', day: 0, total: 50 },
      { id: 'b', customer: 'anna', day: 7, total: 50 },
      { id: 'c', customer: 'anna', day: 23, total: 50 },
      { id: 'd', customer: 'new', day: 15, total: 50 },
    ]);
    const options = { from: dayOf(10), to: dayOf(20), cuts: CUTS, plan: RECENT, rounds: 1999 };
    const chance = await tiers.againstChance(table, options);
    expect(chance.rows.map(({ before, after, customers }) => [before, after, customers])).toEqual([
      ['recent', 'old', 1],
      ['old', 'recent', 0],
      ['old', 'old', 0],
    ]);
    const [down = 0, up = 0, same = 0] = chance.rows.map(({ expected }) => expected);
    // Five standard errors of 0.3 over 1,999 rounds are 0.05.
    expect(Math.abs(down - 0.3)).toBeLessThan(0.05);
    expect(Math.abs(up - 0.3)).toBeLessThan(0.05);
    expect(down + up + same).toBeCloseTo(1, 9);
    expect(chance.overall.at({ way: 'moved' }).expected.raw).toBeCloseTo(down + up, 9);
    expect(chance.overall.at({ way: 'down' })).toMatchObject({
      customers: { raw: 1 },
      expected: { raw: down },
    });
    expect((await tiers.againstChance(table, options)).rows).toEqual(chance.rows);
    expect((await tiers.againstChance(table, { ...options, seed: 2 })).rows).not.toEqual(chance.rows);
  });

  it('count spending by the day as well: what comes later was not spent before', async () => {
    const plan = { rich: { label, top: 0.25 }, poor: { label } } satisfies tiers.TierPlan;
    const table = await ordersOf(tally, [
      { id: 'a', customer: 'anna', day: 0, total: 60 },
      { id: 'b', customer: 'anna', day: 8, total: 60 },
    ]);
    // 120 in all; on day 4 of the 8 days, the second order is there in half of the rounds.
    const chance = await tiers.againstChance(table, {
      ...{ from: dayOf(4), to: dayOf(8), cuts: CUTS, plan, rounds: 999 },
    });
    expect(chance.at({ before: 'poor', after: 'rich' }).customers.raw).toBe(1);
    const expected = chance.at({ before: 'rich', after: 'rich' }).expected.raw ?? 0;
    expect(Math.abs(expected - 0.5)).toBeLessThan(0.08);
    expect(chance.total('customers').raw).toBe(1);
  });
});

/** Customers who order on each day with a probability of their own, times `change` after day 80. */
function shop(seed: number, change: number): KnownOrder[] {
  const random = seeded(seed);
  return Array.from({ length: 40 }, (_, n) => n).flatMap((n) => {
    const rate = 0.01 + 0.09 * random.next();
    const days = Array.from({ length: 120 }, (_, day) => day);
    return days.flatMap((day): KnownOrder[] =>
      random.next() < rate * (day > 80 ? change : 1)
        ? [{ id: `o${n}-${day}`, customer: `c${n}`, day, total: 5 + random.below(60) }]
        : [],
    );
  });
}

const FIVE = {
  best: { label, top: 0.25, within: 15 },
  good: { label, within: 30 },
  gone: { label, after: 30 },
} satisfies tiers.TierPlan;

const ps = async (change: number, shops: number) => {
  const found = [];
  for (let seed = 1; seed <= shops; seed += 1) {
    const chance = await tiers.againstChance(await ordersOf(tally, shop(seed, change)), {
      ...{ from: dayOf(80), to: dayOf(119), cuts: CUTS, plan: FIVE, rounds: 19, seed },
    });
    found.push(chance.overall.at({ way: 'down' }));
  }
  return found;
};

describe('the level of the test', () => {
  it('is kept where nothing changes: one in ten such shops has a p of at most 0.1', async () => {
    const all = (await ps(1, 120)).map(({ p }) => p.raw ?? 1);
    const share = (limit: number) => all.filter((p) => p <= limit).length / all.length;
    // Of 120, 12 are expected, and more than 24 in one of a thousand sets of shops.
    expect(share(0.1)).toBeLessThanOrEqual(0.2);
    // Nor does it shrink from calling a thing rare: 60 are expected, ties make it fewer.
    expect(share(0.5)).toBeGreaterThan(0.33);
    expect(share(0.5)).toBeLessThan(0.64);
  });

  it('finds customers who order a fifth as often as before', async () => {
    const all = await ps(0.2, 12);
    expect(
      all.filter(({ p, beyond }) => (p.raw ?? 1) <= 0.1 && (beyond.raw ?? 0) > 0).length,
    ).toBeGreaterThan(9);
  });
});

describe('moves against chance', () => {
  it.each([
    [{ from: dayOf(9) }, 'from must be before to, not 2024-01-10 and 2024-01-10'],
    [{ to: 'later' }, '"to" is "later"'],
    [{ rounds: 18 }, 'rounds must be a whole number of at least 19, not 18'],
    [{ rounds: 99.5 }, 'rounds must be a whole number'],
    [{ plan: { a: { label, within: 3, after: 9 } } }, 'can never hold'],
    [{ plan: { a: { label, top: 0.1 } } }, 'none for the share 0.1'],
  ])('are refused for %j', async (wrong, message) => {
    const options: tiers.ChanceOptions = { from: dayOf(0), to: dayOf(9), cuts: CUTS, plan: RECENT, ...wrong };
    await expect(tiers.againstChance(await ordersOf(tally, []), options)).rejects.toThrow(message);
  });
});
