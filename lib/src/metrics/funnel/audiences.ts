import { OptionsError } from '../../errors.js';
import { id, sql, type Sql } from '../../engine/sql.js';
import type { Text } from '../../core/label.js';
import type { NoInfer } from '../../core/no-infer.js';
import { makeAudience, type Audience } from '../audience.js';
import { countOf } from '../../events/sets.js';
import { planOf, type FunnelEvents, type FunnelOptions, type FunnelPlan } from './options.js';
import { SETS, setSteps, type SetFunnelEvents, type SetFunnelOptions } from './set-counts.js';
import { reachedQuery } from './step-counts.js';
import { stepKey } from './steps.js';

export interface DropOutOptions {
  /** Only users who were observed to the end of their conversion window: the others may still convert. */
  readonly eligible?: boolean;
  readonly label?: Text;
}

/**
 * The users of an ordered funnel who reached the step before this one and not this one: units of the step before − units
 * of this step, or the same of eligible units.
 *
 * @throws OptionsError as the funnel does, for another unit than users, for the first step and for an unknown one.
 * @example
 * const steps = { steps: [['view'], ['cart'], ['purchase']] };
 * const left = await funnel.dropOuts(events, steps, 'purchase');
 */
export async function dropOuts<T extends string>(
  events: FunnelEvents<T>,
  options: FunnelOptions<NoInfer<T>>,
  step: string,
  { eligible = false, label }: DropOutOptions = {},
): Promise<Audience> {
  const plan = userPlan(events, options);
  const place = placeOf(plan, step);
  if (place < 2)
    throw new OptionsError(`Nobody can drop out at the first step, "${step}": name a later one.`);
  if (eligible && plan.window === null) {
    throw new OptionsError(
      'Without a conversion window nobody is eligible: give one, or leave out eligible.',
    );
  }
  const reached = sql`(${reachedQuery(events, plan)}) AS reached`;
  const settled = eligible ? sql`AND NOT open` : sql``;
  return makeAudience(events.session, {
    of: events.users,
    user: 'user_id',
    query: sql`SELECT user_id FROM ${reached} WHERE TRUE ${settled} GROUP BY user_id
      HAVING count(CASE WHEN step = ${place - 1} THEN 1 END) > 0 AND count(CASE WHEN step = ${place} THEN 1 END) = 0
      ORDER BY user_id`,
    name: 'drop_outs',
    label: label ?? { en: `Not reached: ${step}`, zh: `未到达：${step}` },
  });
}

/**
 * The users in a set of a set funnel, such as `interestedNotBought`: as many as its `summary` says.
 *
 * @throws OptionsError as the funnel does, and for an unknown set.
 * @example
 * const undecided = await funnel.setAudience(events, { steps: [['view'], ['cart'], ['purchase']] }, 'interestedNotBought');
 */
export async function setAudience<T extends string>(
  events: SetFunnelEvents<T>,
  options: SetFunnelOptions<NoInfer<T>>,
  set: keyof typeof SETS,
  label?: Text,
): Promise<Audience> {
  if (!Object.hasOwn(SETS, set)) {
    throw new OptionsError(`Unknown set "${set}": use one of ${Object.keys(SETS).join(', ')}.`);
  }
  const { session, users, types } = events;
  const { viewed, interested, bought } = setSteps(types, options);
  const flag = (keys: readonly string[], name: string): Sql => sql`${countOf(keys)} > 0 AS ${id(name)}`;
  return makeAudience(session, {
    of: users,
    user: 'user_id',
    query: sql`SELECT user_id FROM (
        SELECT user_id, ${flag(viewed.types, 'viewed')}, ${flag(interested.types, 'interested')}, ${flag(bought.types, 'bought')}
        FROM ${users}
      ) AS flagged WHERE ${SETS[set]} ORDER BY user_id`,
    name: 'set_of_users',
    label: label ?? set,
  });
}

function userPlan(events: FunnelEvents, options: FunnelOptions): FunnelPlan {
  const plan = planOf(events, options);
  if (plan.unit === 'user') return plan;
  throw new OptionsError(
    `An audience is of users, and this funnel counts a unit "${plan.unit}": use unit "user".`,
  );
}

function placeOf({ steps }: FunnelPlan, step: string): number {
  const keys = steps.map(stepKey);
  if (keys.includes(step)) return keys.indexOf(step) + 1;
  throw new OptionsError(`The funnel has no step "${step}": use one of ${keys.join(', ')}.`);
}
