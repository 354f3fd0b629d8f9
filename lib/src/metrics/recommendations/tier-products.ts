import { id, literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { count } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Column } from '../../core/schema.js';
import { columnOf, Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import type { Orders } from '../../orders/open.js';
import { wilson } from '../../stats/proportion.js';
import { groupColumn } from '../groups-of.js';
import { liftInterval } from '../orders/lift.js';
import { pairs, type ItemPairs, type PairOptions } from '../orders/pairs.js';
import { requireOptions } from '../orders/require-options.js';
import { requireWhole } from '../orders/require-whole.js';
import { lineColumn } from '../orders/shop.js';
import type { Tiered } from '../tiers/assign.js';
import { tierCategories, UNASSIGNED, type TierPlan } from '../tiers/plan.js';

export interface TierProductOptions {
  /** Default: products. */
  readonly of?: 'product' | 'category';
  /** The fewest customers of the tier. Default: 10. */
  readonly least?: number;
  /** The most per tier. Default: 10. */
  readonly top?: number;
  /** By how many of the tier buy it, or by how much more they do than all. Default: lift. */
  readonly rank?: 'customers' | 'lift';
}

const productSchema = <K extends string>(plan: TierPlan<K>, item: Column<'text'>) => ({
  tier: column.category('tier', tierCategories(plan)),
  rank: column.count('rank'),
  item,
  customers: column.count('customers'),
  share: column.percent('shareOfTier', { base: 'customers', interval: 'shareInterval' }),
  shareInterval: column.optional(column.interval('percent', 'interval95', { hidden: true })),
  everywhere: column.percent('shareOfAll'),
  lift: column.decimal('lift', { interval: 'liftInterval' }),
  liftInterval: column.optional(column.interval('decimal')),
});

/** Products by tier. */
export type TierProducts<K extends string = string> = Result<ReturnType<typeof productSchema<K>>>;

const COUNTS = {
  tier: 'text',
  rank: 'integer',
  item: 'text',
  customers: 'integer',
  size: 'integer',
  buyers: 'integer',
  everybody: 'integer',
} as const;

/**
 * What each tier buys: customers of the tier who bought a product, as a share of the tier, and how much larger that is
 * than among all customers. Only products that at least `least` customers of the tier bought; ties by customers, then by
 * name. Returned and free lines do not count.
 *
 * share = customers of the tier who bought it / customers of the tier; lift = share / the same share of all tiers together.
 * The interval of a lift is that of `orders.pairs` with customers in place of orders. The highest of many lifts is high by
 * chance too: a list by lift is not a list of what will be bought, see {@link evaluate}.
 * @throws OptionsError for orders without the column, or a `least` or `top` that is not a whole number of at least 1.
 * @example
 * const typical = await recommendations.tierProducts(shop, await tiers.assign(shop.customers), { of: 'category' });
 * chart.range(typical.where({ tier: 'platinum' }), { x: 'lift', y: 'item' });
 */
export async function tierProducts<K extends string>(
  shop: Orders,
  tiered: Tiered<Table, K>,
  options: TierProductOptions = {},
): Promise<TierProducts<K>> {
  requireOptions('tierProducts', options, ['of', 'least', 'top', 'rank']);
  const { of = 'product', least = 10, top = 10, rank = 'lift' } = options;
  requireWhole('least', least, 1);
  requireWhole('top', top, 1);
  if (!['customers', 'lift'].includes(rank))
    throw new OptionsError(`Unknown rank "${rank}": use customers or lift.`);
  const { session, lines, orders } = shop;
  const name = lineColumn(shop, of);
  const user = id(columnOf(tiered, 'user'));
  // Shares of one tier are in the order of its counts; lifts in that of count / buyers.
  const order =
    rank === 'lift' ? sql`CAST(customers AS DOUBLE) / buyers DESC, customers DESC` : sql`customers DESC`;
  const query = sql`WITH sizes AS (SELECT tier, count(*) AS size FROM ${tiered} GROUP BY tier),
    bought AS (
      SELECT DISTINCT t.tier, o.customer_id, CAST(l.${id(name)} AS VARCHAR) AS item
      FROM ${lines} l JOIN ${orders} o USING (order_id) JOIN ${tiered} t ON t.${user} = o.customer_id
      WHERE o.kind = 'purchase' AND l.amount > 0 AND l.${id(name)} IS NOT NULL
    ),
    counted AS (
      SELECT tier, item, count(*) AS customers, sum(count(*)) OVER (PARTITION BY item) AS buyers FROM bought GROUP BY tier, item
    ),
    ranked AS (
      SELECT *, row_number() OVER (PARTITION BY tier ORDER BY ${order}, item) AS rank FROM counted WHERE customers >= ${literal(least)}
    )
    SELECT tier, rank, item, customers, size, CAST(buyers AS BIGINT) AS buyers,
      (SELECT CAST(sum(size) AS BIGINT) FROM sizes) AS everybody
    FROM ranked JOIN sizes USING (tier) WHERE rank <= ${literal(top)} ORDER BY tier, rank`;
  const found = await session.engine.all(query, COUNTS);
  const keys = [...Object.keys(tiered.tiers), UNASSIGNED];
  const rows = found
    .toSorted((a, b) => keys.indexOf(a.tier) - keys.indexOf(b.tier))
    .map(({ size, buyers, everybody, ...row }) => ({
      ...row,
      share: row.customers / size,
      shareInterval: wilson(row.customers, size),
      everywhere: buyers / everybody,
      lift: (row.customers * everybody) / (size * buyers),
      liftInterval: liftInterval(sumsOf(row.customers, size, buyers, everybody)),
    }));
  return new Result({
    session,
    name: 'tier-products',
    title: { en: 'What each tier buys', zh: '各层级的购买偏好' },
    schema: productSchema(tiered.tiers, groupColumn(lines, name)),
    rows: rows as TierProducts<K>['rows'],
    query,
    note: {
      en: `Bought by at least ${count(least).en} customers of the tier.`,
      zh: `仅含该层级至少${count(least).zh}名客户购买者。`,
    },
  });
}

/** Each customer counts once, so that squares are counts. */
const sumsOf = (ab: number, a: number, b: number, n: number) => ({
  ...{ customers: n, n, a, b, ab, nn: n, squares_aa: a, squares_bb: b, squares_abab: ab },
  ...{
    products_ab_a: ab,
    products_ab_b: ab,
    products_ab_n: ab,
    products_a_b: ab,
    products_a_n: a,
    products_b_n: b,
  },
});

/**
 * Which products customers of a tier buy together: `orders.pairs` of their orders alone.
 *
 * @throws OptionsError for a tier that there is not, and as `orders.pairs`.
 * @example
 * await recommendations.tierPairs(shop, await tiers.assign(shop.customers), 'gold', { least: 20, rank: 'lift' });
 */
export async function tierPairs<K extends string>(
  shop: Orders,
  tiered: Tiered<Table, K>,
  tier: K | typeof UNASSIGNED,
  options: PairOptions = {},
): Promise<ItemPairs> {
  const keys = [...Object.keys(tiered.tiers), UNASSIGNED];
  if (!keys.includes(tier)) throw new OptionsError(`There is no tier "${tier}": use ${keys.join(', ')}.`);
  const { session, orders } = shop;
  const own = new Table({
    session,
    name: session.uniqueName(`${orders.name}_of_tier`),
    columns: orders.columns,
    roles: orders.roles,
    schema: orders.schema,
  });
  await session.engine.run(sql`CREATE VIEW ${own} AS SELECT * FROM ${orders}
    WHERE customer_id IN (SELECT ${id(columnOf(tiered, 'user'))} FROM ${tiered} WHERE tier = ${literal(tier)})`);
  return pairs({ ...shop, orders: own }, options);
}
