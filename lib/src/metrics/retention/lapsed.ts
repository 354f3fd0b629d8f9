import { OptionsError } from '../../errors.js';
import type { UserDayTable } from '../../events/tables.js';
import { requireTypes, type EventTypes } from '../../events/types.js';
import { didOnDay, setOf, setWith } from '../../events/sets.js';
import { literal, sql, type Sql } from '../../engine/sql.js';
import type { Relation } from '../../engine/table.js';
import type { Text } from '../../core/label.js';
import type { NoInfer } from '../../core/no-infer.js';
import { makeAudience, type Audience } from '../audience.js';
import type { Activity, RetentionEvents } from './cohort-counts.js';
import type { RetentionOptions } from './cohorts.js';

export interface LapsedOptions<T extends string = string> extends RetentionOptions<T> {
  /** The first day of the cohort, `YYYY-MM-DD`. */
  readonly cohort: string;
  /** Days since: who did not return on this day or later. */
  readonly day: number;
  readonly label?: Text;
}

/**
 * The users of a cohort who returned neither on day n nor later in the window: users − `onOrAfter` of that cell of
 * `cohorts`.
 *
 * @throws OptionsError as `cohorts` does, for a cohort that is no day of the window, and for a day beyond its end.
 * @example
 * const lapsed = await retention.lapsed(events, { cohort: '2024-01-01', day: 7 });
 */
export async function lapsed<T extends string>(
  events: RetentionEvents<T>,
  { cohort, day, label, ...options }: LapsedOptions<NoInfer<T>>,
): Promise<Audience> {
  const { session, types, window, users } = events;
  const active: readonly string[] = options.active ?? types.map(({ key }) => key);
  const returns: readonly string[] = options.returns ?? active;
  requireTypes(types, 'active', active);
  requireTypes(types, 'returns', returns);
  const first = window.days.indexOf(cohort);
  if (first < 0)
    throw new OptionsError(
      `"${cohort}" is not a day of the window, ${window.days[0]} to ${window.days.at(-1)}.`,
    );
  if (!Number.isInteger(day) || day < 0 || first + day >= window.days.length) {
    throw new OptionsError(
      `Day ${day} after ${cohort} cannot be observed: the window ends on ${window.days.at(-1)}.`,
    );
  }
  const places = { first, from: first + day };
  const query =
    events.days === null
      ? ofSets(users, { active, returns }, places)
      : ofRows(events.days, types, { active, returns }, places);
  return makeAudience(session, {
    of: users,
    ...{ user: 'user_id', query, name: 'lapsed' },
    label: label ?? {
      en: `First seen on ${cohort}, not again from day ${day}`,
      zh: `${cohort}首次出现，第${day}天起未再出现`,
    },
  });
}

interface Places {
  /** The cohort's day in the window. */
  readonly first: number;
  /** The first day of the window on which a return counts. */
  readonly from: number;
}

function ofSets(users: Relation, { active, returns }: Activity, { first, from }: Places): Sql {
  return sql`SELECT user_id FROM (
      SELECT user_id, ${setOf(active, 'days')} AS active, ${setOf(returns, 'days')} AS returned FROM ${users}
    ) AS sets WHERE (active & -active) = ${setWith([first])} AND returned < ${setWith([from])} ORDER BY user_id`;
}

function ofRows(
  days: UserDayTable,
  types: EventTypes,
  { active, returns }: Activity,
  { first, from }: Places,
): Sql {
  return sql`SELECT user_id FROM ${days} GROUP BY user_id
    HAVING min(CASE WHEN ${didOnDay(types, active)} THEN "day" END) = ${literal(first)}
      AND count(CASE WHEN ${didOnDay(types, returns)} AND "day" >= ${literal(from)} THEN 1 END) = 0
    ORDER BY user_id`;
}
