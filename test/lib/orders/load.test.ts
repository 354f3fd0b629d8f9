import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, rfm, type LoadOrdersOptions, type Orders, type Tally } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { Files } from '../load/files.js';
import { csvOf, randomLines, type TestLine } from './random-lines.js';
import {
  cents,
  countedOf,
  customersOf,
  daysFrom,
  ordersOf,
  outcomesOf,
  sum,
  type Rules,
} from './reference.js';
import { runs } from '../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const HEADER = 'order_id,customer_id,date,amount,status';
const loadLines = (
  lines: readonly string[],
  options: LoadOrdersOptions = {},
  header = HEADER,
): Promise<Orders> => loadOrders(tally, files.lines('orders.csv', header, ...lines), options);

it('refuses percentages where money is expected, and goes on without them', async () => {
  const path = files.lines(
    'off.csv',
    'order_id,customer_id,date,amount,quantity,price,discount',
    '1,a,2024-01-05,100,1,100,10%',
    '2,b,2024-01-06,200,1,200,5%',
  );
  await expect(loadOrders(tally, path)).rejects.toThrow(
    /off\.csv: column "discount" has percentages \(2 of 2 values\), where amounts of money are expected/,
  );
  const { content } = await loadOrders(tally, path, { columns: { discount: null } });
  expect(content.at().revenue.raw).toBe(300);
});

const outcomes = (orders: Orders) =>
  Object.fromEntries(orders.account.rows.map(({ outcome, rows }) => [outcome, rows]));

const rowsOf = async (orders: Orders, name: 'customers' | 'orders' | 'lines' | 'apart') =>
  (await tally.query`SELECT * FROM ${orders[name]}`).rows;

describe('where the lines of an orders file go', () => {
  it('has every row somewhere, and says how much money is there', async () => {
    const orders = await loadLines([
      '1,a,2024-01-01,10.50,paid',
      '1,a,2024-01-01,4.50,paid',
      '2,a,2024-01-05,-3.00,paid',
      '3,b,2024-01-06,0,paid',
      '4,b,2024-01-07,20,Cancelled',
      '5,,2024-01-08,7,paid',
      '6,a,2024-01-09,1,paid',
      '6,b,2024-01-09,2,paid',
      '7,b,2024-01-10,much,paid',
    ]);
    expect(
      orders.account.rows.map(({ outcome, rows, orders: n, amount }) => [outcome, rows, n, amount]),
    ).toEqual([
      ['rows', 9, null, null],
      ['sale', 2, 1, 15],
      ['refund', 1, 1, -3],
      ['free', 1, 1, 0],
      ['canceled', 1, 1, 20],
      ['noCustomer', 1, 1, 7],
      ['twoCustomers', 2, 1, 3],
      ['setAside', 1, null, null],
    ]);
    expect(orders.content.rows).toMatchObject([
      {
        customers: 1,
        purchases: 1,
        revenue: 12,
        perOrder: 12,
        refundOrders: 1,
        emptyOrders: 1,
        refundsOnly: 1,
      },
    ]);
    expect(await rowsOf(orders, 'apart')).toMatchObject(
      ['canceled', 'noCustomer', 'twoCustomers', 'twoCustomers'].map((outcome) => ({ outcome })),
    );
    expect(orders.file.quarantined).toBe(1);
  });

  it('shows account, content and columns', async () => {
    const orders = await loadLines(['1,a,2024-01-01,10.50,paid']);
    const { data } = await orders[DISPLAY]();
    expect(data['text/plain']).toMatch(/Rows of orders\.csv[^]*What the orders cover[^]*order_id +Order/);
  });

  it('takes an order as an invoice: its total decides whether it is a purchase, a refund or nothing', async () => {
    const orders = await loadLines([
      '1,a,2024-01-01,10,',
      '1,a,2024-01-01,-4,',
      '2,a,2024-01-02,10,',
      '2,a,2024-01-03,-10,',
      '3,a,2024-01-04,5,',
      '3,a,2024-01-04,-9,',
    ]);
    const kinds = await rowsOf(orders, 'orders');
    expect(kinds.map(({ kind, total, nth }) => [kind, total, nth])).toEqual([
      ['purchase', 6, 1],
      ['nothing', 0, null],
      ['refund', -4, null],
    ]);
    expect(await rowsOf(orders, 'customers')).toMatchObject([
      { orders: 1, revenue: 2, spent: 2, order_value: 2 },
    ]);
  });

  it('counts refunds and orders of nothing, and customers below 0', async () => {
    const orders = await loadLines([
      ...['1,a,2024-01-01,-3,', '2,a,2024-01-02,-4,', '3,a,2024-01-03,0,', '4,a,2024-01-04,0,'],
      ...['5,a,2024-01-05,7,', '6,b,2024-01-06,0.50,'],
    ]);
    expect(outcomes(orders)).toEqual({ rows: 6, sale: 2, refund: 2, free: 2 });
    // Anna's revenue is 0, which is not below it, nor is that of Bert.
    expect(orders.content.rows).toMatchObject([{ refundOrders: 2, emptyOrders: 2, negative: 0 }]);
    expect(await rowsOf(orders, 'customers')).toMatchObject([
      { customer_id: 'a', order_value: 0 },
      { customer_id: 'b', order_value: 0.5 },
    ]);
  });

  it('numbers the purchases of each customer, of equal times as they stand in the file', async () => {
    const orders = await loadLines([
      ...['2,a,2024-01-01,1,', '1,a,2024-01-01,2,', '2,a,2024-01-01,3,', '3,b,2024-01-01,4,'],
      ...['4,a,2024-01-11,5,', '5,a,2024-02-10,6,'],
    ]);
    const found = await rowsOf(orders, 'orders');
    expect(found.map((row) => [row['order_id'], row['customer_id'], row['lines'], row['nth']])).toEqual([
      ...[
        ['2', 'a', 2, 1],
        ['1', 'a', 1, 2],
      ],
      ...[
        ['3', 'b', 1, 1],
        ['4', 'a', 1, 3],
      ],
      ['5', 'a', 1, 4],
    ]);
    // Three gaps in 40 days.
    expect((await rowsOf(orders, 'customers'))[0]?.['interval']).toBeCloseTo(40 / 3, 12);
  });

  it('gives a line without customer that of its order', async () => {
    const orders = await loadLines(['1,,2024-01-01,10,', '1,a,2024-01-01,4,']);
    expect(outcomes(orders)).toEqual({ rows: 2, sale: 2 });
    expect(await rowsOf(orders, 'customers')).toMatchObject([{ customer_id: 'a', revenue: 14 }]);
  });

  it('keeps equal lines unless told to drop them, and counts them either way', async () => {
    const lines = ['1,a,2024-01-01,10,', '1,a,2024-01-01,10,', '1,a,2024-01-01,11,'];
    const kept = await loadLines(lines);
    expect([kept.content.rows[0]?.duplicates, kept.content.rows[0]?.revenue]).toEqual([1, 31]);
    const dropped = await loadLines(lines, { duplicates: 'drop' });
    expect(outcomes(dropped)).toEqual({ rows: 3, sale: 2, duplicate: 1 });
    expect([dropped.content.rows[0]?.duplicates, dropped.content.rows[0]?.revenue]).toEqual([1, 21]);
    const thrice = await loadLines([...lines, '1,a,2024-01-01,10,'], { duplicates: 'drop' });
    expect(thrice.content.rows[0]).toMatchObject({ duplicates: 2, revenue: 21 });
    // The first of them stays.
    const { rows } = await tally.query`SELECT file_row FROM ${thrice.lines} ORDER BY file_row`;
    expect(rows).toEqual([{ file_row: 0 }, { file_row: 2 }]);
  });

  it('leaves refunds and what was free out where asked to', async () => {
    const lines = ['1,a,2024-01-01,10,', '2,a,2024-01-02,-4,', '3,a,2024-01-03,0,'];
    const orders = await loadLines(lines, { refunds: 'exclude' });
    expect(outcomes(orders)).toEqual({ rows: 3, sale: 1, refundExcluded: 1, freeExcluded: 1 });
    expect(orders.content.rows[0]?.revenue).toBe(10);
  });

  it('has nobody spend less than nothing, so that they can be scored, and says how many would', async () => {
    const orders = await loadLines(['1,a,2024-01-01,10,', '2,a,2024-01-02,-40,', '3,b,2024-01-03,5,']);
    expect(await rowsOf(orders, 'customers')).toMatchObject([
      { customer_id: 'a', revenue: -30, spent: 0 },
      { customer_id: 'b', revenue: 5, spent: 5 },
    ]);
    expect(orders.content.rows[0]).toMatchObject({
      negative: 1,
      negativeRevenue: -30,
      refundsOnlyRevenue: 0,
    });
    expect(await (await rfm(orders.customers)).count()).toBe(2);
  });

  it('says what of the revenue is not in what customers have spent', async () => {
    const { content, customers } = await loadLines([
      ...['1,a,2024-01-01,10,', '2,a,2024-01-02,-40,', '3,b,2024-01-03,5,', '4,c,2024-01-04,-7,'],
      ...['5,d,2024-01-05,3,', '5,d,2024-01-05,-3,'],
    ]);
    const { revenue, negativeRevenue, refundsOnlyRevenue } = content.rows[0] ?? {};
    expect([revenue, negativeRevenue, refundsOnlyRevenue]).toEqual([-32, -30, -7]);
    expect((await tally.query`SELECT sum(spent) AS spent FROM ${customers}`).rows).toEqual([{ spent: 5 }]);
  });

  it('takes words of the status that the file has', async () => {
    const lines = ['1,a,2024-01-01,10,storniert', '2,a,2024-01-02,5,cancelled'];
    const orders = await loadLines(lines, { canceled: ['Storniert'] });
    expect(outcomes(orders)).toEqual({ rows: 2, sale: 1, canceled: 1 });
    expect(orders.content.rows[0]?.revenue).toBe(5);
  });

  it('refuses a file of which no line counts, and says where its lines are', async () => {
    await expect(loadLines(['1,,2024-01-01,10,', '2,a,2024-01-01,1,void'])).rejects.toThrow(
      /none of the 2 rows counts.*\n.*Canceled: 1\n.*Without customer: 1/,
    );
    await expect(loadLines(['1,a,2024-02-01,10,'], { asOf: '2024-01-31' })).rejects.toThrow(
      /After the as-of date: 1/,
    );
  });

  it('accounts for random files as the rules are worded', async () => {
    const rules = fc.record({
      refunds: fc.constantFrom('net' as const, 'exclude' as const),
      duplicates: fc.constantFrom('count' as const, 'drop' as const),
      asOf: fc.constantFrom('2024-02-10', '2024-05-01'),
    });
    await fc.assert(
      fc.asyncProperty(randomLines({ flawed: true }), rules, async (lines, chosen) => {
        const expected = outcomesOf(lines, chosen);
        fc.pre(countedOf(lines, chosen).length > 0);
        const orders = await loadOrders(tally, files.write('random.csv', csvOf(lines)), chosen);
        const { rows, ...found } = outcomes(orders);
        const names = [...new Set(expected.map(({ outcome }) => outcome))];
        const count = (name: string) => expected.filter(({ outcome }) => outcome === name).length;
        expect(rows).toBe(lines.length);
        expect(found).toEqual(Object.fromEntries(names.map((name) => [name, count(name)])));
        for (const row of orders.account.rows.filter(({ outcome }) => outcome !== 'rows')) {
          const own = expected.filter(({ outcome }) => outcome === row.outcome).map(({ line }) => line.cents);
          expect(cents(row.amount ?? NaN)).toBe(sum(own));
        }
        await sameCustomers(orders, lines, chosen);
      }),
      { numRuns: runs(40) },
    );
  });
});

async function sameCustomers(orders: Orders, lines: readonly TestLine[], rules: Rules): Promise<void> {
  const expected = customersOf(ordersOf(countedOf(lines, rules))).map(({ id, purchases, orders: own }) => {
    const days = purchases.map(({ day }) => day);
    const [first = '', last = ''] = [days[0], days.at(-1)];
    const revenue = sum(own.map((order) => order.cents));
    return {
      ...{ id, first, last, orders: days.length, revenue, spent: Math.max(0, revenue) },
      recency: daysFrom(last, orders.asOf),
      tenure: daysFrom(first, orders.asOf),
      interval: days.length === 1 ? null : daysFrom(first, last) / (days.length - 1),
    };
  });
  const found = await rowsOf(orders, 'customers');
  expect(
    found.map((row) => ({
      ...{
        id: row['customer_id'],
        first: row['first_order'],
        last: row['last_order'],
        orders: row['orders'],
      },
      revenue: cents(Number(row['revenue'])),
      spent: cents(Number(row['spent'])),
      ...{ recency: row['recency'], tenure: row['tenure'], interval: row['interval'] },
    })),
  ).toEqual(expected);
}

describe('the columns of an orders file', () => {
  it('are found by their names, in English and in Chinese', async () => {
    const orders = await loadLines(
      ['1,甲,2024-01-01 10:00:00,3,2.50,杯子'],
      {},
      '订单号,客户,下单时间,数量,单价,商品',
    );
    expect(await rowsOf(orders, 'lines')).toMatchObject([
      { order_id: '1', customer_id: '甲', amount: 7.5, quantity: 3, product: '杯子', day: '2024-01-01' },
    ]);
  });

  it('are mapped, and looked for where they are not', async () => {
    const orders = await loadLines(
      ['1,a,2024-01-01,7,99'],
      { columns: { customer: 'Kunden-Nr.', amount: 'Betrag (EUR)' } },
      'order_id,KundenNr,date,Betrag (EUR),total',
    );
    expect(await rowsOf(orders, 'customers')).toMatchObject([{ customer_id: 'a', revenue: 7 }]);
    const { fields } = orders.file;
    expect(fields.rows.map(({ column, source }) => [column, source])).toEqual([
      ['order_id', 'order_id'],
      ['customer_id', 'KundenNr'],
      ['time', 'date'],
      ['amount', 'Betrag (EUR)'],
    ]);
  });

  it('give quantity × price where these are named, less the discount, which also makes a return smaller', async () => {
    const lines = ['1,a,2024-01-01,3,2.5,0.5,9', '2,a,2024-01-02,-2,2.5,0.5,9'];
    const header = 'order_id,customer_id,date,quantity,unit price,discount,amount';
    const made = await loadLines(lines, { columns: { price: 'unit price' } }, header);
    expect((await rowsOf(made, 'lines')).map(({ amount }) => amount)).toEqual([7, -4.5]);
    const without = await loadLines(lines, { columns: { price: 'unit price', discount: null } }, header);
    expect((await rowsOf(without, 'lines')).map(({ amount }) => amount)).toEqual([7.5, -5]);
    const none = await loadLines(['1,a,2024-01-01,3,2.5,,9'], { columns: { price: 'unit price' } }, header);
    expect((await rowsOf(none, 'lines')).map(({ amount }) => amount)).toEqual([7.5]);
    const paid = await loadLines(lines, {}, header);
    expect((await rowsOf(paid, 'lines')).map(({ amount }) => amount)).toEqual([9, 9]);
  });

  it('may lack orders where one says so: each row is an order, known by its number', async () => {
    const orders = await loadLines(
      ['a,2024-01-01,7', 'a,2024-01-01,8'],
      { columns: { order: null } },
      'customer_id,date,amount',
    );
    expect((await rowsOf(orders, 'orders')).map((row) => [row['order_id'], row['total']])).toEqual([
      ['1', 7],
      ['2', 8],
    ]);
  });

  it('lose the .0 of ids that were floating-point numbers, so that both kinds are one', async () => {
    const orders = await loadLines([
      '1,17850.0,2024-01-01,7,',
      '2,17850,2024-01-02,1,',
      '3,1.05,2024-01-02,1,',
    ]);
    expect((await rowsOf(orders, 'customers')).map((row) => row['customer_id'])).toEqual(['1.05', '17850']);
  });

  it.each([
    [
      { columns: { customer: 'Kunde' } },
      HEADER,
      /orders\.csv has no column "Kunde"\. .*columns are: "order_id"/,
    ],
    [{ columns: { customer: 'custmer_id' } }, HEADER, /Did you mean "customer_id"\?/],
    [
      { columns: { custmer: 'customer_id' } as never },
      HEADER,
      /"custmer" is not a column of orders\. Did you mean customer\?/,
    ],
    [{}, 'order_id,customer_id,date,amount,total', /"amount", "total" could each be the amount\. Say which/],
    [
      {},
      'order_id,who,date,amount,status',
      /no column is known to be the customer of an order\. Say which: columns: \{ customer: '…' \}/,
    ],
    [
      {},
      'order_id,customer_id,date,quantity,status',
      /the amount of an order\. In place of an amount, quantity and price/,
    ],
    [{ columns: { amount: null } }, HEADER, /known to be the amount/],
    [{ timeZone: 'Mars/Base' }, HEADER, /Unknown time zone/],
    [{ currency: 'XXY' }, HEADER, /Unknown currency/],
    [{ asOf: '2024-02-30' }, HEADER, /"asOf" is "2024-02-30": write a day/],
  ] as [LoadOrdersOptions, string, RegExp][])(
    'are refused where they do not fit (%#)',
    async (options, header, message) => {
      await expect(loadLines(['1,a,2024-01-01,5,6'], options, header)).rejects.toThrow(message);
    },
  );
});

describe('the time of orders', () => {
  const lines = ['1,a,2024-01-31T23:30:00Z,5,', '1,a,2024-02-01T00:10:00Z,5,', '2,a,2024-02-02T12:00:00Z,5,'];

  it('is that of the clocks of the zone, and an order has the time of its first line', async () => {
    const utc = await loadLines(lines);
    expect((await rowsOf(utc, 'orders')).map(({ day }) => day)).toEqual(['2024-01-31', '2024-02-02']);
    const shanghai = await loadLines(lines, { timeZone: 'Asia/Shanghai' });
    expect((await rowsOf(shanghai, 'orders')).map(({ day, time }) => [day, time])).toEqual([
      ['2024-02-01', '2024-02-01T07:30:00.000000'],
      ['2024-02-02', '2024-02-02T20:00:00.000000'],
    ]);
    expect(shanghai.content.rows[0]).toMatchObject({
      from: '2024-02-01',
      to: '2024-02-02',
      timeZone: 'Asia/Shanghai',
    });
  });

  it('stays what the clocks showed where a time names no zone', async () => {
    const orders = await loadLines(['1,a,2024-01-31 23:30:00,5,'], { timeZone: 'Asia/Shanghai' });
    expect(await rowsOf(orders, 'orders')).toMatchObject([
      { day: '2024-01-31', time: '2024-01-31T23:30:00.000000' },
    ]);
  });

  it('ends with the as-of date, from which days are counted', async () => {
    const early = await loadLines(lines, { asOf: '2024-01-31' });
    expect(outcomes(early)).toEqual({ rows: 3, sale: 1, later: 2 });
    expect(await rowsOf(early, 'customers')).toMatchObject([{ recency: 0, orders: 1 }]);
    const late = await loadLines(lines, { asOf: '2024-02-12' });
    expect(await rowsOf(late, 'customers')).toMatchObject([{ recency: 10, tenure: 12, interval: 2 }]);
  });

  it('is read in the format that is named', async () => {
    const orders = await loadLines(['1,a,01/02/24,5,'], { dateFormat: '%d/%m/%y' });
    expect(orders.from).toBe('2024-02-01');
  });
});

describe('the currency of orders', () => {
  const header = 'order_id,customer_id,date,amount,currency';
  const both = ['1,a,2024-01-01,10,EUR', '2,a,2024-01-02,10,usd', '3,b,2024-01-03,-1.5,USD'];

  it('is refused where there are several, with the question to answer', async () => {
    await expect(loadLines(both, {}, header)).rejects.toThrow(
      /in USD \(2 lines\), EUR \(1 lines\): different currencies are not added up.*rates: \{ EUR: … \}/,
    );
    await expect(loadLines(both.slice(0, 2), {}, header)).rejects.toThrow(
      /in EUR \(1 lines\), USD \(1 lines\):/,
    );
    await expect(loadLines(both, { currency: 'EUR' }, header)).rejects.toThrow(/rates: \{ USD: … \}/);
    await expect(loadLines(both, { currency: 'EUR', rates: { USD: 0 } }, header)).rejects.toThrow(
      /must be above 0/,
    );
  });

  it('is converted by the given rates, refunds too', async () => {
    const orders = await loadLines(both, { currency: 'EUR', rates: { USD: 0.92 } }, header);
    expect((await rowsOf(orders, 'lines')).map(({ amount }) => amount)).toEqual([10, 9.2, -1.38]);
    expect(orders.session.currency).toBe('EUR');
    const written = await loadLines(both, { currency: 'eur', rates: { usd: 0.92 } }, header);
    expect(written.content.rows).toMatchObject([{ currency: 'EUR', revenue: 17.82 }]);
  });

  it('is that of the session where the file has several, each with a rate of its own', async () => {
    const euro = await open({ engine: tally.engine, currency: 'EUR' });
    const three = [...both, '4,b,2024-01-04,7,CHF', '4,b,2024-01-04,7,EUR'];
    const load = (session: Tally, rates: Readonly<Record<string, number>>) =>
      loadOrders(session, files.lines('three.csv', header, ...three), { rates });
    const { content } = await load(euro, { USD: 0.5, CHF: 2 });
    // 10 + 5 - 0.75 + 14 + 7
    expect(content.rows).toMatchObject([{ currency: 'EUR', revenue: 35.25 }]);
    await expect(load(euro, { USD: 0.5 })).rejects.toThrow(/currency: 'EUR', rates: \{ CHF: … \}\.$/);
    await expect(load(tally, { USD: 0.5, CHF: 2, EUR: 1 })).rejects.toThrow(
      /in EUR \(2 lines\), USD \(2 lines\), CHF \(1 lines\): .*currency: 'EUR'/,
    );
  });

  it('is that of the session too where all rows have a word that is no code', async () => {
    const euro = await open({ engine: tally.engine, currency: 'EUR' });
    const load = (session: Tally, options: LoadOrdersOptions = {}) =>
      loadOrders(session, files.lines('word.csv', header, '1,a,2024-01-01,10,Taler'), options);
    expect((await load(euro)).content.rows).toMatchObject([{ currency: 'EUR', revenue: 10 }]);
    expect((await load(tally)).content.rows).toMatchObject([{ currency: null, revenue: 10 }]);
    const worth = { currency: 'EUR', rates: { Taler: 3 } };
    expect((await load(tally, worth)).content.rows).toMatchObject([{ currency: 'EUR', revenue: 30 }]);
    expect((await load(euro, { rates: { taler: 3 } })).content.rows).toMatchObject([{ revenue: 30 }]);
    await expect(load(euro, { currency: 'EUR' })).rejects.toThrow(/in TALER \(1 lines\)/);
  });

  it('is that of the file where there is one, and amounts are shown in it', async () => {
    const orders = await loadLines(['1,a,2024-01-01,10,GBP'], {}, header);
    expect(orders.content.at().revenue.en).toBe('£10.00');
    const asked = await loadLines(['1,a,2024-01-01,10,GBP'], { currency: 'GBP' }, header);
    expect(asked.content.rows).toMatchObject([{ currency: 'GBP', revenue: 10 }]);
    await expect(loadLines(['1,a,2024-01-01,10,GBP'], { currency: 'EUR' }, header)).rejects.toThrow(/GBP: …/);
  });

  it('must be there in every row of a file that has the column', async () => {
    const orders = await loadLines(['1,a,2024-01-01,10,GBP', '2,a,2024-01-01,10,'], {}, header);
    expect(outcomes(orders)).toEqual({ rows: 2, sale: 1, setAside: 1 });
  });
});

describe('customers from orders', () => {
  it('have the country of their last purchase and the category of most revenue', async () => {
    const orders = await loadLines(
      [
        '1,a,2024-01-01,10,DE,desk',
        '2,a,2024-01-02,5,AT,wear',
        '3,a,2024-01-03,-1,CH,wear',
        '4,b,2024-01-03,5,,',
        '5,b,2024-01-04,7,FR,',
        '6,b,2024-01-05,7,,',
        '7,c,2024-01-06,5,DE,wear',
        '7,c,2024-01-06,5,IT,desk',
        '8,d,2024-01-07,9,DE,',
        '8,d,2024-01-07,4,DE,desk',
        '9,d,2024-01-08,3,DE,wear',
        '9,d,2024-01-08,3,DE,wear',
      ],
      {},
      'order_id,customer_id,date,amount,country,category',
    );
    expect(await rowsOf(orders, 'customers')).toMatchObject([
      { customer_id: 'a', country: 'AT', category: 'desk' },
      { customer_id: 'b', country: 'FR', category: null },
      // Both lines are of one order, and both categories brought 5.
      { customer_id: 'c', country: 'DE', category: 'desk' },
      // Twice 3 are more than 4; 9 have no category.
      { customer_id: 'd', country: 'DE', category: 'wear' },
    ]);
  });
});
