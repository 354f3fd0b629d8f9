import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Session } from '../../core/session.js';
import { term } from '../../core/term.js';
import { ratio, total } from '../ratio.js';
import { WEEKDAYS, type Weekday } from '../weekday.js';

const STRETCHES = {
  from: column.date('firstDay'),
  to: column.date('lastDay'),
  part: column.category('partOfWeek', {
    weekend: { label: term('weekend') },
    working: { label: term('workingDays') },
  }),
  days: column.count('daysInWindow'),
  shareOfAll: column.optional(column.percent('meanOfAllUsersActive')),
} as const;

/** One row per run of days. */
export type Stretches = Result<typeof STRETCHES>;

interface Day {
  readonly date: string;
  readonly weekday: Weekday;
  readonly shareOfAll: number | null;
}

/** Runs of weekend days and of weekdays, in date order; shareOfAll is the mean over the days of a run. */
export function stretches(session: Session, days: readonly Day[]): Stretches {
  const runs: [Day, ...Day[]][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run !== undefined && partOf(run[0]) === partOf(day)) run.push(day);
    else runs.push([day]);
  }
  return new Result({
    session,
    name: 'weekends',
    title: { en: 'Weekends and working days', zh: '周末与工作日' },
    schema: STRETCHES,
    rows: runs.map((run) => {
      const shares = run.flatMap(({ shareOfAll }) => shareOfAll ?? []);
      return {
        from: run[0].date,
        to: (run.at(-1) ?? run[0]).date,
        part: partOf(run[0]),
        days: run.length,
        shareOfAll: ratio(total(shares), shares.length),
      };
    }),
    chart: { mark: 'bar', x: 'from', y: 'shareOfAll' },
  });
}

const partOf = ({ weekday }: Day) => (WEEKDAYS.indexOf(weekday) > 4 ? 'weekend' : 'working');
