import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories } from '../../core/schema.js';
import { columnOf, type Bound, type Table } from '../../core/table.js';
import { fittedPlan } from './fit.js';
import type { RfmOptions, RfmPlan, ScoredDimension } from './options.js';
import { segmentOf } from './score.js';
import { categoriesOf, type Dimension, type RFM_SEGMENTS } from './segmentation.js';

const SPREAD = {
  segment: column.text('segment'),
  mean: column.decimal('mean', { digits: 1 }),
  min: column.count('min'),
  max: column.count('max'),
  sd: column.optional(column.decimal('standardDeviation', { digits: 1 })),
} as const;

const spreadSchema = <K extends string>(segments: Categories<K>) => ({
  segment: column.category('segment', segments),
  mean: column.decimal('meanNumberOfUsers', { digits: 1, interval: 'range' }),
  min: column.count('min'),
  max: column.count('max'),
  range: column.interval('count', 'rangeOverOrders', { hidden: true }),
  sd: column.optional(column.decimal('standardDeviation', { digits: 1 })),
  reach: column.optional(column.percent('relativeRange', { digits: 0 })),
});

export type TieSensitivity<K extends string = string> = Result<ReturnType<typeof spreadSchema<K>>>;

export interface TieSensitivityOptions<
  K extends string = string,
  D extends Dimension = Dimension,
> extends Pick<RfmOptions<K, D>, 'dimensions' | 'bins' | 'high' | 'segments'> {
  /** Number of random orders to try. Default: 200. */
  readonly orders?: number;
  /** Seed of the random orders. Default: the session's seed. */
  readonly seed?: number;
}

/** Each dimension takes its own ten of the 32 hex digits of a user's MD5 sum in a trial: 40 random bits. */
const HEX_DIGITS = 10;

/**
 * How much segment sizes vary with the order among users of equal value: the result of equal-size bins (NTILE) over
 * `orders` random orders, independent for each dimension. The same seed gives the same orders, whatever the order of
 * the rows. `reach` = (max - min) / mean, null for a segment that is always empty; `sd` divides by n - 1, null for one
 * order.
 *
 * A segment depends only on whether a score is high, so in each dimension only users whose ties straddle the one
 * relevant cut can change sides. Random orders are drawn for these users only; the others are counted once.
 * @throws OptionsError for fewer than one order, a seed that is not a whole number, or inconsistent options. Tables
 * that are too small or too uniform are scored as in {@link rfm}.
 * @throws MetricError for missing or negative values.
 * @example
 * const spread = await tieSensitivity(users, { orders: 200 });
 * spread.max('reach').segment; // the segment that depends most on the order among ties
 */
export async function tieSensitivity<
  const K extends string = keyof typeof RFM_SEGMENTS,
  const D extends Dimension = Dimension,
>(users: Bound<'user' | D>, options: TieSensitivityOptions<K, D> = {}): Promise<TieSensitivity<K>> {
  const { session } = users;
  const { orders = 200, seed = session.seed, ...scoring } = options;
  if (!Number.isInteger(orders) || orders < 1)
    throw new OptionsError(`orders must be a whole number of at least 1, not ${orders}.`);
  if (!Number.isInteger(seed)) throw new OptionsError(`seed must be a whole number, not ${seed}.`);
  const plan = await fittedPlan(users, scoring);
  const n = await users.count();
  const keys = Object.keys(plan.segments);
  const query = sql`WITH trials AS (SELECT * FROM (VALUES ${listed(range(orders))}) AS list (trial)),
    segments AS (SELECT * FROM (VALUES ${listed(keys)}) AS list (segment)),
    ${countedSegments(users, plan, n, seed)},
    sizes AS (SELECT segment, coalesce(settled.users, 0) + coalesce(drawn.users, 0) AS users
      FROM segments CROSS JOIN trials LEFT JOIN settled USING (segment) LEFT JOIN drawn USING (segment, trial))
    SELECT segment, CAST(sum(users) AS DOUBLE) / count(*) AS mean, min(users) AS min, max(users) AS max,
      stddev_samp(users) AS sd
    FROM sizes GROUP BY segment`;
  const found = await rowsOf(session, query, SPREAD);
  const rows = (keys as K[]).flatMap((segment) =>
    found
      .filter((row) => row.segment === segment)
      .map(({ mean, min, max, sd }) => ({
        ...{ segment, mean, min, max, sd },
        range: { low: min, high: max },
        reach: mean > 0 ? (max - min) / mean : null,
      })),
  );
  return new Result({
    session,
    name: 'tie-sensitivity',
    title: { en: 'Segment sizes over random orders among equals', zh: '同值用户随机排序下的各分层人数' },
    schema: spreadSchema(categoriesOf(plan.segments)),
    rows,
    query,
    chart: { mark: 'dot', x: 'mean', y: 'segment' },
  });
}

const range = (n: number): number[] => Array.from({ length: n }, (_, index) => index);

const listed = (values: readonly (string | number)[]): Sql =>
  join(values.map((value) => sql`(${literal(value)})`));

/**
 * Users by segment whose segment is the same in every order (`settled`), and the others by segment and trial (`drawn`).
 */
function countedSegments(table: Table, plan: RfmPlan, n: number, seed: number): Sql {
  const sides = plan.dimensions.map((one) => sideOf(one, one.same ? n : lowPlaces(n, plan.bins, one.high)));
  const open = join(
    sides.map((side) => side.open),
    ' OR ',
  );
  const user = id(columnOf(table, 'user'));
  return sql`placed AS (SELECT ${user} AS person, ${join(sides.map((side) => side.places))} FROM ${table}),
    fixed AS (SELECT ${join(sides.map((side) => side.settled))} FROM placed WHERE NOT (${open})),
    settled AS (SELECT ${segmentOf(plan)} AS segment, count(*) AS users FROM fixed GROUP BY 1),
    shuffled AS (SELECT *, md5(concat_ws(':', ${literal(seed)}, trial, person)) AS random
      FROM placed CROSS JOIN trials WHERE ${open}),
    moved AS (SELECT trial, ${join(sides.map((side, index) => side.drawn(index)))} FROM shuffled),
    drawn AS (SELECT trial, ${segmentOf(plan)} AS segment, count(*) AS users FROM moved GROUP BY 1, 2)`;
}

/**
 * The number of places with a score below `high`: NTILE gives the first tiles one more row each if n is not divisible.
 */
function lowPlaces(n: number, bins: number, high: number): number {
  return Math.floor(n / bins) * (high - 1) + Math.min(high - 1, n % bins);
}

/** SQL for one dimension: a user and their ties take the places `first` to `last`, of which `low` are low. */
function sideOf({ dimension, column: value, score, high }: ScoredDimension, low: number) {
  const [first, last] = [id(`${dimension}_first`), id(`${dimension}_last`)];
  const limit = literal(low);
  const direction = dimension === 'recency' ? sql`DESC` : sql`ASC`;
  const place = sql`rank() OVER (ORDER BY ${id(value)} ${direction})`;
  const scored = (isHigh: Sql) => sql`CASE WHEN ${isHigh} THEN ${literal(high)} ELSE 1 END AS ${id(score)}`;
  const random = (digits: number) => sql`row_number() OVER (PARTITION BY trial, ${first}
    ORDER BY substr(random, ${literal(1 + digits * HEX_DIGITS)}, ${literal(HEX_DIGITS)}), person)`;
  return {
    places: sql`${place} AS ${first}, ${place} + count(*) OVER (PARTITION BY ${id(value)}) - 1 AS ${last}`,
    open: sql`(${first} <= ${limit} AND ${last} > ${limit})`,
    settled: scored(sql`${first} > ${limit}`),
    drawn: (digits: number) =>
      scored(
        sql`${first} > ${limit} OR (${last} > ${limit} AND ${first} - 1 + ${random(digits)} > ${limit})`,
      ),
  };
}
