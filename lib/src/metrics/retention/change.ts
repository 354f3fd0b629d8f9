import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Interval, Row } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { wilson } from '../../stats/proportion.js';
import { ratio, total } from '../ratio.js';
import type { CohortCells, CohortRow } from './cells.js';

const CHANGE = {
  cohorts: column.category('cohorts', {
    first: { label: term('firstCohort') },
    later: { label: term('laterCohorts') },
    all: { label: term('allCohorts') },
  }),
  from: column.count('earlierDay'),
  to: column.count('laterDay'),
  before: column.optional(column.percent('rateBefore', { interval: 'beforeInterval' })),
  beforeInterval: column.optional(column.interval()),
  after: column.optional(column.percent('rateAfter', { interval: 'afterInterval' })),
  afterInterval: column.optional(column.interval()),
  change: column.optional(column.points('changeInPoints')),
} as const;

/** Three rows: the first cohort, the later ones, and all of them. */
export type RetentionChange = Result<typeof CHANGE>;

/**
 * Breaks down a step of the retention curve: how the rate over eligible users changes from one day n to another in the
 * window's first cohort, in all later cohorts combined, and in all cohorts. In the first cohort, each day n is a single
 * date; in later cohorts, it is a later date. A step in the first cohort alone therefore points to the date; a step in
 * the later cohorts alone does not. 95% Wilson intervals; null if nobody is eligible.
 *
 * Fewer users are eligible on the later day, since the last cohorts drop out.
 * @example
 * const climb = retention.change(cohorts, 5, 6);
 * climb.at({ cohorts: 'first' }).change.en; // in percentage points
 */
export function change({ session, rows: cells }: CohortCells, from: number, to: number): RetentionChange {
  const [first] = cells.map(({ cohort }) => cohort).sort();
  const groups = {
    first: cells.filter(({ cohort }) => cohort === first),
    later: cells.filter(({ cohort }) => cohort !== first),
    all: cells,
  };
  return new Result({
    session,
    name: 'retention-change',
    title: { en: 'Change of retention from one day to another', zh: '两个天数之间的留存率变化' },
    schema: CHANGE,
    rows: (['first', 'later', 'all'] as const).map((cohorts): Row<typeof CHANGE> => {
      const [before, after] = [pooled(groups[cohorts], from), pooled(groups[cohorts], to)];
      return {
        ...{ cohorts, from, to },
        ...{ before: before.rate, beforeInterval: before.interval },
        ...{ after: after.rate, afterInterval: after.interval },
        change: before.rate === null || after.rate === null ? null : after.rate - before.rate,
      };
    }),
    chart: { mark: 'bar', x: 'change', y: 'cohorts' },
  });
}

interface Pooled {
  readonly rate: number | null;
  readonly interval: Interval | null;
}

function pooled(cells: readonly CohortRow[], day: number): Pooled {
  const observed = cells.filter((cell) => cell.day === day && cell.date !== null);
  const [k, n] = [
    total(observed.map(({ active }) => active ?? 0)),
    total(observed.map(({ users }) => users)),
  ];
  return { rate: ratio(k, n), interval: wilson(k, n) };
}
