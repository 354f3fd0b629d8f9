import * as column from '../../core/column.js';
import { count } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import { both } from '../../core/heading.js';
import { described } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import type { Orders } from '../../orders/open.js';
import { liftInterval } from './lift.js';
import { PAIR_SUMS, pairQuery } from './pair-query.js';
import { requireWhole } from './require-whole.js';
import { lineColumn } from './shop.js';
import { requireOptions } from './require-options.js';

const PAIRS = {
  pair: column.text('pairOfItems', { hidden: true }),
  first: column.text('oneItem'),
  second: column.text('otherItem'),
  orders: column.count('ordersWithBoth'),
  firstOrders: column.count('ordersWithOne', { hidden: true }),
  secondOrders: column.count('ordersWithOther', { hidden: true }),
  support: column.percent('support', { digits: 2, base: 'orders' }),
  secondGivenFirst: column.percent('otherGivenOne', { base: 'orders' }),
  firstGivenSecond: column.percent('oneGivenOther', { base: 'orders' }),
  lift: column.decimal('lift', { interval: 'liftInterval' }),
  liftInterval: column.optional(column.interval('decimal')),
} as const;

/** One row per pair of items. */
export type ItemPairs = Result<typeof PAIRS>;

export interface PairOptions {
  /** What is paired. Default: products. */
  readonly of?: 'product' | 'category';
  /** The fewest orders with both. Default: 10. */
  readonly least?: number;
  /** The most pairs to return. Default: 50. */
  readonly top?: number;
  /** Which pairs come first: those in most orders, or those of the highest lift. Default: most orders. */
  readonly rank?: 'orders' | 'lift';
}

/**
 * Which products or categories are bought together more often than by chance, in purchases with at least one of them.
 * An item counts once per order; returned and free lines do not.
 *
 * support = orders with both / n; secondGivenFirst = orders with both / orders with the first; lift = orders with both ×
 * n / (orders with the first × orders with the second): 1 if they are independent, 2 if both are together twice as
 * often. The 95% interval is on the logarithm and by customers, because one customer's orders are alike; null for fewer
 * than two customers. Ties are ranked by name. The highest of many lifts is high by chance too: rank by orders, or ask
 * for more of them, before believing one.
 * @throws OptionsError for orders without the column, or a `least` or `top` that is not a whole number of at least 1.
 * Source: Brin, Motwani, Ullman & Tsur (1997), SIGMOD, for lift (there: interest).
 * @example
 * const together = await orders.pairs(shop, { of: 'category', least: 20 });
 * together.max('lift').second.en;
 * chart.range(together.head(10), { x: 'lift', y: 'pair' });
 */
export async function pairs(shop: Orders, options: PairOptions = {}): Promise<ItemPairs> {
  requireOptions('pairs', options, ['of', 'least', 'top', 'rank']);
  const { of = 'product', least = 10, top = 50, rank = 'orders' } = options;
  const { session, lines } = shop;
  requireWhole('least', least, 1);
  requireWhole('top', top, 1);
  if (!['orders', 'lift'].includes(rank))
    throw new OptionsError(`Unknown rank "${rank}": use orders or lift.`);
  const name = lineColumn(shop, of);
  const query = pairQuery(shop, name, { least, top, rank });
  const found = await session.engine.all(query, PAIR_SUMS);
  const label = both(described(lines, name).label);
  return new Result({
    session,
    name: `${of}-pairs`,
    title: { en: `Bought together: ${label.en}`, zh: `一同购买的${label.zh}` },
    schema: PAIRS,
    rows: found.map((pair) => ({
      ...{ pair: `${pair.first} + ${pair.second}`, first: pair.first, second: pair.second },
      ...{ orders: pair.ab, firstOrders: pair.a, secondOrders: pair.b },
      support: pair.ab / pair.n,
      secondGivenFirst: pair.ab / pair.a,
      firstGivenSecond: pair.ab / pair.b,
      lift: (pair.ab * pair.n) / (pair.a * pair.b),
      liftInterval: liftInterval(pair),
    })),
    query,
    chart: { mark: 'range', x: 'lift', y: 'pair' },
    note: {
      en: `Pairs in at least ${count(least).en} orders.`,
      zh: `仅含至少${count(least).zh}笔订单中同时出现的组合。`,
    },
  });
}
