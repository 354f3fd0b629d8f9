import { MetricError } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { sql } from '../engine/sql.js';
import { wilson, type Interval } from '../stats/proportion.js';
import { mean } from './mean.js';
import type { ScoredUsers } from './rfm/profile.js';
import { RFM_SEGMENT_KEYS, RFM_SEGMENTS, type RfmSegment } from './rfm/segments.js';
import type { Label } from '../label.js';

const PRODUCTS = shape({
  segment: 'text',
  category: 'text',
  users: 'integer',
  share: 'double',
  shareOverall: 'double',
  index: 'double',
  orderValue: 'double',
  spendingPerOrder: 'double?',
  spending: 'double',
  orders: 'integer',
  shareRank: 'integer',
  spendingRank: 'integer',
});

/** A product category among the users of a segment who prefer it. */
export interface SegmentProduct extends Omit<Row<typeof PRODUCTS>, 'segment'> {
  readonly segment: RfmSegment;
  readonly label: Label;
  /** 95% interval of the share, by Wilson. */
  readonly interval: Interval | null;
}

/**
 * What each segment prefers to buy, by segment and then total spending.
 *
 * `share` = users of the segment who prefer the category / users of the segment. The study calls it penetration,
 * which would be those who have bought it; the file only holds one preference each. `shareOverall` is the same over
 * all users, `index` = share / shareOverall: 1 is as everywhere. `orderValue` is the mean over users of their average
 * order value, `spendingPerOrder` = spending / orders, both in yuan. Ranks are from the largest, equal ones share a
 * rank (RANK).
 *
 * A category nobody of a segment prefers has no row, nor has a segment without users.
 * @throws MetricError for an empty table.
 * @example
 * const [first] = await segmentProducts(engine, scored); // the category on which key value users spend most
 */
export async function segmentProducts(engine: Engine, scored: ScoredUsers): Promise<SegmentProduct[]> {
  const rows = await engine.all(
    sql`WITH overall AS (
      SELECT product_category_preference AS category, count(*) AS users FROM ${scored} GROUP BY 1
    ),
    groups AS (
      SELECT segment, product_category_preference AS category, count(*) AS users,
        ${mean(sql`average_order_value`)} AS "orderValue", sum(total_spending) AS spending,
        sum(purchase_frequency) AS orders
      FROM ${scored} GROUP BY 1, 2
    ),
    shares AS (
      SELECT g.*, g.users / CAST(sum(g.users) OVER (PARTITION BY segment) AS DOUBLE) AS share,
        o.users / CAST((SELECT count(*) FROM ${scored}) AS DOUBLE) AS "shareOverall"
      FROM groups g JOIN overall o USING (category)
    )
    SELECT segment, category, users, share, "shareOverall", share / "shareOverall" AS "index", "orderValue",
      CAST(spending AS DOUBLE) / nullif(orders, 0) AS "spendingPerOrder", CAST(spending AS DOUBLE) AS spending,
      CAST(orders AS BIGINT) AS orders, rank() OVER (PARTITION BY segment ORDER BY users DESC) AS "shareRank",
      rank() OVER (PARTITION BY segment ORDER BY spending DESC) AS "spendingRank"
    FROM shares ORDER BY segment, "spendingRank", category`,
    PRODUCTS,
  );
  if (rows.length === 0)
    throw new MetricError(`${scored.name} is empty: there are no preferences to compare.`);
  return RFM_SEGMENT_KEYS.flatMap((segment) => {
    const own = rows.filter((row) => row.segment === segment);
    const members = own.reduce((sum, row) => sum + row.users, 0);
    return own.map((row) => ({
      ...row,
      segment,
      label: RFM_SEGMENTS[segment],
      interval: wilson(row.users, members),
    }));
  });
}
