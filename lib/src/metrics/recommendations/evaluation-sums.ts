import { join, literal, sql, type Sql } from '../../engine/sql.js';
import { shape } from '../../engine/shape.js';
import type { Table } from '../../core/table.js';
import type { Known } from './known.js';
import type { ListTable } from './assigned.js';

/** Sums over the customers of a tier: of hits, of NDCG, and of how far both are from the baseline's. */
export const SUMS = shape({
  list: 'text',
  tier: 'text',
  n: 'integer',
  hits: 'integer',
  ndcg: 'double',
  ndcg_squares: 'double',
  hit_off: 'double',
  hit_off_squares: 'double',
  ndcg_off: 'double',
  ndcg_off_squares: 'double',
});

/** Discounted gains of a hit at each place, to twelve decimals so that sums are exact. */
const gainAt = (place: number): number => 1 / Math.log2(place + 1);

/** The best gain that so many products can have in a list. */
function ideals(k: number): Sql {
  let sum = 0;
  return join(
    Array.from({ length: k }, (_, at) => {
      sum += gainAt(at + 1);
      return sql`SELECT ${literal(at + 1)} AS n, CAST(${literal(sum.toFixed(12))} AS DECIMAL(18, 12)) AS ideal`;
    }),
    ' UNION ALL ',
  );
}

/** Per list and tier: one row for each method or rule, also where it found nothing. */
export function evaluationQuery(
  { people, options: { k } }: Known,
  lists: ListTable,
  relevant: Table,
  { keys, baseline }: { readonly keys: readonly string[]; readonly baseline: string },
): Sql {
  const sum = (value: Sql, as: Sql) => sql`CAST(sum(${value}) AS DOUBLE) AS ${as}`;
  return sql`WITH wanted AS (SELECT customer_id, count(*) AS n FROM ${relevant} GROUP BY 1),
    ideals AS (${ideals(k)}),
    methods AS (${join(
      keys.map((key) => sql`SELECT ${literal(key)} AS list`),
      ' UNION ALL ',
    )}),
    gains AS (
      SELECT l.list, l.customer_id, sum(CAST(1 / log2(place + 1) AS DECIMAL(18, 12))) AS gain
      FROM ${lists} l JOIN ${relevant} USING (customer_id, item) GROUP BY 1, 2
    ),
    scores AS (
      SELECT m.list, p.tier, w.customer_id, CASE WHEN g.gain IS NULL THEN 0 ELSE 1 END AS hit,
        CAST(coalesce(CAST(g.gain AS DOUBLE) / CAST(i.ideal AS DOUBLE), 0) AS DECIMAL(18, 12)) AS ndcg
      FROM wanted w JOIN ${people} p USING (customer_id) CROSS JOIN methods m
        JOIN ideals i ON i.n = least(w.n, ${literal(k)})
        LEFT JOIN gains g ON g.customer_id = w.customer_id AND g.list = m.list
    )
    SELECT s.list, s.tier, count(*) AS n, CAST(sum(s.hit) AS BIGINT) AS hits, ${sum(sql`s.ndcg`, sql`ndcg`)},
      ${sum(sql`s.ndcg * s.ndcg`, sql`ndcg_squares`)}, ${sum(sql`s.hit - b.hit`, sql`hit_off`)},
      ${sum(sql`(s.hit - b.hit) * (s.hit - b.hit)`, sql`hit_off_squares`)}, ${sum(sql`s.ndcg - b.ndcg`, sql`ndcg_off`)},
      ${sum(sql`CAST(s.ndcg - b.ndcg AS DECIMAL(18, 12)) * CAST(s.ndcg - b.ndcg AS DECIMAL(18, 12))`, sql`ndcg_off_squares`)}
    FROM scores s JOIN scores b ON b.customer_id = s.customer_id AND b.list = ${literal(baseline)}
    GROUP BY 1, 2 ORDER BY 1, 2`;
}
