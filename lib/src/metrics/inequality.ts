import { MetricError } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';

export const INEQUALITY = shape({
  n: 'integer',
  total: 'double',
  gini: 'double?',
  topN: 'integer',
  topShare: 'double?',
});
/** How unevenly a value is spread. `gini` and `topShare` are null when the total is 0. */
export type Inequality = Row<typeof INEQUALITY>;

export interface InequalityOptions {
  /** Only rows whose value is above 0, such as buyers among users. All when absent. */
  readonly positive?: boolean;
}

/**
 * Gini coefficient and the share of the top rows.
 *
 * gini = 2 sum(i x_i) / (n sum(x)) - (n + 1) / n with x in ascending order and i from 1: 0 when all are equal,
 * (n - 1) / n when one has everything. topShare = sum of the `topN` = ceil(top * n) largest / total.
 * @param top share of rows that count as the top, in (0, 1].
 * @throws MetricError when there are no rows (with `positive`: none above 0) or a value is negative.
 * Source: Gini (1912); Sen (1973), On Economic Inequality.
 */
export async function inequality(
  engine: Engine,
  table: Table,
  value: string,
  { top = 0.2, positive = false }: InequalityOptions & { readonly top?: number } = {},
): Promise<Inequality> {
  await requireNonNegative(engine, table, value, positive);
  return engine.one(
    sql`WITH ranked AS (${rankedValues(table, value, positive)})
    SELECT count(*) AS n, sum(x) AS total,
      CASE WHEN sum(x) > 0 THEN 2 * sum(i * x) / (count(*) * sum(x)) - (count(*) + 1) / CAST(count(*) AS DOUBLE) END AS gini,
      CAST(ceil(${top} * count(*)) AS BIGINT) AS "topN",
      CASE WHEN sum(x) > 0
        THEN sum(CASE WHEN i > n - ceil(${top} * n) THEN x ELSE 0 END) / sum(x) END AS "topShare"
    FROM ranked`,
    INEQUALITY,
  );
}

export const LORENZ = shape({ rows: 'double', share: 'double' });
export type LorenzPoint = Row<typeof LORENZ>;

/**
 * Points of the Lorenz curve at equal steps: the poorest `rows` share of rows hold `share` of the total.
 *
 * @param steps number of steps between (0, 0) and (1, 1).
 */
export async function lorenz(
  engine: Engine,
  table: Table,
  value: string,
  { steps = 20, positive = false }: InequalityOptions & { readonly steps?: number } = {},
): Promise<LorenzPoint[]> {
  await requireNonNegative(engine, table, value, positive);
  const points = join(
    Array.from({ length: steps + 1 }, (_, k) => sql`SELECT ${literal(k)} AS k`),
    ' UNION ALL ',
  );
  return engine.all(
    sql`WITH ranked AS (${rankedValues(table, value, positive)}),
    points AS (${points})
    SELECT k / CAST(${literal(steps)} AS DOUBLE) AS rows,
      coalesce(sum(x) FILTER (WHERE i * ${literal(steps)} <= k * n), 0) / nullif(sum(x), 0) AS share
    FROM points CROSS JOIN ranked GROUP BY k ORDER BY k`,
    LORENZ,
  );
}

/** Values with their ascending rank `i` (equal values in any order: the sums do not change) and their number `n`. */
function rankedValues(table: Table, value: string, positive: boolean): Sql {
  const x = sql`CAST(${id(value)} AS DOUBLE)`;
  const rows = positive ? sql`${table} WHERE ${id(value)} > 0` : sql`${table}`;
  return sql`SELECT ${x} AS x, row_number() OVER (ORDER BY ${x}) AS i, count(*) OVER () AS n FROM ${rows}`;
}

async function requireNonNegative(
  engine: Engine,
  table: Table,
  value: string,
  positive: boolean,
): Promise<void> {
  const found = await engine.one(
    sql`SELECT count(*) AS n, count(*) FILTER (WHERE ${id(value)} > 0) AS positive,
      count(*) FILTER (WHERE ${id(value)} < 0) AS negative FROM ${table}`,
    { n: 'integer', positive: 'integer', negative: 'integer' },
  );
  if (positive && found.n > 0 && found.positive === 0) {
    throw new MetricError(`${table.name}.${value}: no value is above 0; inequality is not defined.`);
  }
  if (found.n === 0) throw new MetricError(`${table.name} is empty: inequality is not defined.`);
  if (found.negative > 0) {
    throw new MetricError(
      `${table.name}.${value}: ${found.negative} values are negative; inequality needs none.`,
    );
  }
}
