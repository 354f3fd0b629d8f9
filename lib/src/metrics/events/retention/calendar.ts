import { wilson, type Interval } from '../../../stats/proportion.js';
import { ratio, total } from '../ratio.js';
import type { RetentionCell } from './cohorts.js';

/** Who returned on a date. Shares are null where there is nobody to return. */
export interface DateActivity {
  readonly date: string;
  /** Users who returned on the date, those seen for the first time included. */
  readonly active: number;
  /** Users seen for the first time on the date. */
  readonly firstSeen: number;
  /** Users of the whole window, those seen later only included. */
  readonly users: number;
  /** active / users: what compares dates with each other, such as two Saturdays. */
  readonly shareOfAll: number | null;
  /** Users seen on the date or before. */
  readonly seen: number;
  /** active / seen */
  readonly shareOfSeen: number | null;
  /** Users of earlier cohorts who returned. */
  readonly returning: number;
  /** Users seen before the date. */
  readonly seenBefore: number;
  /** returning / seenBefore */
  readonly shareOfSeenBefore: number | null;
  /** 95% interval of {@link shareOfSeenBefore}, by Wilson. */
  readonly interval: Interval | null;
  /** Users of the window's first day who returned on the date, and their share of that cohort. */
  readonly firstCohortActive: number;
  readonly firstCohort: number;
  readonly shareOfFirstCohort: number | null;
}

/**
 * Activity by calendar date, from the cells of retention: what a weekend or a sale does to everybody at once,
 * however long ago they were first seen.
 *
 * @example
 * const dates = activityByDate(await retentionCohorts(engine, events));
 */
export function activityByDate(cells: readonly RetentionCell[]): DateActivity[] {
  const dates = [...new Set(cells.map((cell) => cell.cohort))].sort();
  const sizes = cells.filter((cell) => cell.day === 0);
  const users = total(sizes.map((cell) => cell.size));
  const first = cells.filter((cell) => cell.cohort === dates[0]);
  return dates.map((date) => {
    const there = cells.filter((cell) => cell.date === date);
    const active = total(there.map((cell) => cell.onDay ?? 0));
    const returning = total(there.filter((cell) => cell.day > 0).map((cell) => cell.onDay ?? 0));
    const seen = total(sizes.filter((cell) => cell.cohort <= date).map((cell) => cell.size));
    const firstSeen = total(sizes.filter((cell) => cell.cohort === date).map((cell) => cell.size));
    const firstCohortActive = first.find((cell) => cell.date === date)?.onDay ?? 0;
    const firstCohort = first[0]?.size ?? 0;
    return {
      date,
      active,
      firstSeen,
      users,
      shareOfAll: ratio(active, users),
      seen,
      shareOfSeen: ratio(active, seen),
      returning,
      seenBefore: seen - firstSeen,
      shareOfSeenBefore: ratio(returning, seen - firstSeen),
      interval: wilson(returning, seen - firstSeen),
      firstCohortActive,
      firstCohort,
      shareOfFirstCohort: ratio(firstCohortActive, firstCohort),
    };
  });
}
