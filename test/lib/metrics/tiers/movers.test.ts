import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, tiers, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

type Customer = readonly [id: string, recency: number | null, spent: number];

const tiered = async (customers: readonly Customer[]) =>
  tiers.assign(
    await tableOf(tally, 'people', { id: 'text', recency: 'integer?', spent: 'double' }, customers, {
      ...{ user: 'id', recency: 'recency', monetary: 'spent' },
    } as const),
  );

const anyCustomers = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom(...Array.from({ length: 12 }, (_, n) => `c${n}`)),
    fc.option(fc.constantFrom(5, 45, 75, 120, 300)),
    fc.integer({ min: 0, max: 50 }),
  ),
  { selector: ([id]) => id, minLength: 1 },
);

describe('movers between tiers', () => {
  it('are who was in one tier and is in the other, also those whom one date does not know', async () => {
    const before = await tiered([
      ['a', 5, 10],
      ['b', 75, 9],
      ['c', 75, 8],
    ]);
    const after = await tiered([
      ['b', 120, 9],
      ['c', 75, 8],
      ['d', 300, 1],
    ]);
    const ids = async (from: tiers.TierMove['from'], to: tiers.TierMove['to']) =>
      (
        await tally.query`SELECT id FROM ${await tiers.movers(before, after, { from, to } as never)}`
      ).rows.map((row) => row['id']);
    expect(await ids('silver', 'dormant')).toEqual(['b']);
    expect(await ids('silver', 'silver')).toEqual(['c']);
    expect(await ids('platinum', 'notThere')).toEqual(['a']);
    expect(await ids('notThere', 'lost')).toEqual(['d']);
    expect(await ids('gold', 'lost')).toEqual([]);
  });

  it('are as many as the migration says', async () => {
    await fc.assert(
      fc.asyncProperty(anyCustomers, anyCustomers, async (first, second) => {
        fc.pre([first, second].every((all) => all.some(([, , spent]) => spent > 0)));
        const [before, after] = [await tiered(first), await tiered(second)];
        for (const move of (await tiers.migration(before, after)).rows) {
          const { size } = await tiers.movers(before, after, { from: move.before, to: move.after });
          expect(size).toBe(move.customers);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are of tiers that there are, of one plan', async () => {
    const before = await tiered([['a', 5, 10]]);
    await expect(tiers.movers(before, before, { from: 'golden' as 'gold', to: 'lost' })).rejects.toThrow(
      'The plan has no tier "golden": did you mean "gold"?',
    );
    const plan = { all: { label: 'all' } };
    const other = await tiers.assign(before, { plan });
    await expect(tiers.movers(before, other as never, { from: 'gold', to: 'lost' })).rejects.toThrow(
      OptionsError,
    );
  });
});
