import type { Table } from '../../core/table.js';
import { join, literal, sql, type Sql } from '../../engine/sql.js';

/** Two sides of some rows, and the column in which they are compared. */
export interface Sides {
  readonly x: Sql;
  /** Parts of the rows, as numbers, within which the sides are compared. Default: all rows together. */
  readonly stratum?: Sql;
  /** Which rows are on the one side. Default: the anomalies. */
  readonly side?: Sql;
  /** Which rows count. Default: all. */
  readonly where?: Sql;
}

/** The columns of {@link contrastQuery}. */
export const CONTRASTED = {
  k: 'integer',
  n1: 'integer',
  n0: 'integer',
  m1: 'double',
  m0: 'double',
  sd: 'double?',
  one: 'double',
  other: 'double',
  shared: 'double',
  spread: 'double',
  alike: 'double',
  df: 'integer',
} as const;

/**
 * SQL of the sums by customer, stratum and side, for each k of the list: `n` rows, their sum `s`, and
 * `own`, the sum of squares about their own mean.
 */
export function cellsQuery(table: Table, list: readonly Sides[]): Sql {
  const rows = join(
    list.map((sides, k) => known(table, sides, k)),
    ' UNION ALL ',
  );
  return sql`SELECT k, unit, stratum, anomaly, count(*) AS n, sum(x) AS s, var_pop(x) * count(*) AS own FROM (${rows}) known
    GROUP BY k, unit, stratum, anomaly`;
}

function known(table: Table, sides: Sides, k: number): Sql {
  const { x, stratum = literal(0), side = sql`anomaly`, where = sql`TRUE` } = sides;
  return sql`SELECT ${literal(k)} AS k, unit, ${stratum} AS stratum, ${side} AS anomaly, ${x} AS x FROM ${table}
    WHERE ${x} IS NOT NULL AND ${where}`;
}

/**
 * SQL of differences of means between two sides, one row for each k of the cells that has both. With n1, n0 rows of a
 * stratum, its weight is w = n1 n0 / (n1 + n0) as in a regression on the strata, as a share of all weights. Each customer
 * adds w (s - m n) / n1 to the error of a side, for its sum s over n rows; g / (g - 1) corrects for the g customers of
 * which the mean m is.
 *
 * alike = sum(w^2 v (1 / n1 + 1 / n0) d) with the variance v of both sides of a stratum together and its design effect
 * d = sum(u^2) / ((n - 1) v), at least 1, where u sums the deviations of a customer's rows from the mean of the stratum.
 */
export function contrastQuery(cells: Table): Sql {
  return sql`WITH means AS (
      SELECT k, stratum, anomaly, CAST(count(*) AS DOUBLE) AS g, CAST(sum(n) AS DOUBLE) AS n, sum(s) / sum(n) AS m
      FROM ${cells} GROUP BY k, stratum, anomaly
    ), spread AS (
      SELECT c.k, c.stratum, c.anomaly, sum(c.own + c.n * power(c.s / c.n - t.m, 2)) AS squares
      FROM ${cells} c JOIN means t ON t.k = c.k AND t.stratum = c.stratum AND t.anomaly = c.anomaly
      GROUP BY c.k, c.stratum, c.anomaly
    ), sides AS (
      SELECT means.*, squares FROM means JOIN spread
        ON spread.k = means.k AND spread.stratum = means.stratum AND spread.anomaly = means.anomaly
    ), pairs AS (
      SELECT a.k, a.stratum, a.n AS n1, b.n AS n0, a.m AS m1, b.m AS m0, a.g AS g1, b.g AS g0,
        (a.n * a.m + b.n * b.m) / (a.n + b.n) AS m, a.squares + b.squares AS squares, a.n * b.n / (a.n + b.n) AS w
      FROM sides a JOIN sides b ON a.k = b.k AND a.stratum = b.stratum AND a.anomaly AND NOT b.anomaly
      WHERE a.g > 1 AND b.g > 1
    ), parts AS (SELECT *, w / sum(w) OVER (PARTITION BY k) AS part FROM pairs
    ), whole AS (
      SELECT k, CAST(sum(n1) AS BIGINT) AS n1, CAST(sum(n0) AS BIGINT) AS n0, sum(part * m1) AS m1, sum(part * m0) AS m0,
        sqrt(sum(squares) / nullif(sum(n1 + n0 - 2), 0)) AS sd FROM parts GROUP BY k
    ), errors AS (
      SELECT c.k, c.unit, c.stratum, c.anomaly, s - p.m * c.n AS u,
        CASE WHEN c.anomaly THEN part * sqrt(g1 / (g1 - 1)) * (s - m1 * c.n) / n1
          ELSE part * sqrt(g0 / (g0 - 1)) * (s - m0 * c.n) / n0 END AS e
      FROM ${cells} c JOIN parts p ON p.k = c.k AND p.stratum = c.stratum
    ), spreads AS (
      SELECT k, sum(v * v / (g - 1)) AS spread
      FROM (SELECT k, sum(e * e) AS v, count(*) AS g FROM errors GROUP BY k, stratum, anomaly) s GROUP BY k
    ), summed AS (
      SELECT k, coalesce(sum(e1 * e1), 0) AS one, coalesce(sum(e0 * e0), 0) AS other, coalesce(sum(e1 * e0), 0) AS shared
      FROM (SELECT k, unit, sum(CASE WHEN anomaly THEN e END) AS e1, sum(CASE WHEN NOT anomaly THEN e END) AS e0
        FROM errors GROUP BY k, unit) t GROUP BY k
    ), clusters AS (
      SELECT k, stratum, sum(u * u) AS squares, count(*) AS g
      FROM (SELECT k, unit, stratum, sum(u) AS u FROM errors GROUP BY k, unit, stratum) c GROUP BY k, stratum
    ), likeness AS (
      SELECT p.k, sum(part * part * greatest(c.squares, p.squares + w * (m1 - m0) * (m1 - m0)) / (n1 + n0 - 1)
          * (1 / n1 + 1 / n0)) AS alike, CAST(sum(c.g - 1) - 1 AS BIGINT) AS df
      FROM parts p JOIN clusters c ON c.k = p.k AND c.stratum = p.stratum GROUP BY p.k
    )
    SELECT whole.k, n1, n0, m1, m0, sd, one, other, shared, spread, alike, df
    FROM whole JOIN summed ON summed.k = whole.k JOIN spreads ON spreads.k = whole.k
      JOIN likeness ON likeness.k = whole.k ORDER BY whole.k`;
}
