import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, stats, tiers, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { tableOf } from '../../table-of.js';
import { ordersOf } from './history/orders-of.js';
import { dayOf } from './history/reference.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const RECENT = {
  recent: { label: 'Recent', within: 5, target: [0.25, 0.5] },
  old: { label: 'Old', color: '#123456', after: 5 },
} as const satisfies tiers.TierPlan;
const CUTS: tiers.TierCuts = { score: 'spending', customers: 9, percentiles: {}, least: {} };

/** Customers by the days since their last purchase. */
const tieredOf = async (days: readonly (number | null)[]) =>
  tiers.assign(
    await tableOf(
      tally,
      'customers',
      { customer: 'integer', recency: 'integer?', spent: 'double' },
      days.map((recency, n) => [n, recency, 10]),
      { user: 'customer', recency: 'recency', monetary: 'spent' },
    ),
    { plan: RECENT },
  );

describe('moves against chance', () => {
  /** Orders of 10 by customer, on these days; tiers of days 10 and 20. */
  const chanceOf = async (days: readonly (readonly number[])[], to = 20, rounds = 19) => {
    const orders = days.flatMap((own, who) =>
      own.map((day, n) => ({ id: `${who}-${n}`, customer: `c${who}`, day, total: 10 })),
    );
    const [from, cuts] = [dayOf(10), CUTS];
    return tiers.againstChance(await ordersOf(tally, orders), {
      from,
      to: dayOf(to),
      cuts,
      plan: RECENT,
      rounds,
    });
  };

  it('are what they are where chance has nothing to move: by hand', async () => {
    const found = await chanceOf([[0], [8], [9]]);
    const same = (customers: number) => ({
      ...{ customers, expected: customers, expectedInterval: { low: customers, high: customers } },
      ...{ beyond: 0, p: 1 },
    });
    expect(found.rows).toEqual([
      { before: 'recent', after: 'old', ...same(2), q: 1 },
      { before: 'old', after: 'old', ...same(1), q: 1 },
    ]);
    expect(found.overall.rows).toEqual([
      { way: 'moved', ...same(2) },
      { way: 'up', ...same(0) },
      { way: 'down', ...same(2) },
    ]);
    expect([found.title, found.overall.title]).toMatchObject([
      { en: 'Moves from tier to tier, and those that chance makes' },
      { en: 'Moves between tiers, and those that chance makes' },
    ]);
    expect([found.chart, found.overall.chart]).toEqual([
      { mark: 'heatmap', x: 'after', y: 'before', value: 'beyond' },
      { mark: 'range', x: 'expected', y: 'way' },
    ]);
  });

  it('are beyond it where twelve customers do alike what each does in 3 of 10 rounds', async () => {
    const rounds = 39;
    const found = await chanceOf(
      Array.from({ length: 12 }, () => [0, 10]),
      20,
      rounds,
    );
    const pairs = Object.fromEntries(found.rows.map((row) => [`${row.before} ${row.after}`, row]));
    expect(Object.keys(pairs)).toEqual(['recent old', 'old recent', 'old old']);
    const own = pairs['recent old'];
    expect([own?.customers, own?.p]).toEqual([12, 2 / (rounds + 1)]);
    for (const { customers, expected, expectedInterval, beyond } of found.rows) {
      expect(expectedInterval.low).toBeLessThan(expected);
      expect(expectedInterval.high).toBeGreaterThan(expected);
      expect(beyond).toBe(customers - expected);
    }
    // 12 × 6/20 are expected, and 12 × 8/20 who stay old, of whom there is none.
    expect(Math.abs((own?.expected ?? 0) - 3.6)).toBeLessThan(1);
    expect(pairs['old old']?.customers).toBe(0);
    expect(pairs['old old']?.p).toBeLessThan(0.3);
    expect(found.rows.map(({ q }) => q)).toEqual(stats.benjaminiHochberg(found.rows.map(({ p }) => p)));
    expect(found.rows.some(({ p, q }) => p !== q)).toBe(true);
    expect(found.overall.at({ way: 'up' })).toMatchObject({ customers: { raw: 0 } });
  });

  it('that chance makes in none of the rounds are there all the same', async () => {
    // Within five days of one in ten thousand.
    const found = await chanceOf([[0, 10]], 10_000);
    expect(found.rows.find(({ before }) => before === 'recent')).toMatchObject({
      ...{ after: 'old', customers: 1, expected: 0, beyond: 1, p: 2 / 20 },
    });
  });
});

describe('the tiers of customers', () => {
  it('have the names and colors of the plan', async () => {
    const tiered = await tieredOf([1, 9]);
    expect(tiered.schema).toMatchObject({
      tier_score: { label: { en: 'Score' } },
      tier: { values: { recent: { label: 'Recent' }, old: { label: 'Old', color: '#123456' } } },
    });
    expect(Object.keys(tiered.schema['tier']?.values?.['recent'] ?? {})).toEqual(['label']);
  });

  it('are on target at either end of it', async () => {
    const shares = async (days: readonly number[]) => tiers.shares(await tieredOf(days));
    const quarter = await shares([1, 9, 9, 9]);
    expect(quarter.rows).toMatchObject([
      { tier: 'recent', share: 0.25, target: { low: 0.25, high: 0.5 }, onTarget: true },
      { tier: 'old', share: 0.75, target: null, onTarget: null },
    ]);
    expect((await shares([1, 9])).rows[0]?.onTarget).toBe(true);
    expect((await shares([1])).rows[0]?.onTarget).toBe(false);
    expect((await shares([1, ...Array.from({ length: 4 }, () => 9)])).rows[0]?.onTarget).toBe(false);
    expect(quarter.title).toMatchObject({ en: 'Customers by tier' });
    expect(quarter.chart).toEqual({ mark: 'bar', x: 'share', y: 'tier' });
    expect(quarter.schema.share).toMatchObject({ of: { base: 'customers' } });
    expect(quarter.at({ tier: 'recent' }).target.en).toBe('25%–50%');
  });

  it('are cut at shares, which are asked for from the smallest', async () => {
    const plan = {
      low: { label: 'Low', below: 0.5 },
      best: { label: 'Best', top: 0.05 },
      others: { label: 'Others' },
    };
    await expect(tiers.assign(await tieredOf([1]), { plan, cuts: CUTS })).rejects.toThrow(
      'the share 0.05, 0.5 of',
    );
  });

  it('are said to be claimed and moved under these titles', async () => {
    const [before, after] = [await tieredOf([1, 9]), await tieredOf([9, 9])];
    const moved = await tiers.migration(before, after);
    expect(moved.title).toMatchObject({ en: 'Customers by tier before and after' });
    expect(moved.chart).toEqual({ mark: 'heatmap', x: 'after', y: 'before', value: 'share' });
    expect(moved.schema.share).toMatchObject({ of: { base: 'customers' } });
    const claims = await tiers.claims(before);
    expect(claims.title).toMatchObject({ en: 'Customers by the tiers that claim them' });
    expect(claims.schema.share).toMatchObject({ of: { base: 'customers', interval: 'shareInterval' } });
    await expect(tiers.movers(before, after, { from: 'xyzzy' as 'old', to: 'old' })).rejects.toThrow(
      'no tier "xyzzy": use one of recent, old, unassigned, notThere.',
    );
    const movers = await tiers.movers(before, after, { from: 'recent', to: 'old' });
    expect(movers.label).toMatchObject({ en: 'recent → old', zh: 'recent → old' });
    const named = await tiers.movers(before, after, { from: 'recent', to: 'old', label: 'Fallen' });
    expect(named.label).toBe('Fallen');
  });
});

describe('the grid of a plan', () => {
  it('names the tiers of each cell, and has cells of customers alone', () => {
    const plan = {
      low: { label: 'Low', below: 0.4, after: 0 },
      best: { label: 'Best', top: 0.1, below: 0, within: 0 },
      first: { label: 'First', top: 1, within: 0 },
    };
    const grid = tiers.grid(tally, plan);
    expect(
      grid.rows.map(({ score, from, days, matching, which, tier }) =>
        [score.low, score.high, from, days, matching, which, tier].join(' '),
      ),
    ).toEqual([
      '0 0.1 0 0–0 2 Best, First best',
      '0 0.1 1 1+ 0  unassigned',
      '0.1 0.4 0 0–0 1 First first',
      '0.1 0.4 1 1+ 0  unassigned',
      '0.4 1 0 0–0 1 First first',
      '0.4 1 1 1+ 1 Low low',
    ]);
    expect(grid.rows[1]?.which).toBeNull();
    expect(grid.title).toMatchObject({ en: 'Which tiers claim whom' });
    expect(grid.schema).toMatchObject({ score: { digits: 0 }, from: { hidden: true } });
    expect(grid.at({ tier: 'best' }).tier.en).toBe('Best');
    expect(() => tiers.grid(tally, { a: { label: 'A', top: -0.1 } })).toThrow(
      'a share from 0 to 1, not -0.1',
    );
  });
});

describe('a file of cuts', () => {
  const cuts = (reversed: boolean): tiers.TierCuts => {
    const of = (entries: readonly (readonly [string, number])[]) =>
      Object.fromEntries(reversed ? entries.toReversed() : entries);
    return {
      ...{ score: 'basket', customers: 3, percentiles: { frequency: [1], orderValue: [2] } },
      least: of([
        ['0.05', 90],
        ['0.25', 40],
        ['0.5', 10],
      ]),
    };
  };

  it('is the same in whatever order the cuts are given', () => {
    const [one, other] = ['one.json', 'other.json'].map((name) => join(files.folder, name)) as [
      string,
      string,
    ];
    tiers.writeCuts(one, cuts(false));
    tiers.writeCuts(other, cuts(true));
    expect(readFileSync(other, 'utf8')).toBe(readFileSync(one, 'utf8'));
    expect(Object.keys(tiers.readCuts(other).least)).toEqual(['0.05', '0.25', '0.5']);
  });

  it('that cannot be read or written is said to be so with its cause', () => {
    const thrown = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return error as Error;
      }
      return null;
    };
    for (const run of [
      () => tiers.readCuts(join(files.folder, 'none.json')),
      () => tiers.readCuts(files.write('text.json', 'x')),
      () => {
        tiers.writeCuts(join(files.folder, 'none', 'x.json'), cuts(false));
      },
    ]) {
      expect(thrown(run)?.cause).toBeInstanceOf(Error);
    }
    const wrong = thrown(() => tiers.readCuts(files.write('wrong.json', '{"score":"spending"}')));
    expect(wrong?.message).toMatch(/\(customers: .*number.*\)\.$/);
  });
});

describe('where tiers are heading', () => {
  const steadyOf = async (moves: readonly (readonly [string, number])[]) => {
    const days = { r: 1, o: 9, '-': null };
    const people = moves.flatMap(([move, n]) => Array.from({ length: n }, () => move));
    const on = (side: number) => tieredOf(people.map((move) => days[move.charAt(side) as keyof typeof days]));
    return tiers.migration(await on(0), await on(1));
  };

  it('has an interval as wide as chance makes it', async () => {
    const migration = await steadyOf([
      ['rr', 80],
      ['ro', 20],
      ['or', 30],
      ['oo', 70],
    ]);
    const steady = tiers.steadyState(migration, { resamples: 100 });
    // 0.3 come for 0.2 who go: 0.6 of them, with a standard error of sqrt(0.2² 0.21 / 100 + 0.3² 0.16 / 100) / 0.25 = 0.06.
    const [recent, old] = steady.rows;
    expect([recent?.share, old?.share]).toEqual([0.55, 0.45]);
    expect(recent?.steady).toBeCloseTo(0.6, 6);
    const { low = NaN, high = NaN } = recent?.steadyInterval ?? {};
    expect(Math.abs(low - 0.48)).toBeLessThan(0.06);
    expect(Math.abs(high - 0.72)).toBeLessThan(0.06);
    expect(old?.steadyInterval?.low).toBeCloseTo(1 - high, 1);
    expect(steady.title).toMatchObject({ en: 'Where the tiers are heading' });
    expect(steady.chart).toEqual({ mark: 'bar', x: ['share', 'steady'], y: 'tier' });
    expect(steady.schema).toMatchObject({
      share: { of: { base: 'customers' } },
      steady: { of: { interval: 'steadyInterval' } },
    });
  });

  it('has none where too few resamples have an answer', async () => {
    const thin = await steadyOf([
      ['rr', 50],
      ['oo', 50],
      ['ro', 1],
      ['or', 1],
    ]);
    expect(tiers.steadyState(thin, { resamples: 100 }).rows.map((row) => row.steadyInterval)).toEqual([
      null,
      null,
    ]);
  });
});
