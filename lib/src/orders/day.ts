import { OptionsError } from '../errors.js';

const DAY = 86_400_000;

/**
 * Days since 1970-01-01 of a date.
 *
 * @throws OptionsError for what is no date written as `YYYY-MM-DD`.
 * @example
 * dayNumber('1970-01-02', 'asOf'); // 1
 */
export function dayNumber(date: string, name: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!Number.isNaN(time) && dateOf(time / DAY) === date) return time / DAY;
  throw new OptionsError(`"${name}" is "${date}": write a day as YYYY-MM-DD.`);
}

/** The date of a day since 1970-01-01. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
