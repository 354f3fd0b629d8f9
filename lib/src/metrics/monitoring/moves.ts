import { literal, sql, type Sql } from '../../engine/sql.js';
import { placesOf, tierAtWeekEnds, type Stays } from './stays.js';

/**
 * Customers by tier some weeks before the end of a week and at its end: `counts[before][after]` in the order of the plan,
 * those in no tier after it. The last row of `before` is customers who were not there yet.
 */
export interface Moves {
  readonly week: string;
  readonly counts: readonly (readonly number[])[];
}

/** SQL for every pair of tiers that occurs: `week`, `before`, `after`, `customers`. */
export const movesSql = (history: Stays, ends: readonly string[], lag: number): Sql =>
  sql`WITH at_end AS (${tierAtWeekEnds(history, ends)})
    SELECT a.week, b.tier AS before, a.tier AS after, count(*) AS customers
    FROM at_end a LEFT JOIN at_end b ON b.customer_id = a.customer_id AND b.week = a.week - ${literal(lag * 7)}
    GROUP BY a.week, b.tier, a.tier ORDER BY a.week, b.tier, a.tier`;

/** The moves over `lag` weeks up to each of the weeks but the first `lag`, whose past is not known. */
export async function movesOf(
  history: Stays,
  ends: readonly string[],
  lag: number,
): Promise<readonly Moves[]> {
  const found = await history.session.engine.all(movesSql(history, ends, lag), {
    week: 'date',
    before: 'text?',
    after: 'text',
    customers: 'integer',
  });
  const places = placesOf(history.tiers);
  const weeks = new Map(
    ends
      .slice(lag)
      .map((week) => [week, Array.from({ length: places.length + 1 }, () => places.map(() => 0))]),
  );
  for (const { week, before, after, customers } of found) {
    const row = weeks.get(week)?.[before === null ? places.length : places.indexOf(before)];
    if (row !== undefined) row[places.indexOf(after)] = customers;
  }
  return [...weeks].map(([week, counts]) => ({ week, counts }));
}
