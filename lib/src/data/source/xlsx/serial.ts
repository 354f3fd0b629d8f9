import type { Shown } from './number-format.js';

const DAY = 86_400_000;
/** The days from which workbooks count: 0 January 1900, as if 1900 had been a leap year, or 1 January 1904. */
const START_1900 = Date.UTC(1899, 11, 30);
const START_1904 = Date.UTC(1904, 0, 1);
/** 29 February 1900, a day that only spreadsheets know. */
const NO_DAY = 60;
/** The end of the year 9999. */
const LAST = 2_958_466;

/**
 * The day, time or both that a spreadsheet shows for a number, to the millisecond; null for numbers that are none. Such
 * times have no zone.
 */
export function momentOf(serial: number, shown: Shown['as'], from1904: boolean): string | null {
  if (serial < 0 || serial >= (from1904 ? LAST - 1462 : LAST)) return null;
  const total = Math.round(serial * DAY);
  if (shown === 'duration') return clock(total);
  const day = Math.floor(total / DAY);
  const time = clock(total - day * DAY);
  if (day === 0 && shown === 'time') return time;
  if (!from1904 && (day === 0 || day === NO_DAY)) return null;
  const shift = !from1904 && day < NO_DAY ? 1 : 0;
  const date = dateAt((from1904 ? START_1904 : START_1900) + (day + shift) * DAY);
  return shown === 'date' && total === day * DAY ? date : `${date} ${time}`;
}

/** Days that come up again and again in a sheet. */
const dates = new Map<number, string>();
const MAX_DATES = 10_000;

function dateAt(milliseconds: number): string {
  const known = dates.get(milliseconds);
  if (known !== undefined) return known;
  if (dates.size >= MAX_DATES) dates.clear();
  const date = new Date(milliseconds).toISOString().slice(0, 10);
  dates.set(milliseconds, date);
  return date;
}

function clock(milliseconds: number): string {
  const pad = (n: number, width = 2) => String(n).padStart(width, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds % 1000;
  const fraction = rest === 0 ? '' : `.${pad(rest, 3)}`;
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}${fraction}`;
}
