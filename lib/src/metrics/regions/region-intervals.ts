import { id, join, raw, sql, type Sql } from '../../engine/sql.js';
import type { Shape } from '../../engine/shape.js';
import type { Roles } from '../../core/roles.js';
import { columnOf, type Table } from '../../core/table.js';
import type { Interval } from '../../stats/proportion.js';
import { ratioInterval, type RatioSums } from '../../stats/ratio.js';
import { known } from '../groups-of.js';

/** The measures of a region. */
export const MEASURES = ['perUser', 'ordersPerUser', 'revenuePerOrder', 'orderValue', 'minutes'] as const;
export type RegionMeasure = (typeof MEASURES)[number];

const SUMS = ['n', 'x', 'y', 'xx', 'yy', 'xy'] as const;

/**
 * 95% intervals of the measures of each region, by its users: each is a ratio of two sums over users, of money to
 * orders or to users, so that a user's orders are not taken for independent ones.
 */
export async function regionIntervals(
  users: Table,
  region: string,
): Promise<(name: string, measure: RegionMeasure) => Interval | null> {
  const sides = sidesOf(users);
  const sums = sides.flatMap(({ measure, x, y }) => {
    const [a, b] = [sql`CAST(${x} AS DOUBLE)`, sql`CAST(${y} AS DOUBLE)`];
    const both = sql`FILTER (WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL)`;
    const terms = { n: sql`1`, x: a, y: b, xx: sql`${a} * ${a}`, yy: sql`${b} * ${b}`, xy: sql`${a} * ${b}` };
    return SUMS.map(
      (sum) => sql`coalesce(CAST(sum(${terms[sum]}) ${both} AS DOUBLE), 0) AS ${raw(`${measure}_${sum}`)}`,
    );
  });
  const shape: Shape = {
    region: 'text',
    ...Object.fromEntries(
      sides.flatMap(({ measure }) => SUMS.map((sum) => [`${measure}_${sum}`, 'double'] as const)),
    ),
  };
  const rows = await users.engine.all(
    sql`SELECT ${id(region)} AS region, ${join(sums)} FROM (${known(users, [region])}) AS people GROUP BY 1`,
    shape,
  );
  const intervals = new Map(
    rows.flatMap((row) =>
      sides.map(({ measure }) => {
        const found = Object.fromEntries(SUMS.map((sum) => [sum, Number(row[`${measure}_${sum}`])]));
        return [`${measure} ${String(row['region'])}`, ratioInterval(found as unknown as RatioSums)] as const;
      }),
    ),
  );
  return (name, measure) => intervals.get(`${measure} ${name}`) ?? null;
}

function sidesOf(
  users: Table,
): readonly { readonly measure: RegionMeasure; readonly x: Sql; readonly y: Sql }[] {
  const { orderValue, minutes }: Roles = users.roles;
  const [money, orders, one] = [id(columnOf(users, 'monetary')), id(columnOf(users, 'frequency')), sql`1`];
  return [
    { measure: 'perUser', x: money, y: one },
    { measure: 'ordersPerUser', x: orders, y: one },
    { measure: 'revenuePerOrder', x: money, y: orders },
    ...(orderValue === undefined ? [] : [{ measure: 'orderValue' as const, x: id(orderValue), y: one }]),
    ...(minutes === undefined ? [] : [{ measure: 'minutes' as const, x: id(minutes), y: one }]),
  ];
}
