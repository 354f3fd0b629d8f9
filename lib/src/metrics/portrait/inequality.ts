import { id, sql, type Sql } from '../../engine/sql.js';
import { MetricError, OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { percent } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { measured, type ColumnOf } from './columns.js';
import { figureName, named } from './titles.js';

export interface InequalityOptions {
  /** Whether to include only rows with a value above 0, such as buyers among users. Default: false. */
  readonly positive?: boolean;
  /** Share of rows that count as the top, in (0, 1]. Default: 0.2. */
  readonly top?: number;
}

const { optional } = column;

function inequalitySchema(table: Table, value: string, top: number) {
  const share = percent(top, Number.isInteger(Number((top * 100).toFixed(9))) ? 0 : 1);
  const { en, zh } = term('topShare');
  return {
    n: column.count('sampleSize'),
    total: measured(optional(column.decimal('total')), table, value),
    gini: optional(column.decimal('gini', { digits: 3 })),
    topN: column.count('topRows'),
    topShare: optional(column.percent({ en: `${en} ${share.en}`, zh: `${zh}（前${share.zh}）` })),
  };
}

export type Inequality = Result<ReturnType<typeof inequalitySchema>>;

/**
 * The concentration of a value: the Gini coefficient and the share of the top rows, in one row.
 *
 * gini = 2 sum(i x_i) / (n sum(x)) - (n + 1) / n with x in ascending order and i from 1: 0 when all are equal, (n - 1)
 * / n when one has everything. topShare = sum of the `topN` = ceil(top * n) largest / total. Rows without a value are
 * ignored; both are null if the total is 0.
 * @param value a numeric column.
 * @throws OptionsError for a `top` outside (0, 1].
 * @throws MetricError if a value is negative.
 * Source: Gini (1912); Sen (1973), On Economic Inequality.
 * @example
 * const { gini, topShare } = (await inequality(users, 'total_spending')).at();
 * gini.en; // '0.315'; the top fifth hold topShare.en
 */
export async function inequality<T extends Table>(
  table: T,
  value: ColumnOf<T>,
  { top = 0.2, positive = false }: InequalityOptions = {},
): Promise<Inequality> {
  if (!(top > 0 && top <= 1)) {
    throw new OptionsError(`The top must be a share above 0 and at most 1, not ${top}.`);
  }
  await requireNonNegative(table, value);
  const schema = inequalitySchema(table, value, top);
  const query = sql`WITH ranked AS (${rankedValues(table, value, positive)})
    SELECT count(*) AS n, sum(x) AS total,
      CASE WHEN sum(x) > 0 THEN 2 * sum(i * x) / (count(*) * sum(x)) - (count(*) + 1) / CAST(count(*) AS DOUBLE) END AS gini,
      CAST(ceil(${top} * count(*)) AS BIGINT) AS top_n,
      CASE WHEN sum(x) > 0
        THEN sum(CASE WHEN i > n - ceil(${top} * n) THEN x ELSE 0 END) / sum(x) END AS top_share
    FROM ranked`;
  const { first, within } = named(table, value);
  return new Result({
    session: table.session,
    name: figureName('inequality of', value),
    title: { en: `Concentration of ${within.en}`, zh: `${first.zh}的集中程度` },
    schema,
    rows: await rowsOf(table.session, query, schema),
    query,
  });
}

/** Values with their ascending rank `i` (equal values in any order: the sums do not change) and their number `n`. */
export function rankedValues(table: Table, value: string, positive: boolean): Sql {
  const x = sql`CAST(${id(value)} AS DOUBLE)`;
  const kept = positive ? sql`${id(value)} > 0` : sql`${id(value)} IS NOT NULL`;
  return sql`SELECT ${x} AS x, row_number() OVER (ORDER BY ${x}) AS i, count(*) OVER () AS n FROM ${table} WHERE ${kept}`;
}

async function requireNonNegative(table: Table, value: string): Promise<void> {
  const { negative } = await table.engine.one(
    sql`SELECT count(*) AS negative FROM ${table} WHERE ${id(value)} < 0`,
    { negative: 'integer' },
  );
  if (negative > 0) {
    throw new MetricError(
      `${table.name}.${value}: ${negative} values are negative; inequality needs values of at least 0.`,
    );
  }
}
