import { sql } from '../../engine/sql.js';
import { shape, type Row } from '../../engine/shape.js';
import type { Orders } from '../../orders/open.js';
import { dateSql } from './shop.js';

/** Purchases by place, the days to the next one, or to the as-of date where there is none yet. */
const DURATIONS = shape({ nth: 'integer', time: 'integer', event: 'boolean', count: 'integer' });

/** Purchases from the fourth on are of one place. */
export async function durationsOf({
  session,
  orders,
  asOf,
}: Orders): Promise<readonly Row<typeof DURATIONS>[]> {
  return session.engine.all(
    sql`WITH steps AS (
        SELECT nth, "day", lead("day") OVER (PARTITION BY customer_id ORDER BY nth) AS next
        FROM ${orders} WHERE nth IS NOT NULL
      )
      SELECT least(nth, 4) AS nth, coalesce(next, ${dateSql(asOf)}) - "day" AS "time", next IS NOT NULL AS event,
        count(*) AS count
      FROM steps GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    DURATIONS,
  );
}
