import type { Label } from '../core/label.js';
import { percent } from '../core/quantity.js';
import type { LoadedFile } from '../load/loaded.js';
import { NEARLY_ALL, areIds, hardlyRepeats, timesIn, type ColumnFacts } from './column-facts.js';
import type { Extras, FoundFields } from './found.js';
import { findMoney } from './money.js';
import { determined, type Pair } from './relations.js';

/**
 * Finds what the names leave open in a file of orders: the one column of times, the order that has one customer and one
 * time while the customer has several orders, and the money.
 */
export async function findInOrders(
  file: LoadedFile,
  columns: readonly ColumnFacts[],
  found: FoundFields,
  extras: Extras,
): Promise<void> {
  findTime(columns, found, extras);
  await findMoney(file, columns, found, extras);
  await findOrderAndCustomer(file, columns, found, extras);
}

/** Columns that hold nothing found so far. */
export function free(columns: readonly ColumnFacts[], found: FoundFields): readonly ColumnFacts[] {
  const taken = new Set([...found.values()].map(({ column }) => column));
  return columns.filter(({ name, known }) => !taken.has(name) && known > 0);
}

/** The notation of a time that was found by its name, or the column of times if there is one alone. */
export function findTime(columns: readonly ColumnFacts[], found: FoundFields, extras: Extras): void {
  const named = columns.find(({ name }) => name === found.get('time')?.column);
  const times = named === undefined ? free(columns, found).filter((facts) => timesIn(facts) !== null) : [];
  const time = named ?? times[0];
  if (time === undefined) return;
  const notation = timesIn(time);
  if (notation === 'compact') extras.dateFormat = '%Y%m%d';
  if (named !== undefined) return;
  const rivals = times.slice(1).map(({ name }) => name);
  const why = {
    iso: { en: 'its values are dates or times', zh: '取值为日期或时间' },
    compact: { en: 'its values are dates such as 19970101', zh: '取值为19970101形式的日期' },
    seconds: { en: 'its values are seconds since 1970', zh: '取值为自1970年起的秒数' },
  } as const;
  found.set('time', {
    column: time.name,
    sure: rivals.length > 0 ? 'unsure' : 'likely',
    by: 'contents',
    why: why[notation ?? 'iso'],
    rivals,
  });
}

async function findOrderAndCustomer(
  file: LoadedFile,
  columns: readonly ColumnFacts[],
  found: FoundFields,
  extras: Extras,
): Promise<void> {
  const byName = (field: string) => columns.filter(({ name }) => name === found.get(field)?.column);
  if (found.has('order') && found.has('customer')) return;
  const ids = free(columns, found).filter(areIds);
  const orders = found.has('order') ? byName('order') : ids;
  const customers = found.has('customer') ? byName('customer') : ids;
  const pairs = orders.flatMap((order) =>
    customers.flatMap((customer) =>
      order.name !== customer.name && order.distinct >= customer.distinct ? [{ order, customer }] : [],
    ),
  );
  const there = await determined(
    file,
    pairs.map(({ order, customer }): Pair => [order.name, customer.name]),
  );
  const back = await determined(
    file,
    pairs.map(({ order, customer }): Pair => [customer.name, order.name]),
  );
  const times = await oneTime(file, orders, found);
  const fitting = pairs
    .map((pair, n) => ({ ...pair, there: there[n] ?? 0, back: back[n] ?? 1 }))
    .filter((pair) => pair.there >= NEARLY_ALL && pair.back < NEARLY_ALL)
    .filter(({ order }) => (times.get(order.name) ?? 1) >= NEARLY_ALL)
    .toSorted((a, b) => b.customer.distinct - a.customer.distinct || a.order.distinct - b.order.distinct);
  const [best, ...others] = fitting;
  if (best !== undefined) {
    const doubtful = fitsAnyTable(best.order, found);
    if (!found.has('order')) {
      const one = percent(best.there);
      found.set('order', {
        column: best.order.name,
        sure: doubtful ? 'unsure' : 'likely',
        by: 'contents',
        why: doubtful
          ? EACH_ROW_ITS_OWN
          : {
              en: `${one.en} of its values have one ${best.customer.name} and one time`,
              zh: `${one.zh}的取值只对应一个${best.customer.name}和一个时间`,
            },
        rivals: different(
          others.map(({ order }) => order.name),
          best.order.name,
        ),
      });
    }
    if (!found.has('customer')) {
      found.set('customer', {
        column: best.customer.name,
        sure: doubtful ? 'unsure' : 'likely',
        by: 'contents',
        why: {
          en: `each ${best.order.name} has one, which has several of them`,
          zh: `每个${best.order.name}对应一个，一个对应多个${best.order.name}`,
        },
        rivals: different(
          others.map(({ customer }) => customer.name),
          best.customer.name,
          best.order.name,
        ),
      });
    }
    if (doubtful) doubtAmount(found);
    return;
  }
  takeRowsAsOrders(columns, found, extras);
}

/** A column that hardly repeats has one value of every other column in any table: where no name helps, it is no sign. */
const fitsAnyTable = (order: ColumnFacts, found: FoundFields): boolean =>
  !['order', 'customer'].some((field) => (found.get(field)?.sure ?? 'unsure') !== 'unsure') &&
  hardlyRepeats(order);

const EACH_ROW_ITS_OWN: Label = { en: 'nearly every row has its own', zh: '几乎每行的取值都不同' };

/** Money that was found only as such is no amount of an order where there may be none. */
function doubtAmount(found: FoundFields): void {
  const amount = found.get('amount');
  if (amount?.by === 'contents') found.set('amount', { ...amount, sure: 'unsure' });
}

/** Without any column that could be the order, each row is one. */
function takeRowsAsOrders(columns: readonly ColumnFacts[], found: FoundFields, extras: Extras): void {
  const ids = free(columns, found).filter(areIds);
  const repeated = ids.filter(({ distinct, known }) => distinct < known);
  if (!found.has('customer')) {
    const [customer, ...others] = repeated.toSorted((a, b) => b.distinct - a.distinct);
    if (customer === undefined) return;
    found.set('customer', {
      column: customer.name,
      sure: others.length > 0 ? 'unsure' : 'likely',
      by: 'contents',
      why: { en: 'ids that occur in several rows', zh: '在多行中重复出现的编号' },
      rivals: others.map(({ name }) => name),
    });
  }
  if (found.has('order')) return;
  extras.rowsAreOrders = true;
  const customer = found.get('customer')?.column;
  if (columns.some((facts) => facts.name === customer && hardlyRepeats(facts))) doubtAmount(found);
}

/** For each column, the share of its values that have one time; empty if there are no times. */
async function oneTime(
  file: LoadedFile,
  orders: readonly ColumnFacts[],
  found: FoundFields,
): Promise<ReadonlyMap<string, number>> {
  const time = found.get('time')?.column;
  if (time === undefined) return new Map();
  const shares = await determined(
    file,
    orders.map(({ name }): Pair => [name, time]),
  );
  return new Map(orders.map(({ name }, n) => [name, shares[n] ?? 0]));
}

const different = (names: readonly string[], ...taken: readonly string[]): readonly string[] =>
  [...new Set(names)].filter((name) => !taken.includes(name));
