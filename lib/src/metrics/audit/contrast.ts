import type { Table } from '../../core/table.js';
import { sql, type Sql } from '../../engine/sql.js';
import type { DifferenceOfMeans } from '../../stats/difference.js';
import { clusteredDifference } from '../../stats/stratified-difference.js';

/** A difference between anomalies and others in one number. */
export interface Contrast {
  /** Rows, means of each side; over the strata in which both occur. */
  readonly anomalous: number;
  readonly others: number;
  readonly anomalousMean: number | null;
  readonly othersMean: number | null;
  /** Standard deviation within the two sides, and within strata. */
  readonly sd: number | null;
  readonly test: DifferenceOfMeans | null;
}

const FOUND = {
  strata: 'integer',
  n1: 'integer',
  n0: 'integer',
  m1: 'double?',
  m0: 'double?',
  sd: 'double?',
  g1: 'integer',
  g0: 'integer',
  difference: 'double?',
  v1: 'double?',
  v0: 'double?',
  v10: 'double?',
} as const;

/**
 * SQL of the difference of means of x between anomalies and others, stratified: with n1, n0 rows of a stratum, weight
 * w = n1 n0 / (n1 + n0), as in a regression on the strata. Each customer adds w / sum(w) (s - m n) / n to a side's error,
 * for its sum s over n rows; g / (g - 1) corrects for the g customers from which the mean m of the side is taken.
 */
function contrastQuery(from: Sql, x: Sql, stratum: Sql): Sql {
  return sql`WITH known AS (
      SELECT unit, ${stratum} AS stratum, anomaly, ${x} AS x FROM ${from} WHERE ${x} IS NOT NULL
    ), cells AS (
      SELECT unit, stratum, anomaly, count(*) AS n, sum(x) AS s FROM known GROUP BY unit, stratum, anomaly
    ), sides AS (
      SELECT stratum, anomaly, count(*) AS n, avg(x) AS m, var_samp(x) AS v FROM known GROUP BY stratum, anomaly
    ), customers AS (SELECT stratum, anomaly, count(*) AS g FROM cells GROUP BY stratum, anomaly
    ), sized AS (
      SELECT sides.*, g FROM sides JOIN customers
        ON customers.stratum = sides.stratum AND customers.anomaly = sides.anomaly
    ), strata AS (
      SELECT a.stratum, a.n AS n1, b.n AS n0, a.m AS m1, b.m AS m0, a.g AS g1, b.g AS g0,
        (a.n - 1) * a.v + (b.n - 1) * b.v AS squares, CAST(a.n AS DOUBLE) * b.n / (a.n + b.n) AS w
      FROM sized a JOIN sized b ON a.stratum = b.stratum AND a.anomaly AND NOT b.anomaly WHERE a.g > 1 AND b.g > 1
    ), whole AS (
      SELECT count(*) AS strata, coalesce(sum(n1), 0) AS n1, coalesce(sum(n0), 0) AS n0, sum(w * m1) / sum(w) AS m1,
        sum(w * m0) / sum(w) AS m0, sqrt(sum(squares) / nullif(sum(n1 + n0 - 2), 0)) AS sd, sum(w) AS w FROM strata
    ), errors AS (
      SELECT c.unit,
        sum(CASE WHEN c.anomaly THEN t.w / whole.w * sqrt(CAST(g1 AS DOUBLE) / (g1 - 1)) * (s - t.m1 * c.n) / t.n1 END) AS e1,
        sum(CASE WHEN NOT c.anomaly THEN t.w / whole.w * sqrt(CAST(g0 AS DOUBLE) / (g0 - 1)) * (s - t.m0 * c.n) / t.n0 END) AS e0
      FROM cells c JOIN strata t ON t.stratum = c.stratum CROSS JOIN whole GROUP BY c.unit
    ), summed AS (
      SELECT count(e1) AS g1, count(e0) AS g0, sum(e1 * e1) AS v1, sum(e0 * e0) AS v0, coalesce(sum(e1 * e0), 0) AS v10
      FROM errors
    )
    SELECT strata, n1, n0, m1, m0, sd, g1, g0, m1 - m0 AS difference, v1, v0, v10 FROM whole, summed`;
}

/**
 * Compares anomalies with the others in a column of the working table, with rows of one customer clustered. Strata in
 * which one side has fewer than two customers are left out; sd is pooled over sides and strata.
 *
 * @param from rows with `unit` and `anomaly`, where they are not those of the table.
 */
export async function contrast(
  table: Table,
  x: Sql,
  stratum: Sql,
  from: Sql = sql`${table}`,
): Promise<Contrast> {
  const found = await table.engine.one(contrastQuery(from, x, stratum), FOUND);
  const { strata, n1, n0, m1, m0, sd, g1, g0, difference, v1, v0, v10 } = found;
  return {
    anomalous: n1,
    others: n0,
    anomalousMean: m1,
    othersMean: m0,
    sd,
    test: clusteredDifference({
      difference: difference ?? 0,
      ...{ one: v1 ?? 0, other: v0 ?? 0, both: v10 ?? 0 },
      ...{ dfOne: g1 - strata, dfOther: g0 - strata },
    }),
  };
}
