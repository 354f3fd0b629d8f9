/** Who comes back, and when: `retention.cohorts(events)`, and the metrics derived from its cells. */
export { cohorts, type Cohorts, type RetentionOptions } from './cohorts.js';
export type { CohortCells } from './cells.js';
export type { CohortSizes } from './sizes.js';
export type { RetentionEvents } from './cohort-counts.js';
export { curve, type Curve, type CurvePoints } from './curve.js';
export { curves, distances, type CurveDistances, type Curves } from './curves.js';
export { calendar, type Calendar } from './calendar.js';
export type { Stretches } from './stretches.js';
export { change, type RetentionChange } from './change.js';
export { dateAgainstDay, type DateAgainstDay } from './date-against-day.js';
export { dateTest, type DateTest, type DateTestOptions } from './date-test.js';
export { sameDates } from './same-dates.js';
export { array, type RetentionArray, type RetentionCondition } from './array.js';
export { lapsed, type LapsedOptions } from './lapsed.js';
export { asCounted, type CountedRetentionOptions, type RetentionAsCounted } from './as-counted.js';
