import type { Interval } from '../core/schema.js';

/** The part of an interval that a count or a time can have: neither is below 0, though Student's interval may be. */
export const notBelowZero = (interval: Interval | null): Interval | null =>
  interval === null ? null : { low: Math.max(0, interval.low), high: Math.max(0, interval.high) };
