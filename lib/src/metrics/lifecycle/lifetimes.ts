import { id, literal, sql, type Sql } from '../../engine/sql.js';
import { shape, type Row } from '../../engine/shape.js';
import { columnOf, type Bound } from '../../core/table.js';
import type { Orders } from '../../orders/open.js';
import { dateSql } from '../orders/shop.js';

/** A column of a table of customers. */
export interface CustomersBy {
  readonly customers: Bound<'user'>;
  readonly column: string;
}

/** Days from the first order to the lapse, or to the as-of date where there is none yet, with how many customers. */
const LIFETIMES = shape({ group: 'text?', time: 'integer', event: 'boolean', count: 'integer' });
export type Lifetime = Row<typeof LIFETIMES>;

/** SQL for the first order of each customer, and the last one before the first gap of more than `lapsedAfter` days. */
const lapsesSql = (
  { orders, asOf }: Orders,
  lapsedAfter: number,
): Sql => sql`SELECT customer_id, min("day") AS first,
      min(CASE WHEN coalesce(next, ${dateSql(asOf)}) - "day" > ${literal(lapsedAfter)} THEN "day" END) AS last
    FROM (
      SELECT customer_id, "day", lead("day") OVER (PARTITION BY customer_id ORDER BY nth) AS next
      FROM ${orders} WHERE nth IS NOT NULL
    ) AS steps GROUP BY customer_id`;

/**
 * Lifetimes of customers: the lapse is on the day after `lapsedAfter` days without an order, and only the first one counts.
 * Customers whose group is not known are left out.
 */
export function lifetimesOf(shop: Orders, lapsedAfter: number, by: CustomersBy | null): Promise<Lifetime[]> {
  const groups =
    by === null
      ? sql`SELECT *, CAST(NULL AS VARCHAR) AS place FROM lapses`
      : sql`SELECT lapses.*, CAST(g.${id(by.column)} AS VARCHAR) AS place FROM lapses
          JOIN ${by.customers} g ON CAST(g.${id(columnOf(by.customers, 'user'))} AS VARCHAR) = lapses.customer_id
          WHERE g.${id(by.column)} IS NOT NULL`;
  return shop.session.engine.all(
    sql`WITH lapses AS (${lapsesSql(shop, lapsedAfter)}), placed AS (${groups})
      SELECT place AS "group", coalesce(last + ${literal(lapsedAfter + 1)}, ${dateSql(shop.asOf)}) - first AS "time",
        last IS NOT NULL AS event, count(*) AS count
      FROM placed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    LIFETIMES,
  );
}
