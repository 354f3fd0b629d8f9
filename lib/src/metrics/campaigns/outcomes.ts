import { id, literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Schema } from '../../core/schema.js';
import { columnOf, Table, type Bound } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import { dateOf, dayNumber } from '../../orders/day.js';
import { exactMoney } from '../../orders/money.js';
import type { Orders } from '../../orders/open.js';
import { requireOptions } from '../orders/require-options.js';
import { requireWhole } from '../orders/require-whole.js';
import { dateSql } from '../orders/shop.js';

export interface OutcomeOptions {
  /** First and last day on which the campaign could work, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Share of revenue that is left after the goods are paid for: 0.25. */
  readonly margin: number;
  /** So many days before `from` say what customers were before. Default: 90. */
  readonly before?: number;
}

const OUTCOMES = {
  revenue_within: { ...column.money('revenueWithin'), kind: 'decimal' },
  margin_within: column.money('marginWithin'),
  orders_within: column.count('ordersWithin'),
  revenue_before: { ...column.money('revenuePrior'), kind: 'decimal' },
  orders_before: column.count('ordersPrior'),
} as const satisfies Schema;

type Kinds = { readonly [C in keyof typeof OUTCOMES]: (typeof OUTCOMES)[C]['kind'] };

/** Members of a campaign with what they bought while it ran and before it. */
export type WithOutcomes<T extends Table> = Table<T['columns'] & Kinds, T['roles']>;

/**
 * What the members of a campaign bought while it could work, and in the days before it. Revenue is net of refunds of the
 * same days, margin = revenue × `margin`, orders are purchases. Somebody without an order in these days has 0: that they
 * bought nothing is known. The cost of the campaign is not taken off; `roi` does that.
 *
 * @throws OptionsError for days out of order, a campaign that is not over in the orders, days before their first one, a
 *   margin that is no share, and a table that has these columns already.
 * @example
 * const seen = await campaigns.outcomes(members, shop, { from: '2025-03-01', to: '2025-03-14', margin: 0.25 });
 * await campaigns.roi(seen, { group: 'arm', outcome: 'margin_within', cost: 'cost', before: ['revenue_before', 'orders_before'] });
 */
export async function outcomes<T extends Bound<'user'>>(
  members: T,
  shop: Orders,
  options: OutcomeOptions,
): Promise<WithOutcomes<T>> {
  requireOptions('outcomes', options, ['from', 'to', 'margin', 'before']);
  const { from, to, margin, before = 90 } = options;
  requireWhole('before', before, 1);
  const earliest = dateOf(dayNumber(from, 'from') - before);
  dayNumber(to, 'to');
  if (to < from) throw new OptionsError(`The campaign ends on ${to}, before it begins on ${from}.`);
  if (to > shop.asOf) {
    throw new OptionsError(
      `The campaign ends on ${to}, but the orders are known to ${shop.asOf}: it is not over.`,
    );
  }
  if (earliest < shop.from) {
    throw new OptionsError(
      `The ${before} days before ${from} begin on ${earliest}, but the orders on ${shop.from}: take fewer (before).`,
    );
  }
  if (!(margin > 0 && margin <= 1)) {
    throw new OptionsError(`The margin must be above 0 and at most 1, not ${margin}.`);
  }
  const { session, columns, roles } = members;
  const taken = Object.keys(OUTCOMES).find((name) => Object.hasOwn(columns, name));
  if (taken !== undefined)
    throw new OptionsError(`${members.name} has a column "${taken}" already: rename it.`);
  const kinds = Object.fromEntries(Object.entries(OUTCOMES).map(([name, { kind }]) => [name, kind])) as Kinds;
  const table: WithOutcomes<T> = new Table({
    session,
    name: session.uniqueName(`${members.name}_outcomes`),
    columns: { ...columns, ...kinds },
    roles: roles,
    schema: { ...members.schema, ...OUTCOMES },
  });
  const user = id(columnOf(members, 'user'));
  const within = sql`"day" BETWEEN ${dateSql(from)} AND ${dateSql(to)}`;
  const prior = sql`"day" BETWEEN ${dateSql(earliest)} AND ${dateSql(from)} - 1`;
  await session.engine.run(sql`CREATE TABLE ${table} AS
    WITH sums AS (
      SELECT customer_id, sum(CASE WHEN ${within} THEN total END) AS revenue, sum(CASE WHEN ${prior} THEN total END) AS prior,
        count(CASE WHEN ${within} AND kind = 'purchase' THEN 1 END) AS orders,
        count(CASE WHEN ${prior} AND kind = 'purchase' THEN 1 END) AS orders_prior
      FROM ${shop.orders} GROUP BY customer_id
    )
    SELECT m.*, ${exactMoney(sql`coalesce(s.revenue, 0)`)} AS revenue_within,
      CAST(coalesce(s.revenue, 0) AS DOUBLE) * ${literal(margin)} AS margin_within, coalesce(s.orders, 0) AS orders_within,
      ${exactMoney(sql`coalesce(s.prior, 0)`)} AS revenue_before, coalesce(s.orders_prior, 0) AS orders_before
    FROM ${members} m LEFT JOIN sums s ON s.customer_id = CAST(m.${user} AS VARCHAR)`);
  return table;
}
