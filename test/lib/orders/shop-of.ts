import { loadOrders, type LoadOrdersOptions, type Orders, type Tally } from 'tally';
import type { Files } from '../load/files.js';
import { csvOf, type TestLine } from './random-lines.js';
import {
  countedOf,
  customersOf,
  ordersOf,
  type ReferenceCustomer,
  type ReferenceOrder,
} from './reference.js';

/** Loaded orders, and the same from the slow reference. */
export interface TestShop {
  readonly shop: Orders;
  readonly orders: readonly ReferenceOrder[];
  readonly customers: readonly ReferenceCustomer[];
}

const known = new WeakMap<Tally, Map<string, Promise<TestShop>>>();

/** Loads orders once in each session: metrics do not change them. */
export function shopOf(
  tally: Tally,
  files: Files,
  lines: readonly TestLine[],
  options: LoadOrdersOptions = {},
): Promise<TestShop> {
  const own = known.get(tally) ?? new Map<string, Promise<TestShop>>();
  known.set(tally, own);
  const key = JSON.stringify([lines, options]);
  const shop = own.get(key) ?? loaded(tally, files, lines, options);
  own.set(key, shop);
  return shop;
}

async function loaded(
  tally: Tally,
  files: Files,
  lines: readonly TestLine[],
  options: LoadOrdersOptions,
): Promise<TestShop> {
  const shop = await loadOrders(tally, files.write('shop.csv', csvOf(lines)), options);
  const orders = ordersOf(countedOf(lines, options));
  return { shop, orders, customers: customersOf(orders) };
}

/** `o1 anna 2024-01-05 2x250 pen`: order, customer, day, units times cents, product; the category is desk. */
export const line = (text: string): TestLine => {
  const [order = '', customer = '', day = '', money = '', product = 'pen'] = text.split(' ');
  const [quantity = '1', price = '0'] = money.split('x');
  return {
    ...{ order, customer, product, time: `${day} 12:00:00`, category: 'desk', status: '' },
    quantity: Number(quantity),
    price: Number(price),
  };
};
