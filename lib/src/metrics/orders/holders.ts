import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { count, money } from '../../core/quantity.js';
import { described, Table } from '../../core/table.js';
import type { Orders } from '../../orders/open.js';
import { exactMoney } from '../../orders/money.js';
import { lineColumn } from './shop.js';

/** What revenue is spread over. */
export type Holder = 'customer' | 'product' | 'category' | 'country' | 'community' | 'channel';

const SHAPE = { item: 'text', orders: 'integer', customers: 'integer', revenue: 'decimal' } as const;

/**
 * Those with revenue above 0: the purchases they were bought in, the customers of these, and revenue net of refunds. A
 * purchase in which a product was only returned is none of its own.
 */
export type Holders = Table<typeof SHAPE>;

/** @throws OptionsError for orders without the column. */
export async function holdersOf(shop: Orders, of: Holder): Promise<Holders> {
  const { session, lines, orders } = shop;
  const name = lineColumn(shop, of);
  const held: Holders = new Table({
    session,
    name: session.uniqueName(`${lines.name}_by_${of}`),
    columns: SHAPE,
    roles: {},
    schema: {
      item: { ...described(lines, name), kind: 'text' },
      orders: column.count('orders'),
      customers: column.count('customers'),
      revenue: { ...column.money('revenue'), kind: 'decimal' },
    },
  });
  const whereBought = (what: 'order_id' | 'customer_id') =>
    sql`count(DISTINCT CASE WHEN o.kind = 'purchase' AND l.amount >= 0 THEN l.${id(what)} END)`;
  await session.engine.run(sql`CREATE TABLE ${held} AS
    SELECT CAST(l.${id(name)} AS VARCHAR) AS item, ${whereBought('order_id')} AS orders,
      ${whereBought('customer_id')} AS customers, ${exactMoney(sql`sum(l.amount)`)} AS revenue
    FROM ${lines} l JOIN ${orders} o USING (order_id) WHERE l.${id(name)} IS NOT NULL
    GROUP BY 1 HAVING sum(l.amount) > 0 ORDER BY item`);
  return held;
}

/** The note on what is in no share: items with revenue of 0 or less, and lines without the column; null if nothing is. */
export async function leftOut(shop: Orders, of: Holder): Promise<Label | null> {
  const { session, lines } = shop;
  const name = id(lineColumn(shop, of));
  const { n, amount, unnamed } = await session.engine.one(
    sql`SELECT count(CASE WHEN item IS NOT NULL THEN 1 END) AS n, coalesce(sum(CASE WHEN item IS NOT NULL THEN amount END), 0) AS amount,
        coalesce(sum(CASE WHEN item IS NULL THEN amount END), 0) AS unnamed
      FROM (SELECT ${name} AS item, sum(amount) AS amount FROM ${lines} GROUP BY 1) AS items WHERE item IS NULL OR amount <= 0`,
    { n: 'integer', amount: 'double', unnamed: 'double' },
  );
  if (n === 0 && unnamed === 0) return null;
  const written = (value: number) => money(value, undefined, session.currency);
  const [items, lost, without] = [count(n), written(amount), written(unnamed)];
  return {
    en:
      `Left out: ${items.en} with revenue of 0 or less, together ${lost.en}` +
      (unnamed === 0 ? '.' : `; lines without a name, ${without.en}.`),
    zh:
      `未计入：营收不为正者${items.zh}个，合计${lost.zh}` +
      (unnamed === 0 ? '。' : `；未注明者的明细，${without.zh}。`),
  };
}
