import { OptionsError } from '../../errors.js';
import { sql, type Sql } from '../../engine/sql.js';
import { dateOf, dayNumber } from '../../orders/day.js';

/** Calendar periods; weeks begin on Monday. */
export type PeriodUnit = 'day' | 'week' | 'month';

/** 1970-01-01 was a Thursday, three days after a Monday. */
const MONDAY = 3;

interface Unit {
  /** SQL for the number of the period in which a day falls. */
  of(day: Sql): Sql;
  /** The same of a day since 1970-01-01. */
  at(day: number): number;
  /** Days since 1970-01-01 of the first day of a period. */
  start(period: number): number;
}

const sinceEpoch = (day: Sql): Sql => sql`(${day} - CAST('1970-01-01' AS DATE))`;

const UNITS: Readonly<Record<PeriodUnit, Unit>> = {
  day: { of: sinceEpoch, at: (day) => day, start: (period) => period },
  week: {
    of: (day) => sql`CAST(floor((${sinceEpoch(day)} + ${MONDAY}) / 7.0) AS BIGINT)`,
    at: (day) => Math.floor((day + MONDAY) / 7),
    start: (period) => period * 7 - MONDAY,
  },
  month: {
    of: (day) => sql`CAST(year(${day}) * 12 + month(${day}) - 1 AS BIGINT)`,
    at: (day) => Number(dateOf(day).slice(0, 4)) * 12 + Number(dateOf(day).slice(5, 7)) - 1,
    start: (period) => Date.UTC(Math.floor(period / 12), period % 12) / 86_400_000,
  },
};

/** @throws OptionsError for a unit that is none. */
export function unitOf(by: PeriodUnit): Unit {
  if (Object.hasOwn(UNITS, by)) return UNITS[by];
  throw new OptionsError(`Unknown period "${by}": use one of ${Object.keys(UNITS).join(', ')}.`);
}

/** The first day of a period, `YYYY-MM-DD`. */
export const startOf = (by: PeriodUnit, period: number): string => dateOf(unitOf(by).start(period));

/** Whether a period is over on the as-of date, so that all of it was observed. */
export const isOver = (by: PeriodUnit, period: number, asOf: string): boolean =>
  unitOf(by).start(period + 1) <= dayNumber(asOf, 'asOf') + 1;
