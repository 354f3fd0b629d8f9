import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, recommendations, tiers, type Orders, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';
import { tableOf } from '../../table-of.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

/**
 * By customers: hat 4, then bag, ink and pen 3, cap 2. Prices: hat 0.50, pen 1, bag 2, ink 3, cap 9. What was brought
 * back, given away or has no name is in no list and in no price.
 */
const LINES = [
  'a1 anna 2024-03-10 1x100 pen',
  'a1 anna 2024-03-10 2x300 ink',
  'a1 anna 2024-03-10 -1x100 zip',
  'a2 anna 2024-03-20 1x100 pen',
  'a2 anna 2024-03-20 1x50 hat',
  'b1 bert 2024-03-11 1x100 pen',
  'b1 bert 2024-03-11 1x300 ink',
  'b1 bert 2024-03-11 1x300 ink',
  'b2 bert 2024-03-15 1x50 hat',
  'c0 cora 2024-03-01 -20x900 cap',
  'c0 cora 2024-03-01 1x5000 bag',
  'c1 cora 2024-03-31 1x900 cap',
  'd1 dora 2024-01-01 1x900 cap',
  'd1 dora 2024-01-01 1x200 bag',
  'd2 dora 2024-01-05 1x900 cap',
  'd2 dora 2024-01-05 1x50 hat',
  'e1 emil 2024-01-02 1x100 pen',
  'e1 emil 2024-01-02 1x200 bag',
  'e2 emil 2024-01-09 1x50 hat',
  'e2 emil 2024-01-09 1x100 pen',
  'f1 fred 2024-01-03 1x300 ink',
  'f1 fred 2024-01-03 1x0 cap',
  'f1 fred 2024-01-03 1x700 ',
  'f2 fred 2024-01-10 1x200 bag',
  'h1 hugo 2024-01-06 1x500 ',
].map(line);

/** Anna, bert and cora are fresh; dora, emil, fred and hugo, whose product has no name, are away. */
const PLAN = {
  fresh: { label: 'Fresh', within: 30 },
  away: { label: 'Away', after: 30 },
} as const satisfies tiers.TierPlan;

const tiered = async (session = tally) => {
  const { shop } = await shopOf(session, files, LINES);
  return { shop, people: await tiers.assign(shop.customers, { plan: PLAN }) };
};

/** The lists of a table of recommendations by customer, as it is ordered. */
async function listsIn(table: recommendations.Recommendations): Promise<Readonly<Record<string, string>>> {
  const lists: Record<string, string> = {};
  for (const row of (await tally.query`SELECT customer_id, item FROM ${table}`).rows) {
    const [id, item] = [row['customer_id'] as string, row['item'] as string];
    lists[id] = lists[id] === undefined ? item : `${lists[id]} ${item}`;
  }
  return lists;
}

const listed = async (
  method: recommendations.Method,
  options: Omit<recommendations.RecommendOptions, 'rule'> = {},
) => {
  const { shop, people } = await tiered();
  const rule = { label: method, tiers: { fresh: method, away: method, unassigned: method } } as const;
  return listsIn(await recommendations.forCustomers(shop, people, { rule, least: 1, ...options }));
};

/** The same list for all customers of a tier. */
const byTier = (fresh: string, away: string) => ({
  ...{ anna: fresh, bert: fresh, cora: fresh, dora: away, emil: away, fred: away, hugo: away },
});
const forAll = (list: string) => byTier(list, list);

describe('the list of a method, by hand', () => {
  it('popular: by customers, then by name', async () => {
    expect(await listed('popular', { repeats: true })).toEqual(forAll('hat bag ink pen cap'));
    expect(await listed('popular', { repeats: true, k: 2 })).toEqual(forAll('hat bag'));
    // Anna and bert have hat, ink and pen: two new ones reach down to the last place.
    expect(await listed('popular', { k: 2 })).toEqual({
      ...{ anna: 'bag cap', bert: 'bag cap', cora: 'hat bag' },
      ...{ dora: 'ink pen', emil: 'ink cap', fred: 'hat pen', hugo: 'hat bag' },
    });
    expect(await listed('popular', { k: 1 })).toMatchObject({ anna: 'bag', cora: 'hat', dora: 'ink' });
  });

  it('staples: by the share of customers with two orders of it', async () => {
    // Anna and emil, of three, have pen twice, dora, of two, cap; of all others nobody has two orders.
    expect(await listed('staples', { repeats: true })).toEqual(forAll('pen cap hat bag ink'));
    expect(await listed('staples', { repeats: true, least: 3 })).toEqual(forAll('pen hat bag ink'));
  });

  it('newcomers: by customers whose first order has it', async () => {
    // Ink and pen 3, bag and cap 2; hat is in no first order.
    expect(await listed('newcomers', { repeats: true })).toEqual(forAll('ink pen bag cap'));
  });

  it('by price: from the upper quartile on, and up to the median', async () => {
    expect(await listed('premium', { repeats: true })).toEqual(forAll('ink cap'));
    expect(await listed('bestSellers', { repeats: true })).toEqual(forAll('hat bag pen'));
    // Of four prices without cap, the median is 1.50 and the quartile 2.25.
    expect(await listed('premium', { repeats: true, least: 3 })).toEqual(forAll('ink'));
    expect(await listed('bestSellers', { repeats: true, least: 3 })).toEqual(forAll('hat pen'));
    expect(await listed('premium', { least: 99 })).toEqual({});
  });

  it('by tier: by its customers, or by how many of all customers they are', async () => {
    expect(await listed('tierPopular', { repeats: true })).toEqual(
      byTier('hat ink pen cap', 'bag hat ink pen cap'),
    );
    expect(await listed('tierPopular', { repeats: true, k: 2 })).toEqual(byTier('hat ink', 'bag hat'));
    // Fresh: ink and pen 2 of 3, hat 2 of 4, cap 1 of 2. Away: bag 3 of 3, hat 2 of 4, cap 1 of 2, ink and pen 1 of 3.
    expect(await listed('tierLift', { repeats: true })).toEqual(
      byTier('ink pen hat cap', 'bag hat cap ink pen'),
    );
    expect(await listed('tierLift', { repeats: true, least: 2 })).toEqual(byTier('ink pen hat', 'bag hat'));
    expect(await listed('tierLift', { least: 99 })).toEqual({});
  });

  it('together: by orders with products of the customer', async () => {
    // Pen and ink, pen and hat 2 orders; pen and bag, cap and bag, cap and hat 1.
    expect(await listed('together')).toEqual({
      ...{ anna: 'bag cap', bert: 'bag cap', cora: 'hat bag', dora: 'pen' },
      ...{ emil: 'ink cap', fred: 'pen cap' },
    });
    expect(await listed('together', { least: 2 })).toEqual({ dora: 'pen', emil: 'ink', fred: 'pen' });
    // Of each product the first alone: of pen hat, of ink and hat pen, cap and bag of each other.
    expect(await listed('together', { neighbors: 1 })).toEqual({
      ...{ cora: 'bag', dora: 'pen', emil: 'cap', fred: 'pen cap' },
    });
  });

  it('association and pairLift: by what share of the orders that is, and how much more than by chance', async () => {
    // There are 5 orders of pen, 4 of hat and 3 of the others. For anna, cap 1/4 of hat, bag 1/5 of pen. For emil, cap
    // 1/3 of bag and 1/4 of hat, ink 2/5 of pen. For cora, bag and hat 1/3 of cap.
    const shares = { anna: 'cap bag', bert: 'cap bag', cora: 'hat bag', dora: 'pen', emil: 'cap ink' };
    expect(await listed('association')).toEqual({ ...shares, fred: 'pen cap' });
    expect(await listed('pairLift')).toEqual({ ...shares, cora: 'bag hat', fred: 'pen cap' });
  });

  it('own: by orders of the customer', async () => {
    expect(await listed('own', { repeats: true })).toEqual({
      ...{ anna: 'pen hat ink', bert: 'hat ink pen', cora: 'cap' },
      ...{ dora: 'cap hat bag', emil: 'pen hat bag', fred: 'bag ink' },
    });
  });
});

describe('recommendations by a rule', () => {
  const rule = {
    label: 'Mixed',
    newcomer: 'staples',
    tiers: { fresh: 'popular', away: 'together', unassigned: 'popular' },
  } as const;
  const audienceOf = async (newWithin: number, session = tally) => {
    const { shop, people } = await tiered(session);
    return recommendations.forCustomers(shop, people, { rule, least: 2, newWithin });
  };

  it('count customers, who is new and who has a list, by tier and method in their order', async () => {
    const picks = await audienceOf(10);
    // What cora brought back before is no first purchase. Hugo has no product that others go with.
    expect(picks.audience.rows).toEqual([
      { tier: 'fresh', method: 'popular', customers: 2, newcomers: 0, treatedAsNew: 0, withList: 2 },
      { tier: 'fresh', method: 'staples', customers: 1, newcomers: 1, treatedAsNew: 0, withList: 1 },
      { tier: 'away', method: 'together', customers: 4, newcomers: 0, treatedAsNew: 0, withList: 3 },
    ]);
    expect(await listsIn(picks)).toEqual({
      ...{ anna: 'bag cap', bert: 'bag cap', cora: 'pen hat bag ink', dora: 'pen', emil: 'ink', fred: 'pen' },
    });
    expect((await audienceOf(30)).audience.rows).toMatchObject([
      { tier: 'fresh', method: 'staples', customers: 3, newcomers: 3, withList: 3 },
      { tier: 'away', customers: 4 },
    ]);
  });

  it('are counted in the order of the plan, and of the methods within a tier', async () => {
    const { shop } = await tiered();
    const { away, fresh } = PLAN;
    const people = await tiers.assign(shop.customers, { plan: { away, fresh } });
    const other = { ...rule, newcomer: 'popular', tiers: { ...rule.tiers, fresh: 'staples' } } as const;
    const picks = await recommendations.forCustomers(shop, people, { rule: other, least: 2, newWithin: 10 });
    expect(picks.audience.rows.map(({ tier, method, customers }) => [tier, method, customers])).toEqual([
      ['away', 'together', 4],
      ['fresh', 'popular', 1],
      ['fresh', 'staples', 2],
    ]);
  });

  it('say what they are, and leave nothing behind', async () => {
    // In a session of its own: what a run that failed has left is not meant.
    const session = await open({ threads: 1 });
    const picks = await audienceOf(10, session);
    expect(picks.audience.title).toEqual({ en: 'Who is recommended what', zh: '各推荐方式面向的客户' });
    expect(Object.keys(picks.schema['tier']?.values ?? {})).toEqual(['fresh', 'away', 'unassigned']);
    expect(picks.schema['item']).toMatchObject({ kind: 'text', label: expect.anything() as object });
    const { rows } = await session.query`SELECT table_name FROM duckdb_tables()
      WHERE regexp_matches(table_name, '_(baskets|bought|products|people|pairs|lists)')`;
    expect(rows).toEqual([]);
    session.close();
  });

  it('take a customer without a purchase for new', async () => {
    const { shop } = await tiered();
    const columns = { customer_id: 'text', recency: 'integer', spent: 'double' } as const;
    const roles = { user: 'customer_id', recency: 'recency', monetary: 'spent' } as const;
    const strangers = await tableOf(tally, 'strangers', columns, [['zoe', 90, 1]], roles);
    const people = await tiers.assign(strangers, { plan: PLAN });
    const picks = await recommendations.forCustomers(shop, people, { rule, least: 2 });
    expect(await listsIn(picks)).toEqual({ zoe: 'pen cap hat bag ink' });
    expect(picks.audience.rows).toMatchObject([{ tier: 'away', method: 'staples', newcomers: 1 }]);
  });

  it('are refused for a tier or a newcomer without a method, and by price without prices', async () => {
    const { shop, people } = await tiered();
    const asked = (wrong: object, of = shop) =>
      recommendations.forCustomers(of, people, { rule: { ...rule, ...wrong } });
    await expect(asked({ tiers: { fresh: 'popular', unassigned: 'popular' } })).rejects.toThrow(
      'Rule rule has no method for the tier away.',
    );
    await expect(asked({ newcomer: 'magic' })).rejects.toThrow('Unknown method "magic"');
    const columns = Object.fromEntries(
      Object.entries(shop.lines.columns).filter(([name]) => name !== 'quantity'),
    );
    const unpriced = { ...shop, lines: Object.assign(Object.create(shop.lines) as object, { columns }) };
    await expect(asked({ newcomer: 'bestSellers' }, unpriced as typeof shop)).rejects.toThrow(
      'bestSellers goes by price',
    );
  });
});

describe('what tiers buy', () => {
  const rowsOf = async (options: recommendations.TierProductOptions) => {
    const { shop, people } = await tiered();
    const found = await recommendations.tierProducts(shop, people, { least: 1, ...options });
    return found.rows.map(({ tier, rank, item, customers }) => `${tier} ${rank} ${item} ${customers}`);
  };

  it('is ranked by how much more it is than of all, or by customers, each of them once', async () => {
    // Fresh: ink and pen 2 of 3, hat 2 of 4, cap 1 of 2. Away: bag 3 of 3, hat 2 of 4, cap 1 of 2, ink and pen 1 of 3.
    expect(await rowsOf({})).toEqual([
      ...['fresh 1 ink 2', 'fresh 2 pen 2', 'fresh 3 hat 2', 'fresh 4 cap 1'],
      ...['away 1 bag 3', 'away 2 hat 2', 'away 3 cap 1', 'away 4 ink 1', 'away 5 pen 1'],
    ]);
    expect(await rowsOf({ rank: 'customers', top: 3 })).toEqual([
      ...['fresh 1 hat 2', 'fresh 2 ink 2', 'fresh 3 pen 2'],
      ...['away 1 bag 3', 'away 2 hat 2', 'away 3 cap 1'],
    ]);
  });

  it('says what it is', async () => {
    const { shop, people } = await tiered();
    const found = await recommendations.tierProducts(shop, people, { least: 2 });
    expect(found.title).toEqual({ en: 'What each tier buys', zh: '各层级的购买偏好' });
    expect(found.note).toEqual({
      en: 'Bought by at least 2 customers of the tier.',
      zh: '仅含该层级至少2名客户购买者。',
    });
    expect(found.schema).toMatchObject({
      share: { of: { base: 'customers', interval: 'shareInterval' } },
      shareInterval: { hidden: true },
      lift: { of: { interval: 'liftInterval' } },
    });
  });
});

describe('what tiers of some customers buy', () => {
  it('is compared with what these buy alone', async () => {
    const { shop } = await tiered();
    const columns = { customer_id: 'text', recency: 'integer', spent: 'double' } as const;
    const roles = { user: 'customer_id', recency: 'recency', monetary: 'spent' } as const;
    const rows = [
      ['anna', 11, 1],
      ['dora', 86, 1],
    ];
    const people = await tiers.assign(await tableOf(tally, 'some', columns, rows, roles), { plan: PLAN });
    const found = await recommendations.tierProducts(shop, people, { least: 1, rank: 'customers' });
    expect(found.rows.map(({ tier, item, everywhere }) => [tier, item, everywhere])).toEqual([
      ...[
        ['fresh', 'hat', 1],
        ['fresh', 'ink', 1 / 2],
        ['fresh', 'pen', 1 / 2],
      ],
      ...[
        ['away', 'bag', 1 / 2],
        ['away', 'cap', 1 / 2],
        ['away', 'hat', 1],
      ],
    ]);
  });
});

describe('prices and pairs', () => {
  const firstOf = async (lines: readonly string[], method: recommendations.Method, least: number) =>
    listsOf((await shopOf(tally, files, lines.map(line))).shop, method, least);
  const listsOf = async (shop: Orders, method: recommendations.Method, least: number) => {
    const plan = { all: { label: 'All' } } as const;
    const rule = { label: method, tiers: { all: method, unassigned: method } } as const;
    const people = await tiers.assign(shop.customers, { plan });
    const repeats = method !== 'together';
    return listsIn(await recommendations.forCustomers(shop, people, { rule, least, repeats }));
  };

  it('are over all units that were paid for, up to the last day', async () => {
    // Ape 10.00 for 4, bee 10.00 for 5: the quartile of 2.50 and 2 is 2.375.
    const lines = [
      ...['o1 anna 2024-01-01 2x100 ape', 'o1 anna 2024-01-01 4x0 ape'],
      ...['o2 bert 2024-01-02 5x200 bee', 'o3 anna 2024-01-03 2x400 ape'],
    ];
    expect(await firstOf(lines, 'premium', 1)).toEqual({ anna: 'ape', bert: 'ape' });
    expect(await firstOf(lines, 'newcomers', 1)).toEqual({ anna: 'ape bee', bert: 'ape bee' });
    // Ape 8.00 for 2, bee 5.00 for 1.
    const single = [
      'o1 anna 2024-01-01 1x300 ape',
      'o2 bert 2024-01-02 1x500 bee',
      'o3 anna 2024-01-03 1x500 ape',
    ];
    expect(await firstOf(single, 'premium', 1)).toEqual({ anna: 'bee', bert: 'bee' });
  });

  it('leave out amounts without units', async () => {
    // Ape 2.00 for 1, beside 9.00 for none; bee 5.00 for 1.
    const rows = ['1,anna,2024-01-01,2,1,ape', '2,anna,2024-01-02,9,0,ape', '3,bert,2024-01-03,5,1,bee'];
    const path = files.lines('units.csv', 'order_id,customer_id,date,amount,quantity,product', ...rows);
    const shop = await loadOrders(tally, path, { amountPer: 'line' });
    expect(await listsOf(shop, 'premium', 1)).toEqual({ anna: 'bee', bert: 'bee' });
  });

  it('are not what staples go by, nor is the number of customers', async () => {
    // Anna, the only customer of ape, has it in two orders; of bee she has two and bert one.
    const lines = [
      ...['o1 anna 2024-01-01 1x100 ape', 'o2 anna 2024-01-02 1x100 ape', 'o2 anna 2024-01-02 1x100 bee'],
      ...['o3 anna 2024-01-03 1x100 bee', 'o4 bert 2024-01-04 1x100 bee'],
    ];
    expect(await firstOf(lines, 'staples', 1)).toEqual({ anna: 'ape bee', bert: 'ape bee' });
  });

  it('count where a product has no more orders than are asked for', async () => {
    const lines = [
      ...['o1 anna 2024-01-01 1x100 ape', 'o1 anna 2024-01-01 1x100 bee', 'o2 bert 2024-01-02 1x100 ape'],
      ...['o3 cora 2024-01-03 1x100 ape', 'o3 cora 2024-01-03 1x100 bee'],
    ];
    expect(await firstOf(lines, 'together', 2)).toEqual({ bert: 'bee' });
  });
});
