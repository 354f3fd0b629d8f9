import { sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Table } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import { groupColumn, groupText, type ColumnOf } from './columns.js';
import { figureName, named } from './titles.js';

const countSchema = (table: Table, name: string) => ({
  group: groupColumn(table, name),
  users: column.count('users'),
  share: column.percent('shareOfUsers', { base: 'users', interval: 'shareInterval' }),
  shareInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
});

export type GroupCounts = Result<ReturnType<typeof countSchema>>;

/**
 * Counts rows by the values of a column, largest first, ties by name. Every value is its own group, including missing
 * values (null).
 *
 * share = users / all rows, with Wilson's 95% interval in a hidden column.
 * @example
 * const genders = await groupCounts(users, 'gender');
 * genders.at({ group: 'Female' }).share.en; // '47.4%'
 */
export async function groupCounts<T extends Table>(table: T, name: ColumnOf<T>): Promise<GroupCounts> {
  const schema = countSchema(table, name);
  const query = sql`WITH counts AS (SELECT ${groupText(name)} AS "group", count(*) AS users FROM ${table} GROUP BY 1)
    SELECT "group", users, users / CAST(sum(users) OVER () AS DOUBLE) AS share
    FROM counts ORDER BY users DESC, "group" NULLS LAST`;
  const found = await rowsOf(table.session, query, schema);
  const all = found.reduce((total, { users }) => total + users, 0);
  const { first, within } = named(table, name);
  return new Result({
    session: table.session,
    name: figureName('users by', name),
    title: { en: `Users by ${within.en}`, zh: `用户的${first.zh}分布` },
    schema,
    rows: found.map((row) => ({ ...row, shareInterval: wilson(row.users, all) })),
    query,
    chart: { mark: 'bar', x: 'share', y: 'group' },
  });
}
