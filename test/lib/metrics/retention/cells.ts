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

/** Cells as the metric returns them. */
export const cellsOf = (session: Tally, rows: readonly CohortRow[]): CohortCells =>
  new Result({ session, name: 'cohorts', title: 'cells of a test', schema: COHORTS, rows });
