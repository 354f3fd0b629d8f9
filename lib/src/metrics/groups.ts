import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { id, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { mean } from './mean.js';

export const GROUP_COUNTS = shape({ group: 'text', users: 'integer', share: 'double' });
export type GroupCount = Row<typeof GROUP_COUNTS>;

/**
 * Counts rows by the values of a column, largest first, ties by name. Every value is a group of its own.
 *
 * share = users / all rows.
 * @example
 * await groupCounts(engine, users, 'gender'); // [{ group: 'Male', users: 526, share: 0.526 }, …]
 */
export function groupCounts(engine: Engine, table: Table, column: string): Promise<GroupCount[]> {
  return engine.all(
    sql`WITH counts AS (SELECT ${id(column)} AS "group", count(*) AS users FROM ${table} GROUP BY ${id(column)})
    SELECT "group", users, users / CAST(sum(users) OVER () AS DOUBLE) AS share
    FROM counts ORDER BY users DESC, "group"`,
    GROUP_COUNTS,
  );
}

export const GROUP_MEANS = shape({
  group: 'text',
  users: 'integer',
  share: 'double',
  mean: 'double',
  sd: 'double?',
  margin: 'double?',
});
export type GroupMean = Row<typeof GROUP_MEANS>;

/**
 * Mean of a value by group, largest mean first, ties by name.
 *
 * `margin` is half the width of the 95% interval of the mean, 1.96 sd / sqrt(users); it and `sd` (n - 1) are
 * null for a group of one.
 */
export function groupMeans(engine: Engine, table: Table, value: string, group: string): Promise<GroupMean[]> {
  return engine.all(
    sql`WITH groups AS (
      SELECT ${id(group)} AS "group", count(*) AS users, ${mean(id(value))} AS mean,
        stddev_samp(CAST(${id(value)} AS DOUBLE)) AS sd
      FROM ${table} GROUP BY ${id(group)}
    )
    SELECT "group", users, users / CAST(sum(users) OVER () AS DOUBLE) AS share, mean, sd,
      1.96 * sd / sqrt(users) AS margin
    FROM groups ORDER BY mean DESC, "group"`,
    GROUP_MEANS,
  );
}
