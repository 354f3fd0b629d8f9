import { shape, type Row } from '../../engine/shape.js';
import { sql, type Sql } from '../../engine/sql.js';
import type { Orders } from '../../orders/open.js';
import { unitOf, type PeriodUnit } from './periods.js';
import { sumOfProducts } from './shop.js';

export const CELLS = shape({
  cohort: 'integer',
  age: 'integer',
  active: 'integer',
  x: 'double',
  xx: 'double',
  xy: 'double',
});

/** A cohort after some periods, with sums over its customers of revenue x then and y in the first period. */
export type CellSums = Row<typeof CELLS>;

/** SQL with one row per customer and period from that of the first order on: revenue x in it, y in the first. */
function spentBy({ orders, customers }: Orders, by: PeriodUnit): Sql {
  const unit = unitOf(by);
  return sql`WITH spent AS (
      SELECT o.customer_id, ${unit.of(sql`c.first_order`)} AS cohort, ${unit.of(sql`o."day"`)} - ${unit.of(sql`c.first_order`)} AS age,
        max(CASE WHEN o.kind = 'purchase' THEN 1 ELSE 0 END) AS active, sum(o.total) AS x
      FROM ${orders} o JOIN ${customers} c USING (customer_id) GROUP BY 1, 2, 3
    ),
    firsts AS (SELECT customer_id, x AS y FROM spent WHERE age = 0)`;
}

/** SQL of all cells in which anything happened. */
export function cellQuery(shop: Orders, by: PeriodUnit): Sql {
  return sql`${spentBy(shop, by)}
    SELECT cohort, age, CAST(sum(active) AS BIGINT) AS active, CAST(sum(x) AS DOUBLE) AS x,
      ${sumOfProducts(sql`x`, sql`x`)} AS xx, ${sumOfProducts(sql`x`, sql`y`)} AS xy
    FROM spent JOIN firsts USING (customer_id) WHERE age >= 0 GROUP BY cohort, age ORDER BY cohort, age`;
}

const SUMS = shape({ cohort: 'integer', n: 'integer', y: 'double', yy: 'double' });

/** Customers of a cohort and sums over them of revenue in the first period. */
export type CohortSums = Row<typeof SUMS>;

/** The cohorts by number of their period. */
export async function cohortSums(shop: Orders, by: PeriodUnit): Promise<ReadonlyMap<number, CohortSums>> {
  const rows = await shop.session.engine.all(
    sql`${spentBy(shop, by)}
      SELECT cohort, count(*) AS n, CAST(sum(y) AS DOUBLE) AS y, ${sumOfProducts(sql`y`, sql`y`)} AS yy
      FROM spent JOIN firsts USING (customer_id) WHERE age = 0 GROUP BY cohort`,
    SUMS,
  );
  return new Map(rows.map((row) => [row.cohort, row]));
}
