import { dayOf, hourOf, id, join, literal, sql, type Sql } from 'tally';
import { pairedShares, shareOf, type Compared, type Estimate } from 'tally/claims';
import { TYPES, type Events } from './contract.js';

/** Days on which a user did anything, as bits, and the lowest of them: the day on which the user was first seen. */
const ACTIVE = join(
  TYPES.map(({ key }) => id(`${key}_days`)),
  ' | ',
);

/** One row a user: the days since first seen with any event, as bits from bit 0, and the first day as a bit. */
const sinceFirst = ({ users }: Events): Sql =>
  sql`SELECT active // (active & -active) AS since, active & -active AS "first"
    FROM (SELECT ${ACTIVE} AS active FROM ${users}) AS sets WHERE active <> 0`;

const on = (day: number): Sql => sql`(since & ${literal(2 ** day)}) <> 0`;
const onlyOn = (day: number, other: number): Sql =>
  sql`count(CASE WHEN ${on(day)} AND NOT ${on(other)} THEN 1 END)`;

/**
 * Whether users come back on a day rather than on another, by the users who do just one of both: more than half of them
 * on the day, if it has more users. Exact for any number of users, since both days are of the same ones.
 */
export async function dayLeads(
  events: Events,
  day: number,
  others: readonly number[],
): Promise<Record<string, Compared>> {
  const name = (kind: string, other: number) => `${kind}_${other}`;
  const counts = others.flatMap((other) => [
    [name('ahead', other), onlyOn(day, other)] as const,
    [name('behind', other), onlyOn(other, day)] as const,
  ]);
  const found: Readonly<Record<string, number>> = await events.users.engine.one(
    sql`SELECT ${join(counts.map(([column, count]) => sql`${count} AS ${id(column)}`))}
    FROM (${sinceFirst(events)}) AS days`,
    Object.fromEntries(counts.map(([column]) => [column, 'integer' as const])),
  );
  return Object.fromEntries(
    others.map((other): [string, Compared] => {
      const [ahead = 0, behind = 0] = [found[name('ahead', other)], found[name('behind', other)]];
      const estimate = shareOf(ahead, ahead + behind);
      return [`percentOnPeakDayNotOn_${other}`, { estimate, figure: { above: 50 }, kind: 'percent' }];
    }),
  );
}

/** The change from one day since first seen to another, in points, among users first seen on the first day. */
export async function changeOfFirstCohort(events: Events, from: number, to: number): Promise<Estimate> {
  const { gained, lost, users } = await events.users.engine.one(
    sql`SELECT ${onlyOn(to, from)} AS gained, ${onlyOn(from, to)} AS lost, count(*) AS users
    FROM (${sinceFirst(events)}) AS days WHERE "first" = 1`,
    { gained: 'integer', lost: 'integer', users: 'integer' },
  );
  return pairedShares(gained, lost, users);
}

/** How many users an hour has on the other days where it has none on the last. */
export async function usersOfMissingHour({ events, window }: Events): Promise<number> {
  const { users } = await events.engine.one(
    sql`WITH there AS (
      SELECT DISTINCT user_id, ${hourOf(window, id('event_time'))} AS "hour",
        ${dayOf(window, id('event_time'))} = ${literal(window.days.length - 1)} AS is_last
      FROM ${events}
    ),
    by_hour AS (
      SELECT count(DISTINCT CASE WHEN NOT is_last THEN user_id END) AS users FROM there
      GROUP BY "hour" HAVING NOT bool_or(is_last)
    )
    SELECT coalesce(max(users), 0) AS users FROM by_hour`,
    { users: 'integer' },
  );
  return users;
}
