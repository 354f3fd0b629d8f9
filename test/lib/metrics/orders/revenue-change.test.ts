import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, orders as metrics, type Tally } from 'tally';
import { Files } from '../../load/files.js';
import { dateAfter, randomLines } from '../../orders/random-lines.js';
import { cents, sum, type CountedLine, type ReferenceOrder } from '../../orders/reference.js';
import { line, shopOf, type TestShop } from '../../orders/shop-of.js';
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

const PERIODS = {
  before: { from: '2024-02-01', to: '2024-03-01' },
  after: { from: '2024-03-01', to: '2024-04-01' },
};

const FEW = [
  'o1 anna 2024-02-01 2x1000 pen',
  'o2 anna 2024-03-05 3x1200 pen',
  'o3 bert 2024-02-29 1x500 ink',
  'o4 bert 2024-03-02 -1x100 ink',
  'o5 cora 2024-01-15 1x900 pad',
  'o6 cora 2024-03-31 1x700 pad',
  'o7 dora 2024-03-01 4x250 cap',
  'o8 emil 2024-01-01 1x400 pen',
  'o9 emil 2024-03-03 -1x400 pen',
].map(line);
const KNOWN = { asOf: '2024-03-31' };

describe('a change in revenue', () => {
  it('comes from customers in one group each, by when they bought', async () => {
    const { shop } = await shopOf(tally, files, FEW, KNOWN);
    const change = await metrics.revenueChange(shop, PERIODS);
    expect(
      change.rows.map((row) => [row.component, row.customers, row.before, row.after, row.change]),
    ).toEqual([
      ['new', 1, 0, 10, 10],
      ['reactivated', 1, 0, 7, 7],
      ['retained', 1, 20, 36, 16],
      ['churned', 1, 5, -1, -6],
      ['refundsOnly', 1, 0, -4, -4],
    ]);
    expect(change.overall.rows).toEqual([{ before: 25, after: 48, change: 23, growth: 23 / 25 }]);
    expect(change.at({ component: 'churned' }).share.raw).toBe(-6 / 25);
  });

  it('has all groups, also those without customers, and nobody from other times', async () => {
    const { shop } = await shopOf(
      tally,
      files,
      [
        ...['o1 anna 2024-02-01 1x100', 'o2 anna 2024-02-02 1x300', 'o3 anna 2024-03-01 1x200'],
        ...['o4 anna 2024-03-02 1x500', 'o5 bert 2024-02-01 1x400', 'o6 bert 2024-03-01 1x100'],
        'o7 cora 2024-01-01 1x900',
      ].map(line),
      KNOWN,
    );
    const change = await metrics.revenueChange(shop, PERIODS);
    const none = { customers: 0, before: 0, after: 0, change: 0, share: 0 };
    expect(change.rows).toEqual([
      { component: 'new', ...none },
      { component: 'reactivated', ...none },
      { component: 'retained', customers: 2, before: 8, after: 8, change: 0, share: 0 },
      { component: 'churned', ...none },
      { component: 'refundsOnly', ...none },
    ]);
  });

  it('is price, volume and mix of what was sold in both periods, and what came and went', async () => {
    const { shop } = await shopOf(
      tally,
      files,
      [
        'o1 anna 2024-02-01 10x100 pen',
        'o2 anna 2024-02-02 10x300 ink',
        'o3 anna 2024-02-03 1x700 pad',
        'o4 bert 2024-03-01 30x110 pen',
        'o5 bert 2024-03-02 10x300 ink',
        'o6 bert 2024-03-03 2x450 cap',
        'o7 bert 2024-03-04 -1x200 bag',
      ].map(line),
      KNOWN,
    );
    const bridge = await metrics.priceVolumeMix(shop, PERIODS);
    // 40 units after and 20 before at a mean of 2.00: 40; at old prices 60 of 80: −20; pens 0.10 dearer: 3.
    expect(bridge.rows.map((row) => [row.effect, row.products, row.change])).toEqual([
      ['price', 2, 3],
      ['volume', 2, 40],
      ['mix', 2, -20],
      ['added', 1, 9],
      ['dropped', 1, -7],
      ['other', 1, -2],
    ]);
    expect(bridge.overall.rows[0]?.change).toBe(23);
    expect(bridge.at({ effect: 'price' }).share.raw).toBeCloseTo(3 / 47, 12);
  });

  it('has no price, volume and mix where nothing was sold in both, and no products of other times', async () => {
    const { shop } = await shopOf(
      tally,
      files,
      ['o1 anna 2024-01-01 1x100 pen', 'o2 anna 2024-03-02 2x300 ink', 'o3 bert 2024-03-03 1x50 cap'].map(
        line,
      ),
      KNOWN,
    );
    const bridge = await metrics.priceVolumeMix(shop, PERIODS);
    expect(bridge.rows.map((row) => [row.effect, row.products, row.change, row.share])).toEqual([
      ...['price', 'volume', 'mix'].map((effect) => [effect, 0, 0, null]),
      ['added', 2, 6.5, null],
      ['dropped', 0, 0, null],
      ['other', 0, 0, null],
    ]);
    expect(bridge.overall.rows).toEqual([{ before: 0, after: 6.5, change: 6.5, growth: null }]);
  });

  it('has no price of products with a line whose quantity is missing', async () => {
    const file = files.lines(
      'gaps.csv',
      'order_id,customer_id,date,amount,quantity,product',
      '1,a,2024-02-01,10,5,pen',
      '2,a,2024-02-02,6,,ink',
      '3,a,2024-02-03,6,3,ink',
      '4,a,2024-03-02,24,6,pen',
      '5,b,2024-03-03,8,2,ink',
    );
    const bridge = await metrics.priceVolumeMix(await loadOrders(tally, file, KNOWN), PERIODS);
    // Pens: 6 at 4.00 after 5 at 2.00. Inks would cost 4.00 apiece before if the missing quantity were 0.
    expect(bridge.rows.map((row) => [row.effect, row.products, row.change])).toEqual([
      ['price', 1, 12],
      ['volume', 1, 2],
      ['mix', 1, 0],
      ['added', 0, 0],
      ['dropped', 0, 0],
      ['other', 1, -4],
    ]);
  });

  it('adds up exactly where prices have no end', async () => {
    const file = files.lines(
      'thirds.csv',
      'order_id,customer_id,date,amount,quantity,product',
      '1,a,2024-02-01,1.0001,3,pen',
      '2,a,2024-02-02,2.9999,7,ink',
      '3,a,2024-03-02,7.0003,11,pen',
      '4,b,2024-03-03,0.0007,13,ink',
    );
    const shop = await loadOrders(tally, file, KNOWN);
    const bridge = await metrics.priceVolumeMix(shop, PERIODS);
    const parts = bridge.rows.map(({ change }) => Math.round(change * 10_000));
    expect(sum(parts)).toBe(Math.round((7.0003 + 0.0007 - 1.0001 - 2.9999) * 10_000));
  });

  it.each([
    [
      { before: PERIODS.after, after: PERIODS.before },
      /The period before ends on 2024-04-01, when the one after has begun/,
    ],
    [{ ...PERIODS, before: { from: '2024-02-01', to: '2024-02-01' } }, /is empty/],
    [
      { ...PERIODS, after: { from: '2024-03-01', to: '2024-04-02' } },
      /known up to 2024-03-31 only: end on 2024-04-01/,
    ],
    [{ ...PERIODS, after: { from: '2024-03-01', to: 'April' } }, /"after.to" is "April"/],
  ])('is refused for periods that do not fit (%#)', async (periods, message) => {
    const { shop } = await shopOf(tally, files, FEW, KNOWN);
    await expect(metrics.revenueChange(shop, periods)).rejects.toThrow(message);
    await expect(metrics.priceVolumeMix(shop, periods)).rejects.toThrow(message);
  });

  it('needs products and quantities for price, volume and mix', async () => {
    const file = files.lines('whole.csv', 'order_id,customer_id,date,amount', '1,a,2024-01-01,5');
    const shop = await loadOrders(tally, file, KNOWN);
    await expect(metrics.priceVolumeMix(shop, PERIODS)).rejects.toThrow(
      /have no product: say which column.*columns: \{ product: '…' \}/,
    );
  });

  it('is that of the slow reference for random orders, and both ways add up to it', async () => {
    const days = fc.uniqueArray(fc.nat(90), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(randomLines(), days, async (lines, chosen) => {
        const test = await shopOf(tally, files, lines, { asOf: '2024-03-31' });
        const [a = 0, b = 0, c = 0, d = 0] = chosen.toSorted((x, y) => x - y);
        const periods = {
          before: { from: dateAfter(a), to: dateAfter(b) },
          after: { from: dateAfter(c), to: dateAfter(d) },
        };
        const change = await metrics.revenueChange(test.shop, periods);
        expect(
          change.rows.map((row) => [
            row.component,
            row.customers,
            cents(row.before),
            cents(row.after),
            cents(row.change),
          ]),
        ).toEqual(byCustomers(test, periods));
        const bridge = await metrics.priceVolumeMix(test.shop, periods);
        const whole = cents(change.overall.rows[0]?.change ?? NaN);
        expect(sum(change.rows.map((row) => cents(row.change)))).toBe(whole);
        expect(Math.round(sum(bridge.rows.map((row) => row.change)) * 10_000)).toBe(whole * 100);
        sameEffects(test, periods, bridge.rows);
      }),
      { numRuns: runs(30) },
    );
  });
});

type Periods = typeof PERIODS;

const isIn = ({ day }: { readonly day: string }, { from, to }: Periods['before']) => day >= from && day < to;
const moneyOf = (orders: readonly ReferenceOrder[]) => sum(orders.map((order) => order.cents));

function byCustomers({ orders }: TestShop, { before, after }: Periods) {
  const names = [...new Set(orders.map(({ customer }) => customer))];
  const people = names.flatMap((name) => {
    const own = orders.filter(({ customer }) => customer === name);
    const [first, second] = [
      own.filter((order) => isIn(order, before)),
      own.filter((order) => isIn(order, after)),
    ];
    if (first.length + second.length === 0) return [];
    const bought = (some: readonly ReferenceOrder[]) => some.some(({ kind }) => kind === 'purchase');
    const known = bought(own.filter(({ day }) => day < after.from));
    const component = bought(first)
      ? bought(second)
        ? 'retained'
        : 'churned'
      : bought(second)
        ? known
          ? 'reactivated'
          : 'new'
        : 'refundsOnly';
    return [{ component, before: moneyOf(first), after: moneyOf(second) }];
  });
  return ['new', 'reactivated', 'retained', 'churned', 'refundsOnly'].map((component) => {
    const own = people.filter((person) => person.component === component);
    const [b, a] = [sum(own.map((person) => person.before)), sum(own.map((person) => person.after))];
    return [component, own.length, b, a, a - b];
  });
}

function sameEffects(
  { orders }: TestShop,
  { before, after }: Periods,
  found: readonly { readonly effect: string; readonly products: number; readonly change: number }[],
): void {
  const sold = (period: Periods['before']) =>
    orders.filter((order) => isIn(order, period)).flatMap(({ lines }) => lines);
  const [first, second] = [sold(before), sold(after)];
  const items = [...new Set([...first, ...second].map(({ product }) => product))].map((product) => {
    const own = (lines: readonly CountedLine[]) => lines.filter((one) => one.product === product);
    const units = (lines: readonly CountedLine[]) => sum(own(lines).map(({ quantity }) => quantity));
    const money = (lines: readonly CountedLine[]) => sum(own(lines).map((one) => one.cents)) / 100;
    return { q0: units(first), q1: units(second), r0: money(first), r1: money(second) };
  });
  const kept = items.filter(({ q0, q1 }) => q0 > 0 && q1 > 0);
  const total = (value: (item: (typeof items)[number]) => number, of = kept) => sum(of.map(value));
  const mean = kept.length === 0 ? 0 : total(({ r0 }) => r0) / total(({ q0 }) => q0);
  const units = [total(({ q0 }) => q0), total(({ q1 }) => q1)] as const;
  const gained = (of: typeof items) => total(({ r0, r1 }) => r1 - r0, of);
  const added = items.filter(({ q0, q1 }) => q0 <= 0 && q1 > 0);
  const dropped = items.filter(({ q0, q1 }) => q0 > 0 && q1 <= 0);
  const other = items.filter(({ q0, q1 }) => q0 <= 0 && q1 <= 0);
  const expected = {
    price: [kept.length, total(({ q0, q1, r0, r1 }) => q1 * (r1 / q1 - r0 / q0))],
    volume: [kept.length, (units[1] - units[0]) * mean],
    mix: [kept.length, total(({ q0, q1, r0 }) => (q1 * r0) / q0) - units[1] * mean],
    added: [added.length, gained(added)],
    dropped: [dropped.length, gained(dropped)],
    other: [other.length, gained(other)],
  } as const;
  for (const [effect, [products, change]] of Object.entries(expected)) {
    const row = found.find((one) => one.effect === effect);
    expect([effect, row?.products]).toEqual([effect, products]);
    expect(row?.change).toBeCloseTo(change, 2);
  }
}
