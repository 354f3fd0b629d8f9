import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, loadOrders, open, orders as metrics, stats, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { randomLines } from '../../orders/random-lines.js';
import { cents, sum, type ReferenceOrder } from '../../orders/reference.js';
import { line, shopOf, type TestShop } from '../../orders/shop-of.js';
import { giniByPairs } from '../by-hand.js';
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

const FEW = [
  'o1 anna 2024-01-01 2x100 pen',
  'o1 anna 2024-01-01 1x300 ink',
  'o1 anna 2024-01-01 -1x50 pad',
  'o1 anna 2024-01-01 1x0 cap',
  'o2 anna 2024-01-02 1x100 pen',
  'o2 anna 2024-01-02 1x100 pen',
  'o2 anna 2024-01-02 1x300 ink',
  'o3 bert 2024-01-03 5x100 pen',
  'o4 bert 2024-01-04 1x300 ink',
  'o5 cora 2024-01-05 1x500 bag',
  'o6 cora 2024-01-06 -1x100 pen',
].map(line);

describe('the size of orders', () => {
  it('is what was bought in them: returns lower the total only, and refunds are no orders', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    const sizes = await metrics.baskets(shop);
    expect(
      sizes.rows.map(({ measure, orders, mean, median, max }) => [measure, orders, mean, median, max]),
    ).toEqual([
      ['value', 5, 4.5, 5, 5],
      ['lines', 5, 9 / 5, 1, 3],
      ['products', 5, 8 / 5, 1, 3],
      ['units', 5, 14 / 5, 3, 5],
    ]);
    expect(sizes.at({ measure: 'value' }).mean.en).toBe('4.50');
  });

  it('is not taken for 0 where a product or quantity is missing', async () => {
    const file = files.lines(
      'gaps.csv',
      'order_id,customer_id,date,amount,product,quantity',
      ...['1,a,2024-01-01,5,pen,4', '2,a,2024-01-02,6,ink,', '3,b,2024-01-03,7,,2', '3,b,2024-01-03,8,ink,4'],
      ...['4,b,2024-01-04,9,pen,8', '4,b,2024-01-04,-1,,'],
    );
    const sizes = await metrics.baskets(await loadOrders(tally, file));
    expect(sizes.rows.map(({ measure, orders, mean }) => [measure, orders, mean])).toEqual([
      ['value', 4, 34 / 4],
      ['lines', 4, 5 / 4],
      ['products', 3, 1],
      ['units', 3, (4 + 6 + 8) / 3],
    ]);
  });

  it('is drawn without the money, unless there is nothing else', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    const sizes = await metrics.baskets(shop);
    expect(chart(sizes).alt).toMatch(/highest Units bought with 2.80, lowest Different products with 1.60/);
    expect(chart(sizes.where({ measure: 'value' })).alt).toMatch(/4\.50/);
  });

  it('has no products and units where the file has none', async () => {
    const file = files.lines('whole.csv', 'order_id,customer_id,date,amount', '1,a,2024-01-01,5');
    const sizes = await metrics.baskets(await loadOrders(tally, file));
    expect(sizes.rows.map(({ measure, meanInterval }) => [measure, meanInterval])).toEqual([
      ['value', null],
      ['lines', null],
    ]);
  });
});

describe('pairs of items', () => {
  it('count orders with both, an item once per order', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    const together = await metrics.pairs(shop, { least: 1 });
    expect(together.rows.map(({ liftInterval, ...row }) => [row, liftInterval !== null])).toEqual([
      [
        {
          ...{ pair: 'ink + pen', first: 'ink', second: 'pen', orders: 2, firstOrders: 3, secondOrders: 3 },
          ...{ support: 2 / 5, secondGivenFirst: 2 / 3, firstGivenSecond: 2 / 3, lift: 10 / 9 },
        },
        true,
      ],
    ]);
    expect((await metrics.pairs(shop, { least: 3 })).rows).toEqual([]);
    // Anna has both in both of her orders, Bert each in one of two, and Cora neither in one, of 5, 3, 3 and 2.
    const d = [2 / 2 - 2 / 3 - 2 / 3 + 2 / 5, 0 - 1 / 3 - 1 / 3 + 2 / 5, 1 / 5];
    const half = stats.Z * Math.sqrt((3 / 2) * sum(d.map((one) => one ** 2)));
    expect(together.rows[0]?.liftInterval).toEqual({
      low: expect.closeTo((10 / 9) * Math.exp(-half), 10) as number,
      high: expect.closeTo((10 / 9) * Math.exp(half), 10) as number,
    });
  });

  it('come in order of orders or of lift, ties by name', async () => {
    const { shop } = await shopOf(tally, files, [
      ...['o1 anna 2024-01-01 1x100 a', 'o1 anna 2024-01-01 1x100 b'].map(line),
      ...['o2 bert 2024-01-02 1x100 a', 'o2 bert 2024-01-02 1x100 b'].map(line),
      ...['o3 bert 2024-01-03 1x100 a', 'o3 bert 2024-01-03 1x100 c'].map(line),
      ...['o4 cora 2024-01-04 1x100 a', 'o4 cora 2024-01-04 1x100 d'].map(line),
      ...['o5 cora 2024-01-05 1x100 e', 'o5 cora 2024-01-05 1x100 f'].map(line),
      ...['o6 cora 2024-01-06 1x100 e', 'o6 cora 2024-01-06 1x100 f'].map(line),
    ]);
    const ranked = async (options: metrics.PairOptions) =>
      (await metrics.pairs(shop, { least: 1, ...options })).rows.map(({ pair, lift }) => [pair, lift]);
    // Six orders: a in 4, b, e and f in 2, c and d in 1.
    const [ab, ef] = [
      ['a + b', 1.5],
      ['e + f', 3],
    ];
    const rest = [
      ['a + c', 1.5],
      ['a + d', 1.5],
    ];
    expect(await ranked({})).toEqual([ab, ef, ...rest]);
    expect(await ranked({ rank: 'lift' })).toEqual([ef, ab, ...rest]);
    expect(await ranked({ rank: 'lift', top: 1 })).toEqual([ef]);
    expect(await ranked({ least: 2 })).toEqual([ab, ef]);
    expect(await ranked({ top: 1 })).toEqual([ab]);
    expect(await ranked({ top: 3 })).toEqual([ab, ef, rest[0]]);
    expect(chart(await metrics.pairs(shop, { least: 1 })).alt).toMatch(/highest e \+ f with 3/);
  });

  it('refuse what they cannot count', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    await expect(metrics.pairs(shop, { least: 0 })).rejects.toThrow(
      /least must be a whole number of at least 1/,
    );
    await expect(metrics.pairs(shop, { top: 1.5 })).rejects.toThrow(/top must be/);
    await expect(metrics.pairs(shop, { rank: 'price' as never })).rejects.toThrow(/Unknown rank "price"/);
    const file = files.lines('whole.csv', 'order_id,customer_id,date,amount', '1,a,2024-01-01,5');
    await expect(metrics.pairs(await loadOrders(tally, file))).rejects.toThrow(/have no product/);
  });
});

describe('the concentration of revenue', () => {
  it('ranks by revenue net of refunds, and says who is left out', async () => {
    const { shop } = await shopOf(tally, files, [
      ...FEW,
      ...['o7 dora 2024-01-06 1x100 pen', 'o8 dora 2024-01-07 -1x300 pen'].map(line),
    ]);
    const held = await metrics.concentration(shop, { share: 0.5 });
    expect(held.rows).toMatchObject([
      { holders: 3, revenue: 21.5, needed: 2, neededShare: 2 / 3, topShare: 9.5 / 21.5 },
    ]);
    // Of 4, 8 and 9.5 in order.
    expect(held.rows[0]?.gini).toBeCloseTo((2 * (4 + 2 * 8 + 3 * 9.5)) / (3 * 21.5) - 4 / 3, 12);
    expect(held.curve.length).toBe(101);
    expect(held.rows[0]?.hhi).toBeCloseTo((9.5 ** 2 + 8 ** 2 + 4 ** 2) / 21.5 ** 2, 12);
    expect(held.note).toEqual({
      en: 'Left out: 1 with revenue of 0 or less, together −2.00.',
      zh: '未计入：营收不为正者1个，合计−2.00。',
    });
    expect(
      held.largest.rows.map(({ place, item, orders, revenue }) => [place, item, orders, revenue]),
    ).toEqual([
      [1, 'anna', 2, 9.5],
      [2, 'bert', 2, 8],
      [3, 'cora', 1, 4],
    ]);
  });

  it('counts purchases and customers of a name, and says what has none', async () => {
    const file = files.lines(
      'names.csv',
      'order_id,customer_id,date,amount,category',
      ...['1,a,2024-01-01,10,desk', '2,b,2024-01-02,5,', '2,b,2024-01-02,3,desk', '3,c,2024-01-03,-2,wear'],
      ...['4,a,2024-01-04,-1,desk', '5,c,2024-01-05,4,toys'],
    );
    const held = await metrics.concentration(await loadOrders(tally, file), { of: 'category' });
    expect(held.largest.rows).toEqual([
      {
        ...{ place: 1, item: 'desk', orders: 2, customers: 2, revenue: 12 },
        ...{ share: 0.75, cumulativeShare: 0.75 },
      },
      { place: 2, item: 'toys', orders: 1, customers: 1, revenue: 4, share: 0.25, cumulativeShare: 1 },
    ]);
    expect(held.note).toEqual({
      en: 'Left out: 1 with revenue of 0 or less, together −2.00; lines without a name, 5.00.',
      zh: '未计入：营收不为正者1个，合计−2.00；未注明者的明细，5.00。',
    });
    const unnamed = files.lines(
      'unnamed.csv',
      'order_id,customer_id,date,amount,category',
      ...['1,a,2024-01-01,10,desk', '2,b,2024-01-02,5,'],
    );
    const part = await metrics.concentration(await loadOrders(tally, unnamed), { of: 'category' });
    expect(part.note).toMatchObject({
      en: 'Left out: 0 with revenue of 0 or less, together 0.00; lines without a name, 5.00.',
    });
    const all = files.lines('all.csv', 'order_id,customer_id,date,amount', '1,a,2024-01-01,10');
    const whole = await metrics.concentration(await loadOrders(tally, all), { share: 1, top: 1 });
    expect([whole.note, whole.rows[0]?.needed]).toEqual([null, 1]);
  });

  it('counts no order or customer that only returned a product', async () => {
    const file = files.lines(
      'returned.csv',
      'order_id,customer_id,date,product,amount',
      ...['1,A,2024-01-05,x,30', '1,A,2024-01-05,y,-10', '2,B,2024-01-06,y,50', '3,C,2024-01-07,y,50'],
      ...['4,D,2024-01-08,y,-5', '5,C,2024-01-09,y,0', '5,C,2024-01-09,x,1'],
    );
    const { largest } = await metrics.concentration(await loadOrders(tally, file), { of: 'product' });
    expect(largest.rows).toMatchObject([
      { item: 'y', orders: 3, customers: 2, revenue: 85 },
      { item: 'x', orders: 2, customers: 2, revenue: 31 },
    ]);
  });

  it('leaves out what has brought nothing, and has equal ones by name', async () => {
    const file = files.lines(
      'equal.csv',
      'order_id,customer_id,date,amount,category',
      ...['1,a,2024-01-01,5,even', '2,a,2024-01-02,-5,even', '3,a,2024-01-03,-2,less'],
      ...['4,b,2024-01-04,0.50,wear', '5,c,2024-01-05,0.50,desk', '6,d,2024-01-06,3,toys'],
    );
    const held = await metrics.concentration(await loadOrders(tally, file), { of: 'category' });
    expect(
      held.largest.rows.map(({ place, item, cumulativeShare }) => [place, item, cumulativeShare]),
    ).toEqual([
      [1, 'toys', 3 / 4],
      [2, 'desk', 3.5 / 4],
      [3, 'wear', 1],
    ]);
    expect(held.note).toMatchObject({ en: 'Left out: 2 with revenue of 0 or less, together −2.00.' });
    const first = await metrics.concentration(await loadOrders(tally, file), { of: 'category', top: 1 });
    expect(first.largest.rows.map(({ item }) => item)).toEqual(['toys']);
  });

  it('is that of nothing where all was given back, and so are sizes', async () => {
    const { shop } = await shopOf(tally, files, [line('o1 anna 2024-01-01 -1x100 pen')]);
    expect((await metrics.concentration(shop)).rows).toMatchObject([
      { holders: 0, revenue: 0, needed: null, neededShare: null, hhi: null, topShare: null, gini: null },
    ]);
    expect((await metrics.baskets(shop)).rows).toMatchObject(
      ['value', 'lines', 'products', 'units'].map((measure) => ({
        measure,
        orders: 0,
        mean: null,
        max: null,
      })),
    );
  });

  it('refuses a share and a column that are none', async () => {
    const { shop } = await shopOf(tally, files, FEW);
    for (const share of [0, 1.01])
      await expect(metrics.concentration(shop, { share })).rejects.toThrow(
        /share must be above 0 and at most 1/,
      );
    await expect(metrics.concentration(shop, { of: 'country' })).rejects.toThrow(/have no country/);
  });
});

describe('random orders', () => {
  it('have the baskets, pairs and concentration of the slow reference', async () => {
    await fc.assert(
      fc.asyncProperty(randomLines(), fc.constantFrom('product', 'category'), async (lines, of) => {
        const test = await shopOf(tally, files, lines, { asOf: '2024-03-31' });
        const purchases = test.orders.filter(({ kind }) => kind === 'purchase');
        fc.pre(purchases.length > 0);
        await sameBaskets(test, purchases);
        await samePairs(test, purchases, of);
        await sameConcentration(test);
      }),
      { numRuns: runs(25) },
    );
  });
});

async function sameBaskets({ shop }: TestShop, purchases: readonly ReferenceOrder[]): Promise<void> {
  const measures = {
    value: (order: ReferenceOrder) => order.cents / 100,
    lines: ({ lines }: ReferenceOrder) => lines.filter((one) => one.cents >= 0).length,
    products: ({ lines }: ReferenceOrder) =>
      new Set(lines.filter((one) => one.cents >= 0).map((one) => one.product)).size,
    units: ({ lines }: ReferenceOrder) =>
      sum(lines.filter((one) => one.cents >= 0).map((one) => one.quantity)),
  };
  for (const row of await metrics.baskets(shop)) {
    const values = purchases.map(measures[row.measure]);
    const mean = sum(values) / values.length;
    expect(row.orders).toBe(values.length);
    expect(row.mean).toBeCloseTo(mean, 9);
    expect(row.max).toBe(Math.max(...values));
    const buyers = [...new Set(purchases.map(({ customer }) => customer))].map((name) => {
      const own = purchases.filter(({ customer }) => customer === name).map(measures[row.measure]);
      return sum(own) - mean * own.length;
    });
    const squares = sum(buyers.map((deviation) => deviation ** 2));
    if (buyers.length < 2 || squares < 1e-6) continue;
    const half = (stats.Z * Math.sqrt((buyers.length / (buyers.length - 1)) * squares)) / values.length;
    expect(row.meanInterval?.low).toBeCloseTo(mean - half, 6);
    expect(row.meanInterval?.high).toBeCloseTo(mean + half, 6);
  }
}

async function samePairs(
  { shop }: TestShop,
  purchases: readonly ReferenceOrder[],
  of: 'product' | 'category',
): Promise<void> {
  const baskets = purchases
    .map(({ customer, lines }) => ({
      customer,
      items: new Set(lines.filter((one) => one.cents > 0).map((one) => one[of])),
    }))
    .filter(({ items }) => items.size > 0);
  const names = [...new Set(baskets.flatMap(({ items }) => [...items]))].sort();
  const expected = names.flatMap((first) =>
    names
      .filter((second) => first < second)
      .map((second) => {
        const has = (item: string) => baskets.filter(({ items }) => items.has(item)).length;
        const both = baskets.filter(({ items }) => items.has(first) && items.has(second)).length;
        return { first, second, orders: both, lift: (both * baskets.length) / (has(first) * has(second)) };
      })
      .filter(({ orders }) => orders >= 2),
  );
  const found = await metrics.pairs(shop, { of, least: 2 });
  expect(found.rows).toHaveLength(expected.length);
  for (const pair of expected) {
    const { first, second } = pair;
    const [row] = found.where({ first, second }).rows;
    expect(row).toMatchObject({ orders: pair.orders, support: pair.orders / baskets.length });
    expect(row?.lift).toBeCloseTo(pair.lift, 9);
    const names = [...new Set(baskets.map(({ customer }) => customer))];
    const share = (keep: (items: ReadonlySet<string>) => boolean, who?: string) => {
      const all = baskets.filter(({ items }) => keep(items));
      return all.filter(({ customer }) => who === undefined || customer === who).length / all.length;
    };
    const squares = sum(
      names.map((who) => {
        const d = share((items) => items.has(first) && items.has(second), who);
        return (
          (d - share((i) => i.has(first), who) - share((i) => i.has(second), who) + share(() => true, who)) **
          2
        );
      }),
    );
    if (names.length < 2 || squares < 1e-9) continue;
    const half = stats.Z * Math.sqrt((names.length / (names.length - 1)) * squares);
    expect(row?.liftInterval?.low).toBeCloseTo(pair.lift * Math.exp(-half), 9);
    expect(row?.liftInterval?.high).toBeCloseTo(pair.lift * Math.exp(half), 9);
  }
  const ranked = await metrics.pairs(shop, { of, least: 2, rank: 'lift', top: 2 });
  const highest = expected.map(({ lift }) => lift).toSorted((a, b) => b - a);
  expect(ranked.rows.map(({ lift }) => Number(lift.toFixed(9)))).toEqual(
    highest.slice(0, 2).map((lift) => Number(lift.toFixed(9))),
  );
}

async function sameConcentration({ shop, orders }: TestShop): Promise<void> {
  const lines = orders.flatMap((order) => order.lines);
  const revenue = [...new Set(lines.map(({ product }) => product))]
    .map((product) => ({
      product,
      cents: sum(lines.filter((one) => one.product === product).map((one) => one.cents)),
    }))
    .filter((one) => one.cents > 0)
    .toSorted((a, b) => b.cents - a.cents || (a.product < b.product ? -1 : 1));
  const total = sum(revenue.map((one) => one.cents));
  const needed = revenue.findIndex(
    (_, index) => sum(revenue.slice(0, index + 1).map((one) => one.cents)) >= 0.8 * total,
  );
  const held = await metrics.concentration(shop, { of: 'product' });
  expect(held.rows[0]).toMatchObject({ holders: revenue.length, needed: needed + 1 });
  expect(cents(held.rows[0]?.revenue ?? NaN)).toBe(total);
  expect(held.rows[0]?.gini).toBeCloseTo(giniByPairs(revenue.map((one) => one.cents)), 9);
  expect(held.largest.rows.map(({ item, revenue: money }) => [item, cents(money)])).toEqual(
    revenue.map((one) => [one.product, one.cents]),
  );
  expect(held.largest.rows.at(-1)?.cumulativeShare).toBeCloseTo(1, 12);
}
