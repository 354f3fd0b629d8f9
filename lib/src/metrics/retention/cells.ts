import * as column from '../../core/column.js';
import type { Result } from '../../core/result.js';
import type { Row } from '../../core/schema.js';

/** A cohort n days after its first day. Cells beyond the window are null, never 0. */
export const COHORTS = {
  cohort: column.date('firstSeen'),
  day: column.count('daysSince'),
  date: column.optional(column.date('date', { hidden: true })),
  users: column.count('cohortUsers'),
  active: column.optional(column.count('returned')),
  rate: column.optional(column.percent('retentionRate', { base: 'users', interval: 'rateInterval' })),
  rateInterval: column.optional(column.interval()),
  onOrAfter: column.optional(column.count('returnedOnOrAfter', { hidden: true })),
  rateOnOrAfter: column.optional(column.percent('rateOnOrAfter', { base: 'users' })),
} as const;

export type CohortRow = Row<typeof COHORTS>;

/** One row per cohort and day n. */
export type CohortCells = Result<typeof COHORTS>;
