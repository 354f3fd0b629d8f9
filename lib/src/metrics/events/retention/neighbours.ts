import { ratio, total } from '../ratio.js';
import type { RetentionCell } from './cohorts.js';

/** How a cohort's rate changed from one day to the next, beside two changes of the cohort of the day before. */
export interface NeighbourStep {
  readonly cohort: string;
  readonly date: string;
  readonly day: number;
  /** Rate on this day less the rate of the day before. */
  readonly step: number;
  /** Step of the cohort before to the same date, where it is one day older: what differs is the age. */
  readonly sameDate: number;
  /** Step of the cohort before to the same day n, one date earlier: what differs is the date. */
  readonly sameDay: number;
  /** Harmonic size of the two cohorts, n m / (n + m): comparisons with few users weigh little. */
  readonly weight: number;
}

/** Whether rates move with the date or with the days since the first day. */
export interface DateAgainstDay {
  /** Mean absolute difference between the steps of neighbouring cohorts to the same date, weighted; null without any. */
  readonly sameDate: number | null;
  /** The same of their steps to the same day n. */
  readonly sameDay: number | null;
  readonly steps: readonly NeighbourStep[];
}

/**
 * Tells a calendar effect from an age effect. In one cohort the two are the same thing: its day 7 is one date. Two
 * neighbouring cohorts part them: each step of a rate is compared with the step of the cohort before to the same
 * date (one day older) and to the same day n (one date earlier). Where the date decides, cohorts step together on
 * a date; where age decides, they do so on a day n. Steps, not rates, because cohorts differ in level.
 *
 * measure = sum(w |step - other|) / sum(w), w = n m / (n + m) over sizes n and m of the two cohorts, from the step
 * to day 2 on (day 0 is 1 by definition). It describes, it does not test: chance alone keeps both above 0.
 *
 * @example
 * const { sameDate, sameDay } = dateAgainstDay(await retentionCohorts(engine, events));
 */
export function dateAgainstDay(cells: readonly RetentionCell[]): DateAgainstDay {
  const cohorts = [...new Set(cells.map((cell) => cell.cohort))].sort();
  const at = new Map(cells.map((cell) => [`${cell.cohort} ${cell.day}`, cell]));
  const stepOf = (cohort: string | undefined, day: number): number | null => {
    const [before, there] = [at.get(`${cohort} ${day - 1}`)?.rate, at.get(`${cohort} ${day}`)?.rate];
    return typeof before === 'number' && typeof there === 'number' ? there - before : null;
  };
  const steps = cells.flatMap(({ cohort, day, date, size }): NeighbourStep[] => {
    const before = cohorts[cohorts.indexOf(cohort) - 1];
    const step = stepOf(cohort, day);
    const [sameDate, sameDay] = [stepOf(before, day + 1), stepOf(before, day)];
    if (day < 2 || date === null || step === null || sameDate === null || sameDay === null) return [];
    const other = at.get(`${before} 0`)?.size ?? 0;
    return [{ cohort, date, day, step, sameDate, sameDay, weight: (size * other) / (size + other) }];
  });
  return {
    sameDate: meanDistance(steps, (one) => one.sameDate),
    sameDay: meanDistance(steps, (one) => one.sameDay),
    steps,
  };
}

function meanDistance(
  steps: readonly NeighbourStep[],
  other: (step: NeighbourStep) => number,
): number | null {
  const distance = total(steps.map((step) => step.weight * Math.abs(step.step - other(step))));
  return ratio(distance, total(steps.map((step) => step.weight)));
}
