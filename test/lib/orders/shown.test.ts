import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, loadOrders, open, type LoadOrdersOptions, type Result, type Tally } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { accountResult } from '../../../lib/src/orders/account.js';
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

const HEADER = 'order_id,customer_id,date,amount,status,quantity';
const load = (lines: readonly string[], options: LoadOrdersOptions = {}, header = HEADER) =>
  loadOrders(tally, files.lines('orders.csv', header, ...lines), options);
const textOf = async (shop: Awaited<ReturnType<typeof load>>) =>
  (await shop[DISPLAY]()).data['text/plain'] as string;
const drawn = (result: unknown) => chart(result as Result).alt;

describe('the account of an orders file', () => {
  it('counts the orders of its rows, and what it covers the orders whose total is below 0', async () => {
    const shop = await load([
      ...['1,a,2024-01-05,100,,1', '1,a,2024-01-05,-10,,1', '2,b,2024-01-06,50,,1', '3,b,2024-01-09,-20,,1'],
    ]);
    const text = await textOf(shop);
    expect(text).toMatch(/Outcome +Rows +Share of rows +In orders[^]*Refunds, netted +2 +50\.0% +2/);
    expect(text).toMatch(/Orders below 0[^]*\n2024-01-05 .* 1 +0 +0\n/);
  });

  it('has shares of its rows, and is drawn', async () => {
    const shop = await load([
      '1,a,2024-01-01,5,paid,1',
      '2,b,2024-01-02,6,void,1',
      '3,,2024-01-03,7,paid,1',
      '4,a,x,1,,',
    ]);
    expect(shop.account.rows.map(({ outcome, share }) => [outcome, share])).toEqual([
      ...[
        ['rows', 1],
        ['sale', 1 / 4],
      ],
      ...['canceled', 'noCustomer', 'setAside'].map((outcome) => [outcome, 1 / 4]),
    ]);
    expect(drawn(shop.account)).toMatch(/largest Rows in the file with 4/);
    expect(shop.statuses?.title).toEqual({ en: 'How statuses were taken', zh: '订单状态的归类' });
    expect(drawn(shop.statuses)).toMatch(/paid 2, void 1/);
  });

  it('is refused where it lacks a row', async () => {
    const { session, apart, file } = await load([
      '1,a,2024-01-01,5,,',
      '2,b,2024-01-02,6,void,1',
      '3,,2024-01-03,7,,',
    ]);
    const { source } = file;
    const whole = await accountResult(session, apart, { rows: 3, quarantined: 1, source });
    expect(whole.rows.map(({ outcome, rows }) => [outcome, rows])).toEqual([
      ['rows', 3],
      ...['canceled', 'noCustomer', 'setAside'].map((outcome) => [outcome, 1]),
    ]);
    await expect(accountResult(session, apart, { rows: 4, quarantined: 1, source })).rejects.toThrow(
      /orders\.csv: the file has 4 rows, and the account 3\.$/,
    );
  });

  it('is told in full where no line counts', async () => {
    const nothing = (lines: readonly string[]) => load(lines).then(String, String);
    expect(await nothing(['1,,2024-01-01,10,paid,', '2,a,2024-01-01,1,void,'])).toMatch(
      /orders\.csv: none of the 2 rows counts as part of an order:\n {2}- Canceled: 1\n {2}- Without customer: 1\nCheck the columns, the as-of date and the words of the status\.$/,
    );
    expect(await nothing(['1,a,x,10,paid,', '2,a,y,1,paid,'])).toMatch(
      /order:\n {2}- Set aside: 2\nNone of the 2 rows of orders\.csv was accepted\. .*\nCheck/,
    );
  });
});

describe('orders as the last expression of a cell', () => {
  it('show the words of the status, the most usual twenty of them', async () => {
    const words = Array.from(
      { length: 22 },
      (_, n) => `${n},a,2024-01-01,5,word ${String(n).padStart(2, '0')},1`,
    );
    const text = await textOf(await load(words));
    expect(text).toMatch(
      /Rows of orders\.csv[^]*What the orders cover[^]*How statuses were taken[^]*order_id/,
    );
    expect([text.includes('word 19'), text.includes('word 20')]).toEqual([true, false]);
    const without = await load(['1,a,2024-01-01,5'], {}, 'order_id,customer_id,date,amount');
    expect(await textOf(without)).not.toContain('How statuses were taken');
  });
});

describe('the tables of orders', () => {
  it('know their roles, and what the file calls a column', async () => {
    const shop = await load(['1,a,2024-01-01,5,paid,1', '2,a,2024-01-01,5,void,1']);
    expect(shop.lines.roles).toEqual({
      user: 'customer_id',
      time: 'time',
      amount: 'amount',
      row: 'file_row',
    });
    expect(shop.orders.roles).toEqual({ user: 'customer_id', time: 'time', amount: 'total' });
    expect(shop.apart.roles).toEqual(shop.lines.roles);
    expect(shop.lines.columns).toMatchObject({ quantity: 'decimal?', status: 'text?' });
    expect(Object.keys(shop.lines.columns)).toEqual([
      ...['order_id', 'customer_id', 'time', 'day', 'amount', 'quantity', 'status', 'file_row'],
    ]);
    const hidden = Object.entries(shop.apart.schema).flatMap(([name, column]) =>
      column.hidden ? [name] : [],
    );
    expect(hidden).toEqual(['file_row', 'copy']);
  });

  it('keep the file of each line, where there are several', async () => {
    for (const month of ['01', '02']) {
      files.lines(`m-${month}.csv`, 'order_id,customer_id,date,amount', `${month},a,2024-${month}-01,5`);
    }
    const shop = await loadOrders(tally, `${files.folder}/m-*.csv`, { glob: true });
    expect((await tally.query`SELECT order_id, file FROM ${shop.lines} ORDER BY file`).rows).toEqual([
      { order_id: '01', file: 'm-01.csv' },
      { order_id: '02', file: 'm-02.csv' },
    ]);
  });

  it('have no line without an amount, unless one is of the whole order', async () => {
    const lines = ['1,a,2024-01-01,5,,1', '1,a,2024-01-01,,,1'];
    expect((await load(lines)).file.quarantined).toBe(1);
    expect((await load(lines, { amountPer: 'line' })).file.quarantined).toBe(1);
    expect((await load(lines, { amountPer: 'order' })).file.quarantined).toBe(0);
  });
});
