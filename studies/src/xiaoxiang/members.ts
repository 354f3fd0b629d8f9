import { column, sql, Table, type Column, type LoadedAs, type Orders } from 'tally';
import type { customersContract } from './contract.js';

/** Every customer, with what the register and the orders know of them. */
export type Members = Awaited<ReturnType<typeof joinMembers>>;

const COLUMNS = {
  customer_id: 'text',
  registered: 'date?',
  channel: 'text?',
  community: 'text?',
  residence_years: 'decimal?',
  household: 'text?',
  first_order: 'date?',
  last_order: 'date?',
  recency: 'integer?',
  orders: 'integer',
  revenue: 'decimal',
  spent: 'decimal',
  order_value: 'double?',
  tenure: 'integer?',
  interval: 'double?',
} as const;

const ROLES = {
  user: 'customer_id',
  recency: 'recency',
  frequency: 'orders',
  monetary: 'spent',
  orderValue: 'order_value',
} as const;

/**
 * The customers of the register joined with those who ordered: one row each. Who registered and never ordered has no
 * recency, and 0 orders; who ordered without being registered has no channel and household. Customers who register after the as-of date
 * are left out.
 *
 * @example
 * const members = await xiaoxiang.joinMembers(shop, await xiaoxiang.loadFile(tally, 'data/sample', 'customers'));
 * await tiers.shares(await tiers.assign(members));
 */
export async function joinMembers(
  { session, customers, asOf }: Pick<Orders, 'session' | 'customers' | 'asOf'>,
  register: LoadedAs<typeof customersContract>,
) {
  const members = new Table({
    session,
    name: session.uniqueName('members'),
    columns: COLUMNS,
    roles: ROLES,
    schema: schemaOf(register, customers),
  });
  await session.engine.run(sql`CREATE TABLE ${members} AS
    SELECT coalesce(r.customer_id, c.customer_id) AS customer_id, registered, channel, r.community AS community,
      residence_years, household, first_order, last_order, recency, coalesce(orders, 0) AS orders,
      coalesce(revenue, 0) AS revenue, coalesce(spent, 0) AS spent, order_value, tenure, "interval"
    FROM (SELECT * FROM ${register} WHERE registered <= CAST(${asOf} AS DATE)) r
      FULL JOIN ${customers} c ON r.customer_id = c.customer_id
    ORDER BY 1`);
  return members;
}

/** The columns as the two tables describe them; what one of them may lack is optional. */
function schemaOf(register: Table, customers: Table): Record<string, Column> {
  const entries = Object.entries<string>(COLUMNS).flatMap(([name, kind]) => {
    const known = register.schema[name] ?? customers.schema[name];
    if (known === undefined) return [];
    return [[name, kind.endsWith('?') ? column.optional(known) : known] as const];
  });
  return Object.fromEntries(entries);
}
