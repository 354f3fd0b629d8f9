import { type Sql, sql } from 'tally';
import { MAX_EVENTS, num, weighted, type Draws } from './draw.js';
import {
  BEFORE_PURCHASE,
  FLAW_KINDS,
  JOINT_PURCHASE,
  PURCHASE_HOURS,
  SAME_VISIT,
  VIEWS_AFTER,
  VIEWS_BEFORE,
  VISIT_HOURS,
  WINDOW,
} from './published.js';

const K = sql`k`;
const DAY = 86_400;
const YEAR = 365 * DAY;
/** 1 January 2037. */
const YEARS_AHEAD = 2_114_352_000;

const total = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

/** How many events of a user stand before the views: purchases, then carts, then favorites. */
export const SPECIAL = sql`(purchases + carts + favorites)`;

/** Views from this number on come after the event they are linked to; links of smaller numbers come before. */
const AFTER = sql`2 * ${SPECIAL}`;

/**
 * The event on whose item event `j` is, or null. A cart or favorite may come before a purchase; as many views
 * as there are purchases, carts and favorites may come before one of them each, and as many after.
 */
export function linked(draws: Draws, j: Sql): Sql {
  const draw = draws.uniform('follows', K, j);
  const sometimes = (event: Sql, chance: Sql) => sql`CASE WHEN ${draw} < ${chance} THEN ${event} END`;
  const toPurchase = (event: Sql, chance: number) =>
    sql`CASE WHEN ${event} < purchases AND ${draw} < ${num(chance)} THEN ${event} END`;
  const byKind = (event: Sql, { purchase, cart, favorite }: typeof VIEWS_BEFORE | typeof VIEWS_AFTER) =>
    sql`CASE WHEN ${event} < purchases THEN ${num(purchase)} WHEN ${event} < purchases + carts THEN ${num(cart)} ELSE ${num(favorite)} END`;
  const before = sql`(${j} - ${SPECIAL})`;
  const after = sql`(${j} - ${AFTER})`;
  return sql`CASE
    WHEN ${j} < purchases THEN NULL
    WHEN ${j} < purchases + carts THEN ${toPurchase(sql`(${j} - purchases)`, BEFORE_PURCHASE.cart)}
    WHEN ${j} < ${SPECIAL} THEN ${toPurchase(sql`(${j} - purchases - carts)`, BEFORE_PURCHASE.favorite)}
    WHEN ${j} >= least(3 * ${SPECIAL}, ${SPECIAL} + views - active_days) THEN NULL
    WHEN ${j} < ${AFTER} THEN ${sometimes(before, byKind(before, VIEWS_BEFORE))}
    ELSE ${sometimes(after, byKind(after, VIEWS_AFTER))}
  END`;
}

const isPurchase = (j: Sql): Sql => sql`${j} < purchases`;

/** The number by which day and hour of purchase `j` are drawn: its own, or an earlier one's, or the first one's. */
function occasion(draws: Draws, j: Sql): Sql {
  const { few, many, oneVisit } = JOINT_PURCHASE;
  const joint = sql`CASE WHEN purchases < 4 THEN ${num(few)} ELSE ${num(many)} END`;
  return sql`CASE
    WHEN purchases > 3 AND ${draws.uniform('oneVisit', K)} < ${num(oneVisit)} THEN 0
    WHEN ${draws.uniform('joint', K, j)} < ${joint} THEN ${draws.below(j, 'jointWith', K, j)}
    ELSE ${j} END`;
}

/** Day of the window on which event `j` happens. The last views see to it that each active day has an event. */
function dayOf(draws: Draws, j: Sql, bits: Sql): Sql {
  const purchase = draws.below(sql`active_days`, 'purchaseDay', K, occasion(draws, j));
  const fromEnd = sql`(${SPECIAL} + views - 1 - ${j})`;
  const nth = sql`CASE WHEN ${isPurchase(j)} THEN ${purchase}
    WHEN ${fromEnd} BETWEEN 0 AND active_days - 1 THEN ${fromEnd}
    ELSE ((${bits} & 65535)::BIGINT * active_days) >> 16 END`;
  return sql`((days >> (4 * (${nth}))::INTEGER) & 15)`;
}

/**
 * Draw of the hour of event `j`: of the purchase's visit, or of one of the visits of the day. One visit in four
 * is a habit: at the same hour on each day.
 */
function hourDraw(draws: Draws, j: Sql, bits: Sql, day: Sql): Sql {
  const visit = sql`((((${bits} >> 16) & 65535)::BIGINT * visits) >> 22)`;
  const which = sql`CASE WHEN ${visit} % 4 = 1 THEN ${visit} ELSE (${day} + 1) * 64 + ${visit} END`;
  return sql`CASE WHEN ${isPurchase(j)}
    THEN ${draws.below(num(total(PURCHASE_HOURS)), 'purchaseHour', K, occasion(draws, j))}
    ELSE ${draws.below(num(total(VISIT_HOURS)), 'hour', K, which)} END`;
}

/** Second of the window: day, hour by its draw, second of the hour. */
function secondOf(j: Sql, bits: Sql, day: Sql, hour: Sql): Sql {
  return sql`${day} * 86400
    + CASE WHEN ${isPurchase(j)} THEN ${weighted(PURCHASE_HOURS, hour)} ELSE ${weighted(VISIT_HOURS, hour)} END * 3600
    + ((((${bits} >> 32) & 65535)::BIGINT * 3600) >> 16)`;
}

/**
 * The sorted list of a user's events, each packed into one number: epoch second, event, linked event (see
 * {@link unpacked}). An event that comes before (after) another one keeps its own visit where that is earlier
 * (later), or moves into the other's.
 */
export function sortedEvents(draws: Draws): Sql {
  const j = sql`e.j`;
  const link = sql`e.link`;
  const ifLinked = (value: Sql) => sql`CASE WHEN e.link IS NOT NULL THEN ${value} END`;
  const steps = [
    sql`{j: e, link: ${linked(draws, sql`e`)}, bits: ${draws.bits('event', K, sql`e`)}}`,
    sql`{j: e.j, link: e.link, bits: e.bits, link_bits: ${ifLinked(draws.bits('event', K, link))}}`,
    sql`{j: e.j, link: e.link, bits: e.bits, link_bits: e.link_bits,
      day: ${dayOf(draws, j, sql`e.bits`)}, link_day: ${ifLinked(dayOf(draws, link, sql`e.link_bits`))}}`,
    sql`{j: e.j, link: e.link, bits: e.bits, link_bits: e.link_bits, day: e.day, link_day: e.link_day,
      hour: ${hourDraw(draws, j, sql`e.bits`, sql`e.day`)},
      link_hour: ${ifLinked(hourDraw(draws, link, sql`e.link_bits`, sql`e.link_day`))}}`,
    sql`{j: e.j, link: e.link, bits: e.bits, own: ${secondOf(j, sql`e.bits`, sql`e.day`, sql`e.hour`)},
      other: ${ifLinked(secondOf(link, sql`e.link_bits`, sql`e.link_day`, sql`e.link_hour`))}}`,
    packed(
      sql`CASE WHEN e.j >= ${SPECIAL} + views THEN ${flawTime(draws, j)} ELSE ${num(WINDOW.start)} + ${beside()} END`,
    ),
  ];
  const all = sql`range(${SPECIAL} + views + flaw_rows)`;
  return sql`list_sort(${steps.reduce((list, step) => sql`list_transform(${list}, lambda e: ${step})`, all)})`;
}

/** The second at which event `e` happens, given its own and that of the event it is linked to. */
function beside(): Sql {
  const share = sql`((e.bits >> 48) & 65535)::BIGINT`;
  const sameVisit = sql`CASE WHEN e.j < ${SPECIAL} THEN ${num(SAME_VISIT.cart)} ELSE ${num(SAME_VISIT.view)} END`;
  const free = sql`(e.bits & 1023)::INTEGER >= 1024 * ${sameVisit}`;
  return sql`CASE WHEN e.link IS NULL THEN e.own
    WHEN e.j < ${AFTER} THEN CASE WHEN e.own // 3600 < e.other // 3600 AND ${free} THEN e.own
      ELSE e.other - e.other % 3600 + (${share} * (e.other % 3600) >> 16) END
    ELSE CASE WHEN e.own // 3600 > e.other // 3600 AND ${free} THEN e.own
      ELSE e.other + (${share} * (3600 - e.other % 3600) >> 16) END END`;
}

/** Event time, number of the event, and number of the linked event plus one, as one number that sorts by time. */
const packed = (time: Sql): Sql =>
  sql`((${time}) * ${num(MAX_EVENTS)} + e.j) * ${num(MAX_EVENTS)} + coalesce(e.link + 1, 0)`;

/** The parts of a packed event: columns j, link (null where there is none) and event_time. */
export function unpacked(event: Sql): Sql {
  return sql`${event} // ${num(MAX_EVENTS ** 2)} AS event_time, ${event} // ${num(MAX_EVENTS)} % ${num(MAX_EVENTS)} AS j,
    nullif(${event} % ${num(MAX_EVENTS)}, 0) - 1 AS link`;
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
