import { beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, orders, regions, bind, rfm, segmentSizes, type Orders, type Tally } from 'tally';
import { realShop, shopFile } from './shop.js';

const PERIODS = {
  before: { from: '2011-03-01', to: '2011-06-01' },
  after: { from: '2011-09-01', to: '2011-12-01' },
};

describe.skipIf(shopFile === null)('the real shop', () => {
  let tally: Tally;
  let shop: Orders;
  beforeAll(async () => {
    ({ tally, shop } = await realShop());
  }, 180_000);

  it('has every line in the account, with refunds netted', () => {
    expect(
      shop.account.rows.map(({ outcome, rows, orders: n, amount }) => [outcome, rows, n, amount]),
    ).toEqual([
      ['rows', 541_909, null, null],
      ['sale', 397_884, 18_532, 8_911_407.904],
      ['refund', 8_905, 3_654, -611_342.09],
      ['free', 40, 34, 0],
      ['noCustomer', 135_080, 3_710, 1_447_682.12],
    ]);
    expect(shop.content.rows).toMatchObject([
      {
        ...{
          from: '2010-12-01',
          to: '2011-12-09',
          customers: 4_338,
          purchases: 18_532,
          revenue: 8_300_065.814,
        },
        ...{ refundOrders: 3_654, emptyOrders: 4, refundsOnly: 34, negative: 8, duplicates: 5_270 },
      },
    ]);
  });

  it('gives what the usual cleaning gives where refunds are left out', async () => {
    const cleaned = await loadOrders(tally, shopFile ?? '', { refunds: 'exclude' });
    expect(cleaned.account.at({ outcome: 'sale' }).rows.raw).toBe(397_884);
    expect(cleaned.content.rows).toMatchObject([
      { customers: 4_338, purchases: 18_532, revenue: 8_911_407.904 },
    ]);
    expect(cleaned.content.at().revenue.en).toBe('£8,911,407.90');
  }, 180_000);

  it('scores its customers in one call', async () => {
    const scored = await rfm(shop.customers);
    const sizes = await segmentSizes(scored);
    expect(sizes.total('users').raw).toBe(4_338);
    expect(sizes.at({ segment: 'keyValue' }).users.raw).toBe(948);
    const areas = await regions(bind(shop.customers, { region: 'country' }));
    expect(areas.at({ region: 'United Kingdom' }).users.raw).toBe(3_920);
  });

  it('has cohorts whose revenue is all revenue but refunds before the first order', async () => {
    const cohorts = await orders.cohorts(shop);
    expect(cohorts.where({ age: 0 }).rows.map(({ customers }) => customers)).toEqual([
      885, 417, 380, 452, 300, 284, 242, 188, 169, 299, 358, 323, 41,
    ]);
    expect(cohorts.curve.at({ age: 1 })).toMatchObject({ eligible: { raw: 3_974 }, active: { raw: 940 } });
    const outside = await tally.query`SELECT coalesce(sum(total), 0) AS money FROM ${shop.orders} o
      LEFT JOIN ${shop.customers} c USING (customer_id)
      WHERE c.customer_id IS NULL OR date_trunc('month', o.day) < date_trunc('month', c.first_order)`;
    const inside = cohorts.rows.reduce((sum, { revenue }) => sum + revenue, 0);
    expect(inside + Number(outside.rows[0]?.['money'])).toBeCloseTo(8_300_065.814, 4);
  });

  it('explains the whole change between spring and autumn, by customers and by products', async () => {
    const change = await orders.revenueChange(shop, PERIODS);
    expect(change.rows.map(({ component, customers }) => [component, customers])).toEqual([
      ['new', 980],
      ['reactivated', 600],
      ['retained', 1_271],
      ['churned', 722],
      ['refundsOnly', 27],
    ]);
    const bridge = await orders.priceVolumeMix(shop, PERIODS);
    const exact = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + Math.round(value * 1e4), 0);
    expect(change.overall.rows[0]?.change).toBeCloseTo(1_384_188.16, 2);
    expect(exact(change.rows.map((row) => row.change))).toBe(
      exact(change.overall.rows.map((row) => row.change)),
    );
    expect(exact(bridge.rows.map((row) => row.change))).toBe(
      exact(change.overall.rows.map((row) => row.change)),
    );
  });

  it('has two in three customers order again, a quarter of them within a month', async () => {
    const again = await orders.repeatPurchases(shop);
    expect(again.rows.map(({ within, eligible, repeat }) => [within, eligible, repeat])).toEqual([
      [30, 4_086, 922],
      [60, 3_741, 1_417],
      [90, 3_370, 1_607],
      [180, 2_821, 1_884],
      [365, 573, 502],
    ]);
    expect(again.overall.rows).toMatchObject([{ customers: 4_338, repeat: 2_845 }]);
    const between = await orders.purchaseIntervals(shop);
    expect(between.rows.map(({ gaps, median, halfWithin }) => [gaps, median, halfWithin])).toEqual([
      [2_845, 50, 97],
      [2_010, 41, 60],
      [1_502, 35, 46],
      [14_194, 22, 34],
    ]);
  });

  it('sells in baskets, and few products and customers bring most of it', async () => {
    const sizes = await orders.baskets(shop);
    expect(sizes.at({ measure: 'products' })).toMatchObject({ orders: { raw: 18_532 }, median: { raw: 15 } });
    const pairs = await orders.pairs(shop, { least: 400 });
    expect(pairs.rows[0]).toMatchObject({ first: '22386', second: '85099B', orders: 546 });
    expect((await orders.concentration(shop)).rows).toMatchObject([{ holders: 4_317, needed: 1_178 }]);
    expect((await orders.concentration(shop, { of: 'product' })).rows).toMatchObject([
      { holders: 3_643, needed: 799 },
    ]);
  });

  it('is closed on Saturdays and busiest at noon in November', async () => {
    expect((await orders.byWeekday(shop)).at({ weekday: 'saturday' })).toMatchObject({
      days: { raw: 53 },
      orders: { raw: 0 },
    });
    expect((await orders.byHour(shop)).max('orders').hour.en).toBe('12:00');
    expect((await orders.byMonth(shop)).max('ordersPerDay').month.en).toBe('Nov');
  });
});
