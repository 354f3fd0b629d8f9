import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Table } from '../../core/table.js';
import { mean } from '../mean.js';
import { groupColumn, groupText, measured, type ColumnOf } from './columns.js';
import { figureName, named } from './titles.js';

const meanSchema = (table: Table, value: string, group: string) => ({
  group: groupColumn(table, group),
  users: column.count('users'),
  share: column.percent('shareOfUsers', { base: 'users' }),
  n: column.count('sampleSize', { hidden: true }),
  mean: measured(column.optional(column.decimal('mean', { interval: 'meanInterval' })), table, value),
  meanInterval: measured(column.optional(column.interval('decimal')), table, value),
  sd: measured(column.optional(column.decimal('standardDeviation')), table, value),
});

export type GroupMeans = Result<ReturnType<typeof meanSchema>>;

/**
 * Mean of a value by group, largest mean first, ties by name.
 *
 * share = users / all rows. The 95% interval of the mean is mean ± 1.96 sd / sqrt(n), where n counts the rows of the
 * group that have a value and sd divides by n - 1; both are null if n < 2, and the mean is null if n = 0.
 * @param value a numeric column.
 * @example
 * const spending = await groupMeans(users, 'total_spending', 'interests');
 * spending.max('mean').group.en; // 'Technology'
 */
export async function groupMeans<T extends Table>(
  table: T,
  value: ColumnOf<T>,
  group: ColumnOf<T>,
): Promise<GroupMeans> {
  const schema = meanSchema(table, value, group);
  const x = id(value);
  const query = sql`WITH groups AS (
      SELECT ${groupText(group)} AS "group", count(*) AS users, count(${x}) AS n, ${mean(x)} AS mean,
        stddev_samp(CAST(${x} AS DOUBLE)) AS sd
      FROM ${table} GROUP BY 1
    )
    SELECT "group", users, users / CAST(sum(users) OVER () AS DOUBLE) AS share, n, mean, sd
    FROM groups ORDER BY mean DESC NULLS LAST, "group" NULLS LAST`;
  const found = await rowsOf(table.session, query, schema);
  const [what, by] = [named(table, value), named(table, group)];
  return new Result({
    session: table.session,
    name: figureName('mean', value, 'by', group),
    title: { en: `Mean ${what.within.en} by ${by.within.en}`, zh: `各${by.first.zh}的${what.first.zh}均值` },
    schema,
    rows: found.map((row) => ({ ...row, meanInterval: intervalOf(row) })),
    query,
    chart: { mark: 'range', x: 'mean', y: 'group' },
  });
}

interface Moments {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
}

function intervalOf({ n, mean: center, sd }: Moments) {
  if (center === null || sd === null) return null;
  const margin = (1.96 * sd) / Math.sqrt(n);
  return { low: center - margin, high: center + margin };
}
