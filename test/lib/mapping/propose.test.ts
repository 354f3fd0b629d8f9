import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOrders, open, proposeMapping, type ProposeOptions, type Tally } from 'tally';
import { DISPLAY } from '../../../lib/src/core/display.js';
import { Files } from '../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const propose = (lines: readonly string[], options: ProposeOptions = {}, name = 'export.csv') =>
  proposeMapping(tally, files.lines(name, ...lines), options);

const GERMAN = [
  'Bestellnummer;KundenNr;Bestelldatum;Artikel;Menge;Einzelpreis (EUR);Betrag (EUR);Status',
  'B-1;K-17;03.01.2024;Hose;2;19,95;39,90;bezahlt',
  'B-1;K-17;03.01.2024;Hemd;1;29,90;29,90;bezahlt',
  'B-2;K-18;14.01.2024;Mantel;1;1.199,00;1.199,00;bezahlt',
];
const CHINESE = [
  '订单编号,买家会员名,付款时间,商品标题,数量,实付金额（元）,订单状态',
  '1001,小王,2024-01-01 10:00:00,茶杯,2,59.80,交易成功',
  '1002,小李,2024-01-02 11:30:00,茶壶,1,129.00,交易成功',
];
const FRENCH = [
  'N° commande;Code client;Date de commande;Montant TTC;Quantité',
  '1;a;2024-01-01;12,50;1',
  '2;b;2024-01-02;9,90;1',
];
const SPANISH = [
  'Pedido;Cliente;Fecha de compra;Importe total',
  '1;a;2024-01-01;12,50',
  '2;b;2024-01-02;9,90',
];
// Twelve orders of three customers, two lines each; nothing is called what it is.
const BARE = [
  'a,b,c,d,e,f',
  ...Array.from({ length: 24 }, (_, line) => {
    const order = Math.floor(line / 2);
    const pieces = 1 + (line % 3);
    const cents = 150 + 35 * (line % 5);
    const day = `2024-01-${String(order + 10)}`;
    return `N${500 + order},C${order % 3},${day},${pieces},${cents / 100},${(pieces * cents) / 100}`;
  }),
];

describe('names of columns', () => {
  it.each([
    [
      'German',
      GERMAN,
      {
        order: 'Bestellnummer',
        customer: 'KundenNr',
        time: 'Bestelldatum',
        amount: 'Betrag (EUR)',
        price: 'Einzelpreis (EUR)',
      },
    ],
    [
      'Chinese',
      CHINESE,
      {
        order: '订单编号',
        customer: '买家会员名',
        time: '付款时间',
        amount: '实付金额（元）',
        quantity: '数量',
      },
    ],
    [
      'French',
      FRENCH,
      { order: 'N° commande', customer: 'Code client', time: 'Date de commande', amount: 'Montant TTC' },
    ],
    [
      'Spanish',
      SPANISH,
      { order: 'Pedido', customer: 'Cliente', time: 'Fecha de compra', amount: 'Importe total' },
    ],
  ])('are known in %s', async (_, lines, map) => {
    const proposed = await propose(lines);
    expect(proposed).toMatchObject({ kind: 'orders', map, missing: [], guessed: [] });
  });

  it('give way to the word that a name is about', async () => {
    const lines = [
      'Order channel,Order id,Name of customer,Sale date,Net amount',
      'web,1,a,2024-01-01,1.5',
      'app,2,b,2024-01-02,2.5',
    ];
    const { map } = await propose(lines);
    expect(map).toEqual({
      order: 'Order id',
      customer: 'Name of customer',
      time: 'Sale date',
      amount: 'Net amount',
      channel: 'Order channel',
    });
  });
});

describe('contents of columns', () => {
  it('tell order, customer, time and money where names say nothing', async () => {
    const proposed = await propose(BARE);
    expect(proposed.map).toEqual({
      order: 'a',
      customer: 'b',
      time: 'c',
      amount: 'f',
      quantity: 'd',
      price: 'e',
    });
    expect(proposed).toMatchObject({ kind: 'orders', missing: [] });
    const { amount, order } = {
      amount: proposed.fields.at({ field: 'amount' }),
      order: proposed.fields.at({ field: 'order' }),
    };
    expect([amount.sure.raw, amount.why.en]).toEqual(['sure', 'd × e = f in 100.0% of rows']);
    expect([order.sure.raw, order.why.en]).toEqual([
      'likely',
      '100.0% of its values have one b and one time',
    ]);
  });

  it('take what was said, and the rest of what is left', async () => {
    const { map } = await propose(BARE, { map: { customer: 'B', quantity: null } });
    expect(map).toMatchObject({ order: 'a', customer: 'b', time: 'c', quantity: null });
  });

  it('take each row for an order where no column can be one, and dates without marks', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, n) => ` 0000${n % 7} 199701${10 + (n % 20)} ${1 + (n % 4)} ${(1 + (n % 4)) * 9 + 0.95}`,
    );
    const proposed = await propose(rows, {}, 'aligned.txt');
    expect(proposed.map).toEqual({ order: null, customer: 1, time: 2, amount: 4, quantity: 3 });
    expect(proposed).toMatchObject({ dateFormat: '%Y%m%d', missing: [] });
    expect(proposed.guessed).toContain('customer');
  });

  it('tell the price of a piece from the amount of a line', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, n) => `o${n},c${n % 9},2024-02-${10 + (n % 18)},${1 + (n % 5)},${4.5 + (n % 3)}`,
    );
    const { map, missing } = await propose(['order,customer,date,pieces,money', ...rows]);
    expect([map, missing]).toEqual([expect.objectContaining({ quantity: 'pieces', price: 'money' }), []]);
  });

  it('tell events and their parts', async () => {
    const verbs = ['pv', 'pv', 'cart', 'buy'];
    const rows = Array.from(
      { length: 60 },
      (_, n) =>
        `${n % 7},${100 + ((n * 7) % 30)},${((n * 7) % 30) % 4},${verbs[n % 4] ?? ''},${1511540000 + n * 60}`,
    );
    const proposed = await propose(rows);
    expect(proposed).toMatchObject({
      kind: 'events',
      missing: [],
      map: { user: 1, item: 2, category: 3, type: 4, time: 5 },
    });
  });

  it('tell a table of customers, by names', async () => {
    const proposed = await propose(['Customer ID,Age,Gender,Total spent', 'a,30,f,10.5', 'b,41,m,20']);
    expect(proposed).toMatchObject({
      kind: 'customers',
      map: { user: 'Customer ID', age: 'Age', gender: 'Gender', monetary: 'Total spent' },
    });
  });
});

/** So many rows of a subscription each, with an id that never repeats. */
const subscriptions = (head: string, row: (n: number) => string) => [
  head,
  ...Array.from({ length: 30 }, (_, n) => row(n)),
];
const begun = (n: number) => `2023-0${1 + (n % 9)}-${10 + (n % 17)}`;
const fee = (n: number) => (9.5 + (n % 7) * 3.25).toFixed(2);

describe('a table of subscriptions', () => {
  it.each([
    ['account_id,signup_date,plan,mrr,churned', 'account_id'],
    ['Account,Signup,Plan,MRR,Is churned', 'Account'],
    ['account_no,customer_since,plan_type,monthly_fee,churn', 'account_no'],
    ['subscriber,joined,tier,monthly_charges,active', 'subscriber'],
    ['subscriber_id,start_date,plan,mrr,cancelled', 'subscriber_id'],
    ['user_id,registered_at,country,revenue,newsletter', 'user_id'],
    ['账号,注册日期,套餐,月费,是否流失', '账号'],
    ['账户,开户日期,会员等级,累计消费,状态', '账户'],
    ['会员号,入会日期,会员等级,消费金额,状态', '会员号'],
    ['Kontonummer,Anmeldedatum,Tarif,Monatsbeitrag,gekündigt', 'Kontonummer'],
    ['Kundennummer,Kunde seit,Vertrag,Grundgebühr,Kündigungsdatum', 'Kundennummer'],
    ["numéro d'abonné,date d'inscription,formule,montant mensuel,résilié", "numéro d'abonné"],
  ])('is one of customers: %s', async (head, user) => {
    const rows = subscriptions(
      head,
      (n) => `A${n},${begun(n)},${n % 3 ? 'basic' : 'pro'},${fee(n)},${n % 2}`,
    );
    expect(await propose(rows)).toMatchObject({ kind: 'customers', map: { user }, missing: [] });
  });

  it('is one of customers where the fee is seats × price', async () => {
    const rows = subscriptions(
      'account_id,signup_date,plan,seats,unit_price,mrr,churned',
      (n) => `A${n},${begun(n)},pro,${1 + (n % 6)},9.5,${((1 + (n % 6)) * 9.5).toFixed(2)},0`,
    );
    expect(await propose(rows)).toMatchObject({ kind: 'customers', map: { user: 'account_id' } });
  });

  it('is not surely one of orders where its names say nothing', async () => {
    const rows = subscriptions('key,begun,kind,money', (n) => `A${n},${begun(n)},k${n % 3},${fee(n)}`);
    const { kind, fields } = await propose(rows);
    expect([kind, ...fields.rows.map(({ field, sure }) => `${field} ${sure}`)]).toEqual([
      'orders',
      ...['order unsure', 'customer unsure', 'time likely', 'amount unsure'],
    ]);
    expect(fields.at({ field: 'order' }).why.en).toBe('nearly every row has its own');
  });

  it('is no surer one of orders where one row stands twice', async () => {
    const row = (n: number) => `A${n},${begun(n)},k${n % 3},${fee(n)}`;
    const rows = Array.from({ length: 60 }, (_, n) => row(n));
    const { fields } = await propose(['key,begun,kind,money', ...rows, row(0)]);
    expect(fields.at({ field: 'order' }).sure.raw).toBe('unsure');
  });

  it('is not surely one of orders where only the customer is named', async () => {
    const rows = subscriptions('user_id,begun,kind,money', (n) => `A${n},${begun(n)},k${n % 3},${fee(n)}`);
    const { fields } = await propose(rows, { kind: 'orders' });
    expect(fields.at({ field: 'order' }).sure.raw).toBe('unsure');
    expect(fields.at({ field: 'amount' }).sure.raw).toBe('unsure');
  });
});

describe('orders with one row each', () => {
  it.each([
    ['order_id,customer_id,order_date,amount', 'sure', 'sure'],
    ['id,customer_id,order_date,amount', 'likely', 'sure'],
    ['id,who,day,money', 'unsure', 'unsure'],
    ['invoice_id,account_id,invoice_date,mrr', 'sure', 'likely'],
  ])('are orders: %s', async (head, order, amount) => {
    const rows = subscriptions(head, (n) => `O${n},C${(n * 7) % 11},${begun(n)},${fee(n)}`);
    const { kind, map, fields } = await propose(rows);
    const [orderColumn, customer, time, money] = head.split(',');
    expect({ kind, map }).toEqual({
      kind: 'orders',
      map: { order: orderColumn, customer, time, amount: money },
    });
    expect(fields.at({ field: 'order' }).sure.raw).toBe(order);
    expect(fields.at({ field: 'amount' }).sure.raw).toBe(amount);
  });

  it('are orders beside what is known of the customer', async () => {
    const rows = subscriptions(
      'order_id,customer_id,order_date,amount,signup_date,plan',
      (n) => `O${n},C${n},${begun(n)},${fee(n)},${begun(n + 1)},basic`,
    );
    expect(await propose(rows)).toMatchObject({ kind: 'orders', map: { time: 'order_date' } });
  });
});

it('a count of those who joined is no sign of customers', async () => {
  const rows = subscriptions('group_id,opened,joined,cost', (n) => `G${n},${begun(n)},${n % 4},${fee(n)}`);
  expect((await propose(rows)).kind).toBe('orders');
});

describe('a column with one value', () => {
  const rows = (head: string) => subscriptions(head, (n) => `C${n},${20 + n},new,${n % 2 ? 'A' : 'B'}`);

  it('is no category by a word of its name', async () => {
    const { map } = await propose(rows('customer_id,age,retention_category,tier'));
    expect(map).toEqual({ user: 'customer_id', age: 'age', segment: 'tier' });
  });

  it('gives way to one that divides the customers', async () => {
    const { map, fields } = await propose(rows('customer_id,age,segment,tier'));
    expect(map).toMatchObject({ segment: 'tier' });
    expect(fields.at({ field: 'segment' })).toMatchObject({ sure: { raw: 'sure' }, others: { raw: null } });
  });

  it('is not surely the segment or the category of which it has the name', async () => {
    const { fields } = await propose(rows('customer_id,age,segment,x'));
    const { sure, why } = fields.at({ field: 'segment' });
    expect([sure.raw, why.en]).toEqual(['unsure', 'by its name, but it has one value']);
  });
});

describe('what is not known', () => {
  const TWO = [
    'order,customer,date,Gross sum x,Net sum y',
    '1,a,2024-01-01,11.90,10.00',
    '2,b,2024-01-02,23.80,20.00',
  ];

  it('is an amount that two columns could be', async () => {
    const proposed = await propose(TWO);
    expect(proposed).toMatchObject({
      missing: ['amount'],
      unclear: { amount: ['Gross sum x', 'Net sum y'] },
    });
    expect(proposed[DISPLAY]().data['text/plain']).toMatch(
      /Amount +n\/a +not found +2 columns could be it +Gross sum x, Net sum y/,
    );
    await expect(loadOrders(tally, files.lines('two.csv', ...TWO))).rejects.toThrow(
      /no column is known to be the amount of an order. "Gross sum x", "Net sum y" could each be the amount/,
    );
  });

  it('is settled by quantity × price', async () => {
    const rows = [
      'order,customer,date,amount,total,qty,price',
      '1,a,2024-01-01,11.90,10.00,2,5.00',
      '2,b,2024-01-02,35.70,30.00,3,10.00',
    ];
    const proposed = await propose(rows);
    expect(proposed.map).toMatchObject({ amount: 'total' });
    expect(proposed.fields.at({ field: 'amount' }).others.en).toBe('amount');
  });

  it('is said in both languages', async () => {
    const chinese = await open({ engine: tally.engine, locale: 'zh' });
    const proposed = await proposeMapping(chinese, files.lines('x.csv', 'name', 'Anna', 'Bert'), {
      kind: 'orders',
    });
    expect(proposed.missing).toEqual(['order', 'customer', 'time', 'amount']);
    expect(proposed[DISPLAY]().data['text/plain']).toContain('没有可确认的列');
  });

  it.each([
    [{ map: { custmer: 'a' } }, /"custmer" is no field of this kind of data. Did you mean customer\?/],
    [{ map: { customer: 'z' } }, /has no column "z"/],
    [{ map: { customer: 9 } }, /has no column 9/],
  ] as const)('is refused: %j', async (options, message) => {
    await expect(propose(BARE, { kind: 'orders', ...options })).rejects.toThrow(message);
  });

  it('leaves no tables behind', async () => {
    const tables = () => tally.query`SELECT count(*) AS n FROM duckdb_tables() WHERE NOT internal`;
    const before = (await tables()).rows[0];
    await propose(GERMAN);
    expect((await tables()).rows[0]).toEqual(before);
  });
});

describe('orders whose names say too little', () => {
  it('are loaded by their contents, and say so', async () => {
    const shop = await loadOrders(tally, files.lines('bare.csv', ...BARE));
    expect(shop.content.rows).toMatchObject([{ customers: 3, purchases: 12 }]);
    expect(shop.proposal?.guessed).toContain('amount');
    expect((await shop[DISPLAY]()).data['text/plain']).toContain('Column of the file');
  });

  it('may have no order: each row is one', async () => {
    const lines = ['customer,date,amount', 'a,2024-01-01,1', 'a,2024-01-01,2'];
    const shop = await loadOrders(tally, files.lines('rows.csv', ...lines), { columns: { order: null } });
    expect([shop.content.rows[0]?.purchases, shop.proposal]).toEqual([2, null]);
    expect((await tally.query`SELECT order_id FROM ${shop.orders} ORDER BY 1`).rows).toEqual([
      { order_id: '1' },
      { order_id: '2' },
    ]);
  });

  it('are named by position, with a header and without', async () => {
    const rows = ['1;a;2024-01-01;x;10', '2;b;2024-01-02;x;20'];
    const columns = { order: 1, customer: 2, time: 3, amount: 5 };
    for (const lines of [rows, ['p;q;r;s;t', ...rows]]) {
      const shop = await loadOrders(tally, files.lines('places.csv', ...lines), { columns });
      expect(shop.content.rows).toMatchObject([{ customers: 2, revenue: 30 }]);
    }
    await expect(
      loadOrders(tally, files.lines('places.csv', ...rows), { columns: { ...columns, amount: 6 } }),
    ).rejects.toThrow(/has no column 6: positions are whole numbers from 1 to 5/);
    await expect(
      loadOrders(tally, files.lines('twice.csv', 'a,b,b', '1,2,3'), { columns: { order: 2 } }),
    ).rejects.toThrow(/more than one column is named "b"/);
  });
});
