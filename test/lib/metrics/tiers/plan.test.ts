import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, tiers, type Tally } from 'tally';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const label = 'Tier';

describe('the grid of a plan', () => {
  it('has no gap for the five tiers, and says which one a cell belongs to', () => {
    const grid = tiers.grid(tally, tiers.FIVE_TIERS);
    expect(grid.length).toBe(15);
    expect(grid.where(({ matching }) => matching === 0).length).toBe(0);
    expect(grid.rows.map(({ tier }) => tier)).toEqual([
      ...['platinum', 'gold', 'silver', 'dormant', 'lost'],
      ...['gold', 'gold', 'silver', 'dormant', 'lost'],
      ...['silver', 'silver', 'silver', 'dormant', 'lost'],
    ]);
  });

  it('finds the gaps and overlaps of tiers as a document writes them', () => {
    const plan = {
      platinum: { label, top: 0.05, within: 30 },
      gold: { label, below: 0.05, top: 0.25, within: 60 },
      silver: { label, below: 0.25, within: 90 },
      lost: { label, after: 180 },
      dormant: { label, after: 90 },
    } satisfies tiers.TierPlan;
    const grid = tiers.grid(tally, plan);
    const cells = (matching: (n: number) => boolean) =>
      grid
        .where((row) => matching(row.matching))
        .rows.map(({ score, days }) => `${score.low}-${score.high} ${days}`);
    expect(cells((n) => n === 0)).toEqual(['0-0.05 31–60', '0-0.05 61–90', '0.05-0.25 61–90']);
    expect(cells((n) => n > 1)).toEqual(['0-0.05 181+', '0.05-0.25 181+', '0.25-1 181+']);
    expect(grid.where({ tier: 'unassigned' }).length).toBe(3);
  });

  it('has each customer in the cell that holds it, for any plan', () => {
    const share = fc.constantFrom(0.05, 0.1, 0.25, 0.5, 1);
    const days = fc.constantFrom(7, 30, 60, 90);
    const tier = fc.record(
      { label: fc.constant(label), top: share, within: days },
      { requiredKeys: ['label'] },
    );
    fc.assert(
      fc.property(
        fc.array(tier, { minLength: 1, maxLength: 4 }),
        share,
        fc.nat({ max: 120 }),
        (list, top, day) => {
          const plan = Object.fromEntries(list.map((one, n) => [`t${n}`, one]));
          const grid = (() => {
            try {
              return tiers.grid(tally, plan);
            } catch {
              return null;
            }
          })();
          fc.pre(grid !== null);
          const at = top - 0.001;
          const cell = grid.rows.find(({ score, from, days: text }) => {
            const last = text.endsWith('+') ? Infinity : Number(text.split('–')[1]);
            return at > score.low && at <= score.high && day >= from && day <= last;
          });
          const first = list.findIndex((one) => at <= (one.top ?? 1) && day <= (one.within ?? Infinity));
          expect(cell?.tier).toBe(first === -1 ? 'unassigned' : `t${first}`);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a plan that cannot be', () => {
  it.each([
    ['no tier', {}, 'needs at least one tier'],
    ['a tier by the name of those in none', { unassigned: { label } }, 'call the tier something else'],
    ['a share above 1', { a: { label, top: 5 } }, 'Tier a: top must be a share from 0 to 1, not 5'],
    ['a share that is no number', { a: { label, below: NaN } }, 'below must be a share'],
    ['days that are not whole', { a: { label, within: 1.5 } }, 'within must be a whole number of days'],
    ['days below 0', { a: { label, after: -1 } }, 'after must be a whole number of days'],
    ['a target above 1', { a: { label, target: [0, 2] as const } }, 'second target must be a share'],
    ['within 30 days and after 60', { a: { label, within: 30, after: 60 } }, 'Tier a can never hold'],
    ['the top 5% below the top 25%', { a: { label, top: 0.05, below: 0.25 } }, 'Tier a can never hold'],
    [
      'a tier behind one that takes all of it',
      { a: { label, within: 90 }, b: { label, within: 30 }, c: { label } },
      'Tier b can have no customer: all whom it describes are in a before it.',
    ],
  ])('is refused when it is defined: %s', (_, plan, message) => {
    expect(() => tiers.grid(tally, plan as tiers.TierPlan)).toThrow(message);
  });
});
