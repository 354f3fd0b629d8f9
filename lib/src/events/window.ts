import { OptionsError } from '../errors.js';
import { literal, sql, type Sql } from '../engine/sql.js';
import { zoneOffsets, type ZoneOffset } from './zone.js';

export interface WindowOptions {
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** Day after the last day, `YYYY-MM-DD`: the window is half-open. */
  readonly to: string;
  /** IANA time zone in which days begin and hours are counted; UTC when absent. */
  readonly timeZone?: string;
}

/** Twenty years: data that seem to span more contain invalid times. */
export const MAX_DAYS = 7305;

/** Sets of days are bits of a BIGINT. */
const SET_DAYS = 62;

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
 * Resolves a window: the instants at which its days begin in its zone, daylight saving included.
 *
 * @throws OptionsError when a date is invalid, the window is empty or longer than {@link MAX_DAYS} days, or the zone unknown.
 * @example
 * eventWindow({ from: '2024-01-01', to: '2025-01-01' }).days.length; // 366
 * eventWindow({ from: '2024-03-30', to: '2024-04-02', timeZone: 'Europe/Berlin' }); // the second day has 23 hours
 */
export function eventWindow({ from, to, timeZone = 'UTC' }: WindowOptions): EventWindow {
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

/** Whether the days of the window fit into a set of bits. */
export const hasDaySets = (window: EventWindow): boolean => window.days.length <= SET_DAYS;

/**
 * The date on which an instant (epoch seconds) falls in a zone, `YYYY-MM-DD`, and the date after it.
 *
 * @throws OptionsError when the zone is unknown.
 */
export function datesAt(timeZone: string, instant: number): readonly [date: string, next: string] {
  const offset = zoneOffsets(timeZone, instant, instant)[0]?.offset ?? 0;
  const day = Math.floor((instant + offset) / DAY);
  return [dateOf(day), dateOf(day + 1)];
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
