import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, recommendations, tiers, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';

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
  'f1 fred 2024-01-03 1x300 ink',
  'f1 fred 2024-01-03 1x0 cap',
  'f1 fred 2024-01-03 1x700 ',
  'f2 fred 2024-01-10 1x200 bag',
].map(line);

/** Anna, bert and cora are active; dora, emil and fred are gone. */
const PLAN = {
  active: { label: 'Active', within: 30 },
  gone: { label: 'Gone', after: 30 },
} as const satisfies tiers.TierPlan;

const listed = async (
  method: recommendations.Method,
  options: Omit<recommendations.RecommendOptions, 'rule'> = {},
): Promise<Readonly<Record<string, string>>> => {
  const { shop } = await shopOf(tally, files, LINES);
  const rule = { label: method, tiers: { active: method, gone: method, unassigned: method } } as const;
  const people = await tiers.assign(shop.customers, { plan: PLAN });
  const table = await recommendations.forCustomers(shop, people, { rule, least: 1, ...options });
  const { rows } =
    await tally.query`SELECT customer_id, string_agg(item, ' ' ORDER BY place) AS items FROM ${table} GROUP BY 1 ORDER BY 1`;
  return Object.fromEntries(rows.map(({ customer_id: id, items }) => [id as string, items as string]));
};

/** The same list for all customers of a tier. */
const byTier = (active: string, gone: string) => ({
  ...{ anna: active, bert: active, cora: active, dora: gone, emil: gone, fred: gone },
});
const forAll = (list: string) => byTier(list, list);

describe('the list of a method, by hand', () => {
  it('popular: by customers, then by name', async () => {
    expect(await listed('popular', { repeats: true })).toEqual(forAll('hat bag ink pen cap'));
    expect(await listed('popular', { repeats: true, k: 2 })).toEqual(forAll('hat bag'));
    // Anna and bert have hat, ink and pen: two new ones reach down to the last place.
    expect(await listed('popular', { k: 2 })).toEqual({
      ...{ anna: 'bag cap', bert: 'bag cap', cora: 'hat bag' },
      ...{ dora: 'ink pen', emil: 'ink cap', fred: 'hat pen' },
    });
    expect(await listed('popular', { k: 1 })).toMatchObject({ anna: 'bag', cora: 'hat', dora: 'ink' });
  });

  it('staples: by the share of customers with two orders of it', async () => {
    // Dora, of two, has cap twice, anna, of three, pen; of all others nobody has two.
    expect(await listed('staples', { repeats: true })).toEqual(forAll('cap pen hat bag ink'));
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
  });

  it('by tier: by its customers, or by how many of all customers they are', async () => {
    expect(await listed('tierPopular', { repeats: true })).toEqual(
      byTier('hat ink pen cap', 'bag hat ink pen cap'),
    );
    expect(await listed('tierPopular', { repeats: true, k: 2 })).toEqual(byTier('hat ink', 'bag hat'));
    // Active: ink and pen 2 of 3, hat 2 of 4, cap 1 of 2. Gone: bag 3 of 3, hat 2 of 4, cap 1 of 2, ink and pen 1 of 3.
    expect(await listed('tierLift', { repeats: true })).toEqual(
      byTier('ink pen hat cap', 'bag hat cap ink pen'),
    );
    expect(await listed('tierLift', { repeats: true, least: 2 })).toEqual(byTier('ink pen hat', 'bag hat'));
  });

  it('together: by orders with products of the customer', async () => {
    // Pen and ink 2 orders; pen and hat, pen and bag, cap and bag, cap and hat 1.
    expect(await listed('together')).toEqual({
      ...{ anna: 'bag cap', bert: 'bag cap', cora: 'hat bag', dora: 'pen' },
      ...{ emil: 'ink cap', fred: 'pen cap' },
    });
    expect(await listed('together', { least: 2 })).toEqual({ emil: 'ink', fred: 'pen' });
    // Of each product the first alone: pen and ink, cap and bag, of hat cap.
    expect(await listed('together', { neighbors: 1 })).toEqual({
      ...{ anna: 'cap', bert: 'cap', cora: 'bag', emil: 'ink cap', fred: 'pen cap' },
    });
  });

  it('association and pairLift: by what share of the orders that is, and how much more than by chance', async () => {
    // For emil, cap 1/3 of bag and 1/4 of hat, ink 2/4 of pen. For cora, bag and hat 1/3 of cap.
    const shares = { anna: 'bag cap', bert: 'bag cap', cora: 'hat bag', dora: 'pen', emil: 'cap ink' };
    expect(await listed('association')).toEqual({ ...shares, fred: 'pen cap' });
    // There are 3 orders of bag and 4 of hat.
    expect(await listed('pairLift')).toEqual({ ...shares, cora: 'bag hat', fred: 'pen cap' });
  });

  it('own: by orders of the customer', async () => {
    expect(await listed('own', { repeats: true })).toEqual({
      ...{ anna: 'pen hat ink', bert: 'hat ink pen', cora: 'cap' },
      ...{ dora: 'cap hat bag', emil: 'hat bag pen', fred: 'bag ink' },
    });
  });
});
