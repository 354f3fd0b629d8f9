import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Table } from '../../core/table.js';
import type { Shape } from '../../engine/shape.js';
import { OptionsError } from '../../errors.js';
import type { GroupMoments } from '../../stats/moments.js';
import { exactMoney } from '../../orders/money.js';
import { sumOfProducts } from '../orders/shop.js';
import type { RoiPlan } from './options.js';

/** One group of a campaign: its customers, and moments of what they brought in, cost, and were before. */
export interface Arm {
  readonly n: number;
  readonly outcome: GroupMoments;
  readonly cost: GroupMoments;
  /** Sum of products of the deviations of outcome and cost. */
  readonly products: number;
  /** Customers who got it, of those of whom it is recorded whether they did. */
  readonly received: number;
  readonly recorded: number;
  readonly before: readonly GroupMoments[];
}

/** The groups of one value of `by`; null for a group with nobody in it. */
export interface Arms {
  readonly key: string;
  readonly treated: Arm | null;
  readonly control: Arm | null;
}

/** Rows that are in neither group, or whose outcome or cost is unknown. */
export interface LeftOut {
  readonly elsewhere: number;
  readonly unknown: number;
}

/** The one group of a table that is not divided. */
export const WHOLE = 'all';

const keyOf = ({ by }: RoiPlan): Sql => (by === null ? literal(WHOLE) : sql`CAST(${id(by)} AS VARCHAR)`);

function costOf({ cost, group, treated }: RoiPlan): Sql {
  // Nothing is spent on a control customer of whom no cost is written down.
  if (typeof cost === 'string') {
    return sql`CASE WHEN ${id(group)} = ${literal(treated)} THEN ${id(cost)} ELSE coalesce(${id(cost)}, 0) END`;
  }
  return sql`CASE WHEN ${id(group)} = ${literal(treated)} THEN ${literal(cost)} ELSE 0 END`;
}

/** The query of the sums, by value of `by` and group. */
export function armsQuery(table: Table, plan: RoiPlan): Sql {
  const { group, treated, control, outcome, before, received } = plan;
  const total = (value: Sql, as: string) => sql`CAST(coalesce(sum(${value}), 0) AS DOUBLE) AS ${id(as)}`;
  const product = (one: Sql, other: Sql, as: string) => sql`${sumOfProducts(one, other)} AS ${id(as)}`;
  const [y, c] = [id('y'), id('c')];
  const xs = before.map((_, at) => id(`x${at}`));
  return sql`WITH members AS (
      SELECT ${keyOf(plan)} AS key, CAST(${id(group)} AS VARCHAR) AS arm, ${exactMoney(id(outcome))} AS y,
        ${exactMoney(costOf(plan))} AS c, ${received === null ? sql`CAST(NULL AS BOOLEAN)` : id(received)} AS got
        ${join(
          before.map((name, at) => sql`, ${exactMoney(id(name))} AS ${id(`x${at}`)}`),
          '',
        )}
      FROM ${table}
    )
    SELECT key, arm, count(*) AS n, count(CASE WHEN got THEN 1 END) AS got, count(got) AS recorded, ${total(y, 'y')}, ${product(y, y, 'yy')},
      ${total(c, 'c')}, ${product(c, c, 'cc')}, ${product(y, c, 'yc')}
      ${join(
        xs.map(
          (x, at) => sql`, count(${x}) AS ${id(`n${at}`)}, ${total(x, `s${at}`)}, ${product(x, x, `q${at}`)}`,
        ),
        '',
      )}
    FROM members WHERE y IS NOT NULL AND c IS NOT NULL AND key IS NOT NULL AND arm IN (${literal(treated)}, ${literal(control)})
    GROUP BY key, arm ORDER BY key, arm`;
}

/** The groups of each value of `by`. @throws OptionsError for a customer with two rows in it, or a negative cost. */
export async function armsOf(
  table: Table,
  plan: RoiPlan,
  query: Sql,
): Promise<{ arms: Arms[]; left: LeftOut }> {
  const { session } = table;
  const { twice, below, elsewhere, unknown } = await session.engine.one(
    sql`SELECT min(CASE WHEN n > 1 THEN who END) AS twice, coalesce(CAST(sum(below) AS BIGINT), 0) AS below,
        coalesce(CAST(sum(elsewhere) AS BIGINT), 0) AS elsewhere, coalesce(CAST(sum(unknown) AS BIGINT), 0) AS unknown
      FROM (
        SELECT CAST(${id(plan.user)} AS VARCHAR) AS who, count(*) AS n, count(CASE WHEN ${costOf(plan)} < 0 THEN 1 END) AS below,
          count(CASE WHEN NOT coalesce(${inGroup(plan)}, FALSE) THEN 1 END) AS elsewhere,
          count(CASE WHEN ${inGroup(plan)} AND (${id(plan.outcome)} IS NULL OR ${costOf(plan)} IS NULL) THEN 1 END) AS unknown
        FROM ${table} GROUP BY 1, ${keyOf(plan)}
      ) AS people`,
    { twice: 'text?', below: 'integer', elsewhere: 'integer', unknown: 'integer' },
  );
  if (twice !== null) {
    throw new OptionsError(
      `${table.name}: customer ${twice} has several rows${plan.by === null ? '' : ` of one ${plan.by}`}, and may be in both groups. Give each one row.`,
    );
  }
  if (below > 0)
    throw new OptionsError(`${table.name}: ${below} costs are below 0. A cost is what was paid.`);
  const shape: Shape = Object.fromEntries([
    ...[
      ['key', 'text'],
      ['arm', 'text'],
      ['n', 'integer'],
      ['got', 'integer'],
      ['recorded', 'integer'],
    ],
    ...['y', 'yy', 'c', 'cc', 'yc'].map((name) => [name, 'double']),
    ...plan.before.flatMap((_, at) => [
      [`n${at}`, 'integer'],
      [`s${at}`, 'double'],
      [`q${at}`, 'double'],
    ]),
  ]) as Shape;
  const rows = await session.engine.all(query, shape);
  const keys = plan.by === null ? [WHOLE] : [...new Set(rows.map(({ key }) => String(key)))];
  const armOf = (key: string, group: string): Arm | null => {
    const row = rows.find((one) => one['key'] === key && one['arm'] === group);
    return row === undefined ? null : armFrom(row, plan.before.length);
  };
  const arms = keys.map((key) => ({
    key,
    treated: armOf(key, plan.treated),
    control: armOf(key, plan.control),
  }));
  return { arms, left: { elsewhere, unknown } };
}

const inGroup = ({ group, treated, control, by }: RoiPlan): Sql =>
  sql`${id(group)} IN (${literal(treated)}, ${literal(control)})${by === null ? sql`` : sql` AND ${id(by)} IS NOT NULL`}`;

function armFrom(row: Readonly<Record<string, unknown>>, covariates: number): Arm {
  const of = (name: string) => Number(row[name]);
  const n = of('n');
  const moments = (count: number, sum: number, squared: number): GroupMoments => {
    const left = squared - (sum * sum) / count;
    // What is left of sums that cancel is no spread.
    return { n: count, mean: sum / count, squares: left <= 1e-9 * squared ? 0 : left };
  };
  return {
    n,
    outcome: moments(n, of('y'), of('yy')),
    cost: moments(n, of('c'), of('cc')),
    products: of('yc') - (of('y') * of('c')) / n,
    received: of('got'),
    recorded: of('recorded'),
    before: Array.from({ length: covariates }, (_, at) => moments(of(`n${at}`), of(`s${at}`), of(`q${at}`))),
  };
}
