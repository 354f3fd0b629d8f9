import { Table } from '../../../core/table.js';
import type { Session } from '../../../core/session.js';
import { join, literal, raw, sql, type Sql } from '../../../engine/sql.js';
import type { TierCuts } from '../cuts.js';
import { UNASSIGNED, type Tier, type TierPlan } from '../plan.js';
import { scoreOf } from '../score.js';
import { conditions, tierSql } from '../tier-sql.js';
import type { Settings } from './settings.js';

/**
 * The numbers of days after a purchase from which on, without another one, a condition may hold or not that did not or did
 * the day before. Only on these days, and on those with an order, can a tier change.
 */
export function turningDays({
  plan,
  cuts,
  hold,
}: Pick<Settings, 'plan' | 'cuts' | 'hold'>): readonly number[] {
  // A limit that a tier has not is no number, and is left out below.
  const days = Object.values<Tier>(plan).flatMap(({ within = NaN, after = NaN }) => [
    ...[within, within + (hold?.days ?? 0), after],
  ]);
  // A rank in recency falls as days pass.
  const ranks = (cuts.percentiles['recency'] ?? []).map((least) => Math.floor(-least));
  return [...new Set([...days, ...ranks].map((last) => last + 1))]
    .filter((first) => first > 0)
    .toSorted((a, b) => a - b);
}

/** A table of `known` rows: what is known of a customer from a day on, up to the day before the next row. */
export const pointsTable = (session: Session, name: string) =>
  new Table({
    session,
    name,
    columns: {
      customer_id: 'text',
      day: 'date',
      recency: 'integer',
      orders: 'integer',
      spent: 'decimal',
    } as const,
    roles: { user: 'customer_id', recency: 'recency', frequency: 'orders', monetary: 'spent' } as const,
  });

/**
 * SQL for the days on which the tier of a customer may change, each with what is known then: the days with orders, and
 * those on which only time has passed.
 *
 * @param known customer, day, last purchase, purchases and revenue up to then, and the day of the next row (`next_day`). On
 *   the day that the last batch left nothing changes.
 * @param day the last day.
 */
export function pointsSql(known: Sql, turns: readonly number[], day: string): Sql {
  const until = sql`CAST(${literal(day)} AS DATE)`;
  const passed = sql`k.last_purchase + t.turn`;
  const columns = (on: Sql): Sql =>
    sql`k.customer_id, ${on} AS "day", ${on} - k.last_purchase AS recency, k.orders, greatest(k.revenue, 0) AS spent`;
  const ordered = sql`SELECT ${columns(sql`k."day"`)}, k.why FROM ${known} k WHERE k.last_purchase IS NOT NULL`;
  if (turns.length === 0) return ordered;
  const values = join(turns.map((turn) => sql`(${literal(turn)})`));
  return sql`${ordered}
    UNION ALL SELECT ${columns(passed)}, 'time' FROM ${known} k JOIN (VALUES ${values}) t(turn)
      ON ${passed} > k."day" AND ${passed} < coalesce(k.next_day, ${until} + 1)`;
}

/** SQL for the points with their score and the place of their tier in the plan: 0 for the first. */
export function judgedSql(points: Table, { plan, cuts, hold }: Settings): Sql {
  const scored = sql`SELECT *, ${scoreOf(points, cuts)} AS tier_score FROM ${points}`;
  const judged = sql`SELECT customer_id, "day", why, tier_score, ${placeSql(plan, tierSql(plan, cuts, sql`recency`))} AS place
    ${hold === null ? sql`` : sql`, ${staysSql(plan, cuts, hold)} AS stays`} FROM (${scored})`;
  return judged;
}

const keysOf = (plan: TierPlan): readonly string[] => [...Object.keys(plan), UNASSIGNED];

/** SQL for the place of a tier, from its key. */
export function placeSql(plan: TierPlan, tier: Sql): Sql {
  const cases = keysOf(plan).map((key, place) => sql`WHEN ${literal(key)} THEN ${literal(place)}`);
  return sql`CAST(CASE ${tier} ${join(cases, ' ')} END AS BIGINT)`;
}

/** SQL for the key of a tier, from its place. */
export function keySql(plan: TierPlan, place: Sql): Sql {
  const cases = keysOf(plan).map((key, n) => sql`WHEN ${literal(n)} THEN ${literal(key)}`);
  return sql`CASE ${place} ${join(cases, ' ')} END`;
}

/** SQL for a list of 1 for each tier whose eased conditions hold, else 0; nobody stays in none. */
function staysSql(plan: TierPlan, cuts: TierCuts, hold: NonNullable<Settings['hold']>): Sql {
  const eased = Object.values<Tier>(plan).map(
    (tier) => sql`CAST(CASE WHEN ${conditions(tier, cuts, sql`recency`, hold)} THEN 1 ELSE 0 END AS BIGINT)`,
  );
  return sql`[${join([...eased, raw('CAST(0 AS BIGINT)')])}]`;
}

/**
 * SQL for the tier after each point, where customers are held: one whose own tier still holds with ease, and before whose
 * tier none holds, stays. Each tier depends on the one before, so a customer's points are gone through in their order.
 *
 * @param before the customer and the place of the tier before the first point (`place`), where there is one.
 */
export function heldSql(judged: Sql, before: Sql, plan: TierPlan): Sql {
  // No tier has this place, so that the first point decides.
  const none = literal(keysOf(plan).length);
  const is = sql`a[-1]`;
  return sql`WITH runs AS (
      SELECT customer_id, list(list_prepend(place, stays) ORDER BY "day") AS points, list("day" ORDER BY "day") AS days
      FROM ${judged} GROUP BY customer_id
    ),
    gone AS (
      SELECT r.customer_id, r.days, list_reduce(r.points, lambda a, p: list_append(a,
          CASE WHEN p[1] <= ${is} THEN p[1] WHEN p[${is} + 2] = 1 THEN ${is} ELSE p[1] END),
        [coalesce(b.place, ${none})]) AS places
      FROM runs r LEFT JOIN ${before} b USING (customer_id)
    ),
    told AS (SELECT customer_id, unnest(days) AS "day", unnest(places[2:]) AS held FROM gone)
    SELECT j.* REPLACE (t.held AS place) FROM ${judged} j JOIN told t USING (customer_id, "day")`;
}
