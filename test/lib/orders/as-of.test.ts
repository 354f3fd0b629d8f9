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
