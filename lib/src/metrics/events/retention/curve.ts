import { wilson, type Interval } from '../../../stats/proportion.js';
import { ratio, total } from '../ratio.js';
import type { RetentionCell } from './cohorts.js';

/** All cohorts together n days after their first day. Rates are null where nobody can be observed. */
export interface RetentionPoint {
  /** Days since the first day: n. */
  readonly day: number;
  /** Users of all cohorts. */
  readonly users: number;
  /** Of them, those whose day n lies in the window: first day <= last day - n. */
  readonly eligible: number;
  /** Users who returned on day n. */
  readonly onDay: number;
  /** Users who returned on day n or later. */
  readonly onOrAfter: number;
  /** onDay / eligible */
  readonly rate: number | null;
  /** 95% interval of {@link rate}, by Wilson. */
  readonly interval: Interval | null;
  /** onOrAfter / eligible */
  readonly rateOnOrAfter: number | null;
  /** 95% interval of {@link rateOnOrAfter}, by Wilson. */
  readonly intervalOnOrAfter: Interval | null;
  /**
   * onDay / users: over all users, those too whose day n nobody could see. It falls with n even where every
   * user returns.
   */
  readonly shareOfAll: number | null;
  /** Mean of the cohorts' rates, each cohort weighing the same however few its users. */
  readonly meanOfCohorts: number | null;
}

/**
 * The retention curve, from day 0 to the window's last, by four denominators beside each other. Only
 * {@link RetentionPoint.rate} and {@link RetentionPoint.rateOnOrAfter} ask those alone who could be seen returning;
 * who that is changes with n, so that a step of the curve can be one of its cohorts.
 *
 * @example
 * const curve = retentionCurve(await retentionCohorts(engine, events));
 */
export function retentionCurve(cells: readonly RetentionCell[]): RetentionPoint[] {
  const days = [...new Set(cells.map((cell) => cell.day))].sort((one, other) => one - other);
  const users = total(cells.filter((cell) => cell.day === 0).map((cell) => cell.size));
  return days.map((day) => {
    const observed = cells.filter((cell) => cell.day === day && cell.date !== null);
    const eligible = total(observed.map((cell) => cell.size));
    const onDay = total(observed.map((cell) => cell.onDay ?? 0));
    const onOrAfter = total(observed.map((cell) => cell.onOrAfter ?? 0));
    const rates = observed.flatMap((cell) => cell.rate ?? []);
    return {
      day,
      users,
      eligible,
      onDay,
      onOrAfter,
      rate: ratio(onDay, eligible),
      interval: wilson(onDay, eligible),
      rateOnOrAfter: ratio(onOrAfter, eligible),
      intervalOnOrAfter: wilson(onOrAfter, eligible),
      shareOfAll: ratio(onDay, users),
      meanOfCohorts: ratio(total(rates), rates.length),
    };
  });
}
