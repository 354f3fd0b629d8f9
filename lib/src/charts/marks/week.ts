import { OptionsError } from '../../errors.js';
import { term } from '../../core/term.js';
import type { Crossed } from './crossed.js';
import type { Source } from './source.js';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const HOURS = 24;

/** A week of hours: Monday first, midnight on the left, with all 168 cells even if no row names them. */
export function weekOf(source: Source, { keys, series }: Crossed, hour: string, weekday: string): Crossed {
  const [hours, days] = [keys.map(({ raw }) => raw), source.keys(weekday).map(({ raw }) => raw)];
  const bad =
    hours.find((raw) => !isWithin(raw, 0, HOURS - 1)) ??
    days.find((raw) => !isWithin(raw, 1, WEEKDAYS.length));
  if (bad !== undefined) {
    throw new OptionsError(
      `${source.result.name}: ${hour} or ${weekday} is ${JSON.stringify(bad)}; hours must be 0 to 23, and weekdays 1 to 7.`,
    );
  }
  return {
    keys: Array.from({ length: HOURS }, (_, raw) => ({
      raw,
      name: `${String(raw).padStart(2, '0')}:00`,
      color: undefined,
    })),
    series: WEEKDAYS.map((day, index) => {
      const row = series[days.indexOf(index + 1)];
      return {
        name: source.say(term(day)),
        color: '',
        column: series[0]?.column ?? '',
        cells: Array.from({ length: HOURS }, (_, raw) => row?.cells[hours.indexOf(raw)]),
      };
    }),
  };
}

const isWithin = (raw: unknown, low: number, high: number): boolean =>
  typeof raw === 'number' && Number.isInteger(raw) && raw >= low && raw <= high;
