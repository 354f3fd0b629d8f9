import { OptionsError } from '../errors.js';
import { Z, type Interval } from './proportion.js';

/** Units that were observed as long, and whether the observation ended with the event. */
export interface Duration {
  readonly time: number;
  /** False where the observation ended before the event: the unit is censored. */
  readonly event: boolean;
  /** How many; 1 when absent. */
  readonly count?: number;
}

/** The state after all events at a time. */
export interface SurvivalStep {
  readonly time: number;
  /** Units observed at least until this time and without the event before it. */
  readonly atRisk: number;
  readonly events: number;
  /** Share to whom the event has happened by this time: 1 - S(t). */
  readonly happened: number;
  /** 95% interval of `happened`; null where it is 1. */
  readonly interval: Interval | null;
}

/**
 * The share to whom an event has happened by each time at which it happens to somebody, from observations of which some
 * end before it (Kaplan and Meier). Leaving those out, or counting them as never, would both be wrong: they say that it
 * had not happened yet.
 *
 * S(t) = product over times u <= t of (1 - d_u / n_u), d the events and n the units at risk; a unit censored at u is
 * still at risk at u. Interval: log(-log S) ± z sqrt(sum(d / (n (n - d)))) / |log S|, which stays within [0, 1].
 * @throws OptionsError for a negative time.
 * Source: Kaplan & Meier (1958), JASA 53; Greenwood (1926) for the variance; Kalbfleisch & Prentice (2002), 1.4, for the
 * scale of the interval.
 * @example
 * kaplanMeier([{ time: 2, event: true }, { time: 3, event: false }, { time: 5, event: true }]);
 * // after 2: 1 / 3; after 5: everybody still observed
 */
export function kaplanMeier(durations: readonly Duration[]): readonly SurvivalStep[] {
  const bad = durations.find(({ time }) => !(time >= 0));
  if (bad !== undefined) throw new OptionsError(`A time to an event must not be negative: ${bad.time}.`);
  const times = [...new Set(durations.filter(({ event }) => event).map(({ time }) => time))];
  const left = [...durations].sort((a, b) => a.time - b.time);
  let atRisk = left.reduce((sum, { count = 1 }) => sum + count, 0);
  let [survival, greenwood, next] = [1, 0, 0];
  return times
    .sort((a, b) => a - b)
    .map((time): SurvivalStep => {
      for (; (left[next]?.time ?? time) < time; next += 1) atRisk -= left[next]?.count ?? 1;
      const events = countAt(left, next, time);
      survival *= 1 - events / atRisk;
      greenwood += events / (atRisk * (atRisk - events));
      return { time, atRisk, events, happened: 1 - survival, interval: intervalOf(survival, greenwood) };
    });
}

function countAt(sorted: readonly Duration[], from: number, time: number): number {
  let events = 0;
  for (let at = from; sorted[at]?.time === time; at += 1) {
    if (sorted[at]?.event === true) events += sorted[at]?.count ?? 1;
  }
  return events;
}

function intervalOf(survival: number, greenwood: number): Interval | null {
  if (!(survival > 0)) return null;
  const half = (Z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  const at = (exponent: number) => 1 - survival ** Math.exp(exponent);
  return { low: at(-half), high: at(half) };
}

/** The first time by which the event has happened to at least this share; null where it never has. */
export function timeOfShare(steps: readonly SurvivalStep[], share: number): number | null {
  // A half that is a product of fractions may come out slightly below it.
  return steps.find(({ happened }) => happened >= share - 1e-12)?.time ?? null;
}
