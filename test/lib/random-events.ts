import fc from 'fast-check';
import { taobao } from 'tally-studies';
import { eventWindow, type EventWindow, type WindowOptions } from '../../lib/src/events/window.js';
import { TYPE_KEYS, type TestEvent } from './events.js';

export type TimedEvent = TestEvent & { readonly at: number };

/** Windows with and without clocks that are changed, at midnight and by half an hour too; the last is too long for sets of days. */
export const WINDOWS: readonly WindowOptions[] = [
  taobao.WINDOW,
  { from: '2024-03-29', to: '2024-04-03', timeZone: 'Europe/Berlin' },
  { from: '2024-10-25', to: '2024-10-29', timeZone: 'America/New_York' },
  { from: '2017-10-14', to: '2017-10-17', timeZone: 'America/Sao_Paulo' },
  { from: '2024-04-06', to: '2024-04-08', timeZone: 'Australia/Lord_Howe' },
  { from: '2024-01-20', to: '2024-04-05', timeZone: 'Europe/Berlin' },
];

/** Few users with few events each, so that empty days, lone events and repeats come up. */
export function eventsIn(options: WindowOptions): fc.Arbitrary<TimedEvent[]> {
  const window = eventWindow(options);
  return fc.array(
    fc.record({
      user: fc.integer({ min: 1, max: 6 }),
      behavior: fc.constantFrom(...TYPE_KEYS),
      at: fc.integer({ min: window.start, max: window.end - 1 }),
    }),
    { maxLength: 40 },
  );
}

/** Day of the window and hour of an instant by the platform's own calendar, one instant at a time. */
export function localOf(
  window: EventWindow,
  instant: number,
): { readonly day: number; readonly hour: number } {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: window.timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  }).format(instant * 1000);
  const [date = '', hour] = parts.split(' ');
  return { day: window.days.indexOf(date), hour: Number(hour) };
}
