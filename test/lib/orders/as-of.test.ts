import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customersAt, loadOrders, open, type Orders, type Tally } from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
let shop: Orders;
beforeAll(async () => {
  tally = await open({ threads: 2 });
  const lines = [
    ...['1,a,2024-01-01,10', '2,a,2024-01-11,20', '3,b,2024-01-11,8', '4,c,2024-01-12,-1'],
    ...['5,a,2024-02-01,-6', '6,b,2024-02-03,4', '7,d,2024-02-03,9'],
  ];
  shop = await loadOrders(tally, files.lines('orders.csv', 'order_id,customer_id,date,amount', ...lines));
});
afterAll(() => {
  tally.close();
  files.remove();
});

const at = async (asOf: string) => (await tally.query`SELECT * FROM ${await customersAt(shop, asOf)}`).rows;

describe('customers at the end of an earlier day', () => {
  it('are known by the orders up to that day, and not by a refund after it', async () => {
    expect(await at('2024-01-21')).toEqual([
      {
        ...{ customer_id: 'a', first_order: '2024-01-01', last_order: '2024-01-11', recency: 10, tenure: 20 },
        ...{ orders: 2, revenue: 30, spent: 30, order_value: 15, interval: 10 },
      },
      {
        ...{ customer_id: 'b', first_order: '2024-01-11', last_order: '2024-01-11', recency: 10, tenure: 10 },
        ...{ orders: 1, revenue: 8, spent: 8, order_value: 8, interval: null },
      },
    ]);
    const late = await at('2024-02-01');
    expect(late.map((row) => [row['customer_id'], row['revenue'], row['recency']])).toEqual([
      ['a', 24, 21],
      ['b', 8, 21],
    ]);
  });

  it('have the orders of the day itself, from the first one to the last', async () => {
    expect((await at('2024-01-01')).map((row) => [row['customer_id'], row['recency']])).toEqual([['a', 0]]);
    expect(await at('2024-02-03')).toEqual((await tally.query`SELECT * FROM ${shop.customers}`).rows);
  });

  it.each([
    ['2023-12-31', 'asOf is 2023-12-31, but the orders are known from 2024-01-01 to 2024-02-03.'],
    ['2024-02-04', 'asOf is 2024-02-04, but'],
    ['2024-01-32', '"asOf" is "2024-01-32": write a day as YYYY-MM-DD.'],
  ])('are not known at %s', async (asOf, message) => {
    await expect(customersAt(shop, asOf)).rejects.toThrow(message);
  });
});

describe('the last day of a file without an as-of date', () => {
  const loaded = (last: string, options = {}) =>
    loadOrders(
      tally,
      files.lines('wrong.csv', 'order_id,customer_id,date,amount', '1,a,2024-01-01,10', `2,b,${last},20`),
      options,
    );

  it.each(['2567-01-02', '9999-12-31', '2044-01-02', '1900-01-01'])(
    'is none where orders reach over more than twenty years: %s',
    async (last) => {
      await expect(loaded(last)).rejects.toThrow(
        /reach from \d{4}-01-01 to \d{4}-\d\d-\d\d, so some of their dates must be wrong. Set asOf/,
      );
    },
  );

  it('is the last order of twenty years, and may be said', async () => {
    expect((await loaded('2044-01-01')).asOf).toBe('2044-01-01');
    const said = await loaded('2567-01-02', { asOf: '2024-01-31' });
    expect(said.account.rows.find(({ outcome }) => outcome === 'later')).toMatchObject({ rows: 1 });
    expect((await loaded('1900-01-01', { asOf: '2024-01-31' })).from).toBe('1900-01-01');
  });
});
