import { ratio, total } from '../ratio.js';
import type { TrafficCell } from './cells.js';

/** An hour of a weekday, over the days of the window with that weekday. */
export interface WeekdayTraffic {
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  readonly hour: number;
  /** How much of it the window holds, in hours. */
  readonly length: number;
  readonly pv: number;
  readonly purchases: number;
  /** pv / length: a nine-day window holds two Saturdays and Sundays; null where it holds none. */
  readonly pvPerHour: number | null;
  /** purchases / length */
  readonly purchasesPerHour: number | null;
  /** purchases / pv */
  readonly purchasesPerView: number | null;
}

/**
 * Hours by weekday, Monday first, 168 rows: averages over the days that there are.
 *
 * @example
 * const week = trafficByWeekday(await trafficCells(engine, events));
 */
export function trafficByWeekday(cells: readonly TrafficCell[]): WeekdayTraffic[] {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    Array.from({ length: 24 }, (_, hour) => {
      const there = cells.filter((cell) => cell.weekday === weekday && cell.hour === hour);
      const length = total(there.map((cell) => cell.length));
      const pv = total(there.map((cell) => cell.pv));
      const purchases = total(there.map((cell) => cell.purchases));
      return {
        weekday,
        hour,
        length,
        pv,
        purchases,
        pvPerHour: ratio(pv, length),
        purchasesPerHour: ratio(purchases, length),
        purchasesPerView: ratio(purchases, pv),
      };
    }),
  );
}
