import { literal, sql, type Sql } from '../../engine/sql.js';
import type { Dialect } from '../../engine/dialect.js';
import { OptionsError } from '../../errors.js';
import type { OrderTable } from '../../orders/order-table.js';

export interface RhythmOptions {
  /** Intervals from which a customer has a usual interval of their own. Default: 2, so from the third order on. */
  readonly ownFrom?: number;
  /** The shortest usual interval in days, so that two orders in a day do not make the next day late. Default: 7. */
  readonly least?: number;
}

/** Options with their defaults, checked. */
export function rhythmOf({ ownFrom = 2, least = 7 }: RhythmOptions): Required<RhythmOptions> {
  for (const [name, value] of Object.entries({ ownFrom, least })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new OptionsError(`${name} must be a whole number of at least 1, not ${value}.`);
  }
  return { ownFrom, least };
}

/**
 * SQL for the usual interval of each customer with a purchase: the median of the customer's own intervals, or, with too few
 * of them, the median of those of all customers who have one; at least `least` days. Null where nobody has one.
 */
export function rhythmSql(
  orders: OrderTable,
  { median }: Pick<Dialect, 'median'>,
  { ownFrom, least }: Required<RhythmOptions>,
): Sql {
  const owned = sql`SELECT customer_id, CASE WHEN count(days) >= ${literal(ownFrom)}
      THEN ${median(sql`CAST(days AS DOUBLE)`)} END AS own
    FROM (
      SELECT customer_id, "day" - lag("day") OVER (PARTITION BY customer_id ORDER BY nth) AS days
      FROM ${orders} WHERE nth IS NOT NULL
    ) AS steps GROUP BY customer_id`;
  // greatest() would take the least interval where there is none.
  return sql`SELECT customer_id, own IS NOT NULL AS own_interval,
      CASE WHEN coalesce(own, typical) > ${literal(least)} THEN coalesce(own, typical)
        WHEN coalesce(own, typical) IS NOT NULL THEN CAST(${literal(least)} AS DOUBLE) END AS usual_interval
    FROM (${owned}) AS owned CROSS JOIN (SELECT ${median(sql`own`)} AS typical FROM (${owned}) AS all_owned) AS typical`;
}
