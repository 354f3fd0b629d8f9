import { id, sql, type Sql } from '../../engine/sql.js';
import { shape } from '../../engine/shape.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import type { Orders } from '../../orders/open.js';
import { ratio } from '../ratio.js';
import { requirePeriods, totalChange, within, type Periods, type TotalChange } from './two-periods.js';
import { exactMoney } from '../../orders/money.js';
import { lineColumn } from './shop.js';
import { requireOptions } from './require-options.js';

const EFFECTS = {
  price: { label: term('priceEffect') },
  volume: { label: term('volumeEffect') },
  mix: { label: term('mixEffect') },
  added: { label: term('addedProducts') },
  dropped: { label: term('droppedProducts') },
  other: { label: term('otherProducts') },
} as const;

const CHANGE = {
  effect: column.category('effect', EFFECTS),
  products: column.count('products'),
  change: column.money('changeInRevenue', { digits: 0 }),
  share: column.optional(column.percent('shareOfBefore')),
} as const;

/** One row per effect. */
export type PriceVolumeMix = Result<typeof CHANGE> & {
  /** Revenue of both periods, the change and the growth, in one row. */
  readonly overall: TotalChange;
};

export interface PriceVolumeMixOptions extends Periods {
  /** What has a price of its own. Default: products. */
  readonly by?: 'product' | 'category';
}

const SUMS = shape({
  kept: 'integer',
  added: 'integer',
  dropped: 'integer',
  other: 'integer',
  price: 'double',
  volume: 'double',
  mix: 'double',
  added_change: 'double',
  dropped_change: 'double',
  other_change: 'double',
});

/**
 * Whether a change in revenue came from prices, from how much was sold, or from what was sold. With q units, revenue R
 * and price p = R / q of each product in the periods 0 and 1, over products sold in both:
 *
 * price = sum q1 (p1 - p0); volume = (Q1 - Q0) P0, with all units Q and their mean price P0 in period 0; mix = the rest,
 * sum q1 p0 - Q1 P0: the same units in cheaper or dearer products. `added` is the change of products sold in the period
 * after only, `dropped` of those sold in the period before only, `other` of lines without product, of products with a
 * line whose quantity is missing, and of products with no units left in either, such as returns alone. The effects add up to the whole change exactly: amounts are exact,
 * and what is rounded in one effect is in the next. Units and revenue are net of returns; p is what was paid on average,
 * so that a discount is a lower price.
 * @throws OptionsError for orders without product or quantity, or periods that do not fit.
 * Source: the price-volume-mix bridge of management accounting; Laspeyres weights.
 * @example
 * const bridge = await orders.priceVolumeMix(shop, {
 *   before: { from: '2023-01-01', to: '2024-01-01' },
 *   after: { from: '2024-01-01', to: '2025-01-01' },
 * });
 * bridge.at({ effect: 'price' }).change.en;
 */
export async function priceVolumeMix(shop: Orders, options: PriceVolumeMixOptions): Promise<PriceVolumeMix> {
  requireOptions('priceVolumeMix', options, ['before', 'after', 'by']);
  const { by = 'product', ...periods } = options;
  const { session, asOf } = shop;
  requirePeriods(periods, asOf);
  const query = effectsQuery(shop, lineColumn(shop, by), lineColumn(shop, 'quantity'), periods);
  const sums = await session.engine.one(query, SUMS);
  const overall = await totalChange(shop, periods);
  const whole = overall.rows[0]?.before ?? 0;
  const rows = [
    ...(['price', 'volume', 'mix'] as const).map((effect) => ({
      effect,
      products: sums.kept,
      change: sums[effect],
    })),
    ...(['added', 'dropped', 'other'] as const).map((effect) => ({
      effect,
      products: sums[effect],
      change: sums[`${effect}_change`],
    })),
  ];
  const result = new Result({
    session,
    name: 'price-volume-mix',
    title: { en: 'Change in revenue by price, volume and mix', zh: '营收变化的价格、销量与结构因素' },
    schema: CHANGE,
    rows: rows.map((row) => ({ ...row, share: ratio(row.change, whole) })),
    query,
    chart: { mark: 'bar', x: 'change', y: 'effect' },
  });
  return Object.assign(result, { overall });
}

function effectsQuery(
  { lines, orders }: Orders,
  item: string,
  units: string,
  { before, after }: Periods,
): Sql {
  const sum = (value: Sql, side: Sql) => sql`coalesce(sum(CASE WHEN ${side} THEN ${value} END), 0)`;
  const [b, a] = [within(sql`o."day"`, before), within(sql`o."day"`, after)];
  const exact = (value: Sql) => exactMoney(sql`coalesce(${value}, 0)`);
  // The exact sums are of 38 digits; what is multiplied and divided is a floating-point number, rounded once.
  const number = (value: Sql) => sql`CAST(${value} AS DOUBLE)`;
  const sumOf = (part: string, value: Sql) =>
    sql`coalesce(sum(CASE WHEN part = ${part} THEN ${value} END), 0)`;
  return sql`WITH items AS (
      SELECT l.${id(item)} AS item, ${sum(sql`l.${id(units)}`, b)} AS q0, ${sum(sql`l.${id(units)}`, a)} AS q1,
        ${sum(sql`l.amount`, b)} AS r0, ${sum(sql`l.amount`, a)} AS r1,
        count(CASE WHEN l.${id(units)} IS NULL AND l.amount <> 0 THEN 1 END) AS uncounted
      FROM ${lines} l JOIN ${orders} o USING (order_id) WHERE ${b} OR ${a} GROUP BY 1
    ),
    parts AS (
      SELECT *, CASE WHEN item IS NULL OR uncounted > 0 OR (q0 <= 0 AND q1 <= 0) THEN 'other' WHEN q0 <= 0 THEN 'added'
        WHEN q1 <= 0 THEN 'dropped' ELSE 'kept' END AS part
      FROM items
    ),
    sums AS (
      SELECT ${sumOf('kept', sql`q0`)} AS units0, ${sumOf('kept', sql`q1`)} AS units1, ${sumOf('kept', sql`r0`)} AS r0,
        ${sumOf('kept', sql`r1`)} AS r1,
        ${sumOf('kept', exact(sql`${number(sql`q1`)} * ${number(sql`r0`)} / nullif(${number(sql`q0`)}, 0)`))} AS at_old_prices,
        count(CASE WHEN part = 'kept' THEN 1 END) AS kept, count(CASE WHEN part = 'added' THEN 1 END) AS added,
        count(CASE WHEN part = 'dropped' THEN 1 END) AS dropped, count(CASE WHEN part = 'other' THEN 1 END) AS other,
        ${sumOf('added', sql`r1 - r0`)} AS added_change, ${sumOf('dropped', sql`r1 - r0`)} AS dropped_change,
        ${sumOf('other', sql`r1 - r0`)} AS other_change
      FROM parts
    ),
    scaled AS (
      SELECT *, ${exact(sql`${number(sql`units1`)} * ${number(sql`r0`)} / nullif(${number(sql`units0`)}, 0)`)} AS at_old_mix FROM sums
    )
    SELECT kept, added, dropped, other, r1 - at_old_prices AS price, at_old_mix - r0 AS volume,
      at_old_prices - at_old_mix AS mix, added_change, dropped_change, other_change FROM scaled`;
}
