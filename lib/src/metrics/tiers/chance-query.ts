import type { Table } from '../../core/table.js';
import { join, literal, sql, type Sql } from '../../engine/sql.js';
import type { TierCuts } from './cuts.js';
import { pointsTable } from './history/evaluate.js';
import type { DeliveredOrders } from './history/deliver.js';
import type { TierPlan } from './plan.js';
import { scoreOf } from './score.js';
import { tierSql } from './tier-sql.js';

export interface ChanceInput {
  readonly from: string;
  readonly to: string;
  readonly plan: TierPlan;
  readonly cuts: TierCuts;
  readonly seed: number;
}

const date = (day: string): Sql => sql`CAST(${literal(day)} AS DATE)`;

/** Hexadecimal digits of a draw: 2^48 is far more than there are days. */
const DIGITS = 12;

/**
 * SQL for customers with a purchase by the first day, by round, tier before and tier after. In round 0 the orders are as
 * they are; in each other one, the orders of each customer after the first purchase are moved by a number of days drawn for
 * this customer, around the circle of the days from then on to the last day.
 */
export function chanceSql(orders: DeliveredOrders, rounds: readonly number[], input: ChanceInput): Sql {
  const { from, to, plan, cuts, seed } = input;
  const draw = sql`CAST('0x' || substr(md5(concat_ws(':', ${literal(seed)}, round, customer_id)), 1, ${literal(DIGITS)}) AS BIGINT)`;
  const points: Table = pointsTable(orders.session, 'points');
  const until = (day: string, value: Sql): Sql => sql`CASE WHEN "day" <= ${date(day)} THEN ${value} END`;
  const known = (day: string): Sql =>
    sql`SELECT round, customer_id, ${date(day)} - max(${until(day, sql`CASE WHEN total > 0 THEN "day" END`)}) AS recency,
      count(${until(day, sql`CASE WHEN total > 0 THEN 1 END`)}) AS orders,
      greatest(sum(${until(day, sql`total`)}), 0) AS spent
      FROM moved GROUP BY round, customer_id`;
  const tiered = (
    day: string,
  ): Sql => sql`SELECT round, customer_id, ${tierSql(plan, cuts, sql`recency`)} AS tier
    FROM (SELECT *, ${scoreOf(points, cuts)} AS tier_score FROM (${known(day)}) WHERE recency IS NOT NULL)`;
  const list = join(rounds.map((round) => sql`(${literal(round)})`));
  return sql`WITH firsts AS (
      SELECT customer_id, min("day") AS first, ${date(to)} - min("day") AS span FROM ${orders}
      WHERE total > 0 AND "day" <= ${date(to)} GROUP BY customer_id
    ),
    shifts AS (
      SELECT customer_id, first, span, round, CASE WHEN round = 0 THEN 0 ELSE ${draw} % greatest(span, 1) END AS shift
      FROM firsts CROSS JOIN (VALUES ${list}) AS list(round)
    ),
    moved AS (
      SELECT s.round, o.customer_id, o.total,
        CASE WHEN o."day" <= s.first THEN o."day"
          ELSE s.first + CAST(1 + (o."day" - s.first - 1 + s.shift) % s.span AS INTEGER) END AS "day"
      FROM ${orders} o JOIN shifts s USING (customer_id) WHERE o."day" <= ${date(to)}
    ),
    was AS (${tiered(from)}),
    is_now AS (${tiered(to)})
    SELECT i.round, w.tier AS before, i.tier AS after, count(*) AS customers
    FROM is_now i JOIN was w ON w.round = i.round AND w.customer_id = i.customer_id
    GROUP BY i.round, w.tier, i.tier ORDER BY i.round, w.tier, i.tier`;
}
