import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, loadOrders, open, recommendations, type Orders, type Tally, type tiers } from 'tally';
import { Files } from '../../load/files.js';
import { line, shopOf } from '../../orders/shop-of.js';

/**
 * Known until January 31: pen 4 customers, ink 2, bag and cap 1. Afterwards anna buys bag twice, and pen again, bert cap
 * and ink, cora bag, emil pen again, dora, who is unknown, pen.
 */
const LINES = [
  'p1 emil 2024-01-04 1x100 pen',
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
  'o8b anna 2024-02-03 1x900 bag',
  'o9 dora 2024-02-04 1x100 pen',
  'p2 emil 2024-02-04 1x100 pen',
].map(line);

/** Bert and cora are recent, anna and emil are not. */
const PLAN = {
  recent: { label: 'Recent', within: 23 },
  lapsed: { label: 'Lapsed', after: 23 },
} as const satisfies tiers.TierPlan;

const rules = {
  mine: { label: 'My own', tiers: { recent: 'popular', lapsed: 'newcomers', unassigned: 'popular' } },
} as const;

const files = new Files();
let tally: Tally;
let shop: Orders;
const judgedWith = (options: Partial<recommendations.EvaluateOptions<'mine', 'recent' | 'lapsed'>> = {}) =>
  recommendations.evaluate<'mine', 'recent' | 'lapsed'>(shop, {
    ...{ split: '2024-01-31', plan: PLAN, least: 1, k: 2, methods: ['popular', 'newcomers'], ...options },
  });

beforeAll(async () => {
  tally = await open({ threads: 1 });
  ({ shop } = await shopOf(tally, files, LINES));
  await judgedWith();
});
afterAll(() => {
  tally.close();
  files.remove();
});

/** NDCG of bert, who wants two products and is shown one of them first. */
const GAIN = 1 / (1 + 1 / Math.log2(3));
/** Of Student's t of two degrees of freedom. */
const T2 = 4.302653;

describe('lists that are judged', () => {
  it('have shares, means and differences of three customers, with intervals by hand', async () => {
    const judged = await judgedWith();
    // Popular: anna bag and cap, bert ink and cap, cora bag. Newcomers, whose first orders have pen and ink: bert ink.
    expect(judged.rows).toMatchObject([
      { method: 'popular', customers: 3, hits: 3, ndcg: 1, ndcgInterval: null, products: 3, coverage: 3 / 4 },
      { method: 'newcomers', customers: 3, hits: 1, hitRate: 1 / 3, products: 1, coverage: 1 / 4 },
    ]);
    const { ndcg, ndcgInterval, hitDifferenceInterval, ndcgDifferenceInterval } = judged.rows[1] ?? {};
    const [mean, half] = [GAIN / 3, (T2 * GAIN) / 3];
    expect(ndcg).toBeCloseTo(mean, 9);
    expect(ndcgInterval?.low).toBeCloseTo(mean - half, 5);
    expect(hitDifferenceInterval?.low).toBeCloseTo(-2 / 3 - T2 / 3, 5);
    expect(ndcgDifferenceInterval?.low).toBeCloseTo(mean - 1 - half, 5);
    expect(ndcgDifferenceInterval?.high).toBeCloseTo(mean - 1 + half, 5);
  });

  it('have the customers of each tier, in the order of the plan', async () => {
    const { tiers: byTier } = await judgedWith({ rules });
    expect(byTier.rows.map((row) => [row.tier, row.method, row.customers, row.hits])).toEqual([
      ['recent', 'popular', 2, 2],
      ['recent', 'newcomers', 2, 1],
      ['recent', 'rule:mine', 2, 2],
      ['lapsed', 'popular', 1, 1],
      ['lapsed', 'newcomers', 1, 0],
      ['lapsed', 'rule:mine', 1, 0],
    ]);
    expect(Object.keys(byTier.schema.tier.values)).toEqual(['recent', 'lapsed', 'unassigned']);
    const spending = { score: 'spending', customers: 4, percentiles: {}, least: {} } as const;
    await expect(judgedWith({ score: 'rfm', cuts: spending })).rejects.toThrow('spending');
  });

  it('say what they are', async () => {
    const judged = await judgedWith({ rules });
    expect(judged.title).toEqual({
      en: 'Recommendations against what was bought afterwards',
      zh: '推荐结果与其后购买的对照',
    });
    expect(judged.tiers.title).toEqual({
      en: 'Recommendations against what was bought afterwards, by tier',
      zh: '各层级推荐结果与其后购买的对照',
    });
    expect(chart(judged).alt).toContain(
      'highest Popular with all with 1.0000, lowest First purchases with 0.2044',
    );
    expect(chart(judged.tiers).alt).toMatch(/^Heat ?map/i);
    const { popular, newcomers, ...own } = judged.schema.method.values;
    expect([popular, newcomers].map((one) => typeof one?.label)).toEqual(['object', 'object']);
    expect(own).toEqual({ 'rule:mine': { label: 'My own' } });
    expect(judged.schema).toMatchObject({
      ...{ hits: { hidden: true }, products: { hidden: true } },
      hitRate: { of: { base: 'customers', interval: 'hitInterval' } },
      ...{ ndcg: { digits: 4, of: { interval: 'ndcgInterval' } }, ndcgInterval: { digits: 4 } },
      hitDifference: { of: { interval: 'hitDifferenceInterval' } },
      hitDifferenceInterval: { hidden: true },
      ndcgDifference: { digits: 4, of: { interval: 'ndcgDifferenceInterval' } },
      ndcgDifferenceInterval: { digits: 4 },
    });
  });

  it('say who was judged, and who was not', async () => {
    expect((await judgedWith({ methods: [] })).note).toEqual({
      en: 'Of 5 customers who bought from the day after 2024-01-31 to 2024-02-04, 1 had not bought before and 1 bought nothing new; judged on 3.',
      zh: '2024-01-31次日至2024-02-04有5名客户购买，其中1名此前未购买，1名未购买新产品；以其余3名评判。',
    });
    const until = await judgedWith({ until: '2024-02-02', methods: [] });
    expect(until.note).toMatchObject({ en: expect.stringMatching(/^Of 2 .*judged on 2\.$/) as string });
  });

  it('may be of what customers have, of which the split day is the last that is known', async () => {
    const judged = await judgedWith({ split: '2024-02-01', k: 1, repeats: true, methods: [] });
    // Everybody is shown pen, and emil alone buys it after that day.
    expect(judged.rows).toMatchObject([{ customers: 4, hits: 1 }]);
    expect(judged.note).toEqual({
      en: 'Of 5 customers who bought from the day after 2024-02-01 to 2024-02-04, 1 had not bought before; judged on 4.',
      zh: '2024-02-01次日至2024-02-04有5名客户购买，其中1名此前未购买；以其余4名评判。',
    });
  });

  it.each([
    [false, []],
    [true, ['own']],
  ])('are those of methods without prices (of what may be shown again: %s)', async (repeats, own) => {
    const usual = { split: '2024-01-31', plan: PLAN, least: 1, k: 1, repeats } as const;
    const { rows } = await recommendations.evaluate(shop, usual);
    const all = ['popular', 'tierPopular', 'tierLift', 'together', 'association', 'pairLift'];
    expect(rows.map(({ method }) => method)).toEqual([...all, ...own]);
  });

  it('leave nothing behind', async () => {
    // In a session of its own: what a run that failed has left is not meant.
    const session = await open({ threads: 1 });
    const own = await shopOf(session, files, LINES);
    await recommendations.evaluate(own.shop, { split: '2024-01-31', plan: PLAN, least: 1, k: 2 });
    const { rows } = await session.query`SELECT table_name FROM duckdb_tables()
      WHERE regexp_matches(table_name, '_(baskets|bought|products|people|pairs|lists|wanted)')`;
    expect(rows).toEqual([]);
    session.close();
  });
});

describe('days of a split', () => {
  it('lie within those of the orders, one after the other', async () => {
    await expect(judgedWith({ until: '2024-01-31' })).rejects.toThrow(
      'until is 2024-01-31: it must come after the split, 2024-01-31.',
    );
    await expect(judgedWith({ split: '2024-01-03' })).rejects.toThrow(
      'The orders are known from 2024-01-04 to 2024-02-04: 2024-01-03 to 2024-02-04 must lie within.',
    );
    const first = await judgedWith({ split: '2024-01-04', methods: [] });
    expect(first.rows).toMatchObject([{ customers: 0, ndcg: null, coverage: null }]);
  });
});

describe('orders in which little is known', () => {
  const plan = { all: { label: 'All' } } as const;
  const options = { split: '2024-01-31', plan, methods: ['popular'], least: 1, k: 1 } as const;

  it('cover nothing where no product was known', async () => {
    const lines = ['s1 anna 2024-01-05 1x100 ', 's2 anna 2024-02-01 1x100 pen'].map(line);
    const { shop: nameless } = await shopOf(tally, files, lines);
    const judged = await recommendations.evaluate(nameless, options);
    expect(judged.rows).toMatchObject([{ customers: 1, hits: 0, products: 0, coverage: null }]);
  });

  it('need no quantities unless lists go by price', async () => {
    const rows = ['1,a,2024-01-01,5,pen', '2,b,2024-01-02,5,ink', '3,a,2024-02-01,5,ink'];
    const path = files.lines('unpriced.csv', 'order_id,customer_id,date,amount,product', ...rows);
    const judged = await recommendations.evaluate(await loadOrders(tally, path), options);
    expect(judged.rows).toMatchObject([{ customers: 1, hits: 1, coverage: 1 / 2 }]);
  });
});
