import { raw, sql, type Sql } from '../../../engine/sql.js';
import { MAX_EVENTS, num, weighted, type Draws } from './draw.js';
import { EARLIER, FLAW_KINDS, JOINT_PURCHASE, PURCHASE_HOURS, SAME_VISIT, VISIT_HOURS, WINDOW } from './published.js';

const K = raw('k');
const DAY = 86_400;
const YEAR = 365 * DAY;
/** 1 January 2037. */
const YEARS_AHEAD = 2_114_352_000;

const total = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

/** How many events of a user stand before the views: purchases, then carts, then favourites. */
export const SPECIAL = raw('(purchases + carts + favourites)');

/**
 * The event that event `j` comes before on the same item, or null: a view before a purchase, cart or
 * favourite; a cart or favourite before a purchase. `draw` is uniform in [0, 1).
 */
export function followed(j: Sql, draw: Sql): Sql {
  return sql`CASE
    WHEN ${j} < purchases THEN NULL
    WHEN ${j} < purchases + carts THEN CASE WHEN ${j} - purchases < purchases AND ${draw} < ${num(EARLIER.cart)} THEN ${j} - purchases END
    WHEN ${j} < ${SPECIAL} THEN CASE WHEN ${j} - purchases - carts < purchases AND ${draw} < ${num(EARLIER.fav)} THEN ${j} - purchases - carts END
    WHEN ${j} < least(2 * ${SPECIAL}, ${SPECIAL} + views - active_days) THEN CASE WHEN ${draw} <
      CASE WHEN ${j} - ${SPECIAL} < purchases THEN ${num(EARLIER.viewOfPurchase)}
        WHEN ${j} - ${SPECIAL} < purchases + carts THEN ${num(EARLIER.viewOfCart)} ELSE ${num(EARLIER.viewOfFavourite)} END
      THEN ${j} - ${SPECIAL} END
  END`;
}

const isPurchase = (j: Sql): Sql => sql`${j} < purchases`;

/** The purchase in whose visit purchase `j` happens: itself or an earlier one. */
function occasion(draws: Draws, j: Sql): Sql {
  const joint = sql`CASE WHEN purchases > 3 THEN ${num(JOINT_PURCHASE.many)} ELSE ${num(JOINT_PURCHASE.few)} END`;
  return sql`CASE WHEN ${draws.uniform('joint', K, j)} < ${joint} THEN ${draws.below(j, 'jointWith', K, j)} ELSE ${j} END`;
}

/** Day of the window on which event `j` happens. The last views see to it that each active day has an event. */
function dayOf(draws: Draws, j: Sql, bits: Sql): Sql {
  const purchase = draws.below(raw('active_days'), 'purchaseDay', K, occasion(draws, j));
  const fromEnd = sql`(${SPECIAL} + views - 1 - ${j})`;
  const nth = sql`CASE WHEN ${isPurchase(j)} THEN ${purchase}
    WHEN ${fromEnd} BETWEEN 0 AND active_days - 1 THEN ${fromEnd}
    ELSE ((${bits} & 65535)::BIGINT * active_days) >> 16 END`;
  return sql`((days >> (4 * (${nth}))::INTEGER) & 15)`;
}

/** Draw of the hour of event `j`: of the purchase's visit, or of one of the visits of the day. */
function hourDraw(draws: Draws, j: Sql, bits: Sql, day: Sql): Sql {
  const visit = sql`floor(((${bits} >> 16) & 65535)::BIGINT * visits / 65536)::BIGINT`;
  return sql`CASE WHEN ${isPurchase(j)}
    THEN ${draws.below(num(total(PURCHASE_HOURS)), 'purchaseHour', K, occasion(draws, j))}
    ELSE ${draws.below(num(total(VISIT_HOURS)), 'hour', K, sql`${day} * 64 + ${visit}`)} END`;
}

/** Second of the window: day, hour by its draw, second of the hour. */
function secondOf(j: Sql, bits: Sql, day: Sql, hour: Sql): Sql {
  return sql`${day} * 86400
    + CASE WHEN ${isPurchase(j)} THEN ${weighted(PURCHASE_HOURS, hour)} ELSE ${weighted(VISIT_HOURS, hour)} END * 3600
    + ((((${bits} >> 32) & 65535)::BIGINT * 3600) >> 16)`;
}

/**
 * The sorted list of a user's events: each one number, epoch second times `MAX_EVENTS` plus the event's number.
 * An event that comes before another one keeps its own visit where that is earlier, or moves into the other's.
 */
export function sortedEvents(draws: Draws): Sql {
  const j = raw('e.j');
  const bits = raw('e.bits');
  const time = sql`CASE WHEN e.other IS NULL THEN e.own
    WHEN e.own // 3600 < e.other // 3600 AND (e.bits & 1023) >= ${num(Math.round(SAME_VISIT * 1024))} THEN e.own
    ELSE e.other - e.other % 3600 + ((((e.bits >> 48) & 65535)::BIGINT * (e.other % 3600)) >> 16) END`;
  const other = raw('e.other');
  const ifOther = (value: Sql) => sql`CASE WHEN e.other IS NOT NULL THEN ${value} END`;
  const steps = [
    sql`{j: e, bits: ${draws.bits('event', K, raw('e'))}, other: ${followed(raw('e'), draws.uniform('follows', K, raw('e')))}}`,
    sql`{j: e.j, bits: e.bits, other: e.other, other_bits: ${ifOther(draws.bits('event', K, other))}}`,
    sql`{j: e.j, bits: e.bits, day: ${dayOf(draws, j, bits)},
      other: e.other, other_bits: e.other_bits, other_day: ${ifOther(dayOf(draws, other, raw('e.other_bits')))}}`,
    sql`{j: e.j, bits: e.bits, day: e.day, hour: ${hourDraw(draws, j, bits, raw('e.day'))},
      other: e.other, other_bits: e.other_bits, other_day: e.other_day,
      other_hour: ${ifOther(hourDraw(draws, other, raw('e.other_bits'), raw('e.other_day')))}}`,
    sql`{j: e.j, bits: e.bits, own: ${secondOf(j, bits, raw('e.day'), raw('e.hour'))},
      other: ${ifOther(secondOf(other, raw('e.other_bits'), raw('e.other_day'), raw('e.other_hour')))}}`,
    packTime(sql`CASE WHEN e.j >= ${SPECIAL} + views THEN ${flawTime(draws, j)} ELSE ${num(WINDOW.start)} + ${time} END`, j),
  ];
  const all = sql`range(${SPECIAL} + views + flaw_rows)`;
  return sql`list_sort(${steps.reduce((list, step) => sql`list_transform(${list}, lambda e: ${step})`, all)})`;
}

/** Epoch second of a flawed row: mostly days before the window, some after, a few in other years. */
function flawTime(draws: Draws, j: Sql): Sql {
  const kind = draws.below(num(1000), 'flaw', K, j);
  const back = sql`pow(${draws.uniform('flawTime', K, j)}, 3)`;
  return sql`CASE
    WHEN ${kind} < ${num(FLAW_KINDS.unknown)} THEN ${num(WINDOW.start)} + floor(${back} * ${num(WINDOW.days * DAY)})::BIGINT
    WHEN ${kind} < ${num(FLAW_KINDS.yearsAhead)} THEN ${num(YEARS_AHEAD)} + floor(${back} * ${num(YEAR)})::BIGINT
    WHEN ${kind} < ${num(FLAW_KINDS.epoch)} THEN floor(${back} * ${num(YEAR)})::BIGINT
    WHEN ${kind} < ${num(FLAW_KINDS.after)} THEN ${num(WINDOW.start + WINDOW.days * DAY)} + floor(${back} * ${num(2 * DAY)})::BIGINT
    ELSE ${num(WINDOW.start - 1)} - floor(${back} * ${num(6 * DAY)})::BIGINT END`;
}

/** Time and number of an event in one number, which sorts by time. */
const packTime = (time: Sql, j: Sql): Sql => sql`(${time}) * ${num(MAX_EVENTS)} + ${j}`;
