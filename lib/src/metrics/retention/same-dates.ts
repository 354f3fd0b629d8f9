import { Result } from '../../core/result.js';
import { COHORTS, type CohortCells } from './cells.js';

/**
 * The largest cohorts side by side on the same dates, from the day after their first day: if the date matters, their
 * lines rise and fall together. Among cohorts of equal size, earlier ones come first; cohorts without users are left
 * out.
 *
 * @param largest how many cohorts. Default: 3.
 * @example
 * chart(retention.sameDates(await retention.cohorts(events)));
 */
export function sameDates({ session, rows }: CohortCells, largest = 3): CohortCells {
  const large = rows
    .filter(({ day, users }) => day === 0 && users > 0)
    .toSorted((one, other) => other.users - one.users || (one.cohort < other.cohort ? -1 : 1))
    .slice(0, largest)
    .map(({ cohort }) => cohort);
  return new Result({
    session,
    name: 'cohorts-by-date',
    title: {
      en: 'The largest cohorts, by first day, on the same dates',
      zh: '最大的几个同期群在相同日期的留存率',
    },
    schema: COHORTS,
    rows: rows.filter(({ cohort, day, date }) => large.includes(cohort) && day > 0 && date !== null),
    chart: { mark: 'line', x: 'date', y: 'rate', color: 'cohort', band: false, zero: false },
  });
}
