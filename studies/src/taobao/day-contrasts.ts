import { dayOf, id, isAnyOf, join, literal, sql, type Sql, type traffic } from 'tally';
import type { Estimate } from 'tally/claims';
import type { Events } from './contract.js';
import { userRatios, type Term } from './user-ratios.js';

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

type Weekday = traffic.DayTraffic['rows'][number]['weekday'];

export const WEEKEND: readonly Weekday[] = ['saturday', 'sunday'];

/** The first Saturday beside the workdays, and the second beside the first Friday; null where there are none. */
export function daysAroundSaturday(weekdays: readonly Weekday[]): ComparedDays | null {
  const at = (name: Weekday) => weekdays.flatMap((weekday, day) => (weekday === name ? [day] : []));
  const [[day, later], [earlier]] = [at('saturday'), at('friday')];
  if (day === undefined || later === undefined || earlier === undefined) return null;
  const others = weekdays.flatMap((weekday, other) => (WEEKEND.includes(weekday) ? [] : [other]));
  return { day, others, later, earlier };
}

/** Differences between days of a sample, whose users come with all their days. It reads the events. */
export async function dayContrasts(
  events: Events,
  { day, others, later, earlier }: ComparedDays,
): Promise<DayContrasts> {
  const { engine } = events.events;
  const source = userDays(events, [day, ...others], [later, earlier]);
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

/** One row a user: whether they did anything on some days, and on those compared also their views and purchases. */
function userDays(
  { events, types, window }: Events,
  days: readonly number[],
  compared: readonly number[],
): Sql {
  const at = (day: number) => sql`"day" = ${literal(day)}`;
  const there = [...new Set([...days, ...compared])].map(
    (day) => sql`max(CASE WHEN ${at(day)} THEN 1 ELSE 0 END) AS ${id(`there_${day}`)}`,
  );
  const counts = compared.flatMap((day) => [
    sql`count(CASE WHEN ${at(day)} AND viewed THEN 1 END) AS ${id(`views_${day}`)}`,
    sql`count(CASE WHEN ${at(day)} AND bought THEN 1 END) AS ${id(`purchases_${day}`)}`,
  ]);
  return sql`SELECT ${join([...there, ...counts])} FROM (
    SELECT user_id, ${dayOf(window, id('event_time'))} AS "day", ${isAnyOf(types, ['pv'])} AS viewed,
      ${isAnyOf(types, ['buy'])} AS bought
    FROM ${events}
  ) AS there GROUP BY user_id`;
}
