import { dayOf, hourOf, id, isAnyOf, join, literal, sql, type Sql } from 'tally';
import { pairedShares, shareOf, type Compared, type Estimate } from 'tally/claims';
import { TYPES, type Events } from './contract.js';
import { userRatios, type Term } from './user-ratios.js';

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
  const leads = others.map(async (other): Promise<[string, Compared]> => {
    const { ahead, behind } = await events.users.engine.one(
      sql`SELECT ${onlyOn(day, other)} AS ahead, ${onlyOn(other, day)} AS behind FROM (${sinceFirst(events)}) AS days`,
      { ahead: 'integer', behind: 'integer' },
    );
    return [
      `percentOnPeakDayNotOn_${other}`,
      { estimate: shareOf(ahead, ahead + behind), figure: { above: 50 }, kind: 'percent' },
    ];
  });
  return Object.fromEntries(await Promise.all(leads));
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

/** Two days of the window compared within the users of a sample. */
export interface DayContrasts {
  /** Users of one day less the mean of some others, in points of all users. */
  readonly active: Estimate;
  /** Views and purchases per active user, of one day less another, as parts of the other's. */
  readonly views: Estimate;
  readonly purchases: Estimate;
}

export interface ComparedDays {
  /** Days of the window from 0: the day whose users are compared with the mean of others. */
  readonly day: number;
  readonly others: readonly number[];
  /** The two days whose activity is compared. */
  readonly later: number;
  readonly earlier: number;
}

/** Differences between days of a sample, whose users come with all their days. It reads the events. */
export async function dayContrasts(
  events: Events,
  { day, others, later, earlier }: ComparedDays,
): Promise<DayContrasts> {
  const { engine } = events.events;
  const source = userDays(events);
  const there = (of: number) => id(`there_${of}`);
  const all = join(others.map(there), ' + ');
  const per = (name: string, of: number): Term => ({ x: id(`${name}_${of}`), y: there(of) });
  const gap = (name: string): readonly Term[] => [per(name, later), { ...per(name, earlier), weight: -1 }];
  const asked = {
    active: [
      { x: there(day), y: sql`1`, weight: 100 },
      { x: all, y: sql`1`, weight: -100 / others.length },
    ],
    views: gap('views'),
    purchases: gap('purchases'),
  };
  return userRatios(engine, source, asked);
}

/** One row a user: whether they did anything on each day of the window, and their views and purchases. */
function userDays({ events, types, window }: Events): Sql {
  const counts = window.days.map((_, day) => {
    const at = sql`"day" = ${literal(day)}`;
    return sql`count(CASE WHEN ${at} AND viewed THEN 1 END) AS ${id(`views_${day}`)},
      count(CASE WHEN ${at} AND bought THEN 1 END) AS ${id(`purchases_${day}`)},
      max(CASE WHEN ${at} THEN 1 ELSE 0 END) AS ${id(`there_${day}`)}`;
  });
  return sql`SELECT ${join(counts)} FROM (
    SELECT user_id, ${dayOf(window, id('event_time'))} AS "day", ${isAnyOf(types, ['pv'])} AS viewed,
      ${isAnyOf(types, ['buy'])} AS bought
    FROM ${events}
  ) AS there GROUP BY user_id`;
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
