import { literal, sql } from '../engine/sql.js';
import { Table } from '../core/table.js';
import { OptionsError } from '../errors.js';
import { makeCustomers, type Customers } from './customers.js';
import { dayNumber } from './day.js';
import type { OrderLines } from './line-table.js';
import { makeOrders, type OrderTable } from './order-table.js';
import type { Orders } from './open.js';

/** What was known of a shop at the end of a day. */
export interface KnownAt {
  readonly lines: OrderLines;
  readonly orders: OrderTable;
}

/**
 * The lines and orders of a shop as they were at the end of an earlier day: only lines up to that day are known.
 *
 * @throws OptionsError for a date that is none, or outside the orders.
 */
export async function knownAt(shop: Orders, asOf: string): Promise<KnownAt> {
  dayNumber(asOf, 'asOf');
  if (asOf < shop.from || asOf > shop.asOf) {
    throw new OptionsError(`asOf is ${asOf}, but the orders are known from ${shop.from} to ${shop.asOf}.`);
  }
  if (asOf === shop.asOf) return shop;
  const { session, lines: all } = shop;
  const name = `${all.name}_${asOf}`;
  const lines = new Table({
    session,
    name: session.uniqueName(name),
    columns: all.columns,
    roles: all.roles,
    schema: all.schema,
  });
  await session.engine.run(
    sql`CREATE VIEW ${lines} AS SELECT * FROM ${all} WHERE "day" <= CAST(${literal(asOf)} AS DATE)`,
  );
  return { lines, orders: await makeOrders(session, `${name}_orders`, lines) };
}

/**
 * The customers of a shop as they were at the end of an earlier day: only lines up to that day are known, so that a
 * refund booked later does not lower what an order was worth then.
 *
 * @throws OptionsError for a date that is none, or outside the orders.
 * @example
 * const spring = await customersAt(shop, '2011-03-31');
 */
export async function customersAt(shop: Orders, asOf: string): Promise<Customers> {
  const known = await knownAt(shop, asOf);
  return makeCustomers(shop.session, `${shop.lines.name}_${asOf}_customers`, { ...known, asOf });
}
