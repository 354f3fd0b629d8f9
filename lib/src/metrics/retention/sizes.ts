import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { wilson } from '../../stats/proportion.js';
import { ratio, total } from '../ratio.js';
import type { CohortCells } from './cells.js';

const SIZES = {
  cohort: column.date('firstSeen'),
  users: column.count('users'),
  share: column.optional(column.percent('shareOfUsers', { base: 'users', interval: 'shareInterval' })),
  shareInterval: column.optional(column.interval()),
} as const;

export type CohortSizes = Result<typeof SIZES>;

/** Users by first day, and their share of all users with its 95% Wilson interval. */
export function cohortSizes({ session, rows }: CohortCells): CohortSizes {
  const cohorts = rows.filter(({ day }) => day === 0);
  const all = total(cohorts.map(({ users }) => users));
  return new Result({
    session,
    name: 'cohort-sizes',
    title: { en: 'Users by the day on which they were first seen', zh: '按首次出现日期的用户数' },
    schema: SIZES,
    rows: cohorts.map(({ cohort, users }) => ({
      ...{ cohort, users, share: ratio(users, all) },
      shareInterval: wilson(users, all),
    })),
    chart: { mark: 'bar', x: 'cohort', y: 'users' },
  });
}
