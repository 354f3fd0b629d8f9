import { columnOf, Table, type Bound } from '../../core/table.js';
import { id, join, sql, type Sql } from '../../engine/sql.js';
import type { Shape } from '../../engine/shape.js';
import { dayOf } from '../../events/rollups.js';
import type { EventTables } from '../../events/tables.js';
import type { Session } from '../../core/session.js';
import type { OrderLines } from '../../orders/line-table.js';
import type { OrderTable } from '../../orders/order-table.js';
import type { Orders } from '../../orders/open.js';
import { dateSql } from '../orders/shop.js';

/** A table of what customers did: one row each time, with the customer and the day. */
export interface EventSource<T extends Table = Table> {
  readonly table: T;
  /** The column of the customer. */
  readonly user: string;
  /** SQL for the day of a row, a DATE. */
  readonly day: Sql;
  /** SQL that is true for the rows that count. Default: all. */
  readonly only?: Sql;
}

/** The columns of sources, for the types of queries on them. */
export type ShapesOf<E extends Readonly<Record<string, EventSource>>> = {
  readonly [N in keyof E]: E[N]['table']['columns'];
};

/**
 * The orders of a shop as tables of what customers did: `orders` are purchases, `refunds` orders with a total below 0,
 * `lines` the counted lines of both, with what else the file has.
 *
 * @example
 * tags.book(shop.customers, { asOf: shop.asOf, sources: tags.ordersOf(shop), rules: { … } });
 */
export function ordersOf({ orders, lines }: Pick<Orders, 'orders' | 'lines'>): {
  readonly orders: EventSource<OrderTable>;
  readonly refunds: EventSource<OrderTable>;
  readonly lines: EventSource<OrderLines>;
} {
  const day = id('day');
  const user = 'customer_id';
  return {
    orders: { table: orders, user, day, only: sql`kind = 'purchase'` },
    refunds: { table: orders, user, day, only: sql`kind = 'refund'` },
    lines: { table: lines, user, day },
  };
}

/**
 * Events as a table of what users did, by day in the zone of their window.
 *
 * @example
 * tags.book(users, { asOf: '2017-12-03', sources: { events: tags.eventsOf(events) } });
 */
export function eventsOf<T extends Table>(
  events: Pick<EventTables, 'window'> & { readonly events: T },
): EventSource<T> {
  const first = dateSql(events.window.days[0] ?? '1970-01-01');
  const day = sql`(${first} + CAST(${dayOf(events.window, id('event_time'))} AS INTEGER))`;
  return { table: events.events, user: 'user_id', day };
}

/** Any table with a user and a date or time as what users did. */
export const sourceOf = <T extends Bound<'user' | 'time'>>(table: T): EventSource<T> => ({
  table,
  user: columnOf(table, 'user'),
  day: sql`CAST(${id(columnOf(table, 'time'))} AS DATE)`,
});

/**
 * The users of events as a table of customers: one row each, with the counts, first and last times of each type.
 */
export function usersOf<S extends Shape>(events: {
  readonly session: Session;
  readonly users: { readonly name: string; readonly columns: S };
}): Table<S, { readonly user: 'user_id' }> {
  const { session, users } = events;
  return new Table({
    session,
    name: users.name,
    columns: users.columns,
    roles: { user: 'user_id' as const },
  });
}

/** SQL of the rows of a source that count up to a date, and not before another. */
export function rowsOf(
  { table, day, only }: EventSource,
  {
    after,
    upTo,
    where,
  }: { readonly after?: string | undefined; readonly upTo: string; readonly where?: Sql | undefined },
): Sql {
  const conditions = [
    sql`${day} <= ${dateSql(upTo)}`,
    ...(after === undefined ? [] : [sql`${day} > ${dateSql(after)}`]),
    ...(only === undefined ? [] : [only]),
    ...(where === undefined ? [] : [sql`(${where})`]),
  ];
  return sql`${table} WHERE ${join(conditions, ' AND ')}`;
}
