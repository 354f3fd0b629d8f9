import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A data set of some kind, and the parameters with which the templates of this kind read it. */
export interface TemplateCase {
  readonly kind: 'orders' | 'events' | 'customers' | 'audit';
  readonly parameters: Readonly<Record<string, unknown>>;
}

const KNOWN = { order: 'Bestellnr', customer: 'KundenNr', time: 'Datum', amount: 'Betrag (EUR)' };
const GERMAN = { ...KNOWN, product: 'Artikel', quantity: 'Menge', price: 'Preis (EUR)' };

/** `1234.5` as Germans write it. */
const german = (value: number): string =>
  value
    .toFixed(2)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/g, '.');

/** Forty orders of one customer: semicolons, decimal commas, days first, returns. */
function germanOrders(): string {
  const articles = [
    ['Kaffeebohnen', 12.9],
    ['Filterpapier', 3.5],
    ['Tasse blau', 9.95],
    ['Mühle', 1189],
  ] as const;
  const rows = Array.from({ length: 40 }, (_, order) => {
    const date = new Date(Date.UTC(2024, 0, 3 + order * 7 - (order % 3)));
    const [year, month, day] = date.toISOString().slice(0, 10).split('-') as [string, string, string];
    const line = (id: string, [article, price]: (typeof articles)[number], units: number) =>
      [id, 'K-7', `${day}.${month}.${year}`, article, units, german(price), german(units * price)].join(';');
    const bought = articles.filter((_, place) =>
      place === 3 ? order % 13 === 12 : (order + place) % 2 === 0,
    );
    const [first] = bought;
    const returned = order % 9 === 8 && first !== undefined ? [line(`G${order}`, first, -1)] : [];
    return [...bought.map((article) => line(`B${order}`, article, 1 + (order % 3))), ...returned];
  });
  return ['Bestellnr;KundenNr;Datum;Artikel;Menge;"Preis (EUR)";"Betrag (EUR)"', ...rows.flat(), ''].join(
    '\n',
  );
}

/** Chinese names, several statuses, one product, one day, and the same amount everywhere. */
function chineseOrders(statuses: readonly string[]): string {
  const rows = Array.from({ length: 30 }, (_, order) =>
    [
      `D${order}`,
      `U${order % 12}`,
      `2024-06-18 1${order % 3}:00:00`,
      '保温杯',
      1,
      '99.00',
      statuses[order % statuses.length],
    ].join(','),
  );
  return ['订单编号,客户编号,下单时间,商品名称,数量,实付金额,订单状态', ...rows, ''].join('\n');
}

/** A few months of many customers with categories, in which something can be seen. */
function manyOrders(): string {
  const rows = Array.from({ length: 400 }, (_, order) => {
    const day = new Date(Date.UTC(2024, 0, 1 + ((order * 37) % 170))).toISOString().slice(0, 10);
    const customer = (order * order * 7 + order) % 83;
    return ['tea', 'pot', 'cup', 'jar']
      .filter((_, place) => (order >> place) % 2 === 0)
      .map(
        (item, place) =>
          `${order},c${customer},${day} ${8 + (order % 12)}:30,${item},${place % 2 === 0 ? 'drink' : 'ware'},${1 + (order % 4)},${5 + place * 3 + (customer % 7)}`,
      );
  });
  return ['order_id,customer_id,order_date,product,category,quantity,unit_price', ...rows.flat(), ''].join(
    '\n',
  );
}

/** Events of a few users on a few days, in words of another language, without items or interest. */
function plainEvents(days: number): string {
  const rows = Array.from({ length: 60 }, (_, event) => {
    const day = String(1 + (event % days)).padStart(2, '0');
    return `u${event % 9},${event % 5 === 0 ? '购买' : '浏览'},2024-03-${day} ${String(event % 24).padStart(2, '0')}:10:00`;
  });
  return ['会员,行为,时间', ...rows, ''].join('\n');
}

/** Customers with missing and negative values, twice in the file, all of one group. */
const CUSTOMERS = [
  'id;tage;kauf;umsatz;land',
  ...Array.from(
    { length: 25 },
    (_, n) => `${n % 24};${n === 3 ? '' : n % 6};${1 + (n % 3)};${n === 5 ? '-4,50' : `${n * 10},00`};DE`,
  ),
  '',
].join('\n');

/**
 * A segmentation of few rows: a segment of one row, one without a feature, two features that are a line of each other, rows
 * without segment or outcome, a customer in two segments.
 */
const SEGMENTED = [
  'kunde;stufe;quote;käufe;umsatz;treue',
  ...Array.from({ length: 12 }, (_, n) => {
    const tier = n === 11 ? 'solo' : n % 2 === 0 ? 'gold' : 'silber';
    return `${n % 10};${tier};${(n * 37) % 23};${n * n};${2 * n * n + 3};${tier === 'gold' ? '' : n % 5}`;
  }),
  '98;;3;1;5;1',
  '99;gold;;1;5;1',
  '',
].join('\n');

/** Customers of three segments, one of them far from the others; anomalies buy more. */
function segmented(): string {
  const rows = Array.from({ length: 240 }, (_, n) => {
    const noise = ((n * 7919) % 101) / 101 - 0.5;
    const outcome = (n % 3 === 0 ? 5 : 1) + noise * (n % 3 === 1 ? 4 : 1);
    return [n, 'abc'[n % 3], outcome.toFixed(3), Math.round(10 + 9 * Math.abs(noise)), (n * 31) % 17].join(
      ',',
    );
  });
  return ['customer_id,tier,score,orders,visits', ...rows, ''].join('\n');
}

/** Four customers of one row a month, equal rows among them, and one without an id. */
const MONTHLY = [
  'id;month;land;tage;umsatz',
  ...Array.from({ length: 24 }, (_, n) => `K${n % 4};${1 + (n % 6)};DE;${n % 4};${20 + (n % 4) * 15}`),
  ';1;DE;3;5',
  '',
].join('\n');

/** Writes data sets into a folder: those that are small, two of which are as awkward as they come. */
export function smallCases(folder: string): Readonly<Record<string, TemplateCase>> {
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const orders = (name: string, text: string, parameters = {}): TemplateCase => ({
    kind: 'orders',
    parameters: { data: write(name, text), ...parameters },
  });
  const events = (name: string, days: number): TemplateCase => ({
    kind: 'events',
    parameters: {
      data: write(name, plainEvents(days)),
      map: { user: '会员', type: '行为', time: '时间' },
      timeZone: 'Asia/Shanghai',
    },
  });
  const customers = (data: string, map: object, parameters = {}): TemplateCase => ({
    kind: 'customers',
    parameters: { data, map, ...parameters },
  });
  return {
    'German orders of one customer': orders('bestellungen.csv', germanOrders(), {
      map: GERMAN,
      currency: 'EUR',
    }),
    'Chinese orders of one day': orders(
      '订单.csv',
      chineseOrders(['交易成功', '已取消', '交易关闭', '待付款']),
      { currency: 'CNY' },
    ),
    'a single order': orders('one.csv', 'order_id,customer_id,date,amount\n1,a,2024-01-01,5\n'),
    'orders whose refunds exceed them': orders(
      'minus.csv',
      'order_id,customer_id,date,amount\n1,a,2024-01-01,5\n2,a,2024-01-09,-7\n3,b,2024-01-09,-4\n',
    ),
    'many orders': orders('many.csv', manyOrders(), { currency: 'USD', timeZone: 'America/New_York' }),
    'events of ten days': events('ten.csv', 10),
    'events of one day': events('one-day.csv', 1),
    'customers of one group': customers(
      write('kunden.csv', CUSTOMERS),
      { user: 'id', recency: 'tage', frequency: 'kauf', monetary: 'umsatz', region: 'land' },
      { currency: 'EUR' },
    ),
    'customers of several rows': customers(write('monthly.csv', MONTHLY), {
      ...{ user: 'id', recency: 'tage', monetary: 'umsatz', region: 'land' },
    }),
    'customers of one row': customers(write('once.csv', MONTHLY.split('\n').slice(0, 5).join('\n')), {
      ...{ user: 'id', monetary: 'umsatz' },
    }),
    'customers without days': customers(join(folder, 'kunden.csv'), {
      ...{ user: 'id', frequency: 'kauf', monetary: 'umsatz', region: 'land' },
    }),
    'customers without spending': customers(join(folder, 'kunden.csv'), { user: 'id', region: 'land' }),
    'a segmentation of few rows': {
      kind: 'audit',
      parameters: {
        ...{ data: write('stufen.csv', SEGMENTED), segment: 'stufe', outcome: 'quote', threshold: 4 },
        ...{ user: 'kunde', features: ['käufe', 'umsatz', 'treue'] },
      },
    },
    'a segmentation without features': {
      kind: 'audit',
      parameters: { data: join(folder, 'stufen.csv'), segment: 'stufe', outcome: 'quote', threshold: 40 },
    },
    'a segmentation of many rows': {
      kind: 'audit',
      parameters: {
        ...{ data: write('tiers.csv', segmented()), segment: 'tier', outcome: 'score', threshold: 1 },
        ...{ user: 'customer_id', features: ['orders', 'visits'], periods: ['orders', 'visits'] },
      },
    },
    'the sample of users': customers('data/sample/users.csv', USERS, { currency: 'CNY' }),
  };
}

/** The columns of the file of the user study. */
export const USERS = {
  ...{
    user: 'User_ID',
    recency: 'Last_Login_Days_Ago',
    frequency: 'Purchase_Frequency',
    monetary: 'Total_Spending',
  },
  ...{
    orderValue: 'Average_Order_Value',
    age: 'Age',
    income: 'Income',
    gender: 'Gender',
    region: 'Location',
  },
  ...{
    interest: 'Interests',
    category: 'Product_Category_Preference',
    minutes: 'Time_Spent_on_Site_Minutes',
  },
} as const;

/** The types and days of the events of the marketplace study. */
export const MARKETPLACE = {
  timeZone: 'Asia/Shanghai',
  options: { types: ['pv', 'cart', 'fav', 'buy'], from: '2017-11-25', to: '2017-12-04' },
} as const;

/** Orders of which none is kept. */
export function canceledOrders(folder: string): string {
  const path = join(folder, 'canceled.csv');
  writeFileSync(path, chineseOrders(['已取消']));
  return path;
}

/** The sample of CD buyers, which has neither names nor commas, as a file that has both; a row is an order. */
export function cdnowAsCsv(path: string, folder: string): string {
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(({ length }) => length === 5)
    .map(([, customer, date = '', units, amount], order) => {
      const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
      return [order + 1, customer, day, units, amount].join(',');
    });
  const file = join(folder, 'cdnow.csv');
  writeFileSync(file, ['order,customer,date,units,amount', ...rows, ''].join('\n'));
  return file;
}
