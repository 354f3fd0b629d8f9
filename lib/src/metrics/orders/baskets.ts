import { id, join, sql, type Sql } from '../../engine/sql.js';
import { shape } from '../../engine/shape.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Category } from '../../core/schema.js';
import { term } from '../../core/term.js';
import type { Orders } from '../../orders/open.js';
import { ratioInterval } from '../../stats/ratio.js';
import { ratio } from '../ratio.js';
import { exactMoney } from '../../orders/money.js';
import { sumOfProducts } from './shop.js';

const { interval, optional } = column;

const MEASURES = {
  value: { label: term('orderTotal'), written: { format: 'money' } },
  lines: { label: term('lines'), written: { format: 'decimal' } },
  products: { label: term('differentProducts'), written: { format: 'decimal' } },
  units: { label: term('unitsBought'), written: { format: 'decimal' } },
} as const satisfies Readonly<Record<string, Category>>;

type Measure = keyof typeof MEASURES;

const number = (label: 'mean' | 'q1' | 'median' | 'q3' | 'max') =>
  optional(column.decimal(label, { measure: 'measure' }));

const BASKETS = {
  measure: column.category('measure', MEASURES),
  orders: column.count('orders'),
  mean: optional(column.decimal('mean', { measure: 'measure', interval: 'meanInterval' })),
  meanInterval: optional(interval('decimal', 'interval95', { measure: 'measure' })),
  lower: number('q1'),
  median: number('median'),
  upper: number('q3'),
  max: number('max'),
} as const;

/** One row per measure of an order. */
export type Baskets = Result<typeof BASKETS>;

const SUMS = shape({
  n: 'integer',
  x: 'double',
  y: 'integer',
  xx: 'double',
  yy: 'double',
  xy: 'double',
  lower: 'double?',
  median: 'double?',
  upper: 'double?',
  max: 'double?',
});

/**
 * How large orders are: their total (net of what was returned in the order), and the lines, different products and units
 * that were bought in them, returns not counted. Products and units only where the orders have them; an order with a
 * bought line that lacks its product or quantity is left out of that measure. Purchases only.
 *
 * mean = sum / orders; its 95% interval is by customers, since orders of one customer are alike; null if nothing varies.
 * Quartiles are interpolated (type 7). The mean total is the average order value before refunds of later days.
 * Source of the interval: Cochran (1977), Sampling Techniques, 6.3.
 * @example
 * const sizes = await orders.baskets(shop);
 * sizes.at({ measure: 'value' }).mean.en;
 * sizes.at({ measure: 'products' }).median.en;
 */
export async function baskets(shop: Orders): Promise<Baskets> {
  const { session, lines } = shop;
  const has = (name: string) => Object.hasOwn(lines.columns, name);
  const measures = [
    'value',
    'lines',
    ...(has('product') ? ['products'] : []),
    ...(has('quantity') ? ['units'] : []),
  ] as readonly Measure[];
  const rows = [];
  for (const measure of measures) {
    const sums = await session.engine.one(measureQuery(shop, measure), SUMS);
    const { lower, median, upper, max } = sums;
    rows.push({
      ...{ measure, orders: sums.y, lower, median, upper, max },
      mean: ratio(sums.x, sums.y),
      meanInterval: ratioInterval(sums),
    });
  }
  return new Result({
    session,
    name: 'baskets',
    title: { en: 'Size of orders', zh: '订单规模' },
    schema: BASKETS,
    rows,
    // Money and counts have no axis in common.
    chart: { mark: 'range', x: 'mean', y: 'measure', rows: ({ measure }) => measure !== 'value' },
  });
}

const BOUGHT: Readonly<Record<Measure, Sql>> = {
  value: sql`min(o.total)`,
  lines: sql`count(CASE WHEN l.amount >= 0 THEN 1 END)`,
  products: sql`count(DISTINCT CASE WHEN l.amount >= 0 THEN l.product END)`,
  units: sql`sum(CASE WHEN l.amount >= 0 THEN l.quantity END)`,
};

const allHave = (column: string): Sql =>
  sql`HAVING count(CASE WHEN l.amount >= 0 AND l.${id(column)} IS NULL THEN 1 END) = 0`;

/** Which orders have a measure. */
const KNOWN: Readonly<Partial<Record<Measure, Sql>>> = {
  products: allHave('product'),
  units: allHave('quantity'),
};

function measureQuery({ session, lines, orders }: Orders, measure: Measure): Sql {
  const { dialect } = session.engine;
  const x = id('value');
  const quantile = (p: number, name: string) => sql`CAST(${dialect.quantile(x, p)} AS DOUBLE) AS ${id(name)}`;
  return sql`WITH baskets AS (
      SELECT o.customer_id, o.order_id, ${exactMoney(BOUGHT[measure])} AS ${x}
      FROM ${orders} o JOIN ${lines} l USING (order_id) WHERE o.kind = 'purchase' GROUP BY 1, 2 ${KNOWN[measure] ?? sql``}
    ),
    buyers AS (SELECT customer_id, sum(${x}) AS x, count(*) AS y FROM baskets GROUP BY 1),
    sums AS (
      SELECT count(*) AS n, CAST(coalesce(sum(x), 0) AS DOUBLE) AS x, CAST(coalesce(sum(y), 0) AS BIGINT) AS y,
        ${join(PRODUCTS.map(([one, other]) => sql`${sumOfProducts(id(one), id(other))} AS ${id(one + other)}`))}
      FROM buyers
    ),
    quantiles AS (
      SELECT ${join([quantile(0.25, 'lower'), quantile(0.5, 'median'), quantile(0.75, 'upper')])},
        CAST(max(${x}) AS DOUBLE) AS max FROM baskets
    )
    SELECT n, x, y, xx, yy, xy, lower, median, upper, max FROM sums CROSS JOIN quantiles`;
}

const PRODUCTS = [
  ['x', 'x'],
  ['y', 'y'],
  ['x', 'y'],
] as const;
