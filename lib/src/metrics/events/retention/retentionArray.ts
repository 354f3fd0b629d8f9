import { OptionsError } from '../../../errors.js';
import { BEHAVIORS, type Behavior } from '../../../data/events/behaviors.js';
import type { EventTables } from '../../../data/events/tables.js';
import type { EventWindow } from '../../../data/events/window.js';
import type { Engine } from '../../../engine/engine.js';
import { shape } from '../../../engine/shape.js';
import { join, literal, sql, type Sql } from '../../../engine/sql.js';
import { ratio } from '../ratio.js';
import { requireBehaviors, setOf, setWith } from '../sets.js';

/** What an event must be: one of these behaviors on one of these days; absent means any. */
export interface RetentionCondition {
  readonly behaviors?: readonly Behavior[];
  /** Dates of the window, `YYYY-MM-DD`. */
  readonly days?: readonly string[];
}

export interface RetentionStep {
  /** Place of the condition, from 1. */
  readonly condition: number;
  /** Users with an event that meets it, and, from the second on, one that meets the first. */
  readonly users: number;
  /** users / users of the first condition */
  readonly rate: number | null;
}

const STEPS = shape({ condition: 'integer', users: 'integer' });
/** As many as ClickHouse takes. */
const MOST = 32;

/**
 * What `sum(r[1]), sum(r[2]), …` over ClickHouse's `retention(cond1, cond2, …)` by user gives: the first result is
 * cond1, the i-th is cond1 and condi, met by any events of the user and in any order. Unlike a cohort it knows
 * neither a first day nor a denominator: a user whom the window hides simply does not meet a condition.
 *
 * @throws OptionsError unless there are 2 to 32 conditions, each of known behaviors and dates of the window.
 * Source: ClickHouse, parametric aggregate functions, `retention`.
 * @example
 * await retentionArray(engine, events, [{ days: ['2017-11-25'] }, { days: ['2017-11-26'] }, { behaviors: ['buy'] }]);
 */
export async function retentionArray(
  engine: Engine,
  { users, window }: Pick<EventTables, 'users' | 'window'>,
  conditions: readonly RetentionCondition[],
): Promise<RetentionStep[]> {
  if (conditions.length < 2 || conditions.length > MOST) {
    throw new OptionsError(`retentionArray takes 2 to ${MOST} conditions, not ${conditions.length}.`);
  }
  const met = conditions.map((condition) => meets(condition, window));
  const first = met[0] ?? sql`FALSE`;
  const counts = met.map(
    (other, index) =>
      sql`SELECT ${literal(index + 1)} AS condition, count(CASE WHEN ${first} AND ${other} THEN 1 END) AS users FROM ${users}`,
  );
  const steps = await engine.all(sql`${join(counts, ' UNION ALL ')} ORDER BY condition`, STEPS);
  return steps.map((step) => ({ ...step, rate: ratio(step.users, steps[0]?.users ?? 0) }));
}

function meets({ behaviors = BEHAVIORS, days }: RetentionCondition, window: EventWindow): Sql {
  requireBehaviors('behaviors', behaviors);
  return sql`(${setOf(behaviors, 'days')} & ${setWith((days ?? window.days).map((day) => place(day, window)))}) <> 0`;
}

function place(day: string, { days }: EventWindow): number {
  const found = days.indexOf(day);
  if (found < 0) {
    throw new OptionsError(
      `"${day}" is not a day of the window, which is from ${days[0]} to ${days.at(-1)}.`,
    );
  }
  return found;
}
