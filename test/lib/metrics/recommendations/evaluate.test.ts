import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customersAt, open, recommendations, tiers, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { dateAfter, randomLines } from '../../orders/random-lines.js';
import { line, shopOf } from '../../orders/shop-of.js';
import { boughtBy, slowList, slowNdcg, type Person } from './reference.js';
import { runs } from '../../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

/** All in one tier, so that methods by tier are those of everybody. */
const PLAN = { all: { label: 'All' } } as const satisfies tiers.TierPlan;

/**
 * Known until January 31: pen 3 customers, ink 2, bag 1, cap 1. Afterwards anna buys bag (new) and pen (again), bert cap
 * and ink, cora bag, dora (unknown before) pen.
 */
const FEW = [
  'o1 anna 2024-01-05 1x100 pen',
  'o1 anna 2024-01-05 1x100 ink',
  'o2 bert 2024-01-06 1x100 pen',
  'o3 cora 2024-01-07 1x100 pen',
  'o3 cora 2024-01-07 1x100 ink',
  'o4 cora 2024-01-08 1x900 cap',
  'o5 bert 2024-01-09 1x900 bag',
  'o6 anna 2024-02-01 1x900 bag',
  'o6 anna 2024-02-01 1x100 pen',
  'o7 bert 2024-02-02 1x900 cap',
  'o7 bert 2024-02-02 1x100 ink',
  'o8 cora 2024-02-03 1x900 bag',
  'o9 dora 2024-02-04 1x100 pen',
].map(line);

const few = async () => (await shopOf(tally, files, FEW)).shop;
const SPLIT = { split: '2024-01-31', plan: PLAN, least: 1 } as const;

describe('recommendations by popularity', () => {
  it('leave out what customers have: values by hand', async () => {
    const judged = await recommendations.evaluate(await few(), { ...SPLIT, k: 1, methods: ['popular'] });
    // By customers: pen 3, ink 2, then bag and cap with 1 by name. anna gets bag (wanted), bert ink (wanted), cora bag.
    expect(judged.at({ method: 'popular' })).toMatchObject({
      ...{ customers: { raw: 3 }, hitRate: { raw: 1 }, ndcg: { raw: 1 } },
      // bag and ink of pen, ink, bag, cap.
      coverage: { raw: 0.5 },
      verdict: { raw: 'baseline' },
    });
    expect(judged.note).toMatchObject({
      en: 'Of 4 customers who bought from the day after 2024-01-31 to 2024-02-04, 1 had not bought before and 0 bought nothing new; judged on 3.',
    });
  });

  it('rank what is wanted second lower: NDCG by hand', async () => {
    const judged = await recommendations.evaluate(await few(), {
      ...SPLIT,
      k: 2,
      methods: ['popular', 'newcomers'],
    });
    // Lists: anna bag, cap; bert ink, cap; cora bag. All hit at the first place; bert wants both, anna and cora only bag.
    expect(judged.at({ method: 'popular' }).ndcg.raw).toBeCloseTo(1, 9);
    // First orders have pen (3) and ink (2): anna has both and gets nothing, bert ink, cora nothing.
    const ndcg = 1 / (1 + 1 / Math.log2(3)) / 3;
    expect(judged.at({ method: 'newcomers' }).ndcg.raw).toBeCloseTo(ndcg, 9);
    expect(judged.at({ method: 'newcomers' }).hitRate.raw).toBeCloseTo(1 / 3, 12);
    expect(judged.at({ method: 'newcomers' }).ndcgDifference.raw).toBeCloseTo(ndcg - 1, 9);
    expect(judged.at({ method: 'newcomers' }).hitDifference.raw).toBeCloseTo(-2 / 3, 12);
  });

  it('may repeat what customers have where that is asked for', async () => {
    const judged = await recommendations.evaluate(await few(), {
      ...SPLIT,
      k: 1,
      repeats: true,
      methods: ['own'],
    });
    // Everybody gets pen; anna alone buys it again. Own: anna ink or pen, both once, pen first for its customers.
    expect(judged.at({ method: 'popular' }).hitRate.raw).toBeCloseTo(1 / 3, 12);
    expect(judged.at({ method: 'own' }).hitRate.raw).toBeCloseTo(1 / 3, 12);
    expect(judged.at({ method: 'own' }).ndcgDifference.raw).toBe(0);
    expect(judged.at({ method: 'own' }).verdict.raw).toBe('notShown');
  });
});

describe('a rule by tier', () => {
  it('has the list of the method of each customer, and says against which it was judged', async () => {
    const rules = {
      popular: { label: 'As everybody', tiers: { all: 'popular', unassigned: 'popular' } },
      premium: { label: 'Premium', newcomer: 'newcomers', tiers: { all: 'premium', unassigned: 'popular' } },
    } as const;
    const judged = await recommendations.evaluate(await few(), {
      ...SPLIT,
      k: 2,
      rules,
      newWithin: 24,
      methods: [],
    });
    expect(judged.rows.map(({ method }) => method)).toEqual(['popular', 'rule:popular', 'rule:premium']);
    expect(judged.at({ method: 'rule:popular' })).toMatchObject({
      ndcgDifference: { raw: 0 },
      verdict: { raw: 'notShown' },
    });
    // 24 days before the split is January 7: cora is new and gets nothing (she has pen and ink); anna gets bag and cap, bert cap.
    const gain = 1 / (1 + 1 / Math.log2(3));
    expect(judged.at({ method: 'rule:premium' }).ndcg.raw).toBeCloseTo((1 + gain) / 3, 9);
  });

  it('does not compile with a tier left out, and does not run', async () => {
    const rules = { short: { label: 'Short', tiers: { unassigned: 'popular' } } } as const;
    // @ts-expect-error the tier "all" has no method
    const judged = recommendations.evaluate<'short', 'all'>(await few(), { ...SPLIT, rules });
    await expect(judged).rejects.toThrow('Rule short has no method for the tier all.');
  });
});

describe('recommendations that cannot be judged', () => {
  it.each([
    [
      'days out of order',
      { split: '2024-02-02', until: '2024-02-01' },
      'it must come after the split, 2024-02-02',
    ],
    ['a day that is none', { split: '2024-02-30' }, 'write a day as YYYY-MM-DD'],
    ['a split before the orders', { split: '2023-12-31' }, 'known from 2024-01-05 to 2024-02-04'],
    ['days after the orders', { split: '2024-01-31', until: '2024-03-01' }, 'must lie within'],
    ['a list of nothing', { split: '2024-01-31', k: 0 }, 'k must be a whole number of at least 1'],
    ['a list of all there is', { split: '2024-01-31', k: 1001 }, 'k must be a whole number from 1 to 1000'],
    ['a floor of 0', { split: '2024-01-31', least: 0 }, 'least must be a whole number'],
    ['another method', { split: '2024-01-31', methods: ['magic'] }, 'Unknown method "magic"'],
    ['a misspelled option', { split: '2024-01-31', repeat: true }, 'did you mean repeats?'],
  ])('are refused: %s', async (_, options, message) => {
    const given = options as unknown as recommendations.EvaluateOptions;
    await expect(recommendations.evaluate(await few(), given)).rejects.toThrow(message);
  });

  it('are refused by price where orders have no quantity, and by product where they have none', async () => {
    const plain = files.lines(
      'plain.csv',
      'order_id,customer_id,date,amount',
      '1,a,2024-01-01,5',
      '2,a,2024-01-03,5',
    );
    const { loadOrders } = await import('tally');
    const shop = await loadOrders(tally, plain);
    const options = { split: '2024-01-02', methods: ['premium'] } as const;
    await expect(recommendations.evaluate(shop, options)).rejects.toThrow('premium goes by price');
    await expect(recommendations.evaluate(shop, { split: '2024-01-02' })).rejects.toThrow(
      'These orders have no product',
    );
  });

  it('are nulls where nobody bought again, or everybody has everything', async () => {
    const nobody = await shopOf(
      tally,
      files,
      FEW.filter(({ time, customer }) => time < '2024-02' || customer === 'dora'),
    );
    const judged = await recommendations.evaluate(nobody.shop, { ...SPLIT, k: 3 });
    expect(judged.at({ method: 'association' })).toMatchObject({
      ...{ customers: { raw: 0 }, hitRate: { raw: null }, ndcg: { raw: null }, coverage: { raw: null } },
      ...{ ndcgDifference: { raw: null }, q: { raw: null }, verdict: { raw: 'notShown' } },
    });
    // Anna, bert and cora are known, and do not come back.
    expect(judged.note).toMatchObject({
      en: 'Of 1 customers who bought from the day after 2024-01-31 to 2024-02-04, 1 had not bought before and 0 bought nothing new; judged on 0.',
    });
    const all = ['pen', 'ink', 'cap', 'bag'].map((product) => line(`a1 anna 2024-01-02 1x100 ${product}`));
    const full = await shopOf(tally, files, [...all, line('a2 anna 2024-02-02 1x100 pen')]);
    const complete = await recommendations.evaluate(full.shop, { ...SPLIT, k: 3 });
    expect(complete.at({ method: 'popular' }).customers.raw).toBe(0);
    expect(complete.note).toMatchObject({ en: expect.stringContaining('1 bought nothing new') as string });
  });

  it('have shorter lists where k is more than there are products', async () => {
    const judged = await recommendations.evaluate(await few(), { ...SPLIT, k: 500, methods: ['popular'] });
    expect(judged.at({ method: 'popular' })).toMatchObject({ hitRate: { raw: 1 }, coverage: { raw: 0.75 } });
  });
});

const METHODS = Object.keys(recommendations.METHODS) as recommendations.Method[];

describe('for random orders', () => {
  it('lists and measures are those of the slow reference', async () => {
    const options = fc.record({
      k: fc.integer({ min: 1, max: 4 }),
      least: fc.integer({ min: 1, max: 2 }),
      neighbors: fc.integer({ min: 1, max: 4 }),
      repeats: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(randomLines(), fc.integer({ min: 20, max: 70 }), options, async (lines, day, slow) => {
        const split = dateAfter(day);
        const { shop, orders } = await shopOf(tally, files, lines).catch(() => ({ shop: null, orders: [] }));
        const known = orders.filter((order) => order.day <= split && order.kind === 'purchase');
        fc.pre(shop !== null && known.length > 0 && shop.from <= split && shop.asOf > split);
        const judged = await recommendations.evaluate(shop, { split, methods: METHODS, ...slow });
        const { rows } =
          await tally.query`SELECT customer_id, tier FROM ${await tiers.assign(await customersAt(shop, split))}`;
        const people = rows.map(({ customer_id: id, tier }): Person => ({
          id: id as string,
          tier: tier as string,
        }));
        const later = orders.filter((order) => order.day > split);
        const wanted = people
          .map((person) => ({
            person,
            items: boughtBy(later, person.id).filter(
              (item) => slow.repeats || !boughtBy(known, person.id).includes(item),
            ),
          }))
          .filter(({ items }) => items.length > 0);
        for (const method of METHODS) {
          const lists = wanted.map(({ person, items }) => ({
            items,
            list: slowList(known, people, person, method, slow),
          }));
          const found = judged.at({ method });
          expect([method, found.customers.raw]).toEqual([method, wanted.length]);
          if (wanted.length === 0) continue;
          const mean = (of: (one: (typeof lists)[number]) => number) =>
            lists.reduce((sum, one) => sum + of(one), 0) / lists.length;
          expect(found.hitRate.raw, method).toBeCloseTo(
            mean(({ list, items }) => Number(list.some((item) => items.includes(item)))),
            9,
          );
          expect(found.ndcg.raw, method).toBeCloseTo(
            mean(({ list, items }) => slowNdcg(list, items, slow.k)),
            9,
          );
          expect(found.products.raw, method).toBe(new Set(lists.flatMap(({ list }) => list)).size);
        }
      }),
      { numRuns: runs(6) },
    );
  }, 120_000);
});
