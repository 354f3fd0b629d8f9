import { MetricError, OptionsError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { shape } from '../../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Table } from '../../engine/table.js';
import type { Label } from '../../label.js';
import { planOf, type RfmColumns, type RfmPlan } from './options.js';
import { segmentOf } from './score.js';
import { RFM_SEGMENT_KEYS, RFM_SEGMENTS, type RfmSegment } from './segments.js';

const SPREAD = shape({ segment: 'text', min: 'integer', max: 'integer', mean: 'double', sd: 'double?' });

/** Of the 32 digits of a user's MD5 sum in a trial, each dimension takes its own ten: 40 random bits. */
const HEX_DIGITS = 10;

/** Size of a segment over many random orders among equal values. */
export interface SegmentSpread {
  readonly segment: RfmSegment;
  readonly label: Label;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of the sizes, with n - 1; null for one order. */
  readonly sd: number | null;
}

export interface TieSensitivityOptions {
  readonly columns?: Partial<RfmColumns>;
  readonly bins?: number;
  /** Random orders to try. */
  readonly orders?: number;
  readonly seed?: number;
}

/**
 * How far segment sizes move with the order among users of equal value: what NTILE gives over `orders` random
 * orders, each of the three dimensions with its own. The same seed gives the same orders, whatever the order of
 * the rows.
 *
 * A segment asks only whether a score is high, so in each dimension only those users can change sides whose equals
 * lie on both sides of the one cut that matters; the orders are drawn among them, the others are counted once.
 * @throws OptionsError for fewer than one order, or options that do not fit together.
 * @throws MetricError for fewer users than bins.
 * @example
 * await tieSensitivity(engine, users.table, { orders: 200, seed: 1 }); // keyValue from 51 to 60 …
 */
export async function tieSensitivity(
  engine: Engine,
  table: Table,
  options: TieSensitivityOptions = {},
): Promise<SegmentSpread[]> {
  const { orders = 200, seed = 1 } = options;
  if (!Number.isInteger(orders) || orders < 1)
    throw new OptionsError(`orders must be at least 1, not ${orders}.`);
  if (!Number.isInteger(seed)) throw new OptionsError(`seed must be a whole number, not ${seed}.`);
  const plan = planOf(options);
  const { n } = await engine.one(sql`SELECT count(*) AS n FROM ${table}`, { n: 'integer' });
  if (n < plan.bins)
    throw new MetricError(`${table.name} has ${n} users for ${plan.bins} bins: take fewer bins.`);
  const rows = await engine.all(
    sql`WITH trials AS (SELECT * FROM (VALUES ${join(range(orders).map((trial) => sql`(${literal(trial)})`))}) AS list (trial)),
    segments AS (SELECT * FROM (VALUES ${join(RFM_SEGMENT_KEYS.map((segment) => sql`(${literal(segment)})`))}) AS list (segment)),
    ${countedSegments(table, plan, n, seed)},
    sizes AS (SELECT segment, coalesce(settled.users, 0) + coalesce(drawn.users, 0) AS users
      FROM segments CROSS JOIN trials LEFT JOIN settled USING (segment) LEFT JOIN drawn USING (segment, trial))
    SELECT segment, min(users) AS min, max(users) AS max, CAST(sum(users) AS DOUBLE) / count(*) AS mean,
      stddev_samp(users) AS sd
    FROM sizes GROUP BY segment ORDER BY segment`,
    SPREAD,
  );
  return RFM_SEGMENT_KEYS.flatMap((segment) => {
    const row = rows.find((one) => one.segment === segment);
    return row === undefined
      ? []
      : [{ segment, label: RFM_SEGMENTS[segment], min: row.min, max: row.max, mean: row.mean, sd: row.sd }];
  });
}

const range = (n: number): number[] => Array.from({ length: n }, (_, index) => index);

/** Users by segment who are the same in every order (`settled`), and by segment and trial who are not (`drawn`). */
function countedSegments(table: Table, plan: RfmPlan, n: number, seed: number): Sql {
  const { recency, frequency, monetary, user } = plan.columns;
  const sides = [
    sideOf('r', recency, sql`DESC`, lowPlaces(n, plan.bins, plan.high.recency), plan.high.recency),
    sideOf('f', frequency, sql`ASC`, lowPlaces(n, plan.bins, plan.high.frequency), plan.high.frequency),
    sideOf('m', monetary, sql`ASC`, lowPlaces(n, plan.bins, plan.high.monetary), plan.high.monetary),
  ];
  const open = join(
    sides.map((side) => side.open),
    ' OR ',
  );
  return sql`placed AS (SELECT ${id(user)} AS person, ${join(sides.map((side) => side.places))} FROM ${table}),
    fixed AS (SELECT ${join(sides.map((side) => side.settled))} FROM placed WHERE NOT (${open})),
    settled AS (SELECT ${segmentOf(plan)} AS segment, count(*) AS users FROM fixed GROUP BY 1),
    shuffled AS (SELECT *, md5(concat_ws(':', ${literal(seed)}, trial, person)) AS random
      FROM placed CROSS JOIN trials WHERE ${open}),
    moved AS (SELECT trial, ${join(sides.map((side, index) => side.drawn(index)))} FROM shuffled),
    drawn AS (SELECT trial, ${segmentOf(plan)} AS segment, count(*) AS users FROM moved GROUP BY 1, 2)`;
}

/** Places in the order whose score is below `high`: NTILE deals the first tiles one more where n does not divide. */
function lowPlaces(n: number, bins: number, high: number): number {
  return Math.floor(n / bins) * (high - 1) + Math.min(high - 1, n % bins);
}

/** SQL about one dimension: users take the places `first` to `last` with their equals, of which `low` are low. */
function sideOf(name: string, column: string, direction: Sql, low: number, high: number) {
  const [first, last, score] = [id(`${name}_first`), id(`${name}_last`), id(`${name}_score`)];
  const limit = literal(low);
  const scored = (isHigh: Sql) => sql`CASE WHEN ${isHigh} THEN ${literal(high)} ELSE 1 END AS ${score}`;
  const place = (digits: number) => sql`row_number() OVER (PARTITION BY trial, ${first}
    ORDER BY substr(random, ${literal(1 + digits * HEX_DIGITS)}, ${literal(HEX_DIGITS)}), person)`;
  return {
    places: sql`rank() OVER (ORDER BY ${id(column)} ${direction}) AS ${first},
      rank() OVER (ORDER BY ${id(column)} ${direction}) + count(*) OVER (PARTITION BY ${id(column)}) - 1 AS ${last}`,
    open: sql`(${first} <= ${limit} AND ${last} > ${limit})`,
    settled: scored(sql`${first} > ${limit}`),
    drawn: (digits: number) =>
      scored(sql`${first} > ${limit} OR (${last} > ${limit} AND ${first} - 1 + ${place(digits)} > ${limit})`),
  };
}
