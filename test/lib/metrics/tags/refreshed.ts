import { tags, type Tally } from 'tally';
import { tablesFor } from './random-shop.js';
import type { Customer, Order } from './reference.js';

/** Customers of whom only is known how long ago they bought. */
export const people = (recencies: Readonly<Record<string, number | null>>): Customer[] =>
  Object.entries(recencies).map(([customer, recency]) => ({
    ...{ customer, recency, spent: null, country: null, joined: null, member: null },
  }));

export async function bookOf(
  session: Tally,
  asOf: string,
  customers: readonly Customer[],
  rules: Readonly<Record<string, string>>,
  orders: readonly Order[] = [],
) {
  const { users, sources } = await tablesFor(session, customers, orders);
  return tags.book(users, { asOf, sources, rules });
}

/** The stays in a tag, in the order in which they are kept. */
export const staysIn = async (session: Tally, log: tags.Memberships, tag: string) =>
  (await session.query`SELECT * FROM ${log.history(tag)}`).rows.map((row) => Object.values(row));

/** The customers with a tag on a date, in the order of their audience. */
export const membersOf = async (session: Tally, log: tags.Memberships, tag: string, asOf: string) =>
  (await session.query`SELECT customer FROM ${await log.members(tag, asOf)}`).rows.map(
    (row) => row['customer'],
  );
