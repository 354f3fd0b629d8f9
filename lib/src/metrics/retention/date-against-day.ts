import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { CohortCells } from './cells.js';
import { meanDistance, movesOf, type CohortRates } from './moves.js';

const MOVED = {
  sameDate: column.optional(column.points('sameDate')),
  sameDay: column.optional(column.points('sameDay')),
  steps: column.count('neighborSteps'),
} as const;

const NEIGHBORS = {
  cohort: column.date('firstSeen'),
  day: column.count('daysSince'),
  date: column.date('date'),
  step: column.points('changeInPoints'),
  sameDate: column.points('sameDate'),
  sameDay: column.points('sameDay'),
  weight: column.decimal('weight', { digits: 1 }),
} as const;

/** Whether rates move with the date or with the days since the first day: one row. */
export type DateAgainstDay = Result<typeof MOVED> & {
  /** Each change of a cohort's rate, next to two changes of the previous day's cohort. */
  readonly neighbors: Result<typeof NEIGHBORS>;
};

/**
 * Separates a calendar effect from an age effect. Within one cohort the two coincide: its day 7 is one date. Two
 * neighboring cohorts separate them: each step of a rate is compared with the previous cohort's step to the same date
 * (one day older) and to the same day n (one date earlier). If the date matters, cohorts step together on a date; if
 * age matters, they step together on a day n. Steps are compared rather than rates because cohorts differ in level.
 *
 * measure = sum(w |step - other|) / sum(w), w = n m / (n + m) for sizes n and m of the two cohorts, over steps to day 2
 * and later (day 0 is 1 by definition); null without such steps. In percentage points. The measure is descriptive, not
 * a test: chance alone keeps both values above 0 and makes either the smaller. `retention.dateTest` is the test.
 * @example
 * const moved = retention.dateAgainstDay(await retention.cohorts(events));
 * finding('Returns go with the date.', { moved: moved.at() }, ({ moved }) => moved.sameDate < moved.sameDay);
 */
export function dateAgainstDay({ session, rows: cells }: CohortCells): DateAgainstDay {
  const cohorts = [...new Set(cells.map(({ cohort }) => cohort))].sort();
  const moves = movesOf(ratesOf(cells, cohorts));
  const at = new Map(cells.map((cell) => [`${cell.cohort} ${cell.day}`, cell]));
  const steps = moves.map(({ cohort: place, ...move }) => {
    const cohort = cohorts[place] ?? '';
    return { ...move, cohort, date: at.get(`${cohort} ${move.day}`)?.date ?? '' };
  });
  const result = new Result({
    session,
    name: 'date-against-day',
    title: { en: 'Distance between the changes of neighboring cohorts', zh: '相邻同期群变化之差' },
    schema: MOVED,
    rows: [
      {
        sameDate: meanDistance(moves, 'sameDate'),
        sameDay: meanDistance(moves, 'sameDay'),
        steps: steps.length,
      },
    ],
  });
  const neighbors = new Result({
    session,
    name: 'neighbors',
    title: { en: 'Changes of neighboring cohorts', zh: '相邻同期群的逐日变化' },
    schema: NEIGHBORS,
    rows: steps,
    chart: { mark: 'heatmap', x: 'day', y: 'cohort', value: 'step' },
  });
  return Object.assign(result, { neighbors });
}

/** Rates by cohort and day, in order. */
export function ratesOf(cells: CohortCells['rows'], cohorts: readonly string[]): CohortRates[] {
  return cohorts.map((cohort) => {
    const own = cells.filter((cell) => cell.cohort === cohort);
    const rates: (number | null)[] = [];
    for (const { day, rate } of own) rates[day] = rate;
    return { users: own[0]?.users ?? 0, rates };
  });
}
