import type { Categories } from '../core/schema.js';
import { term } from '../core/term.js';

/** Days of the week, Monday first. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** The days of the week as column categories. */
export const WEEKDAY_VALUES = Object.fromEntries(
  WEEKDAYS.map((day) => [day, { label: term(day) }]),
) as Categories<Weekday>;

/**
 * The day of the week of a date.
 *
 * @example
 * weekdayOf('2024-03-31'); // 'sunday'
 */
export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
}
