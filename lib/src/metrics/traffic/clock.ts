import type { EventWindow } from '../../events/window.js';
import { localStart } from '../../events/window.js';

const HOUR = 3600;
const HOURS = 24;

/**
 * The length of each clock hour on each day of a window, in hours, by day and hour: usually 1; 0 if the clocks skip it,
 * 2 if they repeat it. The sum over a day is usually 24, or 23 or 25 if the clocks change.
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
