import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, OptionsError, type LoadOrdersOptions, type Tally } from 'tally';
import { Files } from '../load/files.js';

const files = new Files();
let shared: Tally;
beforeAll(async () => {
  shared = await open({ threads: 1 });
});
afterAll(() => {
  shared.close();
  files.remove();
});

/** Currency and revenue of orders with these amounts, in a session with this currency. */
async function revenueOf(
  currency: string | null,
  amounts: readonly string[],
  options: LoadOrdersOptions = {},
  columns = 'amount',
) {
  const tally = await open({ engine: shared.engine, ...(currency !== null && { currency }) });
  const lines = amounts.map((amount, n) => `${n};c;2024-01-0${n + 1};${amount}`);
  const path = files.lines('o.csv', `order_id;customer_id;date;${columns}`, ...lines);
  const orders = await loadOrders(tally, path, options);
  return [orders.session.currency, orders.content.rows[0]?.revenue];
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
    expect(await revenueOf(null, ['$5', '$6'], { currency: 'usd' })).toEqual(['USD', 11]);
    // The signs of renminbi alone are of one currency.
    for (const currency of [null, 'EUR', 'JPY']) {
      expect(await revenueOf(currency, ['¥5', '6元'])).toEqual(['CNY', 11]);
    }
    for (const currency of [null, 'EUR']) {
      await expect(revenueOf(currency, ['$5', '$6'])).rejects.toThrow(
        /o\.csv: the sign of the amounts may stand for USD, AUD, .*\. Say for which: currency: 'USD'\./,
      );
    }
  });

  it('are none where there are no signs', async () => {
    expect(await revenueOf('CNY', ['5', '6'])).toEqual(['CNY', 11]);
    expect(await revenueOf('CNY', ['5', '6'], { currency: 'chf' })).toEqual(['CHF', 11]);
    expect(await revenueOf(null, ['5', '6'])).toEqual([null, 11]);
  });

  it('are what those of prices and discounts have in common', async () => {
    const columns = 'quantity;price;discount';
    const lines = ['2;$5;A$1', '1;$4;A$0.50'];
    expect(await revenueOf('USD', lines, {}, columns)).toEqual(['AUD', 12.5]);
    expect(await revenueOf(null, ['2;$5;1'], { currency: 'CAD' }, columns)).toEqual(['CAD', 9]);
    await expect(revenueOf(null, ['2;€5;$1'], { currency: 'EUR' }, columns)).rejects.toThrow(
      'o.csv: amounts and prices have the signs of different currencies, which are not multiplied or added up. ' +
        'Convert them to one before loading.',
    );
  });

  it('are converted by a rate, and not without one', async () => {
    expect(await revenueOf(null, ['€5', '€6'], { currency: 'USD', rates: { EUR: 1.1 } })).toEqual([
      'USD',
      12.1,
    ]);
    expect(await revenueOf('CHF', ['€5'], { currency: 'usd', rates: { chf: 2, eur: 1.1 } })).toEqual([
      'USD',
      5.5,
    ]);
    // Nobody asked for another currency than theirs.
    expect(await revenueOf('USD', ['€5'], { rates: { EUR: 1.1 } })).toEqual(['EUR', 5]);
    await expect(revenueOf(null, ['€5', '€6'], { currency: 'USD' })).rejects.toThrow(
      /in EUR, by their signs.*rates: { EUR: … }/,
    );
    await expect(revenueOf(null, ['€5', '$6'])).rejects.toThrow('different currencies are not added up');
  });

  it.each([0, -1, NaN, Infinity])('are not converted by a rate of %d', async (rate) => {
    await expect(revenueOf(null, ['5'], { currency: 'USD', rates: { CHF: 1, EUR: rate } })).rejects.toThrow(
      new OptionsError(`The rate of EUR must be above 0, not ${rate}.`),
    );
  });
});
