import { isAnyOf } from '../../events/types.js';
import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import { withQueries } from './levels.js';
import type { FunnelEvents, FunnelPlan } from './options.js';
import { stepOf, within } from './units.js';

const USER = sql`OVER (PARTITION BY user_id)`;
const UP_TO_HERE = sql`OVER (PARTITION BY user_id ORDER BY n ROWS UNBOUNDED PRECEDING)`;

const start = (step: number) => id(`start_${step}`);
const before = (step: number) => id(`before_${step}`);
const rising = (step: number) => id(`rising_${step}`);
const arrived = (step: number) => id(`arrived_${step}`);
const first = (step: number) => id(`first_${step}`);

/**
 * SQL for how many users enter and convert under the definitions that no ordered funnel gives. Exclusions matter to
 * PostHog and Mixpanel only.
 *
 * The last of `chains_…` has a user's events in order, numbered by `n`, and what is known after each: `start_k` is when
 * the last chain that came to step k began, `rising_k` the same where times must rise, `first_k` the number of the
 * event with which the user's first attempt takes step k. `judged` marks the events that end a history.
 */
export function countedQuery(tables: FunnelEvents, plan: FunnelPlan): Sql {
  const { dialect } = tables.session.engine;
  const lastValue = (value: Sql) => dialect.lastValue(value);
  const last = plan.steps.length;
  const later = plan.steps.map((_, index) => index + 1).slice(1);
  const taken = sql`taken AS (
      SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY time, step) AS n
      FROM (SELECT user_id, code, ${stepOf(plan)} AS step, event_time AS time FROM ${tables.events}) AS events
    )`;
  const begun = lastValue(sql`CASE WHEN step = 1 THEN time END`);
  const entries = sql`chains_1 AS (
      SELECT *, ${begun} ${UP_TO_HERE} AS start_1, ${begun} ${UP_TO_HERE} AS rising_1,
        ${begun} ${UP_TO_HERE} AS arrived_1, min(CASE WHEN step = 1 THEN n END) ${USER} AS first_1,
        min(CASE WHEN step = 1 THEN time END) ${USER} AS entry
      FROM taken
    )`;
  const chains = later.map((step) => {
    const chained = sql`step = ${literal(step)} AND ${within(plan, start(step - 1), id('time'))}`;
    const rose = sql`step = ${literal(step)} AND ${within(plan, rising(step - 1), id('time'))}
          AND ${arrived(step - 1)} < time`;
    const next = sql`step = ${literal(step)} AND ${within(plan, id('entry'), id('time'))}
          AND n > ${first(step - 1)}`;
    return sql`${id(`chains_${step}`)} AS (
      SELECT *, ${lastValue(sql`CASE WHEN ${chained} THEN ${start(step - 1)} END`)} ${UP_TO_HERE} AS ${start(step)},
        ${lastValue(sql`CASE WHEN ${rose} THEN ${rising(step - 1)} END`)} ${UP_TO_HERE} AS ${rising(step)},
        ${lastValue(sql`CASE WHEN ${rose} THEN time END`)} ${UP_TO_HERE} AS ${arrived(step)},
        min(CASE WHEN ${next} THEN n END) ${USER} AS ${first(step)}
      FROM ${id(`chains_${step - 1}`)}
    )`;
  });
  const earlier = later.map(
    (step) => sql`lag(${start(step)}) OVER (PARTITION BY user_id ORDER BY n) AS ${before(step)}`,
  );
  const judged = sql`judged AS (
      SELECT *, ${outOfOrder(later)} AS out_of_order, ${repeated(later)} AS repeated,
        ${excluded(plan, (step) => inChain(plan, step))} AS drops, ${excluded(plan, inFirstAttempt)} AS ends
      FROM (SELECT *, ${join(earlier)} FROM ${id(`chains_${last}`)}) AS chains
    )`;
  const people = sql`people AS (
      SELECT user_id, max(start_1) IS NOT NULL AS entered,
        min(CASE WHEN ${start(last)} IS NOT NULL THEN n END) AS converted,
        min(CASE WHEN out_of_order THEN n END) AS stop_order, min(CASE WHEN repeated THEN n END) AS stop_repeat,
        max(${rising(last)}) IS NOT NULL AS rose, max(${first(last)}) IS NOT NULL AS at_first,
        bool_or(drops) AS dropped, bool_or(ends) AS ended
      FROM judged GROUP BY user_id
    )`;
  return withQueries(
    [taken, entries, ...chains, judged, people],
    sql`SELECT ${countOf('entered')} AS entered, ${countOf('rose')} AS increase,
      ${countOf('converted < coalesce(stop_order, converted + 1)')} AS in_order,
      ${countOf('converted < coalesce(stop_repeat, converted + 1)')} AS unrepeated,
      ${countOf('entered AND NOT dropped')} AS kept,
      ${countOf('converted IS NOT NULL AND NOT dropped')} AS kept_converted,
      ${countOf('at_first AND NOT ended')} AS first_attempt
    FROM people`,
  );
}

/** SQL that counts the rows for which this is true. */
const countOf = (condition: string): Sql => sql`count(CASE WHEN ${raw(condition)} THEN 1 END)`;

/** After the first step, an event outside the steps, or of a step before its turn. */
function outOfOrder(later: readonly number[]): Sql {
  const early = later.map((step) => sql`WHEN ${literal(step)} THEN ${start(step - 1)} IS NULL`);
  return sql`(start_1 IS NOT NULL AND CASE step WHEN 0 THEN TRUE ${join(early, ' ')} ELSE FALSE END)`;
}

/** An event of a step that the user had reached before, other than the first step. */
function repeated(later: readonly number[]): Sql {
  const again = later.map((step) => sql`WHEN ${literal(step)} THEN ${before(step)} IS NOT NULL`);
  return sql`CASE step ${join(again, ' ')} ELSE FALSE END`;
}

/** SQL that is true for an excluded event between a step and the next. */
function excluded({ exclusions, steps, known }: FunnelPlan, between: (step: number) => Sql): Sql {
  const places = exclusions.flatMap(({ types, after }) =>
    steps.slice(1).flatMap((_, index) => {
      const step = index + 1;
      const here = after === undefined || after === step;
      return here ? [sql`coalesce(${isAnyOf(known, types)} AND ${between(step)}, FALSE)`] : [];
    }),
  );
  return places.length === 0 ? sql`FALSE` : sql`(${join(places, ' OR ')})`;
}

/** Between a step and the next of a chain that is still within its window, before the user has converted. */
const inChain = (plan: FunnelPlan, step: number): Sql =>
  sql`${within(plan, start(step), id('time'))} AND ${start(plan.steps.length)} IS NULL
          AND (${start(step + 1)} IS NULL OR ${start(step + 1)} <> ${start(step)})`;

const inFirstAttempt = (step: number): Sql => sql`n > ${first(step)} AND n < ${first(step + 1)}`;
