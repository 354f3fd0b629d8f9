import type { Session } from '../../core/session.js';
import { shape } from '../../engine/shape.js';
import { sql } from '../../engine/sql.js';
import type { Relation } from '../../engine/table.js';
import type { EventTables, UserDayTable } from '../../events/tables.js';
import { bits, didOnDay, setOf } from '../../events/sets.js';

/** What retention metrics need from loaded events. */
export type RetentionEvents<T extends string> = Pick<EventTables<T>, 'types' | 'window' | 'days'> & {
  readonly users: Relation;
  readonly session: Session;
};

/** Users in a cohort, those who returned on its day n, and those who returned on that day or later. */
export interface CohortCounts {
  readonly size: (cohort: number) => number;
  readonly onDay: (cohort: number, day: number) => number;
  readonly onOrAfter: (cohort: number, day: number) => number;
}

/** The types that make a user active, and those that count as a return. */
export interface Activity {
  readonly active: readonly string[];
  readonly returns: readonly string[];
}

/** Counts cohorts from the day sets in the user rollup, or from its rows by day if there are no sets. */
export function cohortCounts(events: RetentionEvents<string>, activity: Activity): Promise<CohortCounts> {
  return events.days === null ? countsOfSets(events, activity) : countsOfRows(events, events.days, activity);
}

const OF_SETS = shape({
  cohort: 'integer',
  day: 'integer',
  size: 'integer',
  on_day: 'integer',
  on_or_after: 'integer',
});

/** Groups users by their pattern of days first; x & -x is the lowest bit of x. */
async function countsOfSets(
  { session, users, window }: RetentionEvents<string>,
  { active, returns }: Activity,
): Promise<CohortCounts> {
  const days = bits(window.days.length);
  const counts = await session.engine.all(
    sql`WITH patterns AS (
      SELECT active, returned, count(*) AS users
      FROM (SELECT ${setOf(active, 'days')} AS active, ${setOf(returns, 'days')} AS returned FROM ${users}) AS sets
      GROUP BY active, returned
    ),
    cohorts AS (
      SELECT bits.n AS cohort, returned, sum(users) AS users
      FROM patterns JOIN ${days} ON bits."bit" = (patterns.active & -patterns.active)
      GROUP BY cohort, returned
    )
    SELECT cohort, bits.n - cohort AS "day", CAST(sum(users) AS BIGINT) AS size,
      CAST(sum(CASE WHEN (returned & bits."bit") <> 0 THEN users ELSE 0 END) AS BIGINT) AS on_day,
      CAST(sum(CASE WHEN returned >= bits."bit" THEN users ELSE 0 END) AS BIGINT) AS on_or_after
    FROM cohorts JOIN ${days} ON bits.n >= cohort
    GROUP BY cohort, bits.n ORDER BY cohort, "day"`,
    OF_SETS,
  );
  const found = new Map(counts.map((row) => [`${row.cohort} ${row.day}`, row]));
  return {
    size: (cohort) => found.get(`${cohort} 0`)?.size ?? 0,
    onDay: (cohort, day) => found.get(`${cohort} ${day}`)?.on_day ?? 0,
    onOrAfter: (cohort, day) => found.get(`${cohort} ${day}`)?.on_or_after ?? 0,
  };
}

const OF_ROWS = shape({ cohort: 'integer', day: 'integer', returned: 'integer', last_returned: 'integer' });

/** Counts users by their last day of return: a user returned on day n or later if that day is n or later. */
async function countsOfRows(
  { session, types, window }: RetentionEvents<string>,
  days: UserDayTable,
  { active, returns }: Activity,
): Promise<CohortCounts> {
  const firsts = sql`SELECT user_id, min("day") AS cohort FROM ${days}
      WHERE ${didOnDay(types, active)} GROUP BY user_id`;
  const sizes = await session.engine.all(
    sql`SELECT cohort, count(*) AS size FROM (${firsts}) AS firsts GROUP BY cohort ORDER BY cohort`,
    { cohort: 'integer', size: 'integer' },
  );
  const rows = await session.engine.all(
    sql`WITH firsts AS (${firsts}),
    returned AS (
      SELECT cohort, "day" - cohort AS n, max("day") OVER (PARTITION BY user_id) - cohort AS last_n
      FROM ${days} JOIN firsts USING (user_id) WHERE ${didOnDay(types, returns)} AND "day" >= cohort
    )
    SELECT cohort, n AS "day", count(*) AS returned, count(CASE WHEN n = last_n THEN 1 END) AS last_returned
    FROM returned GROUP BY cohort, n ORDER BY cohort, n`,
    OF_ROWS,
  );
  const size = new Map(sizes.map((row) => [row.cohort, row.size]));
  const onDay = new Map(rows.map((row) => [`${row.cohort} ${row.day}`, row.returned]));
  const onOrAfter = new Map<string, number>();
  const reached = new Map<number, number>();
  const lasts = new Map(rows.map((row) => [`${row.cohort} ${row.day}`, row.last_returned]));
  for (const day of [...window.days.keys()].reverse()) {
    for (const cohort of size.keys()) {
      const users = (reached.get(cohort) ?? 0) + (lasts.get(`${cohort} ${day}`) ?? 0);
      reached.set(cohort, users);
      onOrAfter.set(`${cohort} ${day}`, users);
    }
  }
  return {
    size: (cohort) => size.get(cohort) ?? 0,
    onDay: (cohort, day) => onDay.get(`${cohort} ${day}`) ?? 0,
    onOrAfter: (cohort, day) => onOrAfter.get(`${cohort} ${day}`) ?? 0,
  };
}
