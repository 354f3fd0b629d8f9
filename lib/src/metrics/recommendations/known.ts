import { id, literal, sql, type Sql } from '../../engine/sql.js';
import type { Session } from '../../core/session.js';
import { columnOf, Table } from '../../core/table.js';
import type { Orders } from '../../orders/open.js';
import { dateSql, lineColumn } from '../orders/shop.js';
import type { Tiered } from '../tiers/assign.js';
import type { Lists } from './options.js';

/** What is known at the end of a day, as tables: whom to recommend to, and what was bought until then. */
export interface Known {
  readonly session: Session;
  readonly options: Lists;
  /**
   * `customer_id`, `tier`, `newcomer`: whether the first purchase was not long ago, `own`: different products bought,
   * `chosen`: whether to recommend anything to them.
   */
  readonly people: Table;
  /** `customer_id`, `order_id`, `nth`, `day`, `item`: every product once an order. */
  readonly baskets: Table;
  /** `customer_id`, `item`, `orders`, `first`: whether the first order has it. */
  readonly bought: Table;
  /**
   * `item`, `place` by customers, `customers`, `again`: those with two orders of it, `firsts`: those whose first has it,
   * `price`: revenue / units, null of orders without quantities.
   */
  readonly products: Table;
  /** `item`, `other`, `orders` with both, `of_item`, `of_other`: of each product those it is bought with most often. */
  readonly pairs: Table;
}

/** SQL for the products of purchases, once an order: returned and free lines are none. */
export function basketsOf({ lines, orders }: Orders, name: string, when: Sql): Sql {
  return sql`SELECT DISTINCT o.customer_id, o.order_id, o.nth, o."day", CAST(l.${id(name)} AS VARCHAR) AS item
    FROM ${lines} l JOIN ${orders} o USING (order_id)
    WHERE o.kind = 'purchase' AND l.amount > 0 AND l.${id(name)} IS NOT NULL AND ${when}`;
}

/**
 * What is known of customers and products at the end of a day.
 *
 * @param at the day, whom to recommend to (everybody of the tiers if absent), and whether pairs of products are needed.
 * @throws OptionsError for orders without the column.
 */
export async function knownAt(
  shop: Orders,
  tiered: Tiered,
  { day, people, pairs }: { readonly day: string; readonly people?: Sql; readonly pairs: boolean },
  options: Lists,
): Promise<Known> {
  const { session, lines } = shop;
  const name = lineColumn(shop, options.of);
  const make = async (what: string, query: Sql): Promise<Table> => {
    const table = new Table({
      session,
      name: session.uniqueName(`${lines.name}_${what}`),
      // Only the queries here read it.
      columns: {},
      roles: {},
    });
    await session.engine.run(sql`CREATE TABLE ${table} AS ${query}`);
    return table;
  };
  const baskets = await make('baskets', basketsOf(shop, name, sql`o."day" <= ${dateSql(day)}`));
  const bought = await make(
    'bought',
    sql`SELECT customer_id, item, count(*) AS orders, min(nth) = 1 AS first FROM ${baskets} GROUP BY 1, 2`,
  );
  const products = await make(
    'products',
    sql`SELECT item, row_number() OVER (ORDER BY count(*) DESC, item) AS place, count(*) AS customers,
        count(CASE WHEN orders > 1 THEN 1 END) AS again, count(CASE WHEN first THEN 1 END) AS firsts, min(price) AS price
      FROM ${bought} LEFT JOIN (${pricesOf(shop, name, day)}) AS prices USING (item) GROUP BY item`,
  );
  const user = id(columnOf(tiered, 'user'));
  const chosen = people === undefined ? sql`TRUE` : sql`t.${user} IN (${people})`;
  const seen = await make(
    'people',
    sql`SELECT t.${user} AS customer_id, t.tier,
        coalesce(f.first >= ${dateSql(day)} - ${literal(options.newWithin)}, TRUE) AS newcomer,
        coalesce(b.own, 0) AS own, ${chosen} AS chosen
      FROM ${tiered} t
        LEFT JOIN (SELECT customer_id, min("day") AS first FROM ${shop.orders} WHERE kind = 'purchase' GROUP BY 1) f
          ON f.customer_id = t.${user}
        LEFT JOIN (SELECT customer_id, count(*) AS own FROM ${bought} GROUP BY 1) b ON b.customer_id = t.${user}`,
  );
  const together = await make('pairs', pairs ? pairsOf(baskets, options) : NO_PAIRS);
  return { session, options, people: seen, baskets, bought, products, pairs: together };
}

/** Counting pairs takes longest. */
const NO_PAIRS = sql`SELECT '' AS item, '' AS other, 0 AS orders, 0 AS of_item, 0 AS of_other WHERE FALSE`;

function pairsOf(baskets: Table, { least, neighbors }: Lists): Sql {
  return sql`WITH sizes AS (SELECT item, count(*) AS n FROM ${baskets} GROUP BY item HAVING count(*) >= ${literal(least)}),
    common AS (SELECT order_id, item FROM ${baskets} JOIN sizes USING (item)),
    counted AS (
      SELECT x.item, y.item AS other, count(*) AS orders FROM common x JOIN common y USING (order_id)
      WHERE x.item <> y.item GROUP BY 1, 2 HAVING count(*) >= ${literal(least)}
    ),
    placed AS (SELECT *, row_number() OVER (PARTITION BY item ORDER BY orders DESC, other) AS place FROM counted)
    SELECT p.item, p.other, p.orders, i.n AS of_item, o.n AS of_other
    FROM placed p JOIN sizes i ON i.item = p.item JOIN sizes o ON o.item = p.other WHERE place <= ${literal(neighbors)}`;
}

/** Revenue / units of what was bought until a day. */
function pricesOf({ lines, orders }: Orders, name: string, day: string): Sql {
  if (!Object.hasOwn(lines.columns, 'quantity')) {
    return sql`SELECT CAST(NULL AS VARCHAR) AS item, CAST(NULL AS DOUBLE) AS price WHERE FALSE`;
  }
  return sql`SELECT CAST(l.${id(name)} AS VARCHAR) AS item,
      CAST(sum(l.amount) AS DOUBLE) / CAST(sum(l.quantity) AS DOUBLE) AS price
    FROM ${lines} l JOIN ${orders} o USING (order_id)
    WHERE o.kind = 'purchase' AND l.amount > 0 AND l.quantity > 0 AND l.${id(name)} IS NOT NULL AND o."day" <= ${dateSql(day)}
    GROUP BY 1`;
}

/** Removes the tables. */
export async function forget({ session, ...known }: Known): Promise<void> {
  for (const table of [known.people, known.baskets, known.bought, known.products, known.pairs])
    await session.engine.run(sql`DROP TABLE ${table}`);
}
