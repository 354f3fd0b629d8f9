import { id, join, literal, raw, sql, type Sql } from '../../engine/sql.js';
import type { Table } from '../../engine/table.js';
import { BEHAVIOR_CODES, BEHAVIORS, type Behavior } from './behaviors.js';
import { CATEGORY_COLUMNS, EVENT_USER_COLUMNS, HOUR_COLUMNS } from './tables.js';
import { localStart, localTime, type EventWindow } from './window.js';

/** A rollup: how it is made of events, and how several of them, each of other events, are made one. */
export interface Rollup {
  readonly columns: typeof EVENT_USER_COLUMNS | typeof CATEGORY_COLUMNS | typeof HOUR_COLUMNS;
  /** SELECT of the rollup, one row a key, in no order. */
  make(events: Sql, window: EventWindow): Sql;
  /** SELECT that merges rows of the same key. */
  merge(parts: Sql): Sql;
}

const DAY = 86_400;

/** SQL of the day of the window that an instant falls on, from 0. */
export const dayOf = (window: EventWindow, instant: Sql): Sql =>
  sql`((${localTime(window, instant)} - ${literal(localStart(window))}) // ${literal(DAY)})`;

/** SQL of the hour of the day, 0 to 23. */
export const hourOf = (window: EventWindow, instant: Sql): Sql =>
  sql`(${localTime(window, instant)} % ${literal(DAY)} // 3600)`;

/** One row a user: see EVENT_USER_COLUMNS. First by user and behavior, which needs one pass without conditions. */
const users: Rollup = {
  columns: EVENT_USER_COLUMNS,
  make(events, window) {
    const time = id('event_time');
    return sql`WITH behaviors AS (
      SELECT user_id, behavior, count(*) AS n, min(event_time) AS first_time, max(event_time) AS last_time,
        bit_or(CAST(1 AS BIGINT) << CAST(${dayOf(window, time)} AS INTEGER)) AS days,
        bit_or(CAST(1 AS INTEGER) << CAST(${hourOf(window, time)} AS INTEGER)) AS hours
      FROM ${events} GROUP BY user_id, behavior
    )
    SELECT user_id, ${join([
      ...each((name, is) => sql`coalesce(max(CASE WHEN ${is} THEN n END), 0) AS ${id(name)}`),
      ...each((name, is) => sql`max(CASE WHEN ${is} THEN first_time END) AS ${id(`first_${name}`)}`),
      ...each((name, is) => sql`max(CASE WHEN ${is} THEN last_time END) AS ${id(`last_${name}`)}`),
      ...each((name, is) => sql`coalesce(max(CASE WHEN ${is} THEN days END), 0) AS ${id(`${name}_days`)}`),
      ...each((name, is) => sql`coalesce(max(CASE WHEN ${is} THEN hours END), 0) AS ${id(`${name}_hours`)}`),
    ])}
    FROM behaviors GROUP BY user_id`;
  },
  merge: (parts) => merged(parts, ['user_id'], EVENT_USER_COLUMNS),
};

const categories: Rollup = {
  columns: CATEGORY_COLUMNS,
  make: (events) => sql`WITH behaviors AS (
      SELECT category_id, behavior, count(*) AS n FROM ${events} GROUP BY category_id, behavior
    )
    SELECT category_id, ${join(each(countOf))} FROM behaviors GROUP BY category_id`,
  merge: (parts) => merged(parts, ['category_id'], CATEGORY_COLUMNS),
};

const hours: Rollup = {
  columns: HOUR_COLUMNS,
  make(events, window) {
    const hour = sql`((${localTime(window, id('event_time'))} - ${literal(localStart(window))}) // 3600)`;
    return sql`WITH behaviors AS (
      SELECT ${hour} AS nth, behavior, count(*) AS n FROM ${events} GROUP BY nth, behavior
    )
    SELECT CAST(nth // 24 AS INTEGER) AS day, CAST(nth % 24 AS INTEGER) AS hour, ${join(each(countOf))}
    FROM behaviors GROUP BY nth`;
  },
  merge: (parts) => merged(parts, ['day', 'hour'], HOUR_COLUMNS),
};

export const ROLLUPS = { users, categories, hours } as const;
export type RollupName = keyof typeof ROLLUPS;

function each(write: (name: Behavior, is: Sql) => Sql): Sql[] {
  return BEHAVIORS.map((name) => write(name, sql`behavior = ${literal(BEHAVIOR_CODES[name])}`));
}

function countOf(name: Behavior, is: Sql): Sql {
  return sql`CAST(coalesce(sum(CASE WHEN ${is} THEN n END), 0) AS BIGINT) AS ${id(name)}`;
}

/** Counts add up, first times take the least, last times the greatest, sets unite. */
function merged(parts: Sql, key: readonly string[], columns: Table['columns']): Sql {
  const values = Object.keys(columns)
    .filter((name) => !key.includes(name))
    .map((name) => sql`${mergeOf(name)} AS ${id(name)}`);
  const keys = join(key.map(id));
  return sql`SELECT ${keys}, ${join(values)} FROM ${parts} GROUP BY ${keys}`;
}

function mergeOf(name: string): Sql {
  if (name.startsWith('first_')) return sql`min(${id(name)})`;
  if (name.startsWith('last_')) return sql`max(${id(name)})`;
  if (/_(days|hours)$/.test(name)) return sql`bit_or(${id(name)})`;
  return sql`CAST(sum(${id(name)}) AS ${raw('BIGINT')})`;
}
