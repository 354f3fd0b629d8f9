import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benefits, open, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { CATALOG, FEW, rowsOf, tieredOf, usesOf, type Customer, type Key } from './few.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2, currency: 'CNY' });
});
afterAll(() => tally.close());

describe('who may have what', () => {
  it('goes by the tier, the day and what was used: by hand', async () => {
    const used = await usesOf(tally, [
      // Within the 30 days up to June 20, the first day of which is May 22.
      ['anna', '2025-05-22', 'delivery'],
      ['anna', '2025-06-20', 'delivery'],
      ['bert', '2025-05-21', 'delivery'],
      ['bert', '2025-06-01', 'delivery'],
      // After the day, and not of the tier.
      ['cora', '2025-06-21', 'delivery'],
      ['cora', '2025-06-02', 'tasting'],
      ['zoe', '2025-06-02', 'delivery'],
    ]);
    const may = await benefits.eligible(await tieredOf(tally), CATALOG, { on: '2025-06-20', used });
    expect(await rowsOf(tally, may)).toEqual([
      ['anna', 'delivery', 2, 0, 'usedUp'],
      ['anna', 'tasting', 0, 1, 'available'],
      ['bert', 'delivery', 1, 1, 'available'],
      ['bert', 'tasting', 0, 1, 'available'],
      ['cora', 'delivery', 0, 1, 'available'],
    ]);
    expect(may.summary.at({ tier: 'gold', benefit: 'delivery' })).toMatchObject({
      ...{
        customers: { raw: 2 },
        available: { raw: 1 },
        usedUp: { raw: 1 },
        used: { raw: 3 },
        left: { raw: 1 },
      },
      cost: { raw: 4, en: '¥4' },
    });
    expect(may.summary.note).toMatchObject({
      en: "Not counted: uses after 2025-06-20, 1; uses of benefits that the customer's tier does not have, 2.",
    });
  });

  it('is nothing before it begins and after it ends', async () => {
    const states = async (on: string) => {
      const may = await benefits.eligible(await tieredOf(tally), CATALOG, { on });
      return (await rowsOf(tally, may))
        .filter(([who, what]) => who === 'anna' && what === 'tasting')
        .map((row) => row[4]);
    };
    expect(await states('2025-05-31')).toEqual(['notYet']);
    expect(await states('2025-06-01')).toEqual(['available']);
    expect(await states('2025-06-30')).toEqual(['available']);
    expect(await states('2025-07-01')).toEqual(['over']);
  });

  it('is nobody where a catalog has nothing', async () => {
    const may = await benefits.eligible(
      await tieredOf(tally),
      { gold: {}, silver: {} },
      { on: '2025-06-20' },
    );
    expect([await rowsOf(tally, may), may.summary.length]).toEqual([[], 0]);
    const plan = await benefits.budget(may, { budget: 10, value: 'margin', uplift: {} });
    expect([plan.length, plan.overall.at().value.raw]).toEqual([0, 0]);
  });

  it('does not compile with a tier left out, and does not run', async () => {
    const tiered = await tieredOf(tally);
    const { gold } = CATALOG;
    // @ts-expect-error silver has no entry
    const short: benefits.BenefitCatalog<Key> = { gold };
    await expect(benefits.eligible(tiered, short, { on: '2025-06-20' })).rejects.toThrow(
      'The catalog has no entry for the tier silver',
    );
  });

  const one = { label: 'Delivery', cost: 4, cap: 1, days: 30 };
  it.each([
    ['a cost of 0', { ...one, cost: 0 }, 'the cost of a use must be above 0, not 0'],
    ['a cost below 0', { ...one, cost: -4 }, 'must be above 0, not -4'],
    ['a cap of 0', { ...one, cap: 0 }, 'cap must be a whole number of at least 1, not 0'],
    ['half a day', { ...one, days: 0.5 }, 'days must be a whole number'],
    [
      'days out of order',
      { ...one, from: '2025-06-02', until: '2025-06-01' },
      'ends on 2025-06-01, before it begins',
    ],
    ['a day that is none', { ...one, from: 'June' }, 'write a day as YYYY-MM-DD'],
  ])('is refused for %s', async (_, benefit, message) => {
    const catalog = { gold: { delivery: benefit }, silver: {} };
    await expect(benefits.eligible(await tieredOf(tally), catalog, { on: '2025-06-20' })).rejects.toThrow(
      message,
    );
  });

  it('is refused for a tier that there is not, and for days that are numbers', async () => {
    const catalog = { ...CATALOG, bronze: {} } as benefits.BenefitCatalog<Key>;
    await expect(benefits.eligible(await tieredOf(tally), catalog, { on: '2025-06-20' })).rejects.toThrow(
      'a tier "bronze"',
    );
    const used = await tableOf(
      tally,
      'numbers',
      { who: 'text', at: 'integer?', what: 'text' },
      [['anna', 5, 'delivery']],
      { user: 'who', time: 'at', category: 'what' },
    );
    await expect(
      benefits.eligible(await tieredOf(tally), CATALOG, { on: '2025-06-20', used }),
    ).rejects.toThrow(/^numbers\S*\.at is a number: the day of a use must be a date\.$/);
  });
});

describe('a budget', () => {
  const UPLIFT = { delivery: 0.1, tasting: 0.15 };
  const budgetOf = async (
    budget: number,
    more: Partial<benefits.BenefitBudgetOptions> = {},
    customers = FEW,
  ) => {
    const may = await benefits.eligible(await tieredOf(tally, customers), CATALOG, { on: '2025-06-20' });
    const plan = await benefits.budget(may, { budget, value: 'margin', uplift: UPLIFT, ...more } as {
      budget: number;
      value: 'margin';
      uplift: typeof UPLIFT;
    });
    const { rows } = await tally.query`SELECT customer, benefit, part FROM ${plan.grants} ORDER BY place`;
    return { plan, granted: rows.map((row) => Object.values(row)) };
  };

  it('goes to the highest expected value per cost, and stops where the next does not fit: by hand', async () => {
    // bert delivery 20 / 4 = 5, bert tasting 30 / 10 = 3, anna delivery 10 / 4 = 2.5, anna tasting 15 / 10 = 1.5,
    // cora delivery 5 / 4 = 1.25.
    const { plan, granted } = await budgetOf(17);
    expect(granted).toEqual([
      ['bert', 'delivery', 1],
      ['bert', 'tasting', 1],
    ]);
    // Of the 3 that are left, 3/4 of anna's delivery would bring 7.5 more at most.
    expect(plan.overall.rows).toEqual([
      { budget: 17, cost: 14, unspent: 3, granted: 2, value: 50, bound: 57.5 },
    ]);
    expect(plan.at({ tier: 'gold', benefit: 'delivery' })).toMatchObject({
      available: { raw: 2 },
      granted: { raw: 1 },
      cost: { raw: 4 },
    });
  });

  it('pays a part of the last use where that is the rule', async () => {
    const { plan, granted } = await budgetOf(17, { rule: 'fractional' });
    expect(granted.at(-1)).toEqual(['anna', 'delivery', 0.75]);
    expect(plan.overall.rows).toEqual([
      { budget: 17, cost: 17, unspent: 0, granted: 2.75, value: 57.5, bound: 57.5 },
    ]);
  });

  it('leaves out what costs more than is expected back, and a value that is not known', async () => {
    const { granted } = await budgetOf(1000, { least: 2 }, [...FEW, ['emil', 2, null]]);
    expect(granted.map(([who, what]) => [who, what])).toEqual([
      ['bert', 'delivery'],
      ['bert', 'tasting'],
      ['anna', 'delivery'],
    ]);
  });

  it('of 0 is for nobody', async () => {
    const { plan, granted } = await budgetOf(0);
    expect(granted).toEqual([]);
    expect(plan.overall.rows).toEqual([{ budget: 0, cost: 0, unspent: 0, granted: 0, value: 0, bound: 0 }]);
  });

  it('has its ties by cost, customer and benefit', async () => {
    const same: Customer[] = [
      ['b', 1, 40],
      ['a', 1, 40],
    ];
    const { granted } = await budgetOf(8, {}, same);
    expect(granted.map(([who, what]) => [who, what])).toEqual([
      ['a', 'delivery'],
      ['b', 'delivery'],
    ]);
  });

  it.each([
    ['below 0', { budget: -1 }, 'The budget must be at least 0'],
    ['with an uplift left out', { uplift: { delivery: 0.1 } }, 'no uplift for the benefit tasting'],
    [
      'with an uplift of nothing',
      { uplift: { ...UPLIFT, gift: 1 } },
      'an uplift for "gift", which is no benefit',
    ],
    ['with an uplift below 0', { uplift: { ...UPLIFT, delivery: -1 } }, 'must be at least 0, not -1'],
    ['by a word', { value: 'customer' }, 'it must be a number'],
    ['by another rule', { rule: 'magic' }, 'Unknown rule "magic"'],
  ])('is refused %s', async (_, more, message) => {
    await expect(budgetOf(10, more as Partial<benefits.BenefitBudgetOptions>)).rejects.toThrow(message);
  });

  it('for random customers is that of the slow reference, and never far from the best of all choices', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 300 })), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.integer({ min: 0, max: 60 }),
        async (people, budget) => {
          const customers = people.map(([recency, margin], at): Customer => [`c${at}`, recency, margin]);
          const { plan, granted } = await budgetOf(budget, {}, customers);
          const choices = customers
            .flatMap(([who, recency, margin]) =>
              ((recency ?? 0) <= 30 ? (['delivery', 'tasting'] as const) : (['delivery'] as const)).map(
                (what) => ({
                  ...{ who, what, cost: what === 'delivery' ? 4 : 10 },
                  value: Math.round((margin ?? 0) * UPLIFT[what] * 1e4) / 1e4,
                }),
              ),
            )
            .filter(({ cost, value }) => value >= cost)
            .toSorted(
              (a, b) =>
                b.value / b.cost - a.value / a.cost ||
                a.cost - b.cost ||
                (a.who < b.who ? -1 : a.who > b.who ? 1 : a.what < b.what ? -1 : 1),
            );
          let left = budget;
          const expected: (readonly string[])[] = [];
          for (const { who, what, cost } of choices) {
            if (cost > left) break;
            left -= cost;
            expected.push([who, what]);
          }
          expect(granted.map(([who, what]) => [who, what])).toEqual(expected);
          let best = 0;
          for (let mask = 0; mask < 2 ** choices.length; mask += 1) {
            const chosen = choices.filter((_, at) => (mask >> at) % 2 === 1);
            if (chosen.reduce((sum, { cost }) => sum + cost, 0) <= budget) {
              best = Math.max(
                best,
                chosen.reduce((sum, { value }) => sum + value, 0),
              );
            }
          }
          const { value = NaN, bound = NaN } = plan.overall.rows[0] ?? {};
          expect(bound).toBeGreaterThanOrEqual(best - 1e-6);
          expect(value).toBeLessThanOrEqual(best + 1e-6);
          expect(bound - value).toBeLessThanOrEqual((choices[expected.length]?.value ?? 0) + 1e-6);
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);
});
