import { literal, sql, type Sql } from '../engine/sql.js';
import { isoDates } from './date-order.js';
import { numberTime } from './number-time.js';

const HOUR = '([01]?[0-9]|2[0-3])';
const MINUTES = ':[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?';
/** Years of four digits: two may be of any century, and the engine takes 11/8/17 for the year 11. */
const DATE = '[1-9][0-9]{3}-[0-9]{1,2}-[0-9]{1,2}';
const OFFSET = '[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?';
const NAME = ' ?[A-Za-z][A-Za-z_/]*';
/** Letters alone stand for several zones, of which the engine takes one: BST is British, and its Bangladesh. */
const ONE_ZONE = ' ?([Uu][Tt][Cc]|[Gg][Mm][Tt]|[A-Za-z_]+(/[A-Za-z_]+)+)';

/** A date, with or without a time of day on the clocks of no zone that is named. */
const LOCAL = `${DATE}([ T]${HOUR}${MINUTES})?`;
const TWELVE_HOURS = `${DATE}[ T](0?[1-9]|1[0-2])${MINUTES} ?[AaPp][Mm]`;
/** An instant: `T10:00Z`, `10:00:00.5 +0800`, `10:00 Europe/Berlin`. */
const ZONED = `${DATE}[ T]${HOUR}${MINUTES}( ?[zZ]| ?${OFFSET}|${ONE_ZONE})`;

/** A zone after a time of day, in whatever way the date is written. */
const ENDS_IN_ZONE = `:[0-9]{2}([.][0-9]+)?( ?[zZ]| ?[+-][0-9]{2}(:?[0-9]{2})?|${NAME})$`;

/** Whether a text names the zone of its time; `PM` is none. */
export const namesZone = (text: Sql): Sql =>
  sql`regexp_matches(${text}, ${literal(ENDS_IN_ZONE)}) AND NOT regexp_matches(${text}, '[AaPp][Mm]$')`;

const like = (text: Sql, pattern: string): Sql => sql`regexp_full_match(${text}, ${literal(pattern)})`;

/** What stands before `AM` or `PM`, twelve hours later where it is the afternoon. */
function twelveHours(text: Sql): Sql {
  const clock = sql`TRY_CAST(regexp_replace(${text}, ' ?[AaPp][Mm]$', '') AS TIMESTAMP)`;
  const past = sql`(hour(${clock}) % 12 - hour(${clock}))`;
  return sql`${clock} + to_hours(${past} + CASE WHEN regexp_matches(${text}, '[Pp][Mm]$') THEN 12 ELSE 0 END)`;
}

/** The engine wants `+00:00` for `z`, `+08:00` for ` +0800`. */
function instant(text: Sql): Sql {
  const utc = sql`regexp_replace(${text}, '([0-9]) ?[zZ]$', '\\1+00:00')`;
  const near = sql`regexp_replace(${utc}, '([0-9]) ?([+-][0-9]{2}):?([0-9]{2})?$', '\\1\\2:\\3')`;
  const whole = sql`regexp_replace(${near}, ':$', ':00')`;
  const seconds = sql`regexp_replace(${whole}, '([ T][0-9]{1,2}:[0-9]{2})([^0-9:])', '\\1:00\\2')`;
  return sql`TRY_CAST(${seconds} AS TIMESTAMPTZ)`;
}

/** How to read the texts of a column of dates or times. */
export interface TimeReading {
  /** Format in the letters of strptime; ISO 8601 when absent. */
  readonly format?: string | undefined;
  /** Zone of times that name none; when absent, they stay what the clocks showed. */
  readonly timeZone?: string | undefined;
}

/**
 * The time of a text, null where it is none or of a year before 1000 or after 9999. A time with an offset or a zone is
 * an instant and becomes the time of UTC; parts of a second beyond a millionth are cut off.
 */
export function timeOf(text: Sql, { format, timeZone }: TimeReading): Sql {
  return timesOf(text, format, {
    local: (time) =>
      timeZone === undefined ? time : sql`timezone('UTC', timezone(${literal(timeZone)}, ${time}))`,
    instant: (time) => sql`timezone('UTC', ${time})`,
  });
}

/** What is made of a time on the clocks of no zone, and of an instant. */
interface Made {
  local(time: Sql): Sql;
  instant(time: Sql): Sql;
}

function timesOf(text: Sql, format: string | undefined, made: Made): Sql {
  const number = numberTime(text, format ?? '');
  if (number !== null) {
    return number.instant ? made.instant(sql`timezone('UTC', ${number.time})`) : made.local(number.time);
  }
  const iso = format === undefined ? text : isoDates(text, format);
  if (iso === null) return declared(text, format ?? '', made);
  return sql`CASE WHEN ${like(iso, LOCAL)} THEN ${made.local(sql`TRY_CAST(${iso} AS TIMESTAMP)`)}
    WHEN ${like(iso, TWELVE_HOURS)} THEN ${made.local(twelveHours(iso))}
    WHEN ${like(iso, ZONED)} THEN ${made.instant(instant(iso))} END`;
}

/** The day of a text, null where it is none. Of an instant it is the day in the zone of the reading, else of UTC. */
export function dateOf(text: Sql, { format, timeZone = 'UTC' }: TimeReading): Sql {
  const day = timesOf(text, format, {
    local: (time) => time,
    instant: (time) => sql`timezone(${literal(timeZone)}, ${time})`,
  });
  return sql`CAST(${day} AS DATE)`;
}

/** The instant of a text as epoch seconds, rounded down; null where it is none. */
export function epochOf(text: Sql, { format, timeZone = 'UTC' }: TimeReading): Sql {
  const time = timesOf(text, format, {
    local: (local) => sql`timezone(${literal(timeZone)}, ${local})`,
    instant: (instantOfText) => instantOfText,
  });
  return sql`CAST(floor(epoch(${time})) AS BIGINT)`;
}

function declared(text: Sql, format: string, made: Made): Sql {
  const parsed = sql`try_strptime(${text}, ${literal(format)})`;
  const time = /%[zZ]/.test(format) ? made.instant(parsed) : made.local(parsed);
  const isOne = format.includes('%Z')
    ? sql` AND ${like(text, `.*?${ONE_ZONE}|.*?${ONE_ZONE}[^A-Za-z].*`)}`
    : sql``;
  return sql`CASE WHEN year(${parsed}) BETWEEN 1000 AND 9999${isOne} THEN ${time} END`;
}
