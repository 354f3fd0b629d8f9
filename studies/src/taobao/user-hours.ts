import { column, hourOf, id, isAnyOf, join, literal, shape, sql, Table, type Sql } from 'tally';
import { known, type Estimate } from 'tally/claims';
import type { Events } from './contract.js';
import { userRatios, userRatiosBy, type Asked, type Term } from './user-ratios.js';

const COUNTED = shape({ user_id: 'integer', hour: 'integer', views: 'integer', purchases: 'integer' });

/** One row a user and hour of the day in which the user did anything. */
export type UserHours = Table<typeof COUNTED>;

/** Views and purchases by user and hour of the day. It reads the events. */
export async function userHours({ session, events, types, window }: Events): Promise<UserHours> {
  const there = new Table({
    session,
    name: session.uniqueName(`${events.name}_user_hours`),
    columns: COUNTED,
    roles: {},
    schema: { hour: column.hour('hour') },
  });
  await session.engine.run(
    sql`CREATE TABLE ${there} AS
    SELECT user_id, ${hourOf(window, id('event_time'))} AS "hour",
      count(CASE WHEN ${isAnyOf(types, ['pv'])} THEN 1 END) AS views,
      count(CASE WHEN ${isAnyOf(types, ['buy'])} THEN 1 END) AS purchases
    FROM ${events} GROUP BY user_id, "hour"`,
  );
  return there;
}

/**
 * An hour of the day of a sample, compared with the others within users, who are drawn with all their hours. The full
 * file has no such uncertainty.
 */
export interface HourContrasts {
  /** What it has ahead of each other hour, by the other hour. */
  readonly leads: Readonly<Record<number, Estimate>>;
  /** What it yields. */
  readonly rate: Estimate;
}

/** Leads: views of a user in the hour less those in another. Rate: purchases per 100 views less those of the whole day. */
export async function viewsContrasts(there: UserHours, hour: number): Promise<HourContrasts> {
  const user = sql`1`;
  return hourContrasts(there, hour, {
    leads: lead({ x: id('own_views'), y: user }, { x: id('views'), y: user }),
    rate: lead(
      { x: id('own_purchases'), y: id('own_views'), weight: 100 },
      { x: id('purchases'), y: id('views'), weight: 100 },
    ),
  });
}

/** Leads: purchases per user of the hour less those of another, in points. Rate: those of the hour, in percent. */
export async function purchasesContrasts(there: UserHours, hour: number): Promise<HourContrasts> {
  const ofHour = { x: id('own_purchases'), y: id('own_there'), weight: 100 };
  return hourContrasts(there, hour, {
    leads: lead(ofHour, { x: id('purchases'), y: id('there'), weight: 100 }),
    rate: [ofHour],
  });
}

async function hourContrasts(
  there: UserHours,
  hour: number,
  { leads, rate }: Asked<'leads' | 'rate'>,
): Promise<HourContrasts> {
  const found = await userRatiosBy(there.engine, besideOthers(there, hour), 'other', { lead: leads });
  return {
    leads: Object.fromEntries(othersOf(hour).map((other) => [other, found.get(other)?.lead ?? known(null)])),
    ...(await userRatios(there.engine, besideAll(there, hour), { rate })),
  };
}

const othersOf = (hour: number): readonly number[] =>
  Array.from({ length: 24 }, (_, other) => other).filter((other) => other !== hour);

const lead = (own: Term, rival: Term): readonly Term[] => [own, { ...rival, weight: -(rival.weight ?? 1) }];

/** One row a user: views and purchases in the hour and in all, and whether the user did anything in it. */
function besideAll(there: UserHours, hour: number): Sql {
  const at = sql`"hour" = ${literal(hour)}`;
  return sql`SELECT user_id, sum(CASE WHEN ${at} THEN views ELSE 0 END) AS own_views,
      sum(CASE WHEN ${at} THEN purchases ELSE 0 END) AS own_purchases,
      max(CASE WHEN ${at} THEN 1 ELSE 0 END) AS own_there,
      sum(views) AS views, sum(purchases) AS purchases
    FROM ${there} GROUP BY user_id`;
}

/** One row a user and other hour: views, purchases and whether they did anything, in the hour and in the other. */
function besideOthers(there: UserHours, hour: number): Sql {
  const others = join(othersOf(hour).map((other) => sql`(${literal(other)})`));
  return sql`SELECT "other", own_views, own_purchases, own_there, coalesce(t.views, 0) AS views,
      coalesce(t.purchases, 0) AS purchases, CASE WHEN t.user_id IS NULL THEN 0 ELSE 1 END AS there
    FROM (${besideAll(there, hour)}) AS own CROSS JOIN (VALUES ${others}) AS others("other")
    LEFT JOIN ${there} AS t ON t.user_id = own.user_id AND t."hour" = "other"`;
}
