import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, segmentSizes, tiers, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { tableOf } from '../../table-of.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

/** Days since purchase, orders, spending. */
type Customer = readonly [recency: number | null, orders: number, spent: number];

const tableFor = (customers: readonly Customer[]) =>
  tableOf(
    tally,
    'customers',
    { customer: 'integer', recency: 'integer?', orders: 'integer', spent: 'double' },
    customers.map((customer, n) => [n, ...customer]),
    { user: 'customer', recency: 'recency', frequency: 'orders', monetary: 'spent' },
  );

const tierOf = async (customers: readonly Customer[], options: tiers.TierOptions = {}) => {
  const tiered = await tiers.assign(await tableFor(customers), options);
  const { rows } = await tally.query`SELECT tier, tier_score FROM ${tiered} ORDER BY customer`;
  return { tiered, tiers: rows.map(({ tier }) => tier), scores: rows.map(({ tier_score: s }) => s) };
};

/** Twenty customers, whose spending is their place times ten. */
const twenty = (recency: number): Customer[] =>
  Array.from({ length: 20 }, (_, n) => [recency, 1, (n + 1) * 10]);

describe('the tier of a customer', () => {
  it('is the first that holds: the best of twenty is platinum, the next four gold', async () => {
    expect((await tierOf(twenty(30))).tiers).toEqual([
      ...Array.from({ length: 15 }, () => 'silver'),
      ...Array.from({ length: 4 }, () => 'gold'),
      'platinum',
    ]);
  });

  it.each([
    [30, 'platinum'],
    [31, 'gold'],
    [60, 'gold'],
    [61, 'silver'],
    [90, 'silver'],
    [91, 'dormant'],
    [180, 'dormant'],
    [181, 'lost'],
  ])('is that of the days since the purchase: after %i days the best is %s', async (recency, tier) => {
    expect((await tierOf(twenty(recency))).tiers[19]).toBe(tier);
  });

  it('is none without a purchase', async () => {
    const { tiers: found, tiered } = await tierOf([...twenty(5), [null, 0, 0]]);
    expect(found[20]).toBe('unassigned');
    expect((await tiers.shares(tiered)).at({ tier: 'unassigned' }).customers.raw).toBe(1);
  });

  it('is the same for equal scores, so that a tier may have more than its share', async () => {
    const { tiered } = await tierOf(Array.from({ length: 20 }, (): Customer => [1, 1, 50]));
    expect((await tiers.shares(tiered)).at({ tier: 'platinum' }).share.raw).toBe(1);
  });

  it('is a segment, so that metrics of segments work on it', async () => {
    const { tiered } = await tierOf(twenty(30));
    const gold = (await segmentSizes(tiered)).at({ segment: 'gold' });
    expect([gold.users.raw, gold.revenue.raw]).toEqual([4, 190 + 180 + 170 + 160]);
  });
});

describe('shares', () => {
  it('stand beside what they should be', async () => {
    const { tiered } = await tierOf(twenty(30));
    const shares = await tiers.shares(tiered);
    expect(shares.rows.map(({ tier, share, onTarget }) => [tier, share, onTarget])).toEqual([
      ['platinum', 0.05, true],
      ['gold', 0.2, true],
      ['silver', 0.75, false],
      ['dormant', 0, false],
      ['lost', 0, false],
    ]);
  });
});

/** The tiers as they are described, customer by customer. */
function slowTier(customers: readonly Customer[], score: (customer: Customer) => number): string[] {
  const scores = customers.map(score).toSorted((a, b) => b - a);
  const least = (share: number) => scores[Math.max(1, Math.floor(share * scores.length)) - 1] ?? Infinity;
  return customers.map((customer) => {
    const [recency] = customer;
    if (recency === null) return 'unassigned';
    if (recency > 180) return 'lost';
    if (recency > 90) return 'dormant';
    if (score(customer) >= least(0.05) && recency <= 30) return 'platinum';
    if (score(customer) >= least(0.25) && recency <= 60) return 'gold';
    return 'silver';
  });
}

/** How many of the 99 percentiles of all values one reaches. */
const slowPosition = (values: readonly number[], value: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const percentiles = Array.from(
    { length: 99 },
    (_, p) => sorted[Math.ceil(((p + 1) * values.length) / 100) - 1],
  );
  return percentiles.filter((least) => least !== undefined && value >= least).length;
};

const anyCustomers = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: 0, max: 250 }), fc.constantFrom(30, 31, 60, 61, 90, 91, 180, 181)),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 0, max: 60 }).map((tens) => tens * 10),
  ),
  { minLength: 1, maxLength: 60 },
);

describe('for random customers', () => {
  it('tiers by spending are those of the slow reference', async () => {
    await fc.assert(
      fc.asyncProperty(anyCustomers, async (customers) => {
        expect((await tierOf(customers)).tiers).toEqual(slowTier(customers, ([, , spent]) => spent));
      }),
      { numRuns: 15 },
    );
  });

  it('scores by ranks are those of the slow reference', async () => {
    const dimensions = {
      basket: [([, orders]: Customer) => orders, ([, orders, spent]: Customer) => spent / orders],
      rfm: [
        ([recency]: Customer) => -(recency ?? 0),
        ([, orders]: Customer) => orders,
        ([, , spent]: Customer) => spent,
      ],
    };
    await fc.assert(
      fc.asyncProperty(anyCustomers, fc.constantFrom('basket', 'rfm'), async (customers, score) => {
        const own = dimensions[score];
        const { scores } = await tierOf(customers, { score });
        const expected = customers.map(
          (customer) =>
            own
              .map((dimension) => slowPosition(customers.map(dimension), dimension(customer)))
              .reduce((sum, position) => sum + position, 0) / own.length,
        );
        scores.forEach((found, n) => expect(found).toBeCloseTo(expected[n] ?? NaN, 10));
      }),
      { numRuns: 10 },
    );
  });

  it('cuts from the same customers change nothing, and come back from a file as they were', async () => {
    await fc.assert(
      fc.asyncProperty(anyCustomers, fc.constantFrom(...tiers.SCORES), async (customers, score) => {
        const first = await tierOf(customers, { score });
        const path = join(files.folder, 'cuts.json');
        tiers.writeCuts(path, first.tiered.cuts);
        const cuts = tiers.readCuts(path);
        expect(cuts).toEqual(first.tiered.cuts);
        expect((await tierOf(customers, { cuts })).tiers).toEqual(first.tiers);
      }),
      { numRuns: 10 },
    );
  });
});

describe('cuts of another date', () => {
  it('stay where they were', async () => {
    const { cuts } = (await tierOf(twenty(30))).tiered;
    const richer = twenty(30).map(([recency, orders, spent]): Customer => [recency, orders, spent + 100]);
    const { tiered } = await tierOf(richer, { cuts });
    expect((await tiers.shares(tiered)).at({ tier: 'platinum' }).customers.raw).toBe(11);
  });

  it('are refused for another score or plan', async () => {
    const { cuts } = (await tierOf(twenty(30))).tiered;
    await expect(tierOf(twenty(30), { cuts, score: 'rfm' })).rejects.toThrow(
      'of the score spending, not of rfm',
    );
    const plan = { best: { label: 'Best', top: 0.1 }, rest: { label: 'Rest' } };
    await expect(tierOf(twenty(30), { cuts, plan })).rejects.toThrow(
      'have none for the share 0.1 of the plan',
    );
  });

  it('are refused where the file was changed, or is none of cuts', async () => {
    const path = join(files.folder, 'frozen.json');
    const { cuts } = (await tierOf(twenty(30))).tiered;
    tiers.writeCuts(path, cuts);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"0.05": 200', '"0.05": 150'));
    expect(() => tiers.readCuts(path)).toThrow('changed after they were written');
    expect(() => tiers.readCuts(files.write('other.json', '{"score":"spending"}'))).toThrow(
      'not a file of cuts (customers:',
    );
    expect(() => tiers.readCuts(files.write('text.json', 'x'))).toThrow('it is not JSON');
    expect(() => tiers.readCuts(join(files.folder, 'none.json'))).toThrow('no such file of cuts');
    expect(() => tiers.writeCuts(join(files.folder, 'none', 'x.json'), cuts)).toThrow(
      'the cuts cannot be written',
    );
  });
});

describe('customers who moved', () => {
  it('are counted by pairs of tiers, with those of one date only', async () => {
    const [before, after] = [await tierOf(twenty(30)), await tierOf([...twenty(100), [1, 1, 5]])];
    const moved = await tiers.migration(before.tiered, after.tiered);
    expect(moved.rows.map((row) => [row.before, row.after, row.customers])).toEqual([
      ['platinum', 'dormant', 1],
      ['gold', 'dormant', 4],
      ['silver', 'dormant', 15],
      ['notThere', 'silver', 1],
    ]);
    expect(moved.at({ before: 'gold', after: 'dormant' }).share.raw).toBe(1);
  });

  it('are not compared between plans', async () => {
    const plan = { all: { label: 'All' } };
    const [one, other] = [await tierOf(twenty(30)), await tierOf(twenty(30), { plan })];
    await expect(tiers.migration(one.tiered, other.tiered)).rejects.toThrow('have different plans');
  });
});

describe('nobody with a score', () => {
  it('is an error', async () => {
    await expect(tierOf([])).rejects.toThrow('No customer has a score');
  });
});
