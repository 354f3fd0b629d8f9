import { join, literal, sql, type Sql } from '../../engine/sql.js';
import { knownAt } from '../../orders/as-of.js';
import type { Orders } from '../../orders/open.js';
import type { ScoredCounts } from '../../stats/auc.js';
import { dateSql } from '../orders/shop.js';
import { rhythmSql, type RhythmOptions } from './rhythm.js';

/** What customers are warned by. */
export type Warning = 'personalRhythm' | 'fixedDays';

/** Customers by what each rule measures: events are those who declined afterwards. */
export type WarningCounts = Readonly<Record<Warning, readonly ScoredCounts[]>>;

/**
 * Customers with an interval of their own who ordered within the `horizon` days up to a date, by lateness (to a tenth) and by
 * days since the last order, and how many of them declined: placed fewer than half as many orders in the `horizon` days
 * after the date as in those up to it. What the rules measure is known on the date.
 */
export async function warningCounts(
  shop: Orders,
  date: string,
  horizon: number,
  rhythm: Required<RhythmOptions>,
): Promise<WarningCounts> {
  const { session } = shop;
  const { orders } = await knownAt(shop, date);
  const days = sql`${dateSql(date)} - "day"`;
  const active = sql`SELECT r.customer_id, round(10 * recency / usual_interval) / 10 AS lateness, recency, before
    FROM (${rhythmSql(orders, session.engine.dialect, rhythm)}) r
    JOIN (SELECT customer_id, min(${days}) AS recency, count(CASE WHEN ${days} < ${literal(horizon)} THEN 1 END) AS before
      FROM ${orders} WHERE nth IS NOT NULL GROUP BY customer_id) known ON r.customer_id = known.customer_id
    WHERE own_interval AND before > 0`;
  const later = sql`SELECT customer_id, count(*) AS after FROM ${shop.orders}
    WHERE kind = 'purchase' AND ${days} < 0 AND ${days} >= ${literal(-horizon)} GROUP BY customer_id`;
  const declined = sql`2 * coalesce(after, 0) < before`;
  const counted = (rule: Warning, score: Sql) =>
    sql`SELECT ${literal(rule)} AS rule, CAST(${score} AS DOUBLE) AS score,
        count(CASE WHEN ${declined} THEN 1 END) AS events, count(CASE WHEN NOT (${declined}) THEN 1 END) AS others
      FROM active a LEFT JOIN later l ON a.customer_id = l.customer_id GROUP BY 2`;
  const rules = [counted('personalRhythm', sql`lateness`), counted('fixedDays', sql`recency`)];
  const found = await session.engine.all(
    sql`WITH active AS (${active}), later AS (${later}) ${join(rules, ' UNION ALL ')} ORDER BY 1, 2`,
    { rule: 'text', score: 'double', events: 'integer', others: 'integer' },
  );
  const of = (rule: Warning) => found.filter((row) => row.rule === rule);
  return { personalRhythm: of('personalRhythm'), fixedDays: of('fixedDays') };
}

/** Customers with a score above a cut, and those of them with the event. */
export const above = (scored: readonly ScoredCounts[], cut: number) => {
  const warned = scored.filter(({ score }) => score > cut);
  const hits = warned.reduce((sum, { events }) => sum + events, 0);
  return { hits, warned: hits + warned.reduce((sum, { others }) => sum + others, 0) };
};

/** The cut with the highest F1, the harmonic mean of precision and recall; the lowest of several; null without an event. */
export function bestCut(scored: readonly ScoredCounts[]): number | null {
  const all = above(scored, -1);
  const rated = [0, ...scored.map(({ score }) => score)].map((cut) => {
    const { hits, warned } = above(scored, cut);
    return { cut, f1: (2 * hits) / (warned + all.hits) };
  });
  const best = Math.max(...rated.map(({ f1 }) => f1));
  return best > 0 ? Math.min(...rated.filter(({ f1 }) => f1 === best).map(({ cut }) => cut)) : null;
}
