import { hourOf, id, isAnyOf, join, literal, sql, type Sql } from 'tally';
import { known, type Estimate } from 'tally/claims';
import type { Events } from './contract.js';
import { userRatios, type Asked, type Term } from './user-ratios.js';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Hours of the day compared within the users of a sample. */
export interface HourContrasts {
  /** Views of a user in the hour less those in another, by the other hour. */
  readonly views: Readonly<Record<number, Estimate>>;
  /** Purchases per user of the hour less those of another, in points, by the other hour. */
  readonly purchases: Readonly<Record<number, Estimate>>;
  /** Purchases in the hour / users of the hour, in percent. */
  readonly perUser: Estimate;
  /** Purchases per 100 views of the hour less those of the whole day. */
  readonly perView: Estimate;
}

/**
 * What an hour of a sample has ahead of each other hour, with the uncertainty of drawing users, who come with all their
 * hours. It reads the events; the full file has no uncertainty.
 */
export async function hourContrasts(events: Events, hour: number): Promise<HourContrasts> {
  const others = HOURS.filter((other) => other !== hour);
  const leads = (name: string, term: (hour: number) => Term): [string, readonly Term[]][] =>
    others.map((other) => {
      const [own, rival] = [term(hour), term(other)];
      return [`${name} ${other}`, [own, { ...rival, weight: -(rival.weight ?? 1) }]];
    });
  const asked: Asked<string> = {
    ...Object.fromEntries([...leads('views', viewsAt), ...leads('purchases', perUser)]),
    perUser: [perUser(hour)],
    perView: [perView([hour], 100), perView(HOURS, -100)],
  };
  const estimates = await userRatios(events.events.engine, userHours(events), asked);
  const of = (name: string) => estimates[name] ?? known(null);
  const byHour = (name: string) => Object.fromEntries(others.map((other) => [other, of(`${name} ${other}`)]));
  return {
    views: byHour('views'),
    purchases: byHour('purchases'),
    perUser: of('perUser'),
    perView: of('perView'),
  };
}

const viewsAt = (hour: number): Term => ({ x: id(`views_${hour}`), y: sql`1` });
const perUser = (hour: number): Term => ({ x: id(`purchases_${hour}`), y: id(`there_${hour}`), weight: 100 });

const perView = (hours: readonly number[], weight: number): Term => ({
  x: sumOf('purchases', hours),
  y: sumOf('views', hours),
  weight,
});

const sumOf = (name: string, hours: readonly number[]): Sql =>
  join(
    hours.map((hour) => id(`${name}_${hour}`)),
    ' + ',
  );

/** One row a user: views and purchases by hour of the day, and whether they did anything in it. */
function userHours({ events, types, window }: Events): Sql {
  const counts = HOURS.map((hour) => {
    const at = sql`"hour" = ${literal(hour)}`;
    return sql`count(CASE WHEN ${at} AND viewed THEN 1 END) AS ${id(`views_${hour}`)},
      count(CASE WHEN ${at} AND bought THEN 1 END) AS ${id(`purchases_${hour}`)},
      max(CASE WHEN ${at} THEN 1 ELSE 0 END) AS ${id(`there_${hour}`)}`;
  });
  return sql`SELECT ${join(counts)} FROM (
    SELECT user_id, ${hourOf(window, id('event_time'))} AS "hour", ${isAnyOf(types, ['pv'])} AS viewed,
      ${isAnyOf(types, ['buy'])} AS bought
    FROM ${events}
  ) AS there GROUP BY user_id`;
}
