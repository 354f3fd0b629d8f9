import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Row } from '../../core/schema.js';
import { wilson } from '../../stats/proportion.js';
import { ratio, total } from '../ratio.js';
import { WEEKDAY_VALUES, weekdayOf } from '../weekday.js';
import type { CohortCells } from './cells.js';
import { stretches, type Stretches } from './stretches.js';

const CALENDAR = {
  date: column.date('date'),
  weekday: column.category('weekday', WEEKDAY_VALUES),
  active: column.count('activeUsers'),
  users: column.count('users', { hidden: true }),
  shareOfAll: column.optional(column.percent('activeOfAll', { base: 'users' })),
  firstSeen: column.count('newUsers', { hidden: true }),
  seen: column.count('seenSoFar', { hidden: true }),
  shareOfSeen: column.optional(column.percent('ofSeenSoFar', { base: 'seen', hidden: true })),
  returning: column.count('returning', { hidden: true }),
  seenBefore: column.count('seenBefore'),
  shareOfSeenBefore: column.optional(
    column.percent('ofSeenBefore', { base: 'seenBefore', interval: 'seenBeforeInterval' }),
  ),
  seenBeforeInterval: column.optional(column.interval()),
  firstCohort: column.count('firstCohort', { hidden: true }),
  firstCohortActive: column.count('firstCohortActive', { hidden: true }),
  shareOfFirstCohort: column.optional(column.percent('ofFirstCohort', { base: 'firstCohort' })),
} as const;

export type CalendarRow = Row<typeof CALENDAR>;

/** One row per date. */
export type Calendar = Result<typeof CALENDAR> & {
  /** Weekends and the weekdays between them: how active users were on an average day of each. */
  readonly stretches: Stretches;
};

/**
 * Activity by calendar date, from the retention cells: the effect of a weekend or a sale on all users at once, however
 * long ago they were first seen.
 *
 * `active` = users active on the date, including those first seen on it; shareOfAll = active / all users of the window,
 * which makes dates comparable, such as two Saturdays; shareOfSeen = active / users seen on the date or before;
 * shareOfSeenBefore = returning / users seen before, with its 95% Wilson interval; shareOfFirstCohort = active users of
 * the first day's cohort / size of that cohort. Shares are null if the denominator is 0.
 * @example
 * const calendar = retention.calendar(await retention.cohorts(events));
 * calendar.where({ weekday: 'saturday' });
 */
export function calendar({ session, rows: cells }: CohortCells): Calendar {
  const dates = [...new Set(cells.map(({ cohort }) => cohort))].sort();
  const sizes = cells.filter(({ day }) => day === 0);
  const users = total(sizes.map((cell) => cell.users));
  const firstCohort = total(sizes.filter(({ cohort }) => cohort === dates[0]).map((cell) => cell.users));
  const rows = dates.map((date): CalendarRow => {
    const there = cells.filter((cell) => cell.date === date);
    const active = total(there.map((cell) => cell.active ?? 0));
    const returning = total(there.filter(({ day }) => day > 0).map((cell) => cell.active ?? 0));
    const seen = total(sizes.filter(({ cohort }) => cohort <= date).map((cell) => cell.users));
    const firstSeen = total(sizes.filter(({ cohort }) => cohort === date).map((cell) => cell.users));
    const seenBefore = seen - firstSeen;
    const firstCohortActive = total(
      there.filter(({ cohort }) => cohort === dates[0]).map((cell) => cell.active ?? 0),
    );
    return {
      ...{ date, weekday: weekdayOf(date), active, users, firstSeen, seen, returning, seenBefore },
      shareOfAll: ratio(active, users),
      shareOfSeen: ratio(active, seen),
      shareOfSeenBefore: ratio(returning, seenBefore),
      seenBeforeInterval: wilson(returning, seenBefore),
      ...{ firstCohort, firstCohortActive },
      shareOfFirstCohort: ratio(firstCohortActive, firstCohort),
    };
  });
  const result = new Result({
    session,
    name: 'calendar',
    title: { en: 'Active users by date', zh: '按日期的活跃用户' },
    schema: CALENDAR,
    rows,
    chart: { mark: 'line', x: 'date', y: 'shareOfAll' },
  });
  return Object.assign(result, { stretches: stretches(session, rows) });
}
