import { literal, sql } from '../engine/sql.js';
import { Table } from '../core/table.js';
import { OptionsError } from '../errors.js';
import { makeCustomers, type Customers } from './customers.js';
import { dayNumber } from './day.js';
import { makeOrders } from './order-table.js';
import type { Orders } from './open.js';

/**
 * The customers of a shop as they were at the end of an earlier day: only lines up to that day are known, so that a
 * refund booked later does not lower what an order was worth then.
 *
 * @throws OptionsError for a date that is none, or outside the orders.
 * @example
 * const spring = await customersAt(shop, '2011-03-31');
 */
export async function customersAt(shop: Orders, asOf: string): Promise<Customers> {
  dayNumber(asOf, 'asOf');
  if (asOf < shop.from || asOf > shop.asOf) {
    throw new OptionsError(`asOf is ${asOf}, but the orders are known from ${shop.from} to ${shop.asOf}.`);
  }
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
  const orders = await makeOrders(session, `${name}_orders`, lines);
  return makeCustomers(session, `${name}_customers`, { lines, orders, asOf });
}
