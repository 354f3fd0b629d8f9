import type { EventTables } from '../../../data/events/tables.js';
import type { Engine } from '../../../engine/engine.js';
import { total } from '../ratio.js';
import { trafficCells } from './cells.js';
import { withRatios, type Traffic } from './traffic.js';
import { peopleBy } from './users.js';

/** A day of the window, in its zone. */
export interface DayTraffic extends Traffic {
  readonly date: string;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  /** Hours of the day: 24, or 23 or 25 where clocks are changed. */
  readonly length: number;
}

/**
 * Traffic by day of the window, in order; a day without events is a row of zeros.
 *
 * @example
 * const days = await trafficByDay(engine, events);
 */
export async function trafficByDay(
  engine: Engine,
  events: Pick<EventTables, 'users' | 'hours' | 'window'>,
): Promise<DayTraffic[]> {
  const cells = await trafficCells(engine, events);
  const people = await peopleBy(engine, events.users, 'days', events.window.days.length);
  return people.map(({ users, buyers }, n) => {
    const date = events.window.days[n] ?? '';
    const there = cells.filter((cell) => cell.date === date);
    return {
      date,
      weekday: there[0]?.weekday ?? 0,
      length: total(there.map((cell) => cell.length)),
      ...withRatios({
        pv: total(there.map((cell) => cell.pv)),
        users,
        buyers,
        purchases: total(there.map((cell) => cell.purchases)),
      }),
    };
  });
}
