import type { EventTables } from '../../../data/events/tables.js';
import type { Engine } from '../../../engine/engine.js';
import { ratio, total } from '../ratio.js';
import { trafficCells } from './cells.js';
import { withRatios, type Traffic } from './traffic.js';
import { peopleBy } from './users.js';

/** An hour of the day over all days of the window, in the window's zone. */
export interface HourTraffic extends Traffic {
  /** 0 to 23. */
  readonly hour: number;
  /** How much of it the window holds, in hours: its days, one more or less where clocks are changed. */
  readonly length: number;
  /** pv / length: of an average day. Null where clocks skip the hour on every day. */
  readonly pvPerHour: number | null;
  /** purchases / length */
  readonly purchasesPerHour: number | null;
}

/**
 * Traffic by hour of the day: 24 rows, of zeros where nothing happened. Page views and purchases are of the whole
 * window; a user who came at the same hour of several days is one user, and who came at several hours is one of
 * each, so that users do not add up. Counted from rollups, never from events.
 *
 * @example
 * const hours = await trafficByHour(engine, events);
 */
export async function trafficByHour(
  engine: Engine,
  events: Pick<EventTables, 'users' | 'hours' | 'window'>,
): Promise<HourTraffic[]> {
  const cells = await trafficCells(engine, events);
  const people = await peopleBy(engine, events.users, 'hours', 24);
  return people.map(({ users, buyers }, hour) => {
    const there = cells.filter((cell) => cell.hour === hour);
    const pv = total(there.map((cell) => cell.pv));
    const purchases = total(there.map((cell) => cell.purchases));
    const length = total(there.map((cell) => cell.length));
    return {
      hour,
      length,
      ...withRatios({ pv, users, buyers, purchases }),
      pvPerHour: ratio(pv, length),
      purchasesPerHour: ratio(purchases, length),
    };
  });
}
