import type { Tally } from 'tally';
import { Result } from '../../../../lib/src/core/result.js';
import { COHORTS, type CohortCells, type CohortRow } from '../../../../lib/src/metrics/retention/cells.js';

/** A cell of a cohort of 20 to 29 November with a rate of the test's choice. */
export const cell = (cohort: number, day: number, rate: number, users = 100): CohortRow => ({
  cohort: `2017-11-2${cohort}`,
  day,
  date: `2017-11-2${cohort + day}`,
  users,
  active: rate * users,
  rate,
  rateInterval: null,
  onOrAfter: users,
  rateOnOrAfter: 1,
});

/** A cell of a day beyond the window. */
export const unseen = (cohort: number, day: number, users: number): CohortRow => ({
  ...cell(cohort, day, 0, users),
  ...{ date: null, active: null, rate: null, onOrAfter: null, rateOnOrAfter: null },
});

/** Cohorts of 100, 300 and 10 users in a window of three days. */
export const HUNDREDS: readonly CohortRow[] = [
  ...[1, 0.5, 0.8].map((rate, day) => cell(0, day, rate, 100)),
  ...[1, 0.4].map((rate, day) => cell(1, day, rate, 300)),
  unseen(1, 2, 300),
  cell(2, 0, 1, 10),
  ...[1, 2].map((day) => unseen(2, day, 10)),
];

/** Cells as the metric returns them. */
export const cellsOf = (session: Tally, rows: readonly CohortRow[]): CohortCells =>
  new Result({ session, name: 'cohorts', title: 'cells of a test', schema: COHORTS, rows });
