import { id, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Role, Roles } from '../../core/roles.js';
import type { Categories, Column, Row, Schema } from '../../core/schema.js';
import { columnOf, type Bound, type Table } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import { groupColumn, known, unknownNote } from '../groups-of.js';
import { mean } from '../mean.js';
import { ratio, total } from '../ratio.js';
import { MEASURES, regionIntervals, type RegionMeasure } from './region-intervals.js';

const MONEY = {
  users: column.count('users'),
  share: column.percent('shareOfUsers', { base: 'users', interval: 'shareInterval' }),
  shareInterval: column.interval('percent'),
  revenue: column.money('revenue', { digits: 0 }),
  revenueShare: column.optional(column.percent('shareOfRevenue', { base: 'revenue' })),
  orders: column.count('orders'),
  perUser: column.optional(column.money('revenuePerUser')),
  ordersPerUser: column.optional(column.decimal('ordersPerUser')),
  revenuePerOrder: column.optional(column.money('revenuePerOrder')),
} as const;

/** Over all regions there may be no users, so the share may be null. */
const ALL_MONEY = {
  ...MONEY,
  share: column.optional(MONEY.share),
  shareInterval: column.optional(MONEY.shareInterval),
} as const;

const ORDER_VALUE = { orderValue: column.optional(column.money('meanOfOrderValues')) } as const;
const MINUTES = { minutes: column.optional(column.decimal('minutesPerUser', { digits: 1 })) } as const;

type IfBound<T extends Table, R extends Role, S> =
  T['roles'] extends Readonly<Record<R, string>> ? S : unknown;

/** The columns of {@link regions}; order value and minutes only if the table has them. */
export type RegionSchema<T extends Table> = { readonly region: Column<'text'> } & Measured<T>;

type Measured<T extends Table, M = typeof MONEY> = M &
  IfBound<T, 'orderValue', typeof ORDER_VALUE> &
  IfBound<T, 'minutes', typeof MINUTES>;

const measureSchema = (region: Column<'text'>, measures: Categories) => ({
  region,
  measure: column.category('measure', measures),
  users: column.count('users'),
  mean: column.optional(column.decimal('thisGroup', { measure: 'measure', interval: 'interval' })),
  interval: column.optional(column.interval('decimal', 'interval95', { measure: 'measure', hidden: true })),
  overall: column.optional(column.decimal('allUsers', { measure: 'measure' })),
  difference: column.optional(column.percent('differenceFromAll')),
});

export type RegionMeasures = Result<ReturnType<typeof measureSchema>>;

export type Regions<T extends Table = Table> = Result<RegionSchema<T>> & {
  /** All regions as one row. */
  readonly all: Result<Measured<T, typeof ALL_MONEY>>;
  /** Measures of each region, with intervals by users, next to those of all users; advice is checked against these. */
  readonly measures: RegionMeasures;
};

/**
 * Users, revenue, and behavior by region, largest revenue first, ties by name; every value of the column is a region.
 *
 * perUser = revenue / users (ARPU), ordersPerUser = orders / users, revenuePerOrder = revenue / orders; `orderValue` is
 * the mean of users' own average order values, in which a user with one order counts as much as one with twenty;
 * `minutes` is a mean per user. `shareInterval` is the 95% Wilson interval of the share of users. Values are null if
 * the denominator is 0; without users in a known region there are no rows. If the table has no order values or minutes,
 * only these columns are missing.
 * @example
 * const areas = await regions(users);
 * areas.max('perUser').region.en;
 * areas.all.at().perUser.en;
 */
export async function regions<T extends Bound<'region' | 'monetary' | 'frequency'>>(
  users: T,
): Promise<Regions<T>> {
  const { session } = users;
  const region = columnOf(users, 'region');
  const roles: Roles = users.roles;
  const measured = {
    ...(roles.orderValue !== undefined && ORDER_VALUE),
    ...(roles.minutes !== undefined && MINUTES),
  };
  const whole = { ...ALL_MONEY, ...measured };
  const schema = { region: groupColumn(users, region), ...MONEY, ...measured };
  const query = regionQuery(users, region);
  const found = await rowsOf(session, query, schema);
  const everywhere = await rowsOf(session, regionQuery(users, null), whole);
  const all = total(found.map((row) => row.users));
  const withInterval = <R extends { readonly users: number }>(row: R) => ({
    ...row,
    shareInterval: wilson(row.users, all),
  });
  const rows = found.map(withInterval) as unknown as readonly Row<RegionSchema<T>>[];
  const note = await unknownNote(users, [region]);
  const title = { en: 'Users and money by region', zh: '各地区的用户与营收' };
  const result = new Result({
    session,
    name: 'regions',
    title,
    schema: schema as unknown as RegionSchema<T> & Schema,
    rows,
    query,
    chart: { mark: 'bar', x: 'share', y: 'region' },
    ...note,
  });
  return Object.assign(result, {
    all: new Result({
      session,
      name: 'all-regions',
      title: { en: 'Users and money of all regions', zh: '全部地区的用户与营收' },
      schema: whole as unknown as Measured<T, typeof ALL_MONEY> & Schema,
      rows: everywhere.map(withInterval) as never,
    }),
    measures: new Result({
      session,
      name: 'region-measures',
      title: { en: 'Regions compared with all users', zh: '各地区与全体用户对比' },
      schema: measureSchema(schema.region, measureCategories(schema)),
      rows: measureRows(
        found,
        everywhere[0] ?? {},
        Object.keys(measureCategories(schema)),
        await regionIntervals(users, region),
      ),
      chart: { mark: 'heatmap', x: 'measure', y: 'region', value: 'difference' },
    }),
  });
}

/** SQL by region, or over all regions. */
function regionQuery(users: Table, region: string | null): Sql {
  const [money, orders] = [id(columnOf(users, 'monetary')), id(columnOf(users, 'frequency'))];
  const { orderValue, minutes } = users.roles;
  const optional = sql`${orderValue === undefined ? sql`` : sql`, ${mean(id(orderValue))} AS order_value`}${
    minutes === undefined ? sql`` : sql`, ${mean(id(minutes))} AS minutes`
  }`;
  const names = sql`${orderValue === undefined ? sql`` : sql`, order_value`}${minutes === undefined ? sql`` : sql`, minutes`}`;
  const group = region === null ? sql`` : sql`${id(region)} AS region, `;
  return sql`WITH areas AS (
      SELECT ${group}count(*) AS users, coalesce(CAST(sum(${money}) AS DOUBLE), 0) AS revenue,
        coalesce(CAST(sum(${orders}) AS BIGINT), 0) AS orders, ${mean(money)} AS per_user,
        ${mean(orders)} AS orders_per_user,
        CAST(sum(${money}) AS DOUBLE) / nullif(sum(${orders}), 0) AS revenue_per_order${optional}
      FROM (${known(users, [columnOf(users, 'region')])}) AS people ${region === null ? sql`` : sql`GROUP BY ${id(region)}`}
    )
    SELECT ${region === null ? sql`` : sql`region, `}users, users / CAST(nullif(sum(users) OVER (), 0) AS DOUBLE) AS share, revenue,
      revenue / nullif(sum(revenue) OVER (), 0) AS revenue_share, orders, per_user, orders_per_user,
      revenue_per_order${names}
    FROM areas ORDER BY revenue DESC${region === null ? sql`` : sql`, region`}`;
}

function measureCategories(schema: Schema): Categories {
  const found = MEASURES.flatMap((name) => {
    const of = schema[name];
    if (of === undefined) return [];
    const { label, format, digits } = of;
    return [
      [
        name,
        {
          label,
          written: { ...(format !== undefined && { format }), ...(digits !== undefined && { digits }) },
        },
      ] as const,
    ];
  });
  return Object.fromEntries(found);
}

type Numbers = Readonly<Partial<Record<RegionMeasure, number | null>>>;

function measureRows(
  rows: readonly ({ readonly region: string; readonly users: number } & Numbers)[],
  all: Numbers,
  measures: readonly string[],
  intervalOf: Awaited<ReturnType<typeof regionIntervals>>,
) {
  return rows.flatMap((row) =>
    (measures as RegionMeasure[]).map((measure) => {
      const [own, overall] = [row[measure] ?? null, all[measure] ?? null];
      const times = own === null ? null : ratio(own, overall ?? 0);
      const interval = intervalOf(row.region, measure);
      return {
        region: row.region,
        measure,
        users: row.users,
        mean: own,
        interval,
        overall,
        difference: times === null ? null : times - 1,
      };
    }),
  );
}
