import { id, join, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Schema } from '../../core/schema.js';
import { columnOf, type Bound, type Table } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import { mean } from '../mean.js';
import { groupColumn, groupText } from './columns.js';
import { figureName, named } from './titles.js';

const baseSchema = (table: Table, interest: string) => ({
  interest: groupColumn(table, interest),
  users: column.count('users'),
  share: column.percent('shareOfUsers', { base: 'users', interval: 'shareInterval' }),
  shareInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
  perUser: column.optional(column.money('revenuePerUser')),
  revenueShare: column.optional(column.percent('shareOfRevenue')),
});

/** The columns that are present only if the role of that name is bound. */
const BEHAVIOR = {
  minutes: column.optional(column.decimal('minutesPerUser', { digits: 1 })),
  pages: column.optional(column.decimal('pagesPerUser', { digits: 1 })),
} as const;

type Behavior = typeof BEHAVIOR;
type BoundBehavior<T extends Table> = {
  readonly [R in keyof Behavior as T['roles'] extends Readonly<Record<R, string>> ? R : never]: Behavior[R];
};

/** One row per interest; minutes and pages only if the table binds those roles. */
export type InterestProfiles<T extends Table = Table> = Result<
  ReturnType<typeof baseSchema> & BoundBehavior<T>
>;

/**
 * Behavior and value by interest, highest revenue per user first, ties by name.
 *
 * share = users / all users, with Wilson's 95% interval in a hidden column; minutes, pages, perUser = means over the
 * users with the interest that have a value; revenueShare = revenue of the interest / all revenue, null if all revenue
 * is 0. Without a column for the role `minutes` or `pages`, that column is left out.
 * @example
 * const profiles = await interestProfiles(users);
 * profiles.max('perUser').interest.en; // 'Technology'
 */
export async function interestProfiles<T extends Bound<'interest' | 'monetary'>>(
  users: T,
): Promise<InterestProfiles<T>> {
  const [interest, spent] = [columnOf(users, 'interest'), id(columnOf(users, 'monetary'))];
  const roles = users.roles as { readonly [R in keyof Behavior]?: string };
  const bound = (['minutes', 'pages'] as const).flatMap((role) => {
    const name = roles[role];
    return name === undefined ? [] : [{ role, name }];
  });
  const { perUser, revenueShare, ...counts } = baseSchema(users, interest);
  const behavior: Schema = Object.fromEntries(bound.map(({ role }) => [role, BEHAVIOR[role]]));
  const schema = { ...counts, ...behavior, perUser, revenueShare };
  const means = bound.map(({ role, name }) => sql`${mean(id(name))} AS ${id(role)}, `);
  const names = bound.map(({ role }) => sql`${id(role)}, `);
  const query = sql`WITH groups AS (
      SELECT ${groupText(interest)} AS interest, count(*) AS users, ${join(means, '')}${mean(spent)} AS per_user,
        CAST(sum(${spent}) AS DOUBLE) AS total
      FROM ${users} GROUP BY 1
    )
    SELECT interest, users, users / CAST(sum(users) OVER () AS DOUBLE) AS share, ${join(names, '')}per_user,
      total / nullif(sum(total) OVER (), 0) AS revenue_share
    FROM groups ORDER BY per_user DESC NULLS LAST, interest NULLS LAST`;
  const found = await rowsOf(users.session, query, schema);
  const all = found.reduce((total, row) => total + row.users, 0);
  const { first, within } = named(users, interest);
  const profiles = new Result({
    session: users.session,
    name: figureName(interest, 'profiles'),
    title: { en: `Users, behavior and revenue by ${within.en}`, zh: `各${first.zh}的用户、行为与营收` },
    schema,
    rows: found.map((row) => ({ ...row, shareInterval: wilson(row.users, all) })),
    query,
    chart: { mark: 'bar', x: 'perUser', y: 'interest' },
  });
  return profiles as unknown as InterestProfiles<T>;
}
