import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Row } from '../../core/schema.js';
import { wilson } from '../../stats/proportion.js';
import { ratio, total } from '../ratio.js';
import type { CohortCells } from './cells.js';

const CURVE = {
  day: column.count('daysSince'),
  users: column.count('users', { hidden: true }),
  active: column.count('returned'),
  eligible: column.count('eligibleUsers'),
  eligibleShare: column.optional(column.percent('eligibleShare', { base: 'users', hidden: true })),
  rate: column.optional(column.percent('returnedOfEligible', { base: 'eligible', interval: 'rateInterval' })),
  rateInterval: column.optional(column.interval()),
  shareOfAll: column.optional(column.percent('returnedOfAll', { base: 'users' })),
  meanOfCohorts: column.optional(column.percent('meanOfCohorts')),
  onOrAfter: column.count('returnedOnOrAfter', { hidden: true }),
  rateOnOrAfter: column.optional(
    column.percent('rateOnOrAfter', { base: 'eligible', interval: 'onOrAfterInterval' }),
  ),
  onOrAfterInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
} as const;

const OVERALL = {
  days: column.count('daysInWindow'),
  active: column.count('returned'),
  eligible: column.count('eligibleUsers'),
  rate: column.optional(column.percent('returnedOfEligible', { base: 'eligible' })),
} as const;

export type CurveRow = Row<typeof CURVE>;

/** One row per day n. */
export type CurvePoints = Result<typeof CURVE>;

export type Curve = CurvePoints & {
  /**
   * All days from day 1 combined: returns on a day / users who could have returned on that day, each summed over days.
   */
  readonly overall: Result<typeof OVERALL>;
};

/**
 * The retention curve, from day 0 to the last day of the window, with several denominators side by side.
 *
 * - rate = active / eligible and rateOnOrAfter = onOrAfter / eligible count only users whose day n is in the window:
 *   first day <= last day - n. Both have 95% Wilson intervals. The eligible cohorts change with n, so a step of the
 *   curve may come from the mix of cohorts. Null if nobody is eligible.
 * - shareOfAll = active / users, including users whose day n is beyond the window: it falls with n even if every user
 *   returns, and cannot exceed eligibleShare = eligible / users.
 * - meanOfCohorts is the mean of the cohorts' rates, with equal weight for each cohort, however few its users.
 *
 * @example
 * const curve = retention.curve(await retention.cohorts(events));
 * curve.at({ day: 7 }).rate.en;
 * chart.line(curve, { x: 'day', y: ['rate', 'shareOfAll'], zero: false });
 */
export function curve(cohorts: CohortCells): Curve {
  const { session, rows: cells } = cohorts;
  const days = [...new Set(cells.map(({ day }) => day))].sort((one, other) => one - other);
  const users = total(cells.filter(({ day }) => day === 0).map((cell) => cell.users));
  const rows = days.map((day): CurveRow => {
    const observed = cells.filter((cell) => cell.day === day && cell.date !== null);
    const eligible = total(observed.map((cell) => cell.users));
    const active = total(observed.map((cell) => cell.active ?? 0));
    const onOrAfter = total(observed.map((cell) => cell.onOrAfter ?? 0));
    const rates = observed.flatMap((cell) => cell.rate ?? []);
    return {
      ...{ day, users, active, eligible, onOrAfter },
      eligibleShare: ratio(eligible, users),
      rate: ratio(active, eligible),
      rateInterval: wilson(active, eligible),
      shareOfAll: ratio(active, users),
      meanOfCohorts: ratio(total(rates), rates.length),
      rateOnOrAfter: ratio(onOrAfter, eligible),
      onOrAfterInterval: wilson(onOrAfter, eligible),
    };
  });
  const result = new Result({
    session,
    name: 'retention-curve',
    title: { en: 'Users who returned, by days since first seen', zh: '按首次出现后天数的留存率' },
    schema: CURVE,
    rows,
    chart: { mark: 'line', x: 'day', y: 'rate', band: 'rateInterval' },
  });
  return Object.assign(result, { overall: overallOf(result) });
}

function overallOf({ session, rows }: CurvePoints): Result<typeof OVERALL> {
  const later = rows.filter(({ day }) => day > 0);
  const active = total(later.map((row) => row.active));
  const eligible = total(later.map((row) => row.eligible));
  return new Result({
    session,
    name: 'retention-overall',
    title: { en: 'Returns over all days that can be observed', zh: '全部可观测天数的平均留存率' },
    schema: OVERALL,
    rows: [{ days: later.length, active, eligible, rate: ratio(active, eligible) }],
  });
}
