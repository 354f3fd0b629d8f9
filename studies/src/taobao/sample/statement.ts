import { type Sql, sql } from 'tally';
import { categoryId, categoryRank, itemId, itemNumber, userId } from './catalog.js';
import { Draws, num } from './draw.js';
import { EVENTS_PER_TASTE, FLAWS, FLAW_KINDS, VIEWED_AGAIN } from './published.js';
import { linked, sortedEvents, SPECIAL, unpacked } from './times.js';
import { userRows } from './users.js';

const K = sql`k`;
const J = sql`j`;

/** All events of the users that `users` yields (a column k), in the order of k and time. */
export function eventRows(seed: number, users: Sql, flaws: boolean): Sql {
  const draws = new Draws(seed);
  return sql`
    SELECT ${userId(sql`gap`)} AS user_id, ${itemId(sql`item`)} AS item_id, ${categoryId(sql`category`)} AS category_id,
      behavior AS behavior_type, event_time AS "timestamp"
    FROM (SELECT *, ${itemNumber(sql`category`, draws.uniform('item', K, sql`base`))} AS item
      FROM (SELECT *, ${categoryRank(sql`taste`)} AS category
        FROM (SELECT *, ${draws.uniform('taste', K, sql`base % tastes`)} AS taste
          FROM (${onItems(draws, users, flaws)}))))`;
}

/** Adds to each event the number of the event whose item it is on, and its kind. */
function onItems(draws: Draws, users: Sql, flaws: boolean): Sql {
  const again = draws.bits('again', K, J);
  const viewed = sql`CASE WHEN j > ${SPECIAL} AND (${again} & 1023)::INTEGER < ${num(Math.round(VIEWED_AGAIN * 1024))}
    THEN ${SPECIAL} + (((${again} >> 33)::BIGINT * (j - ${SPECIAL})) >> 31) ELSE j END`;
  const unknown = sql`CASE WHEN flaw_rows > 0 AND j >= ${SPECIAL} + views
    AND ${draws.below(num(1000), 'flaw', K, J)} < ${num(FLAW_KINDS.unknown)} THEN CASE WHEN j % 2 = 0 THEN 'PV' END ELSE 'pv' END`;
  return sql`
    SELECT k, gap, tastes, event_time,
      CASE WHEN first = j THEN j ELSE coalesce(${linked(draws, sql`first`)}, first) END AS base,
      CASE WHEN j < purchases THEN 'buy' WHEN j < purchases + carts THEN 'cart' WHEN j < ${SPECIAL} THEN 'fav'
        WHEN never_views THEN CASE WHEN favorites > 0 THEN 'fav' ELSE 'cart' END
        ELSE ${flaws ? unknown : sql`'pv'`} END AS behavior
    FROM (SELECT *, coalesce(link, ${viewed}) AS first
      FROM (SELECT *, ${unpacked(sql`packed`)}
        FROM (${unnested(draws, users, flaws)})))`;
}

/** One row an event. A few users have their first event twice. */
function unnested(draws: Draws, users: Sql, flaws: boolean): Sql {
  const events = sortedEvents(draws);
  const twice = flaws
    ? sql`CASE WHEN ${draws.uniform('duplicate', K)} < ${num(FLAWS.duplicates)} THEN list_prepend(events[1], events) ELSE events END`
    : sql`events`;
  return sql`
    SELECT * EXCLUDE (events), unnest(${twice}) AS packed
    FROM (SELECT k, active_days, purchases, carts, favorites, views, never_views, flaw_rows,
        greatest(1, floor(size / ${num(EVENTS_PER_TASTE)}))::BIGINT AS tastes,
        ${draws.below(num(33), 'idGap', sql`${K} // 32`)} AS gap, ${events} AS events
      FROM (${userRows(draws, users, flaws)}))`;
}
