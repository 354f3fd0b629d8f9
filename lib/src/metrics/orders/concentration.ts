import { sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { percent } from '../../core/quantity.js';
import { both } from '../../core/heading.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import { OptionsError } from '../../errors.js';
import type { Orders } from '../../orders/open.js';
import { lorenz, type Lorenz } from '../portrait/lorenz.js';
import { holdersOf, leftOut, type Holder, type Holders } from './holders.js';
import { requireWhole } from './require-whole.js';
import { requireOptions } from './require-options.js';
import { sumOfProducts } from './shop.js';

const { optional } = column;

const LARGEST = {
  place: column.count('place'),
  item: column.text('itemOfRevenue'),
  orders: column.count('orders'),
  customers: column.count('customers'),
  revenue: column.money('revenue', { digits: 0 }),
  share: column.percent('shareOfRevenue', { digits: 2 }),
  cumulativeShare: column.percent('cumulativeShare'),
} as const;

const COUNTS = {
  holders: column.count('withRevenue'),
  revenue: column.money('revenue', { digits: 0 }),
  needed: optional(column.count('holdersNeeded')),
  neededShare: optional(column.percent('neededOfThese')),
  hhi: optional(column.decimal('hhi', { digits: 4, hidden: true })),
} as const;

const CONCENTRATION = {
  ...COUNTS,
  topShare: optional(column.percent('topFifthShare')),
  gini: optional(column.decimal('gini', { digits: 3 })),
} as const;

export type RevenueConcentration = Result<typeof CONCENTRATION> & {
  /** The largest, with their cumulative share of revenue. */
  readonly largest: Result<typeof LARGEST>;
  /** The Lorenz curve over those with revenue. */
  readonly curve: Lorenz;
};

export interface ConcentrationOptions {
  /** What revenue is spread over. Default: customers. */
  readonly of?: Holder;
  /** The share of revenue to reach, in (0, 1]. Default: 0.8. */
  readonly share?: number;
  /** How many of the largest to list. Default: 20. */
  readonly top?: number;
}

/**
 * How few customers, products or categories bring most of the revenue. Revenue is net of refunds; who has 0 or less is
 * left out, as are lines without the column, and the note says how much that is. Ranked by revenue, ties by name. Orders
 * and customers are those that bought: an order in which a product was only returned is none of its own.
 *
 * needed = the smallest number of the largest that reach the share of revenue, neededShare = needed / all with revenue;
 * topShare = share of the largest fifth (rounded up); gini and the curve as in `portrait.lorenz`; hhi = sum((revenue /
 * total)^2). All describe these orders and no others: the longer customers are observed, the less equal they look.
 * @throws OptionsError for orders without the column, a share outside (0, 1], or a `top` below 1.
 * Source: Pareto (1896), Cours d'économie politique, for the question; Hirschman (1964), American Economic Review 54,
 * for hhi.
 * @example
 * const held = await orders.concentration(shop, { of: 'product' });
 * held.at().neededShare.en; // of the products bring four fifths
 * held.largest.head(5);
 */
export async function concentration(
  shop: Orders,
  options: ConcentrationOptions = {},
): Promise<RevenueConcentration> {
  requireOptions('concentration', options, ['of', 'share', 'top']);
  const { of = 'customer', share = 0.8, top = 20 } = options;
  const { session } = shop;
  if (!(share > 0 && share <= 1)) {
    throw new OptionsError(`The share must be above 0 and at most 1, not ${share}.`);
  }
  requireWhole('top', top, 1);
  const held = await holdersOf(shop, of);
  const query = neededQuery(held, share);
  const curve = await lorenz(held, 'revenue', { steps: 100 });
  const spread = curve.inequality.rows[0];
  const counts = await rowsOf(session, query, COUNTS);
  const note = await leftOut(shop, of);
  const name = both(held.schema['item']?.label ?? of);
  const result = new Result({
    session,
    name: `revenue-by-${of}`,
    title: titleOf(name, share),
    schema: CONCENTRATION,
    rows: counts.map((row) => ({ ...row, topShare: spread?.topShare ?? null, gini: spread?.gini ?? null })),
    query,
    ...(note !== null && { note }),
  });
  return Object.assign(result, { curve, largest: await largestOf(held, top, name) });
}

const titleOf = (name: Label, share: number): Label => ({
  en: `${name.en}: how few bring ${percent(share, 0).en} of revenue`,
  zh: `${name.zh}：贡献${percent(share, 0).zh}营收的数量`,
});

function rankedQuery(held: Holders): Sql {
  return sql`SELECT *, sum(revenue) OVER () AS total,
      row_number() OVER (ORDER BY revenue DESC, item) AS place,
      sum(revenue) OVER (ORDER BY revenue DESC, item ROWS UNBOUNDED PRECEDING) AS cumulative
    FROM ${held}`;
}

/** A share of a total, such as 0.07 of 100, may come out slightly above what it is. */
const ROUNDING = 1e-12;

function neededQuery(held: Holders, share: number): Sql {
  return sql`WITH ranked AS (${rankedQuery(held)}),
    reached AS (SELECT min(place) AS needed FROM ranked WHERE cumulative >= ${share * (1 - ROUNDING)} * CAST(total AS DOUBLE))
    SELECT count(*) AS holders, coalesce(sum(revenue), 0) AS revenue, min(needed) AS needed,
      min(needed) / CAST(count(*) AS DOUBLE) AS needed_share,
      ${sumOfProducts(sql`revenue`, sql`revenue`)} / power(CAST(sum(revenue) AS DOUBLE), 2) AS hhi
    FROM ranked CROSS JOIN reached`;
}

async function largestOf(held: Holders, top: number, name: Label): Promise<Result<typeof LARGEST>> {
  const query = sql`WITH ranked AS (${rankedQuery(held)})
    SELECT place, item, orders, customers, revenue, CAST(revenue AS DOUBLE) / CAST(total AS DOUBLE) AS share,
      CAST(cumulative AS DOUBLE) / CAST(total AS DOUBLE) AS cumulative_share
    FROM ranked WHERE place <= ${top} ORDER BY place`;
  const schema = { ...LARGEST, item: column.labeled(LARGEST.item, name) };
  return new Result({
    session: held.session,
    name: `${held.name}-largest`,
    title: { en: `${name.en}: the largest by revenue`, zh: `${name.zh}：营收最高者` },
    schema,
    rows: await rowsOf(held.session, query, schema),
    query,
    chart: { mark: 'bar', x: 'revenue', y: 'item' },
  });
}
