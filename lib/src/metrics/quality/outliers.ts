import * as column from '../../core/column.js';
import { withUnit } from '../../core/heading.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories } from '../../core/schema.js';
import { described } from '../../core/table.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import { measures } from './measures.js';
import type { QualityPlan } from './options.js';

const { optional } = column;

const OUTLIERS = {
  column: column.text('column'),
  values: column.count('valuesKnown'),
  min: optional(column.decimal('min')),
  q1: optional(column.decimal('firstQuartile', { hidden: true })),
  q3: optional(column.decimal('thirdQuartile', { hidden: true })),
  lowerFence: optional(column.decimal('lowerFence')),
  upperFence: optional(column.decimal('upperFence')),
  max: optional(column.decimal('max')),
  below: column.count('belowFence'),
  above: column.count('aboveFence'),
  share: optional(column.percent('outlierShare')),
} as const;

function outlierSchema(columns: Categories) {
  return { ...OUTLIERS, column: column.category('column', columns) };
}

/** Values beyond Tukey's fences, one row per column that measures something. */
export type Outliers = Result<ReturnType<typeof outlierSchema>>;

/** Nulls are ignored; a column without values has no fences. */
export async function outliers(plan: QualityPlan): Promise<Outliers> {
  const { table } = plan;
  const { session } = table;
  const { dialect } = session.engine;
  const numeric = await measures(plan);
  const selects = numeric.map((name, position) => {
    const x = sql`CAST(${id(name)} AS DOUBLE)`;
    return sql`SELECT ${literal(position)} AS position, ${literal(name)} AS "column", count(x) AS "values",
      min(x) AS "min", q1, q3, q1 - 1.5 * (q3 - q1) AS lower_fence, q3 + 1.5 * (q3 - q1) AS upper_fence, max(x) AS "max",
      count(*) FILTER (WHERE x < q1 - 1.5 * (q3 - q1)) AS below,
      count(*) FILTER (WHERE x > q3 + 1.5 * (q3 - q1)) AS above
    FROM (SELECT ${dialect.quantile(x, 0.25)} AS q1, ${dialect.quantile(x, 0.75)} AS q3 FROM ${table}) q
      LEFT JOIN (SELECT ${x} AS x FROM ${table}) v ON TRUE GROUP BY q1, q3`;
  });
  const query =
    selects.length === 0
      ? null
      : sql`SELECT "column", "values", "min", q1, q3, lower_fence, upper_fence, "max", below, above,
        CAST(below + above AS DOUBLE) / nullif("values", 0) AS share
      FROM (${join(selects, ' UNION ALL ')}) ORDER BY position`;
  return new Result<ReturnType<typeof outlierSchema>>({
    session,
    name: 'outliers',
    title: { en: 'Values beyond the fences', zh: '超出箱线图界限的值' },
    schema: outlierSchema(
      Object.fromEntries(numeric.map((name) => [name, { label: withUnit(described(table, name)) }])),
    ),
    rows: query === null ? [] : await rowsOf(session, query, OUTLIERS),
    query,
    chart: { mark: 'bar', x: 'share', y: 'column' },
  });
}
