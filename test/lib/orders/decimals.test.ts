import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, type LoadOrdersOptions, type Tally } from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const load = (columns: string, lines: readonly string[], options: LoadOrdersOptions = {}) =>
  loadOrders(
    tally,
    files.lines('orders.csv', `order_id,customer_id,order_date,${columns}`, ...lines),
    options,
  );
const outcomesOf = ({ account }: Awaited<ReturnType<typeof load>>) =>
  Object.fromEntries(account.rows.map(({ outcome, rows, amount }) => [outcome, [rows, amount]]));

describe('the decimals of money', () => {
  it('are those that the file writes for a price, and nothing paid becomes free', async () => {
    const shop = await load('product,quantity,unit_price', [
      ...['1,A,2024-01-05,screw,100000,0.00004', '2,A,2024-02-05,screw,100000,0.00004'],
      ...['3,B,2024-01-06,nut,100000,0.00016', '4,C,2024-01-07,nut,3,0.33335'],
    ]);
    expect(outcomesOf(shop)).toEqual({ rows: [4, null], sale: [4, 25.00005] });
    expect(shop.content.rows).toMatchObject([{ customers: 3, purchases: 4, revenue: 25.00005 }]);
  });

  it('are those of an amount, a discount and a quantity too', async () => {
    const amounts = await load('amount', ['1,A,2024-01-05,0.00004', '2,B,2024-01-05,-0.0000000001']);
    expect(outcomesOf(amounts)).toMatchObject({ sale: [1, 0.00004], refund: [1, -1e-10] });
    const coins = await load('quantity,unit_price,discount', ['1,A,2024-01-05,0.00002,50000,0.00005']);
    expect(outcomesOf(coins)).toMatchObject({ sale: [1, 0.99995] });
  });

  it('are rounded beyond those that are held, and what would be left of as 0 is set aside', async () => {
    const shop = await load('amount', [
      ...['1,A,2024-01-05,19.989999999999998', '2,B,2024-01-05,0.00000000004', '3,B,2024-01-05,0.000'],
    ]);
    expect(outcomesOf(shop)).toEqual({
      ...{ rows: [3, null], sale: [1, 19.99], free: [1, 0], setAside: [1, null] },
    });
  });

  it('leave room for large amounts', async () => {
    const rupiah = ['1,A,2024-01-05,1000000,1000000000', '2,B,2024-01-06,1000000,1000000000'];
    const shop = await load('quantity,unit_price', rupiah);
    expect(shop.content.at().revenue.raw).toBe(2e15);
    const dollars = await load(
      'quantity,unit_price,currency',
      [`${rupiah[0] ?? ''},IDR`, '2,B,2024-01-06,2,0.00004,BTC', '3,B,2024-01-06,1,5,USD'],
      { currency: 'USD', rates: { IDR: 0.000061034, BTC: 61034.5 } },
    );
    expect(dollars.content.at().revenue.raw).toBe(61_034_000_000 + 4.88276 + 5);
  });

  it('are all those of a rate', async () => {
    const options = { currency: 'KWD', rates: { IDR: 1.8765432105e-5 } };
    const shop = await load('amount,currency', ['1,A,2024-01-05,1000000000,IDR'], options);
    expect(shop.content.at().revenue.raw).toBe(18_765.432105);
  });

  it('do not matter where numbers that are no quantities would be too large', async () => {
    const codes = ['1,A,2024-01-05,5,4006381333931999,9000000', '2,B,2024-01-06,6,4006381333931999,9000000'];
    const shop = await load('amount,quantity,unit_price', codes);
    expect(shop.content.at().revenue.raw).toBe(11);
  });
});
