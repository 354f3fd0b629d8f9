import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, recommendations, tiers, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';
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

/** Two who bought lately, two who are gone: of the first both buy cap, of the others one. */
const LINES = [
  'o1 anna 2024-03-01 1x100 pen',
  'o1 anna 2024-03-01 1x900 cap',
  'o2 bert 2024-03-02 1x900 cap',
  'o3 cora 2024-01-01 1x100 pen',
  'o3 cora 2024-01-01 1x900 cap',
  'o4 dora 2024-01-02 1x100 pen',
  'o5 emil 2024-03-02 -1x100 bag',
].map(line);

const PLAN = {
  active: { label: 'Active', within: 30 },
  gone: { label: 'Gone', after: 30 },
} as const satisfies tiers.TierPlan;

const tiered = async () => {
  const { shop } = await shopOf(tally, files, LINES);
  return { shop, people: await tiers.assign(shop.customers, { plan: PLAN }) };
};

describe('what a tier buys', () => {
  it('is a share of its customers, beside that of all: values by hand', async () => {
    const { shop, people } = await tiered();
    const found = await recommendations.tierProducts(shop, people, { least: 1 });
    expect(
      found.rows.map(({ tier, rank, item, customers, share, everywhere, lift }) => [
        tier,
        rank,
        item,
        customers,
        share,
        everywhere,
        lift,
      ]),
    ).toEqual([
      // Cap: 2 of 2 active, 3 of 4 in all; pen: 1 of 2, 3 of 4. A bag was only brought back.
      ['active', 1, 'cap', 2, 1, 0.75, 4 / 3],
      ['active', 2, 'pen', 1, 0.5, 0.75, 2 / 3],
      ['gone', 1, 'pen', 2, 1, 0.75, 4 / 3],
      ['gone', 2, 'cap', 1, 0.5, 0.75, 2 / 3],
    ]);
    // d of each customer = ab_c / ab - a_c / a - b_c / b + n_c / n: anna has pen in the tier, bert is in it, two have pen.
    const { liftInterval, lift } = found.rows[1] ?? {};
    const d = [1 / 1 - 1 / 2 - 1 / 3 + 1 / 4, -1 / 2 + 1 / 4, -1 / 3 + 1 / 4, -1 / 3 + 1 / 4];
    const half = 1.959964 * Math.sqrt((4 / 3) * d.reduce((sum, one) => sum + one * one, 0));
    expect(liftInterval?.low).toBeCloseTo((lift ?? 0) * Math.exp(-half), 5);
  });

  it('has a floor, a length and two ranks', async () => {
    const { shop, people } = await tiered();
    const frequent = await recommendations.tierProducts(shop, people, {
      least: 2,
      rank: 'customers',
      top: 1,
    });
    expect(frequent.rows.map(({ tier, item }) => [tier, item])).toEqual([
      ['active', 'cap'],
      ['gone', 'pen'],
    ]);
    expect((await recommendations.tierProducts(shop, people, { least: 3 })).length).toBe(0);
    await expect(recommendations.tierProducts(shop, people, { rank: 'magic' as 'lift' })).rejects.toThrow(
      'Unknown rank "magic"',
    );
    await expect(recommendations.tierProducts(shop, people, { least: 0 })).rejects.toThrow(
      'least must be a whole number',
    );
  });

  it('and what it buys together are pairs of its own orders alone', async () => {
    const { shop, people } = await tiered();
    const own = await recommendations.tierPairs(shop, people, 'gone', { least: 1 });
    expect(
      own.rows.map(({ pair, orders, firstOrders, secondOrders }) => [
        pair,
        orders,
        firstOrders,
        secondOrders,
      ]),
    ).toEqual([['cap + pen', 1, 1, 2]]);
    await expect(recommendations.tierPairs(shop, people, 'silver' as 'gone')).rejects.toThrow(
      'There is no tier "silver"',
    );
  });
});

describe('recommendations for customers', () => {
  const rule = {
    label: 'By what they bought',
    newcomer: 'newcomers',
    tiers: { active: 'popular', gone: 'association', unassigned: 'newcomers' },
  } as const;
  const rowsOf = async (table: recommendations.Recommendations) =>
    (await tally.query`SELECT customer_id, method, place, item FROM ${table}`).rows.map((row) =>
      Object.values(row),
    );

  it('go by the rule, and treat as new only who is', async () => {
    const { shop, people } = await tiered();
    const picks = await recommendations.forCustomers(shop, people, {
      rule: { ...rule, newcomer: 'popular' },
      least: 1,
      newWithin: 0,
    });
    // Cora has pen and cap, and nothing is left for her; bert has cap, dora pen.
    expect(await rowsOf(picks)).toEqual([
      ['bert', 'popular', 1, 'pen'],
      ['dora', 'association', 1, 'cap'],
    ]);
    expect(picks.audience.rows).toEqual([
      { tier: 'active', method: 'popular', customers: 2, newcomers: 1, treatedAsNew: 0, withList: 1 },
      { tier: 'gone', method: 'association', customers: 2, newcomers: 0, treatedAsNew: 0, withList: 1 },
    ]);
  });

  it('count the lapsed whom a rule treats as new', async () => {
    const { shop, people } = await tiered();
    const naive = {
      label: 'Naive',
      tiers: { active: 'popular', gone: 'newcomers', unassigned: 'newcomers' },
    } as const;
    const picks = await recommendations.forCustomers(shop, people, { rule: naive });
    expect(picks.audience.at({ tier: 'gone' }).treatedAsNew.raw).toBe(2);
    expect(picks.audience.at({ tier: 'active' }).treatedAsNew.raw).toBe(0);
  });

  it('have nothing for a customer with all products, and repeat only where asked', async () => {
    const { shop, people } = await tiered();
    const all = { ...rule, tiers: { active: 'popular', gone: 'popular', unassigned: 'popular' } } as const;
    const picks = await recommendations.forCustomers(shop, people, {
      rule: all,
      newWithin: 0,
      repeats: true,
      k: 99,
    });
    const found = await rowsOf(picks);
    expect(found.filter(([customer]) => customer === 'cora').map(([, , , item]) => item)).toEqual([
      'cap',
      'pen',
    ]);
    const fresh = await recommendations.forCustomers(shop, people, { rule: all, newWithin: 0 });
    expect((await rowsOf(fresh)).filter(([customer]) => customer === 'cora')).toEqual([]);
  });

  it('need tiers of the same customers', async () => {
    const { shop } = await tiered();
    const customers = await tableOf(
      tally,
      'others',
      { kunde: 'text', tage: 'integer', umsatz: 'double' },
      [['anna', 3, 9]],
      { user: 'kunde', recency: 'tage', monetary: 'umsatz' },
    );
    const others = await tiers.assign(customers, { plan: PLAN });
    await expect(recommendations.forCustomers(shop, others, { rule })).rejects.toThrow(
      'assign tiers to shop.customers',
    );
  });
});
