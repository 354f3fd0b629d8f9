import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, type LoadOrdersOptions, type Orders, type Tally } from 'tally';
import { Files } from '../load/files.js';
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

const loadLines = (header: string, lines: readonly string[], options: LoadOrdersOptions = {}) =>
  loadOrders(tally, files.lines('orders.csv', header, ...lines), options);

const outcomes = (orders: Orders) =>
  Object.fromEntries(orders.account.rows.map(({ outcome, rows }) => [outcome, rows]));

const HEADER = 'order_id,customer_id,date,total,product';
/** Three orders of two products each; every line repeats the total of its order. */
const REPEATED = [
  ...['1,a,2024-01-01,30,pen', '1,a,2024-01-01,30,ink'],
  ...['2,b,2024-01-02,12,pen', '2,b,2024-01-02,12,ink'],
  ...['3,a,2024-01-03,8,cap', '3,a,2024-01-03,8,pen'],
];

describe('the total of an order on each of its lines', () => {
  it('is not added up in silence', async () => {
    await expect(loadLines(HEADER, REPEATED)).rejects.toThrow(
      /in 3 of 3 orders with several lines, all lines have the same amount\. If it is the order's total, say amountPer: 'order'/,
    );
  });

  it('is found without products too, and where amounts are not those of quantities and prices', async () => {
    const whole = REPEATED.map((line) => line.replace(/,[a-z]+$/, ''));
    await expect(loadLines('order_id,customer_id,date,total', whole)).rejects.toThrow(/in 3 of 3 orders/);
    const priced = (amounts: readonly [string, string]) =>
      loadLines(
        `${HEADER},quantity,price`,
        REPEATED.map((line, row) => `${line.replace(/,\d+,/, ',10,')},${amounts[row % 2]}`),
      );
    // Two times five is the amount, one time nine is not; without a quantity nothing is.
    await expect(priced(['2,5', '1,9'])).rejects.toThrow(/in 3 of 3 orders/);
    await expect(priced([',5', ',10'])).rejects.toThrow(/in 3 of 3 orders/);
    const counted = REPEATED.map((line) => `${line},2`);
    await expect(loadLines(`${HEADER},quantity`, counted)).rejects.toThrow(/in 3 of 3 orders/);
  });

  it('is found in 95 of 100 orders, and not in fewer', async () => {
    const orders = (alike: number, others: number) =>
      Array.from({ length: alike + others }, (_, n) => [
        `${n},a,2024-01-01,10,pen`,
        `${n},a,2024-01-01,${n < alike ? 10 : 11},ink`,
      ]).flat();
    await expect(loadLines(HEADER, orders(19, 1))).rejects.toThrow(/in 19 of 20 orders/);
    await expect(loadLines(HEADER, orders(18, 1))).resolves.toBeDefined();
  });

  it('counts once, on the first line, and the other lines keep their products', async () => {
    const shop = await loadLines(HEADER, REPEATED, { amountPer: 'order' });
    expect(shop.content.rows[0]).toMatchObject({ customers: 2, purchases: 3, revenue: 50, perOrder: 50 / 3 });
    expect(outcomes(shop)).toEqual({ rows: 6, sale: 3, further: 3 });
    const { rows } = await tally.query`SELECT product, amount FROM ${shop.lines} ORDER BY file_row`;
    expect(rows.map(({ product, amount }) => [product, Number(amount)])).toEqual([
      ...[
        ['pen', 30],
        ['ink', 0],
      ],
      ...[
        ['pen', 12],
        ['ink', 0],
      ],
      ...[
        ['cap', 8],
        ['pen', 0],
      ],
    ]);
  });

  it('is that of each line where one says so', async () => {
    const shop = await loadLines(HEADER, REPEATED, { amountPer: 'line' });
    expect(shop.content.rows[0]).toMatchObject({ purchases: 3, revenue: 100 });
  });

  it('may stand on one line only, as in exports of web shops', async () => {
    const shop = await loadLines(
      HEADER,
      ['1,a,2024-01-01,,pen', '1,a,2024-01-01,30,ink', '2,b,2024-01-02,4,pen'],
      {
        amountPer: 'order',
      },
    );
    expect(shop.content.rows[0]).toMatchObject({ purchases: 2, revenue: 34 });
    expect(outcomes(shop)).toEqual({ rows: 3, sale: 2, further: 1 });
  });

  it('is no amount where an order has two or none', async () => {
    const shop = await loadLines(
      HEADER,
      ['1,a,2024-01-01,30,pen', '1,a,2024-01-01,31,ink', '2,b,2024-01-02,,pen', '3,a,2024-01-03,5,pen'],
      { amountPer: 'order' },
    );
    expect(outcomes(shop)).toEqual({ rows: 4, sale: 1, noAmount: 1, twoAmounts: 2 });
    expect(shop.account.rows.find(({ outcome }) => outcome === 'noAmount')?.amount).toBe(0);
    expect(shop.content.rows[0]).toMatchObject({ purchases: 1, revenue: 5 });
  });

  it('stands on a line that counts, where the first is canceled', async () => {
    const shop = await loadLines(
      `${HEADER},status`,
      ['1,a,2024-01-01,30,pen,cancelled', '1,a,2024-01-01,30,ink,paid'],
      { amountPer: 'order' },
    );
    expect(shop.content.rows[0]).toMatchObject({ purchases: 1, revenue: 30 });
  });
});

describe('a file with a line per product', () => {
  const order = fc.record({
    customer: fc.constantFrom('a', 'b', 'c'),
    day: fc.integer({ min: 1, max: 28 }),
    total: fc.integer({ min: -50, max: 200 }),
    lines: fc.integer({ min: 1, max: 4 }),
    on: fc.nat({ max: 3 }),
    everywhere: fc.boolean(),
  });

  it('has the customers of the same orders with one line each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 12 }), async (orders) => {
        const start = (n: number) =>
          `${n},${orders[n]?.customer},2024-01-${String(orders[n]?.day).padStart(2, '0')}`;
        const whole = orders.map(({ total }, n) => `${start(n)},${total},pen`);
        const split = orders.flatMap(({ total, lines, on, everywhere }, n) =>
          Array.from(
            { length: lines },
            (_, nth) => `${start(n)},${everywhere || nth === on % lines ? total : ''},product ${nth}`,
          ),
        );
        fc.pre(orders.some(({ total }) => total > 0));
        const customers = async (lines: readonly string[], options: LoadOrdersOptions) => {
          const shop = await loadLines(HEADER, lines, options);
          return (await tally.query`SELECT * FROM ${shop.customers} ORDER BY customer_id`).rows;
        };
        expect(await customers(split, { amountPer: 'order' })).toEqual(await customers(whole, {}));
      }),
      { numRuns: runs(15) },
    );
  });
});

describe('equal amounts that are no totals', () => {
  it.each([
    ['of fewer than three orders', REPEATED.slice(0, 4)],
    ['of lines equal in everything', REPEATED.map((line) => line.replace(/[a-z]+$/, 'pen'))],
    ['beside an order whose lines differ', [...REPEATED, '4,c,2024-01-04,1,pen', '4,c,2024-01-04,2,ink']],
    ['of lines free of charge', REPEATED.map((line) => line.replace(/,\d+,([a-z]+)$/, ',0,$1'))],
  ])('pass: %s', async (_, lines) => {
    const own = lines.every((line) => line.includes(',0,')) ? [...lines, '9,z,2024-01-09,1,pen'] : lines;
    expect((await loadLines(HEADER, own)).account.rows[0]?.rows).toBe(own.length);
  });

  it('pass where each is quantity × price', async () => {
    const lines = REPEATED.map(
      (line, n) => `${line.replace(/,\d+,/, ',10,')},${n % 2 === 0 ? '2,5' : '1,10'}`,
    );
    const shop = await loadLines(`${HEADER},quantity,price`, lines);
    expect(shop.content.rows[0]).toMatchObject({ purchases: 3, revenue: 60 });
  });
});

describe('amountPer', () => {
  it('needs an amount, and is one of two words', async () => {
    const priced = ['1,a,2024-01-01,2,5'];
    await expect(
      loadLines('order_id,customer_id,date,quantity,price', priced, { amountPer: 'order' }),
    ).rejects.toThrow("amountPer is 'order', but the file has quantities and prices, and no amount.");
    const word = { amountPer: 'invoice' } as unknown as LoadOrdersOptions;
    await expect(loadLines(HEADER, REPEATED, word)).rejects.toThrow('must be line or order, not "invoice"');
  });
});

describe('the words of the status column', () => {
  const lines = [
    ...['1,a,2024-01-01,30,pen,Paid', '2,b,2024-01-02,12,pen,pending', '3,b,2024-01-03,9,pen,待付款'],
    ...['4,c,2024-01-04,8,pen,Canceled', '5,c,2024-01-05,7,pen,', '6,c,2024-01-06,6,pen,paid'],
  ];

  it('keep what is canceled or not paid apart, and show how each was taken', async () => {
    const shop = await loadLines(`${HEADER},status`, lines);
    expect(outcomes(shop)).toEqual({ rows: 6, sale: 3, canceled: 1, unpaid: 2 });
    expect(shop.content.rows[0]).toMatchObject({ purchases: 3, revenue: 43 });
    expect(shop.statuses?.rows.map(({ status, taken, lines: n }) => [status, taken, n])).toEqual([
      ...[
        ['Canceled', 'canceled', 1],
        ['Paid', 'counted', 1],
        ['paid', 'counted', 1],
      ],
      ...[
        ['pending', 'unpaid', 1],
        ['待付款', 'unpaid', 1],
        [null, 'counted', 1],
      ],
    ]);
  });

  it('are told with their lines and orders, the most usual first', async () => {
    const paid = ['1,a,2024-01-01,3,pen,paid', '1,a,2024-01-01,4,ink,paid', '2,b,2024-01-02,5,pen,paid'];
    const shop = await loadLines(`${HEADER},status`, [...paid, '3,b,2024-01-03,6,pen,new']);
    expect(shop.statuses?.rows.map(({ status, lines: n, orders }) => [status, n, orders])).toEqual([
      ['paid', 3, 2],
      ['new', 1, 1],
    ]);
  });

  it('are those that one gives', async () => {
    const shop = await loadLines(`${HEADER},status`, lines, { unpaid: [], canceled: ['pending'] });
    expect(outcomes(shop)).toEqual({ rows: 6, sale: 5, canceled: 1 });
  });

  it('are not shown where there is no such column', async () => {
    expect((await loadLines(HEADER, REPEATED.slice(0, 4))).statuses).toBeNull();
  });
});
