import * as column from '../../core/column.js';
import { durationUnit, type DurationUnit } from '../../core/duration.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import type { Session } from '../../core/session.js';
import type { Term } from '../../core/term.js';

const UNITS = {
  second: 'secondsUnit',
  minute: 'minutesUnit',
  hour: 'hours',
  day: 'days',
} as const satisfies Readonly<Record<DurationUnit['unit'], Term>>;

export const timeColumns = (steps: Categories, unit: Term) => ({
  step: column.category('funnelStep', steps),
  converted: column.count('converted'),
  lower: column.decimal('quarterWithin', { unit, digits: 1 }),
  median: column.decimal('halfWithin', { unit, digits: 1, interval: 'middle' }),
  upper: column.decimal('threeQuartersWithin', { unit, digits: 1 }),
  middle: column.interval('decimal', 'middleHalf', { unit, digits: 1, hidden: true }),
});

interface Timed {
  readonly step: string;
  readonly units: number;
  readonly lower: number | null;
  readonly median: number | null;
  readonly upper: number | null;
}

export type FunnelTimes = Result<ReturnType<typeof timeColumns>>;

/** How long those who converted took to reach each step, all in the unit that suits the slowest quartile. */
export function timesOf(session: Session, steps: Categories, rows: readonly Timed[]): FunnelTimes {
  const { unit, rows: scaled } = scaledTimes(rows);
  return new Result({
    session,
    name: 'time-to-convert',
    title: { en: 'Time from the first step, of those who reached the step', zh: '自第一步起的转化用时' },
    schema: timeColumns(steps, unit),
    rows: scaled,
    chart: { mark: 'range', x: 'median', y: 'step' },
  });
}

/** The times of all rows in one unit; rows without a time are left out. */
export function scaledTimes(rows: readonly Timed[]) {
  const { unit, seconds } = durationUnit(Math.max(0, ...rows.map(({ upper }) => upper ?? 0)));
  const scaled = rows.flatMap(({ step, units, lower, median, upper }) =>
    lower === null || median === null || upper === null
      ? []
      : [
          {
            step,
            converted: units,
            lower: lower / seconds,
            median: median / seconds,
            upper: upper / seconds,
            middle: { low: lower / seconds, high: upper / seconds },
          },
        ],
  );
  return { unit: UNITS[unit], rows: scaled };
}
