import fc from 'fast-check';
import { tags, type Session } from 'tally';
import { tableOf } from '../../table-of.js';
import { COLUMNS } from './queries.js';
import type { Customer, Order } from './reference.js';

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 4 });

/** Up to eight customers with missing values, of an id each. */
export const anyCustomers: fc.Arbitrary<readonly Customer[]> = fc.uniqueArray(
  fc.record({
    customer: fc.constantFrom(...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']),
    recency: maybe(fc.integer({ min: 0, max: 6 })),
    spent: maybe(fc.constantFrom(0, 0.5, 1, 2, 3, 5.5)),
    country: maybe(fc.constantFrom('DE', 'FR', "L'île")),
    joined: maybe(fc.constantFrom('2024-01-01', '2024-01-15', '2024-02-01', '2024-03-01')),
    member: maybe(fc.boolean()),
  }),
  { selector: ({ customer }) => customer, maxLength: 8 },
);

/** An order of one of these customers or of another, before and after the as-of date. */
export const anyOrder: fc.Arbitrary<Order> = fc.record({
  customer: fc.constantFrom(...['a', 'b', 'c', 'd', 'e', 'f', 'stranger']),
  day: fc
    .integer({ min: 0, max: 75 })
    .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)),
  amount: maybe(fc.integer({ min: 0, max: 6 })),
});

export const anyOrders: fc.Arbitrary<readonly Order[]> = fc.array(anyOrder, { maxLength: 25 });

export async function tablesFor(session: Session, customers: readonly Customer[], orders: readonly Order[]) {
  const users = await tableOf(
    session,
    'people',
    COLUMNS,
    customers.map((one) => [one.customer, one.recency, one.spent, one.country, one.joined, one.member]),
    { user: 'customer', recency: 'recency', monetary: 'spent' },
  );
  const bought = await tableOf(
    session,
    'bought',
    { customer: 'text', day: 'date', amount: 'integer?' },
    orders.map((one) => [one.customer, one.day, one.amount]),
    { user: 'customer', time: 'day' },
  );
  return { users, sources: { orders: tags.sourceOf(bought) } };
}
