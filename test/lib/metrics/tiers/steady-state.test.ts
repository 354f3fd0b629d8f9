import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const label = 'Tier';
const PLAN = {
  good: { label, within: 9 },
  fair: { label, within: 19 },
  bad: { label, after: 19 },
} satisfies tiers.TierPlan;
const RECENCY = { good: 5, fair: 15, bad: 25 } as const;
type Place = keyof typeof RECENCY | '-';

/** Moves of numbers of customers, `-` for those who are not there. */
async function migrationOf(...moves: readonly (readonly [Place, Place, number])[]) {
  const people = moves.flatMap(([before, after, n]) =>
    Array.from({ length: n }, () => [before, after] as const),
  );
  const on = async (side: 0 | 1) => {
    const rows = people.flatMap((places, n) => {
      const place = places[side];
      return place === '-' ? [] : [[n, RECENCY[place], 10]];
    });
    const table = await tableOf(
      tally,
      'customers',
      { customer: 'integer', recency: 'integer', spent: 'double' },
      rows,
      { user: 'customer', recency: 'recency', monetary: 'spent' },
    );
    return tiers.assign(table, { plan: PLAN });
  };
  return tiers.migration(await on(0), await on(1));
}

const shares = (steady: tiers.SteadyState) =>
  steady.rows.map((row) => [row.tier, Number(row.steady.toFixed(6))]);

describe('the steady state', () => {
  it('of a migration without newcomers is the stationary distribution', async () => {
    // good stays with 0.9, comes back from fair with 0.3: 0.75 and 0.25.
    const migration = await migrationOf(
      ...([
        ['good', 'good', 90],
        ['good', 'fair', 10],
        ['fair', 'good', 30],
        ['fair', 'fair', 70],
      ] as const),
    );
    const steady = tiers.steadyState(migration);
    expect(shares(steady)).toEqual([
      ['good', 0.75],
      ['fair', 0.25],
    ]);
    expect(steady.growth).toBeCloseTo(1, 9);
    expect(steady.rows.map(({ customers, share }) => [customers, share])).toEqual([
      [120, 0.6],
      [80, 0.4],
    ]);
    const { low, high } = steady.rows[0]?.steadyInterval ?? { low: 1, high: 0 };
    // The odds of 0.3 to 0.1 have a standard error of 0.35 on the log scale, so that 0.75 reaches from about 0.60 to 0.86.
    expect([low > 0.55 && low < 0.68, high > 0.81 && high < 0.9]).toEqual([true, true]);
  });

  it('counts newcomers as coming on at the same rate', async () => {
    // Half as many newcomers as customers, all good; good go to bad with 0.5, bad stay: x = (0.5 x + 0.5) / 1.5.
    const migration = await migrationOf(
      ...([
        ['good', 'good', 50],
        ['good', 'bad', 50],
        ['bad', 'bad', 100],
        ['-', 'good', 100],
      ] as const),
    );
    const steady = tiers.steadyState(migration);
    expect(shares(steady)).toEqual([
      ['good', 0.5],
      ['bad', 0.5],
    ]);
    expect(steady.growth).toBeCloseTo(1.5, 9);
  });

  it('leaves out those who leave', async () => {
    // Of good, half remain good, a quarter goes to bad, a quarter away; of bad all remain: only bad is left.
    const gone = await migrationOf(
      ...([
        ['good', 'good', 50],
        ['good', 'bad', 25],
        ['good', '-', 25],
        ['bad', 'bad', 40],
      ] as const),
    );
    expect(shares(tiers.steadyState(gone))).toEqual([
      ['good', 0],
      ['bad', 1],
    ]);
    expect(tiers.steadyState(gone).at({ tier: 'good' }).customers.raw).toBe(50);
  });

  it('is refused where it depends on where customers are now', async () => {
    const apart = await migrationOf(['good', 'good', 50], ['bad', 'bad', 40]);
    expect(() => tiers.steadyState(apart)).toThrow('The steady state depends on where customers are now');
  });

  it('is refused where a tier has nobody before, and one never seen is left out', async () => {
    const unknown = await migrationOf(['good', 'good', 50], ['good', 'fair', 5]);
    expect(() => tiers.steadyState(unknown)).toThrow('Nobody was in fair before');
    expect(shares(tiers.steadyState(await migrationOf(['good', 'good', 50])))).toEqual([['good', 1]]);
  });

  it('has no interval where too few resamples have an answer', async () => {
    // The one way back from bad is a single customer, who is in two of three resamples.
    const thin = await migrationOf(
      ['good', 'good', 50],
      ['fair', 'fair', 50],
      ['good', 'fair', 1],
      ['fair', 'good', 1],
    );
    expect(tiers.steadyState(thin).rows.map((row) => row.steadyInterval)).toEqual([null, null]);
  });

  it('needs a hundred resamples', async () => {
    const migration = await migrationOf(['good', 'good', 5]);
    expect(() => tiers.steadyState(migration, { resamples: 99 })).toThrow('at least 100, not 99');
  });
});
