import { id, sql, type Sql } from '../../engine/sql.js';
import { shape } from '../../engine/shape.js';
import * as column from '../../core/column.js';
import { count } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import { both } from '../../core/heading.js';
import { described } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import type { Orders } from '../../orders/open.js';
import { liftInterval, type LiftSums } from './lift.js';
import { requireWhole } from './require-whole.js';
import { lineColumn } from './shop.js';

const PAIRS = {
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
 * chart.range(together.head(10), { x: 'lift', y: 'second' });
 */
export async function pairs(
  shop: Orders,
  { of = 'product', least = 10, top = 50, rank = 'orders' }: PairOptions = {},
): Promise<ItemPairs> {
  const { session, lines } = shop;
  requireWhole('least', least, 1);
  requireWhole('top', top, 1);
  if (!['orders', 'lift'].includes(rank))
    throw new OptionsError(`Unknown rank "${rank}": use orders or lift.`);
  const name = lineColumn(shop, of);
  const query = pairQuery(shop, name, { least, top, rank });
  const found = await session.engine.all(query, SUMS);
  const label = both(described(lines, name).label);
  return new Result({
    session,
    name: `${of}-pairs`,
    title: { en: `Bought together: ${label.en}`, zh: `一同购买的${label.zh}` },
    schema: PAIRS,
    rows: found.map((pair) => ({
      ...{ first: pair.first, second: pair.second },
      ...{ orders: pair.ab, firstOrders: pair.a, secondOrders: pair.b },
      support: pair.ab / pair.n,
      secondGivenFirst: pair.ab / pair.a,
      firstGivenSecond: pair.ab / pair.b,
      lift: (pair.ab * pair.n) / (pair.a * pair.b),
      liftInterval: liftInterval(pair),
    })),
    query,
    note: {
      en: `Pairs in at least ${count(least).en} orders.`,
      zh: `仅含至少${count(least).zh}笔订单中同时出现的组合。`,
    },
  });
}

const SUMS = shape({
  first: 'text',
  second: 'text',
  customers: 'integer',
  n: 'integer',
  a: 'integer',
  b: 'integer',
  ab: 'integer',
  nn: 'integer',
  squares_aa: 'integer',
  squares_bb: 'integer',
  squares_abab: 'integer',
  products_ab_a: 'integer',
  products_ab_b: 'integer',
  products_ab_n: 'integer',
  products_a_b: 'integer',
  products_a_n: 'integer',
  products_b_n: 'integer',
}) satisfies Readonly<Record<keyof LiftSums | 'first' | 'second', 'integer' | 'text'>>;

interface PairPlan {
  readonly least: number;
  readonly top: number;
  readonly rank: 'orders' | 'lift';
}

/** Pairs first, and then the customers of those that are shown: there are too many pairs to do it for all. */
function pairQuery({ lines, orders }: Orders, name: string, { least, top, rank }: PairPlan): Sql {
  const order = rank === 'lift' ? sql`CAST(ab AS DOUBLE) / (a * b) DESC,` : sql``;
  const sum = (value: Sql, as: string) => sql`CAST(coalesce(sum(${value}), 0) AS BIGINT) AS ${id(as)}`;
  return sql`WITH items AS (
      SELECT DISTINCT o.customer_id, o.order_id, CAST(l.${id(name)} AS VARCHAR) AS item
      FROM ${lines} l JOIN ${orders} o USING (order_id)
      WHERE o.kind = 'purchase' AND l.amount > 0 AND l.${id(name)} IS NOT NULL
    ),
    sizes AS (SELECT item, count(*) AS n FROM items GROUP BY item),
    common AS (SELECT items.* FROM items JOIN sizes USING (item) WHERE sizes.n >= ${least}),
    counted AS (
      SELECT x.item AS first, y.item AS second, count(*) AS ab
      FROM common x JOIN common y ON x.order_id = y.order_id AND x.item < y.item GROUP BY 1, 2 HAVING count(*) >= ${least}
    ),
    chosen AS (
      SELECT first, second, ab, one.n AS a, other.n AS b
      FROM counted JOIN sizes one ON one.item = first JOIN sizes other ON other.item = second
      ORDER BY ${order} ab DESC, first, second LIMIT ${top}
    ),
    buyers AS (SELECT customer_id, count(DISTINCT order_id) AS n FROM items GROUP BY 1),
    whole AS (
      SELECT count(*) AS customers, CAST(coalesce(sum(n), 0) AS BIGINT) AS n, CAST(coalesce(sum(n * n), 0) AS BIGINT) AS nn FROM buyers
    ),
    theirs AS (
      SELECT first, second, customer_id, count(CASE WHEN has_first AND has_second THEN 1 END) AS ab,
        count(CASE WHEN has_first THEN 1 END) AS a, count(CASE WHEN has_second THEN 1 END) AS b
      FROM (
        SELECT first, second, customer_id, order_id, bool_or(item = first) AS has_first, bool_or(item = second) AS has_second
        FROM chosen JOIN common ON item = first OR item = second GROUP BY 1, 2, 3, 4
      ) GROUP BY 1, 2, 3
    ),
    products AS (
      SELECT first, second, ${sum(sql`t.a * t.a`, 'squares_aa')},
        ${sum(sql`t.b * t.b`, 'squares_bb')}, ${sum(sql`t.ab * t.ab`, 'squares_abab')}, ${sum(sql`t.ab * t.a`, 'products_ab_a')},
        ${sum(sql`t.ab * t.b`, 'products_ab_b')}, ${sum(sql`t.ab * m.n`, 'products_ab_n')}, ${sum(sql`t.a * t.b`, 'products_a_b')},
        ${sum(sql`t.a * m.n`, 'products_a_n')}, ${sum(sql`t.b * m.n`, 'products_b_n')}
      FROM theirs t JOIN buyers m USING (customer_id) GROUP BY 1, 2
    )
    SELECT first, second, customers, n, a, b, ab, nn, squares_aa, squares_bb, squares_abab, products_ab_a,
      products_ab_b, products_ab_n, products_a_b, products_a_n, products_b_n
    FROM chosen JOIN products USING (first, second) CROSS JOIN whole
    ORDER BY ${order} ab DESC, first, second`;
}
