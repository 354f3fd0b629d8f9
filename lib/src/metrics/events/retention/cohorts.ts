import { BEHAVIORS, type Behavior } from '../../../data/events/behaviors.js';
import type { EventTables } from '../../../data/events/tables.js';
import type { Engine } from '../../../engine/engine.js';
import { shape } from '../../../engine/shape.js';
import { sql } from '../../../engine/sql.js';
import { wilson, type Interval } from '../../../stats/proportion.js';
import { bits, requireBehaviors, setOf } from '../sets.js';

export interface RetentionOptions {
  /** What brings a user into a cohort: the first day with any of these. Anything, when absent. */
  readonly active?: readonly Behavior[];
  /** What counts as a return, such as `['buy']`; the same as {@link active}, when absent. */
  readonly returns?: readonly Behavior[];
}

/** A cohort n days after its first day. What the window does not reach is null, never 0. */
export interface RetentionCell {
  /** First day on which these users were seen, `YYYY-MM-DD`. */
  readonly cohort: string;
  /** Days since: n. */
  readonly day: number;
  /** The date n days later; null beyond the window. */
  readonly date: string | null;
  /** Users of the cohort. */
  readonly size: number;
  /** Of them, those who returned on that very day. */
  readonly onDay: number | null;
  /** Of them, those who returned on that day or on any later one of the window. */
  readonly onOrAfter: number | null;
  /** onDay / size; null also in a cohort without users. */
  readonly rate: number | null;
  /** 95% interval of {@link rate}, by Wilson. */
  readonly interval: Interval | null;
  /** onOrAfter / size */
  readonly rateOnOrAfter: number | null;
}

const COUNTS = shape({
  cohort: 'integer',
  day: 'integer',
  size: 'integer',
  on_day: 'integer',
  on_or_after: 'integer',
});

/**
 * Users by the first day on which they were seen in the window, and how many returned n days later: every cohort
 * by every n, cohorts in order, from day 0. First seen is not registered: a window of days cannot tell a new user
 * from one who was away.
 *
 * On-day retention asks for the very day n; on-or-after (also "unbounded" or "rolling") for day n or any later
 * day of the window, so that it falls with n, and reaches the on-day rate on the window's last day. A cell whose
 * day lies beyond the window cannot be observed and is null. Days are those of the window's zone; counts are users.
 * Source: day-n and rolling retention as product analytics define them (Amplitude, Mixpanel: "return on" and
 * "return on or after").
 *
 * @throws OptionsError when an option names no behavior, an unknown one or one twice.
 * @example
 * const cells = await retentionCohorts(engine, events);
 * const purchases = await retentionCohorts(engine, events, { active: ['buy'] });
 */
export async function retentionCohorts(
  engine: Engine,
  { users, window }: Pick<EventTables, 'users' | 'window'>,
  { active = BEHAVIORS, returns = active }: RetentionOptions = {},
): Promise<RetentionCell[]> {
  requireBehaviors('active', active);
  requireBehaviors('returns', returns);
  const days = bits(window.days.length);
  // Users collapse to their patterns of days first; x & -x is the lowest bit of x.
  const counts = await engine.all(
    sql`WITH patterns AS (
      SELECT ${setOf(active, 'days')} AS active, ${setOf(returns, 'days')} AS returned, count(*) AS users
      FROM ${users} GROUP BY active, returned
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
    COUNTS,
  );
  const found = new Map(counts.map((row) => [`${row.cohort} ${row.day}`, row]));
  return window.days.flatMap((cohort, first) =>
    window.days.map((_, day) => {
      const row = found.get(`${first} ${day}`);
      const size = found.get(`${first} 0`)?.size ?? 0;
      const date = window.days[first + day] ?? null;
      const [onDay, onOrAfter] = date === null ? [null, null] : [row?.on_day ?? 0, row?.on_or_after ?? 0];
      return {
        cohort,
        day,
        date,
        size,
        onDay,
        onOrAfter,
        rate: onDay === null || size === 0 ? null : onDay / size,
        interval: onDay === null ? null : wilson(onDay, size),
        rateOnOrAfter: onOrAfter === null || size === 0 ? null : onOrAfter / size,
      };
    }),
  );
}
