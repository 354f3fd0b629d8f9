import type { ColumnKind, Shape } from '../engine/shape.js';
import { id, join, literal, raw, sql, type Sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import type { EventField, EventLayout, EventTables } from './tables.js';
import type { EventType, EventTypes } from './types.js';
import { hasDaySets, localStart, localTime, type EventWindow } from './window.js';

export type RollupName = 'users' | 'categories' | 'hours' | 'days';

/** A rollup: how it is made from events, and how rollups of different events are merged. */
export interface Rollup {
  readonly name: RollupName;
  readonly columns: Shape;
  /** SELECT of the rollup, one row a key, in no order. */
  readonly make: (events: Sql) => Sql;
  /** SELECT that merges rows of the same key. */
  readonly merge: (parts: Sql) => Sql;
}

/** What rollups depend on. */
export interface RollupPlan {
  readonly window: EventWindow;
  readonly types: EventTypes;
  readonly layout: EventLayout;
}

const DAY = 86_400;

/** SQL of the day of the window that an instant falls on, from 0. */
export const dayOf = (window: EventWindow, instant: Sql): Sql =>
  sql`((${localTime(window, instant)} - ${literal(localStart(window))}) // ${literal(DAY)})`;

/** SQL of the hour of the day, 0 to 23. */
export const hourOf = (window: EventWindow, instant: Sql): Sql =>
  sql`(${localTime(window, instant)} % ${literal(DAY)} // 3600)`;

/** The rollups of events: of users and hours, of categories where there are any, of days where sets cannot hold them. */
export function rollupsOf(plan: RollupPlan): readonly Rollup[] {
  return [
    users(plan),
    ...(plan.layout.category === null ? [] : [categories(plan)]),
    hours(plan),
    ...(hasDaySets(plan.window) ? [] : [days(plan)]),
  ];
}

/** A column of a type: its name, its kind, its value out of the one row of the type, and how its parts are merged. */
interface RollupColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly value: Sql;
  readonly merge: 'sum' | 'min' | 'max' | 'bit_or';
}

/** One row a user: see EventUserColumns. First by user and type, which needs one pass without conditions. */
function users({ window, types, layout }: RollupPlan): Rollup {
  const time = id('event_time');
  const sets = hasDaySets(window);
  const dayBits = sql`bit_or(CAST(1 AS BIGINT) << CAST(${dayOf(window, time)} AS INTEGER))`;
  const ofType = (value: string) => (type: EventType) =>
    sql`max(CASE WHEN ${is(type)} THEN ${id(value)} END)`;
  const or0 = (value: string) => (type: EventType) => sql`coalesce(${ofType(value)(type)}, 0)`;
  const none = () => raw('CAST(NULL AS BIGINT)');
  const columns = [
    ...each(types, (key) => key, 'integer', or0('n'), 'sum'),
    ...each(types, (key) => `first_${key}`, 'integer?', ofType('first_time'), 'min'),
    ...each(types, (key) => `last_${key}`, 'integer?', ofType('last_time'), 'max'),
    ...each(types, (key) => `${key}_days`, 'integer?', sets ? or0('days') : none, 'bit_or'),
    ...each(types, (key) => `${key}_hours`, 'integer', or0('hours'), 'bit_or'),
    ...(layout.amount ? each(types, (key) => `${key}_amount`, 'decimal', or0('amount'), 'sum') : []),
  ];
  const measures = [
    sql`count(*) AS n`,
    sql`min(event_time) AS first_time`,
    sql`max(event_time) AS last_time`,
    ...(sets ? [sql`${dayBits} AS days`] : []),
    sql`bit_or(CAST(1 AS INTEGER) << CAST(${hourOf(window, time)} AS INTEGER)) AS hours`,
    ...(layout.amount ? [sql`coalesce(sum(amount), 0) AS amount`] : []),
  ];
  return rollup('users', { user_id: layout.user }, columns, (events) => ({
    source: sql`SELECT user_id, code, ${join(measures)} FROM ${events} GROUP BY user_id, code`,
    keys: [id('user_id')],
    groups: id('user_id'),
  }));
}

function categories({ types, layout }: RollupPlan): Rollup {
  return rollup('categories', { category_id: layout.category ?? 'integer' }, counts(types), (events) => ({
    source: sql`SELECT category_id, code, count(*) AS n FROM ${events} GROUP BY category_id, code`,
    keys: [id('category_id')],
    groups: id('category_id'),
  }));
}

function hours({ window, types }: RollupPlan): Rollup {
  const hour = sql`((${localTime(window, id('event_time'))} - ${literal(localStart(window))}) // 3600)`;
  return rollup('hours', { day: 'integer', hour: 'integer' }, counts(types), (events) => ({
    source: sql`SELECT ${hour} AS nth, code, count(*) AS n FROM ${events} GROUP BY nth, code`,
    keys: [sql`CAST(nth // 24 AS INTEGER) AS day`, sql`CAST(nth % 24 AS INTEGER) AS hour`],
    groups: id('nth'),
  }));
}

/** One row a user and day: see UserDayColumns. */
function days({ window, layout }: RollupPlan): Rollup {
  const day = sql`CAST(${dayOf(window, id('event_time'))} AS INTEGER)`;
  const types = sql`bit_or(CAST(1 AS BIGINT) << CAST(code - 1 AS INTEGER)) AS types`;
  return {
    name: 'days',
    columns: { user_id: layout.user, day: 'integer', types: 'integer' },
    make: (events) => sql`SELECT user_id, ${day} AS day, ${types} FROM ${events} GROUP BY user_id, ${day}`,
    merge: (parts) => sql`SELECT user_id, day, bit_or(types) AS types FROM ${parts} GROUP BY user_id, day`,
  };
}

/** Events grouped by a key and by type, and how the key comes out of it. */
interface ByType {
  readonly source: Sql;
  readonly keys: readonly Sql[];
  readonly groups: Sql;
}

function rollup(
  name: RollupName,
  key: Shape,
  columns: readonly RollupColumn[],
  byType: (events: Sql) => ByType,
): Rollup {
  const values = columns.map(({ name: column, value }) => sql`${value} AS ${id(column)}`);
  const merged = columns.map(({ name: column, kind, merge }) => {
    const all = sql`${raw(merge)}(${id(column)})`;
    return sql`${merge === 'sum' && kind === 'integer' ? sql`CAST(${all} AS BIGINT)` : all} AS ${id(column)}`;
  });
  const keys = join(Object.keys(key).map(id));
  return {
    name,
    columns: { ...key, ...Object.fromEntries(columns.map((column) => [column.name, column.kind])) },
    make(events) {
      const { source, keys: own, groups } = byType(events);
      return sql`WITH by_type AS (${source}) SELECT ${join([...own, ...values])} FROM by_type GROUP BY ${groups}`;
    },
    merge: (parts) => sql`SELECT ${keys}, ${join(merged)} FROM ${parts} GROUP BY ${keys}`,
  };
}

const is = ({ code }: EventType): Sql => sql`code = ${literal(code)}`;

function each(
  types: EventTypes,
  name: (key: string) => string,
  kind: ColumnKind,
  value: (type: EventType) => Sql,
  merge: RollupColumn['merge'],
): RollupColumn[] {
  return types.map((type) => ({ name: name(type.key), kind, value: value(type), merge }));
}

function counts(types: EventTypes): readonly RollupColumn[] {
  const sum = (type: EventType) => sql`CAST(coalesce(sum(CASE WHEN ${is(type)} THEN n END), 0) AS BIGINT)`;
  return each(types, (key) => key, 'integer', sum, 'sum');
}

/** Gives tables the types of their columns, which depend on the options alone. */
export function tablesOf<T extends string, F extends EventField>(
  how: Pick<EventTables<T, F>, 'window' | 'types'>,
  events: Table,
  { users, hours, categories = null, days = null }: Partial<Record<RollupName, Table | null>>,
): EventTables<T, F> {
  return { ...how, events, users, hours, categories, days } as unknown as EventTables<T, F>;
}
