import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ORDERS =
  'order_id,customer_id,order_time,product,category,quantity,unit_price,discount,community,status';
const CUSTOMERS = 'customer_id,registered,channel,community,residence_years,household';

/** A line of an order of the day, by customer. */
const line = (n: number, customer: string, day: string, quantity = 1): string =>
  `T${n},${customer},${day} 10:00,Spinach,vegetables,${quantity},5.5,,M01,completed`;

const registered = (customer: string, household: string): string =>
  `${customer},2025-01-02,organic,M01,2.5,${household}`;

/** Shops with too little in them for most of what notebooks ask: lines of orders, and customers. */
const SHOPS: Readonly<Record<string, readonly [orders: readonly string[], customers: readonly string[]]>> = {
  'one order of one customer': [[line(1, 'U1', '2025-01-05')], [registered('U1', 'family')]],
  'a customer who never ordered': [
    [line(1, 'U1', '2025-01-05')],
    [registered('U1', 'family'), registered('U2', 'elderly')],
  ],
  'orders of customers whom nobody registered': [
    [line(1, 'U8', '2025-01-05'), line(2, 'U9', '2025-02-05')],
    [registered('U1', '')],
  ],
  'a refund of everything': [
    [line(1, 'U1', '2025-01-05'), line(2, 'U1', '2025-01-06', -1)],
    [registered('U1', 'family')],
  ],
  'few orders over months': [
    [1, 2, 3, 4].flatMap((month) => [
      line(10 * month, 'U1', `2025-0${month}-05`),
      line(10 * month + 1, `U${month + 1}`, `2025-0${month}-07`, month),
    ]),
    [1, 2, 3].map((n) => registered(`U${n}`, n === 1 ? 'family' : '')),
  ],
};

/** Writes the files of each shop into a folder of its own: name to folder. */
export function tinyShops(): { readonly folder: string; readonly shops: Readonly<Record<string, string>> } {
  const folder = mkdtempSync(join(tmpdir(), 'tally-tiny-shop-'));
  const shops = Object.entries(SHOPS).map(([name, [orders, customers]], n) => {
    const path = join(folder, String(n));
    mkdirSync(path);
    writeFileSync(join(path, 'fresh-orders.csv.gz'), gzipSync(`${[ORDERS, ...orders].join('\n')}\n`));
    writeFileSync(join(path, 'fresh-customers.csv'), `${[CUSTOMERS, ...customers].join('\n')}\n`);
    return [name, path] as const;
  });
  return { folder, shops: Object.fromEntries(shops) };
}
