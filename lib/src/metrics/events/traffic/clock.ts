import type { EventWindow } from '../../../data/events/window.js';
import { localStart } from '../../../data/events/window.js';

const HOUR = 3600;
const HOURS = 24;

/**
 * How long each hour of the clock lasts on each day of a window, in hours, by day and hour: 1 as a rule; 0 where
 * clocks skip it, 2 where they are set back over it. A day's sum is 23, 24 or 25.
 *
 * @example
 * hourLengths(eventWindow({ from: '2024-03-31', to: '2024-04-01', timeZone: 'Europe/Berlin' }))[0][2]; // 0
 */
export function hourLengths(window: EventWindow): readonly (readonly number[])[] {
  const lengths = window.days.map(() => Array.from({ length: HOURS }, () => 0));
  window.offsets.forEach(({ from, offset }, index) => {
    const until = window.offsets[index + 1]?.from ?? window.end;
    const shift = offset - localStart(window);
    for (let nth = Math.floor((from + shift) / HOUR); nth * HOUR < until + shift; nth += 1) {
      const day = lengths[Math.floor(nth / HOURS)];
      const covered = Math.min(until + shift, (nth + 1) * HOUR) - Math.max(from + shift, nth * HOUR);
      if (day !== undefined) day[nth % HOURS] = (day[nth % HOURS] ?? 0) + covered / HOUR;
    }
  });
  return lengths;
}
