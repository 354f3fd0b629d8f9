import { literal, raw, sql, type Sql } from '../../engine/sql.js';
import { epochOf } from '../../values/time.js';
import type { EventReading } from './plan.js';

/**
 * SQL of the epoch seconds of a time of a file, rounded down; null where it is invalid. A column of timestamps needs no
 * unit. Dates with an offset are instants; those without are read off the clocks of the reading's zone, and
 * where clocks show them twice the engine decides.
 */
export function instantOf(
  { timestamps, dateFormat, timeZone }: EventReading,
  time: Sql,
  databaseType: string,
): Sql {
  if (databaseType === 'TIMESTAMP WITH TIME ZONE') return seconds(time);
  if (isTimestamp(databaseType)) {
    const local = sql`TRY_CAST(${time} AS TIMESTAMP)`;
    // As of texts. At the ends of what the engine holds, no zone has a clock.
    return seconds(
      sql`CASE WHEN year(${local}) BETWEEN 1000 AND 9999 THEN timezone(${literal(timeZone)}, ${local}) END`,
    );
  }
  if (timestamps === 'seconds') return time;
  if (timestamps === 'milliseconds') {
    // Rounded down without a step beyond 64 bits, where a broken time may lie.
    return sql`(${time} // 1000 - CASE WHEN ${time} % 1000 < 0 THEN 1 ELSE 0 END)`;
  }
  return epochOf(sql`trim(${time})`, { format: dateFormat, timeZone });
}

/** Whether a column of this type of the engine holds times rather than numbers or texts. */
export const isTimestamp = (type: string): boolean => type.startsWith('TIMESTAMP') || type === 'DATE';

/** Infinity is a timestamp of the engine. */
const seconds = (instant: Sql): Sql => sql`TRY_CAST(floor(epoch(${instant})) AS ${raw('BIGINT')})`;
