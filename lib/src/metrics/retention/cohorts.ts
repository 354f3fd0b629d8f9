import { OptionsError } from '../../errors.js';
import { Result } from '../../core/result.js';
import { requireTypes } from '../../events/types.js';
import { wilson } from '../../stats/proportion.js';
import { ratio } from '../ratio.js';
import { COHORTS, type CohortCells, type CohortRow } from './cells.js';
import { cohortCounts, type RetentionEvents } from './cohort-counts.js';
import { cohortSizes, type CohortSizes } from './sizes.js';

/** The number of cells is about the square of this; more would be too many to read or to keep in a notebook. */
const MOST_DAYS = 1000;

export interface RetentionOptions<T extends string = string> {
  /** Event types that put a user into a cohort, on the first day with any of them. Default: all types. */
  readonly active?: readonly T[];
  /** Event types that count as a return, such as `['purchase']`. Default: the same as {@link active}. */
  readonly returns?: readonly T[];
}

export type Cohorts = CohortCells & {
  /** Number of users first seen on each day. */
  readonly sizes: CohortSizes;
};

/**
 * Users by the first day on which they were seen in the window, and how many returned n days later: every cohort by
 * every n, cohorts in date order, from day 0. First seen does not mean registered: a window of days cannot distinguish
 * a new user from a returning one.
 *
 * `active` counts users who returned exactly on day n; rate = active / users, with its 95% Wilson interval; `onOrAfter`
 * (also "unbounded" or "rolling") counts those who returned on day n or any later day of the window, so its rate never
 * rises with n and equals the on-day rate on the window's last day. Cells whose day is beyond the window cannot be
 * observed and are null, as are rates of a cohort without users. Days are in the window's time zone.
 * Source: day-n and rolling retention as product analytics define them (Amplitude, Mixpanel: "return on" and
 * "return on or after").
 *
 * @throws OptionsError if an option names no type, an unknown one, or one twice, or if the window has over 1,000 days.
 * @example
 * const cohorts = await retention.cohorts(events);
 * cohorts.at({ cohort: '2024-01-01', day: 7 }).rate.en;
 * cohorts.sizes.max('users').cohort.en;
 * const repurchases = await retention.cohorts(events, { active: ['purchase'] });
 */
export async function cohorts<T extends string>(
  events: RetentionEvents<T>,
  options: RetentionOptions<NoInfer<T>> = {},
): Promise<Cohorts> {
  const { session, types, window } = events;
  const active: readonly string[] = options.active ?? types.map(({ key }) => key);
  const returns = options.returns ?? active;
  requireTypes(types, 'active', active);
  requireTypes(types, 'returns', returns);
  if (window.days.length > MOST_DAYS) {
    throw new OptionsError(
      `The window has ${window.days.length} days, too many for daily cohorts: load a window of at most ${MOST_DAYS} days.`,
    );
  }
  const counts = await cohortCounts(events, { active, returns });
  const rows = window.days.flatMap((cohort, first) =>
    window.days.map((_, day): CohortRow => {
      const users = counts.size(first);
      const date = window.days[first + day] ?? null;
      if (date === null) return { ...UNSEEN, cohort, day, users };
      const [returned, onOrAfter] = [counts.onDay(first, day), counts.onOrAfter(first, day)];
      return {
        ...{ cohort, day, date, users, active: returned, onOrAfter },
        rate: ratio(returned, users),
        rateInterval: wilson(returned, users),
        rateOnOrAfter: ratio(onOrAfter, users),
      };
    }),
  );
  const result = new Result({
    session,
    name: 'cohorts',
    title: { en: 'Retention by first day and days since', zh: '按首次出现日期与此后天数的留存率' },
    schema: COHORTS,
    rows,
    chart: { mark: 'heatmap', x: 'day', y: 'cohort', value: 'rate' },
  });
  return Object.assign(result, { sizes: cohortSizes(result) });
}

const UNSEEN = {
  date: null,
  active: null,
  rate: null,
  rateInterval: null,
  onOrAfter: null,
  rateOnOrAfter: null,
} as const;
