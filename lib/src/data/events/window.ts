import { OptionsError } from '../../errors.js';
import { literal, sql, type Sql } from '../../engine/sql.js';
import { zoneOffsets, type ZoneOffset } from './zone.js';

export interface WindowOptions {
  /** First day, `YYYY-MM-DD`. */
  readonly from?: string;
  /** Day after the last day, `YYYY-MM-DD`: the window is half-open. */
  readonly to?: string;
  /** IANA time zone in which days begin and hours are counted. */
  readonly timeZone?: string;
}

/** The window of the marketplace study: nine days, from a Saturday to a Sunday. */
export const STUDY_WINDOW = { from: '2017-11-25', to: '2017-12-04', timeZone: 'Asia/Shanghai' } as const;

/** Sets of days are bits of a BIGINT. */
export const MAX_DAYS = 62;

/** Whole local days of a time zone, half-open. */
export interface EventWindow {
  readonly timeZone: string;
  /** Epoch seconds of the first second. */
  readonly start: number;
  /** Epoch seconds of the first second after the window. */
  readonly end: number;
  /** Dates of the days, `YYYY-MM-DD`, in order; day n of the rollups is `days[n]`. */
  readonly days: readonly string[];
  readonly offsets: readonly ZoneOffset[];
}

const DAY = 86_400;

/**
 * Resolves a window: what instants its days begin at in its zone, daylight saving included.
 *
 * @throws OptionsError when a date is none, the window is empty or longer than {@link MAX_DAYS} days, or the zone unknown.
 * @example
 * eventWindow().days.length; // 9
 * eventWindow({ from: '2024-03-30', to: '2024-04-02', timeZone: 'Europe/Berlin' }); // the second day has 23 hours
 */
export function eventWindow(options: WindowOptions = {}): EventWindow {
  const { from, to, timeZone } = { ...STUDY_WINDOW, ...options };
  const [first, last] = [dayNumber(from, 'from'), dayNumber(to, 'to')];
  const length = last - first;
  if (length < 1) {
    throw new OptionsError(`The window from ${from} to ${to} is empty: "to" is the day after the last day.`);
  }
  if (length > MAX_DAYS) {
    throw new OptionsError(`The window from ${from} to ${to} has ${length} days; ${MAX_DAYS} is the most.`);
  }
  const around = zoneOffsets(timeZone, (first - 1) * DAY, (last + 1) * DAY);
  const [start, end] = [startOfDay(first, around), startOfDay(last, around)];
  return {
    timeZone,
    start,
    end,
    days: Array.from({ length }, (_, n) => dateOf(first + n)),
    offsets: within(around, start, end),
  };
}

/** Weekday of each day of the window, 1 for Monday to 7 for Sunday. */
export function weekdays(window: EventWindow): readonly number[] {
  return window.days.map((day) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7);
}

/** SQL of the local wall-clock seconds since 1970-01-01 of an instant in the window. */
export function localTime(window: EventWindow, instant: Sql): Sql {
  const [first, ...changes] = window.offsets;
  const fixed = literal(first?.offset ?? 0);
  if (changes.length === 0) return sql`(${instant} + ${fixed})`;
  const cases = [...changes]
    .reverse()
    .map(({ from, offset }) => sql`WHEN ${instant} >= ${literal(from)} THEN ${literal(offset)}`)
    .reduce((all, one) => sql`${all} ${one}`);
  return sql`(${instant} + CASE ${cases} ELSE ${fixed} END)`;
}

/** Local seconds at which the window's first day begins. */
export function localStart(window: EventWindow): number {
  return dayNumber(window.days[0] ?? '', 'from') * DAY;
}

/** The first second of a local day: midnight, or where clocks skip midnight the first second that there is. */
function startOfDay(day: number, offsets: readonly ZoneOffset[]): number {
  const instants = offsets.map(({ from, offset }, index) => {
    const until = offsets[index + 1]?.from ?? Infinity;
    const instant = Math.max(day * DAY - offset, from);
    return instant < until ? instant : Infinity;
  });
  return Math.min(...instants);
}

function within(offsets: readonly ZoneOffset[], start: number, end: number): readonly ZoneOffset[] {
  const before = offsets.filter(({ from }) => from <= start).at(-1);
  const first = { from: start, offset: before?.offset ?? 0 };
  return [first, ...offsets.filter(({ from }) => from > start && from < end)];
}

function dayNumber(date: string, name: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(time) || dateOf(time / 1000 / DAY) !== date) {
    throw new OptionsError(`The window's "${name}" is "${date}": write a day as YYYY-MM-DD.`);
  }
  return time / 1000 / DAY;
}

function dateOf(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}
