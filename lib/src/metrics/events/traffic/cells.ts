import type { EventTables } from '../../../data/events/tables.js';
import { weekdays } from '../../../data/events/window.js';
import type { Engine } from '../../../engine/engine.js';
import { sql } from '../../../engine/sql.js';
import { hourLengths } from './clock.js';

/** An hour of a day of the window, in the window's zone. */
export interface TrafficCell {
  readonly date: string;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
  /** How long it lasts: 1, but 0 or 2 where clocks are changed. */
  readonly length: number;
  readonly pv: number;
  readonly purchases: number;
}

/**
 * Page views and purchases in every hour of every day, from the rollup of hours; rows of zeros where nothing
 * happened. An hour that clocks go through twice is one row of both, one that they skip is a row of length 0.
 *
 * @example
 * const cells = await trafficCells(engine, events);
 */
export async function trafficCells(
  engine: Engine,
  { hours, window }: Pick<EventTables, 'hours' | 'window'>,
): Promise<TrafficCell[]> {
  const rows = await engine.all(sql`SELECT "day", "hour", pv, buy FROM ${hours} ORDER BY "day", "hour"`, {
    day: 'integer',
    hour: 'integer',
    pv: 'integer',
    buy: 'integer',
  });
  const found = new Map(rows.map((row) => [`${row.day} ${row.hour}`, row]));
  const lengths = hourLengths(window);
  const days = weekdays(window);
  return window.days.flatMap((date, day) =>
    (lengths[day] ?? []).map((length, hour) => {
      const row = found.get(`${day} ${hour}`);
      return { date, weekday: days[day] ?? 0, hour, length, pv: row?.pv ?? 0, purchases: row?.buy ?? 0 };
    }),
  );
}
