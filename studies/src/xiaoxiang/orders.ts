import {
  loadOrders as load,
  Table,
  type Categories,
  type Label,
  type LoadOrdersOptions,
  type Orders,
  type Session,
  type Shape,
  type Roles,
} from 'tally';
import { judgedData } from '../study/data.js';
import { PERIOD } from './sample/calendar.js';
import { CATEGORIES, PRODUCTS } from './sample/products.js';

/** How orders of the shop are read: days and money are those of China, and a line that stands twice counts once. */
export const ORDERS = { timeZone: 'Asia/Shanghai', currency: 'CNY', duplicates: 'drop' } as const;

/** The names of what the shop sells, in both languages. */
const NAMES: Readonly<Record<string, Categories>> = {
  category: named(Object.entries(CATEGORIES)),
  product: named(PRODUCTS.map(({ name, zh }) => [name, { en: name, zh }])),
};

/**
 * Loads orders as the shop reads them: the sample as of its last day, since one of its orders is dated a year later, and with
 * Chinese names for what it sells. Any other file is read as `loadOrders` of the library reads it.
 *
 * @throws as `loadOrders` of the library.
 * @example
 * const shop = await xiaoxiang.loadOrders(tally, 'data/sample/fresh-orders.csv.gz');
 */
export async function loadOrders(
  tally: Session,
  path: string,
  options: LoadOrdersOptions = {},
): Promise<Orders> {
  if (!judgedData(path).sample) return load(tally, path, options);
  const shop = await load(tally, path, { ...ORDERS, asOf: PERIOD.to, ...options });
  return {
    ...shop,
    lines: withNames(shop.lines),
    apart: withNames(shop.apart),
    customers: withNames(shop.customers),
  };
}

function named(entries: readonly (readonly [string, Label])[]): Categories {
  return Object.fromEntries(entries.map(([value, label]) => [value, { label }]));
}

/** The same table with the names of its values. */
function withNames<S extends Shape, R extends Roles>({
  session,
  name,
  columns,
  roles,
  schema,
}: Table<S, R>): Table<S, R> {
  const known = Object.entries(schema).map(([column, entry]) => {
    const values = Object.hasOwn(NAMES, column) ? NAMES[column] : undefined;
    return [column, values === undefined ? entry : { ...entry, values }] as const;
  });
  return new Table({ session, name, columns, roles, schema: Object.fromEntries(known) });
}
