import * as column from '../core/column.js';
import { Result, type Values } from '../core/result.js';
import { baseKind, type Schema } from '../core/schema.js';
import { OptionsError } from '../errors.js';
import type { NoInfer } from '../core/no-infer.js';

const schema = {
  users: column.count('users'),
  share: column.optional(column.percent('shareOfUsers', { base: 'users' })),
  revenue: column.money('revenue', { digits: 0 }),
  revenueShare: column.optional(column.percent('shareOfRevenue', { base: 'revenue' })),
  perUser: column.optional(column.money('revenuePerUser')),
  orders: column.optional(column.count('orders')),
  ordersPerUser: column.optional(column.decimal('ordersPerUser')),
  revenuePerOrder: column.optional(column.money('revenuePerOrder')),
} as const;

/** Several groups combined into one. */
export type Together = Values<typeof schema>;

interface Countable {
  readonly users: number;
  readonly revenue: number;
  readonly orders?: number;
}

/**
 * Combines several segments or regions: users and revenue, their shares of the result's totals, and, if the result
 * counts orders, orders per user and revenue per order. All ratios are ratios of sums, never means of means.
 *
 * share = users / all users, revenueShare = revenue / all revenue, perUser = revenue / users, ordersPerUser = orders /
 * users, revenuePerOrder = revenue / orders; null if the denominator is 0.
 * @param groups keys of the result's first text column.
 * @throws OptionsError for a group that the result does not have.
 * @example
 * const high = together(await segmentSizes(scored), ['keyValue', 'keyDevelop']);
 * finding('{high.share} of users bring {high.revenueShare} of revenue.', { high }, …);
 */
export function together<S extends Schema, G extends string>(
  result: Result<S> & Iterable<Countable & (Readonly<Record<'segment', G>> | Readonly<Record<'region', G>>)>,
  groups: readonly NoInfer<G>[],
): Together {
  const name = Object.keys(result.schema).find((one) => baseKind(result.column(one).kind) === 'text') ?? '';
  const rows = [...result] as readonly (Countable & Readonly<Record<string, unknown>>)[];
  const unknown = groups.find((group) => !rows.some((row) => row[name] === group));
  if (unknown !== undefined) {
    const known = [...new Set(rows.map((row) => String(row[name])))];
    throw new OptionsError(`${result.name} has no ${name} "${unknown}"; it has ${known.join(', ')}.`);
  }
  const own = rows.filter((row) => groups.some((group) => row[name] === group));
  const [users, revenue, orders] = [sum(own, 'users'), sum(own, 'revenue'), sum(own, 'orders')];
  const counted = rows.every((row) => typeof row.orders === 'number');
  const row = {
    users,
    share: over(users, sum(rows, 'users')),
    revenue,
    revenueShare: over(revenue, sum(rows, 'revenue')),
    perUser: over(revenue, users),
    orders: counted ? orders : null,
    ordersPerUser: counted ? over(orders, users) : null,
    revenuePerOrder: counted ? over(revenue, orders) : null,
  };
  const { session, title } = result;
  return new Result({ session, name: `${result.name}-together`, title, schema, rows: [row] }).at();
}

const sum = (rows: readonly Countable[], name: keyof Countable) =>
  rows.reduce((total, row) => total + (row[name] ?? 0), 0);

const over = (part: number, whole: number) => (whole > 0 ? part / whole : null);
