import type { Engine } from '../engine/engine.js';
import { shape, type Row } from '../engine/shape.js';
import { sql } from '../engine/sql.js';
import { mean } from './mean.js';
import type { UserTable } from '../data/users.js';

export const INTERESTS = shape({
  interest: 'text',
  users: 'integer',
  share: 'double',
  minutes: 'double',
  pages: 'double',
  spending: 'double',
  spendingShare: 'double?',
});
/** One interest: its users and their mean minutes, pages and spending (yuan); `spendingShare` is of all spending. */
export type InterestProfile = Row<typeof INTERESTS>;

/** Behaviour and value by interest, highest mean spending first, ties by name. */
export function interestProfiles(engine: Engine, users: UserTable): Promise<InterestProfile[]> {
  return engine.all(
    sql`WITH groups AS (
      SELECT interests AS interest, count(*) AS users, ${mean(sql`time_spent_on_site_minutes`)} AS minutes,
        ${mean(sql`pages_viewed`)} AS pages, ${mean(sql`total_spending`)} AS spending,
        CAST(sum(total_spending) AS DOUBLE) AS total
      FROM ${users} GROUP BY interests
    )
    SELECT interest, users, users / CAST(sum(users) OVER () AS DOUBLE) AS share, minutes, pages, spending,
      total / nullif(sum(total) OVER (), 0) AS "spendingShare"
    FROM groups ORDER BY spending DESC, interest`,
    INTERESTS,
  );
}
