import { id, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories, Column, Row, Schema } from '../../core/schema.js';
import { columnOf, type Bound, type Table } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import { groupCategories, groupColumn, known, unknownNote } from '../groups-of.js';
import { mean } from '../mean.js';
import { total } from '../ratio.js';
import type { SegmentKey } from '../segments/segment-column.js';

const SHARES = {
  users: column.count('users'),
  share: column.percent('shareOfGroup', { digits: 2, base: 'users', interval: 'shareInterval' }),
  shareInterval: column.interval('percent'),
  overall: column.percent('shareOfUsers', { digits: 2 }),
  index: column.decimal('index'),
} as const;

const ORDER_VALUE = { orderValue: column.optional(column.money('meanOfOrderValues')) } as const;

const MONEY = {
  spendingPerOrder: column.optional(column.money('spendingPerOrder')),
  spending: column.money('spending', { digits: 0 }),
  orders: column.count('orders', { hidden: true }),
  shareRank: column.count('rankByUsers'),
  spendingRank: column.count('rankBySpending'),
} as const;

type OrderValue<T extends Table> =
  T['roles'] extends Readonly<Record<'orderValue', string>> ? typeof ORDER_VALUE : unknown;

type ProductSchema<T extends Table, G extends Schema> = G & {
  readonly category: Column<'text'>;
} & typeof SHARES &
  OrderValue<T> &
  typeof MONEY;

type Needed = Bound<'category' | 'monetary' | 'frequency'>;

export type SegmentProducts<T extends Table> = Result<
  ProductSchema<
    T,
    { readonly segment: Column<'text', SegmentKey<T>> & { readonly values: Categories<SegmentKey<T>> } }
  >
>;

export type Products<T extends Table> = Result<ProductSchema<T, { readonly group: Column<'text'> }>>;

/**
 * What each segment prefers to buy, by segment, then spending, largest first, ties by name.
 *
 * share = users of the segment who prefer the category / users of the segment, with its 95% Wilson interval. This is a
 * share of preference, not penetration, as it is sometimes called: that would be the share who have bought. `overall`
 * is the same over all users; `index` = share / overall, so 1 is the average of all users. spendingPerOrder = spending
 * / orders, null without orders; `orderValue`, only if the table has it, is the mean of users' own average order
 * values. Rank 1 is the largest; ties share a rank (RANK). A category that nobody in a segment prefers has no row.
 * @throws MetricError for a table without users in a known segment and category.
 * @example
 * const liked = await segmentProducts(await rfm(users));
 * liked.where({ segment: 'keyValue', spendingRank: 1 });
 */
export async function segmentProducts<T extends Needed & Bound<'segment'>>(
  scored: T,
): Promise<SegmentProducts<T>> {
  const name = columnOf(scored, 'segment');
  const { rows, parts } = await productRows(scored, name);
  const segments = groupCategories(
    scored,
    name,
    rows.map((row) => row.group),
  );
  const order = Object.keys(segments);
  return new Result({
    ...parts,
    name: 'segment-products',
    title: { en: 'Preferred categories by segment', zh: '各分层的偏好品类' },
    schema: {
      segment: column.category('segment', segments),
      ...parts.schema,
    } as unknown as SegmentProducts<T>['schema'],
    rows: rows
      .toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
      .map(({ group, ...row }) => ({ segment: group, ...row })) as unknown as Row<
      SegmentProducts<T>['schema']
    >[],
    chart: { mark: 'heatmap', x: 'category', y: 'segment', value: 'index', middle: 1 },
  });
}

/**
 * What each group of users prefers to buy: {@link segmentProducts} for any column, in the column `group`.
 *
 * @throws OptionsError for an unknown column.
 * @example
 * const liked = await productsBy(users, 'region');
 */
export async function productsBy<T extends Needed>(users: T, group: string): Promise<Products<T>> {
  const label = groupColumn(users, group);
  const { rows, parts } = await productRows(users, group);
  const order = Object.keys(
    groupCategories(
      users,
      group,
      rows.map((row) => row.group),
    ),
  );
  return new Result({
    ...parts,
    name: 'products-by-group',
    title: { en: 'Preferred categories by group', zh: '各组的偏好品类' },
    schema: { group: label, ...parts.schema } as unknown as Products<T>['schema'],
    rows: rows.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group)) as unknown as Row<
      Products<T>['schema']
    >[],
    chart: { mark: 'heatmap', x: 'category', y: 'group', value: 'index', middle: 1 },
  });
}

async function productRows(table: Table, group: string) {
  const category = columnOf(table, 'category');
  const schema = {
    category: groupColumn(table, category),
    ...SHARES,
    ...(table.roles.orderValue !== undefined && ORDER_VALUE),
    ...MONEY,
  };
  const query = productQuery(table, group);
  const found = await rowsOf(table.session, query, { group: column.text('column'), ...schema });
  const members = (name: string) => total(found.filter((row) => row.group === name).map((row) => row.users));
  const rows = found.map((row) => ({
    ...row,
    shareInterval: wilson(row.users, members(row.group)) ?? { low: 0, high: 1 },
  }));
  const note = await unknownNote(table, [group, category]);
  return { rows, parts: { session: table.session, schema, query, ...note } };
}

function productQuery(table: Table, group: string): Sql {
  const category = columnOf(table, 'category');
  const { orderValue } = table.roles;
  const [average, selected] =
    orderValue === undefined
      ? [sql``, sql``]
      : [sql`${mean(id(orderValue))} AS order_value,`, sql`order_value,`];
  return sql`WITH people AS (${known(table, [group, category])}),
    overall AS (SELECT ${id(category)} AS category, count(*) AS users FROM people GROUP BY 1),
    parts AS (
      SELECT ${id(group)} AS "group", ${id(category)} AS category, count(*) AS users, ${average}
        coalesce(sum(${id(columnOf(table, 'monetary'))}), 0) AS spending,
        coalesce(sum(${id(columnOf(table, 'frequency'))}), 0) AS orders
      FROM people GROUP BY 1, 2
    ),
    shares AS (
      SELECT parts.*, parts.users / CAST(sum(parts.users) OVER (PARTITION BY "group") AS DOUBLE) AS share,
        overall.users / CAST((SELECT count(*) FROM people) AS DOUBLE) AS overall
      FROM parts JOIN overall USING (category)
    )
    SELECT "group", category, users, share, overall, share / overall AS "index", ${selected}
      CAST(spending AS DOUBLE) / nullif(orders, 0) AS spending_per_order, CAST(spending AS DOUBLE) AS spending,
      CAST(orders AS BIGINT) AS orders, rank() OVER (PARTITION BY "group" ORDER BY users DESC) AS share_rank,
      rank() OVER (PARTITION BY "group" ORDER BY spending DESC) AS spending_rank
    FROM shares ORDER BY "group", spending_rank, category`;
}
