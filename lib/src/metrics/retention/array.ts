import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import { requireTypes } from '../../events/types.js';
import type { EventWindow } from '../../events/window.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { ratio } from '../ratio.js';
import { didOnDay, setOf, setWith } from '../../events/sets.js';
import type { RetentionEvents } from './cohort-counts.js';

/** What an event must match: one of these types on one of these days; any if omitted. */
export interface RetentionCondition<T extends string = string> {
  readonly types?: readonly T[];
  /** Dates of the window, `YYYY-MM-DD`. */
  readonly days?: readonly string[];
}

const COUNTS = { condition: column.count('conditionNumber'), users: column.count('users') } as const;

const STEPS = {
  ...COUNTS,
  rate: column.optional(column.percent('ofFirstCondition', { base: 'users' })),
} as const;

/** One row per condition, from 1: users who meet both it and the first condition. */
export type RetentionArray = Result<typeof STEPS>;

/** The limit of ClickHouse. */
const MOST = 32;

/**
 * The same as `sum(r[1]), sum(r[2]), …` over ClickHouse's `retention(cond1, cond2, …)` by user: the first result is
 * cond1, the i-th is cond1 and condi, met by any of the user's events in any order. Unlike a cohort, it has no first
 * day and no eligible base: a user without data in the window simply does not meet a condition.
 *
 * rate = users / users of the first condition; null if nobody meets it.
 * @throws OptionsError unless there are 2 to 32 conditions, each of known types and dates of the window.
 * Source: ClickHouse, parametric aggregate functions, `retention`.
 * @example
 * await retention.array(events, [{ days: ['2024-01-01'] }, { days: ['2024-01-02'] }, { types: ['purchase'] }]);
 */
export async function array<T extends string>(
  events: RetentionEvents<T>,
  conditions: readonly RetentionCondition<NoInfer<T>>[],
): Promise<RetentionArray> {
  if (conditions.length < 2 || conditions.length > MOST) {
    throw new OptionsError(`retention.array takes 2 to ${MOST} conditions, not ${conditions.length}.`);
  }
  const counts = conditions.map(
    (_, index) =>
      sql`SELECT ${literal(index + 1)} AS condition, count(CASE WHEN ${met(0)} AND ${met(index)} THEN 1 END) AS users
      FROM (${meeting(events, conditions)}) AS meeting`,
  );
  const query = sql`${join(counts, ' UNION ALL ')} ORDER BY condition`;
  const steps = await rowsOf(events.session, query, COUNTS);
  return new Result({
    session: events.session,
    name: 'retention-array',
    title: { en: 'Users who meet the first condition and another', zh: '满足首个条件及其他条件的用户' },
    schema: STEPS,
    rows: steps.map((step) => ({ ...step, rate: ratio(step.users, steps[0]?.users ?? 0) })),
    query,
    chart: { mark: 'bar', x: 'condition', y: 'users' },
  });
}

const met = (index: number): Sql => id(`met_${index + 1}`);

/** SELECT with one row per user and a column `met_1`, `met_2`, … for each condition. */
function meeting(
  { users, days, types, window }: RetentionEvents<string>,
  conditions: readonly RetentionCondition[],
): Sql {
  const columns = conditions.map(({ types: wanted = types.map(({ key }) => key), days: dates }, index) => {
    requireTypes(types, 'types', wanted);
    const places = (dates ?? window.days).map((day) => place(day, window));
    const on =
      days === null
        ? sql`(${setOf(wanted, 'days')} & ${setWith(places)}) <> 0`
        : sql`bool_or(${didOnDay(types, wanted)} AND "day" IN (${join(places.map(literal))}))`;
    return sql`${on} AS ${met(index)}`;
  });
  return days === null
    ? sql`SELECT ${join(columns)} FROM ${users}`
    : sql`SELECT ${join(columns)} FROM ${days} GROUP BY user_id`;
}

function place(day: string, { days }: EventWindow): number {
  const found = days.indexOf(day);
  if (found < 0) {
    throw new OptionsError(
      `"${day}" is not a day of the window, which runs from ${days[0]} to ${days.at(-1)}.`,
    );
  }
  return found;
}
