import { afterAll, describe, expect, it } from 'vitest';
import { loadOrders, open, type LoadOrdersOptions } from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
afterAll(() => files.remove());

/** Currency and revenue of orders with these amounts. */
async function revenueOf(
  currency: string | null,
  amounts: readonly string[],
  options: LoadOrdersOptions = {},
) {
  const tally = await open(currency === null ? {} : { currency });
  try {
    const lines = amounts.map((amount, n) => `${n};c;2024-01-0${n + 1};${amount}`);
    const path = files.lines('o.csv', 'order_id;customer_id;date;amount', ...lines);
    const orders = await loadOrders(tally, path, options);
    return [orders.session.currency, orders.content.rows[0]?.revenue];
  } finally {
    tally.close();
  }
}

describe('the signs of amounts', () => {
  it('are the currency of the orders, and not that of the session', async () => {
    expect(await revenueOf('CNY', ['€ 1,50', '2,50 €'])).toEqual(['EUR', 4]);
    expect(await revenueOf(null, ['12.50 CHF', '(2.50) CHF'])).toEqual(['CHF', 10]);
  });

  it('that may be of several are of that of the session, or asked for', async () => {
    expect(await revenueOf('CNY', ['¥5', '6元'])).toEqual(['CNY', 11]);
    expect(await revenueOf('AUD', ['$5', '$6'])).toEqual(['AUD', 11]);
    expect(await revenueOf(null, ['$5', '$6'], { currency: 'USD' })).toEqual(['USD', 11]);
    await expect(revenueOf(null, ['$5', '$6'])).rejects.toThrow('may stand for USD, AUD');
  });

  it('are converted by a rate, and not without one', async () => {
    expect(await revenueOf(null, ['€5', '€6'], { currency: 'USD', rates: { EUR: 1.1 } })).toEqual([
      'USD',
      12.1,
    ]);
    await expect(revenueOf(null, ['€5', '€6'], { currency: 'USD' })).rejects.toThrow(
      /in EUR, by their signs.*rates: { EUR: … }/,
    );
    await expect(revenueOf(null, ['€5', '$6'])).rejects.toThrow('different currencies are not added up');
  });
});
