import { shape } from '../../engine/shape.js';
import { id, sql, type Sql } from '../../engine/sql.js';
import type { Orders } from '../../orders/open.js';
import type { LiftSums } from './lift.js';

/** A pair: its orders, and sums over customers for the interval of its lift. */
export const PAIR_SUMS = shape({
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

/** Which pairs to count. */
export interface PairPlan {
  readonly least: number;
  readonly top: number;
  readonly rank: 'orders' | 'lift';
}

/** Pairs first, and then the customers of those that are shown: there are too many pairs to do it for all. */
export function pairQuery({ lines, orders }: Orders, name: string, { least, top, rank }: PairPlan): Sql {
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
