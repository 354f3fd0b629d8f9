import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benefits, chart, open, OptionsError, type Result, type Tally } from 'tally';
import { CATALOG, FEW, tieredOf, type Customer, type Key } from './few.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1, currency: 'CNY' });
});
afterAll(() => tally.close());

interface Given {
  readonly budget: number;
  readonly uplift?: Readonly<Record<string, number>>;
  readonly least?: number;
  readonly rule?: 'whole' | 'fractional';
  readonly customers?: readonly Customer[];
  readonly catalog?: benefits.BenefitCatalog<Key>;
  readonly on?: string;
}

const planOf = async ({ customers = FEW, catalog = CATALOG, on = '2025-06-20', ...options }: Given) => {
  const may = await benefits.eligible(await tieredOf(tally, customers), catalog, { on });
  const uplift = { delivery: 0.1, tasting: 0.15 };
  return benefits.budget(may, { value: 'margin', uplift, ...options });
};

const grantsOf = async ({ grants }: benefits.BenefitBudget) =>
  (await tally.query`SELECT customer, benefit, place, cost, value, part FROM ${grants}`).rows.map((row) =>
    Object.values(row).map((value) => (typeof value === 'string' ? value : Number(value))),
  );

describe('a budget for benefits', () => {
  it('is told by tier and benefit, in the order of the catalog', async () => {
    const { delivery, tasting } = CATALOG.gold;
    const plan = await planOf({
      budget: 28,
      catalog: { gold: { tasting, delivery }, silver: CATALOG.silver },
      customers: [...FEW, ['emil', 1, null]],
    });
    // In order: bert delivery, bert tasting, anna delivery, anna tasting, which is 28; cora delivery is left.
    expect(plan.rows).toEqual([
      {
        ...{ tier: 'gold', benefit: 'tasting', available: 3, worthwhile: 2 },
        ...{ granted: 2, cost: 20, value: 45 },
      },
      {
        ...{ tier: 'gold', benefit: 'delivery', available: 3, worthwhile: 2 },
        ...{ granted: 2, cost: 8, value: 30 },
      },
      {
        ...{ tier: 'silver', benefit: 'delivery', available: 1, worthwhile: 1 },
        ...{ granted: 0, cost: 0, value: 0 },
      },
    ]);
    expect(plan.overall.rows).toEqual([
      { budget: 28, cost: 28, unspent: 0, granted: 4, value: 75, bound: 75 },
    ]);
    const { tier, benefit } = plan.at({ tier: 'silver', benefit: 'delivery' });
    expect([tier.en, benefit.en]).toEqual(['Silver', 'Free delivery']);
  });

  it('has the benefits of each tier in the order of that tier', async () => {
    const { delivery, tasting } = CATALOG.gold;
    const catalog = { gold: { delivery, tasting }, silver: { tasting, delivery } };
    const plan = await planOf({ budget: 4, catalog });
    expect(plan.rows.map(({ tier, benefit }) => `${tier} ${benefit}`)).toEqual([
      ...['gold delivery', 'gold tasting', 'silver tasting', 'silver delivery'],
    ]);
    expect(plan.at({ tier: 'gold', benefit: 'delivery' }).granted.en).toBe('1');
  });

  it('is for what is available alone', async () => {
    const plan = await planOf({ budget: 100, on: '2025-07-01' });
    expect(
      plan.rows.map(({ tier, benefit, available, granted }) => [tier, benefit, available, granted]),
    ).toEqual([
      ['gold', 'delivery', 2, 2],
      ['silver', 'delivery', 1, 1],
    ]);
  });

  it('lists what is paid for, the best first, with its part', async () => {
    const plan = await planOf({ budget: 15, rule: 'fractional' });
    expect(await grantsOf(plan)).toEqual([
      ['bert', 'delivery', 1, 4, 20, 1],
      ['bert', 'tasting', 2, 10, 30, 1],
      ['anna', 'delivery', 3, 4, 10, 0.25],
    ]);
    expect(plan.overall.rows).toMatchObject([{ cost: 15, granted: 2.25, value: 52.5, bound: 52.5 }]);
    expect(plan.grants.roles).toEqual({ user: 'customer', segment: 'tier' });
    expect(plan.grants.schema).toMatchObject({
      customer: { label: 'customer' },
      tier: { values: { gold: { label: 'Gold' } } },
      benefit: { values: { delivery: { label: 'Free delivery' } } },
      place: { format: 'count', label: { en: 'Rank' } },
      cost: { kind: 'decimal', format: 'money' },
      value: { kind: 'decimal', format: 'money' },
      part: { format: 'percent' },
    });
  });

  it('counts the first use that does not fit in what could be expected at most, but grants none of it', async () => {
    const plan = await planOf({ budget: 15 });
    expect(await grantsOf(plan)).toHaveLength(2);
    expect(plan.overall.rows).toMatchObject([{ cost: 14, unspent: 1, granted: 2, value: 50, bound: 52.5 }]);
  });

  it('has ties by the lower cost, then by customer, then by benefit', async () => {
    const one = { label: 'One', cost: 4, cap: 1, days: 1 };
    const plan = await planOf({
      budget: 100,
      catalog: { gold: { post: one, fair: { ...one, cost: 10 }, gift: one }, silver: {} },
      uplift: { post: 0.1, fair: 0.25, gift: 0.1 },
      customers: [
        ['b', 1, 200],
        ['a', 1, 200],
      ],
    });
    expect((await grantsOf(plan)).map(([who, what]) => `${who} ${what}`)).toEqual([
      ...['a gift', 'a post', 'b gift', 'b post', 'a fair', 'b fair'],
    ]);
  });

  it('is for those of whom at least the cost is expected back, or as much as is asked for', async () => {
    const customers: Customer[] = [
      ['a', 1, 40],
      ['b', 1, 39.9],
      ['c', 1, 0],
      ['d', 1, -1],
      ['e', 1, null],
    ];
    const catalog = { gold: { delivery: CATALOG.gold.delivery }, silver: {} };
    const uplift = { delivery: 0.1 };
    const who = async (least?: number) => {
      const given = { budget: 100, customers, catalog, uplift, ...(least !== undefined && { least }) };
      return (await grantsOf(await planOf(given))).map(([name]) => name).join('');
    };
    expect([await who(), await who(1), await who(0), await who(2)]).toEqual(['a', 'a', 'abc', '']);
  });

  it('is titled in both languages, and drawn', async () => {
    const plan = await planOf({ budget: 15 });
    expect([plan.title, plan.overall.title]).toEqual([
      { en: 'What the budget buys', zh: '预算可覆盖的权益' },
      { en: 'The budget', zh: '预算总览' },
    ]);
    expect(plan.overall.at().bound.en).toBe('¥52.50');
    expect(chart(plan as unknown as Result).alt).toMatch(/What the budget buys/);
  });

  it.each<[string, Partial<Given>, RegExp]>([
    ['without end', { budget: Infinity }, /^The budget must be at least 0, not Infinity\.$/],
    ['that is no number', { budget: Number.NaN }, /^The budget must be at least 0, not NaN\.$/],
    ['with a least value below 0', { least: -1 }, /^least must be at least 0, not -1\.$/],
    ['with a least value without end', { least: Infinity }, /^least must be at least 0, not Infinity\.$/],
    [
      'with an uplift without end',
      { uplift: { delivery: Infinity, tasting: 0 } },
      /^The uplift of delivery must/,
    ],
    [
      'with an uplift of what is no benefit',
      { uplift: { delivery: 0, tasting: 0, toString: 0 } },
      /"toString", which is no benefit: use delivery, tasting\.$/,
    ],
    [
      'with an uplift left out',
      { uplift: { delivery: 0 } },
      /^There is no uplift for the benefit tasting\.$/,
    ],
  ])('is refused %s', async (_, given, message) => {
    const promise = planOf({ budget: 10, ...given });
    await expect(promise).rejects.toThrow(OptionsError);
    await expect(promise).rejects.toThrow(message);
  });

  it('may have an uplift of 0, of which nothing is expected', async () => {
    const plan = await planOf({ budget: 10, uplift: { delivery: 0, tasting: 0 } });
    expect(plan.overall.rows).toMatchObject([{ granted: 0, value: 0, bound: 0, unspent: 10 }]);
  });
});
