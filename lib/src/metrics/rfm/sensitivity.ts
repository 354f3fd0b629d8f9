import { OptionsError } from '../../errors.js';
import type { Engine } from '../../engine/engine.js';
import { shape } from '../../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Table } from '../../engine/table.js';
import type { Label } from '../../label.js';
import { planOf, type RfmColumns } from './options.js';
import { segmentOf } from './score.js';
import { RFM_SEGMENT_KEYS, RFM_SEGMENTS, type RfmSegment } from './segments.js';

const SPREAD = shape({ segment: 'text', min: 'integer', max: 'integer', mean: 'double', sd: 'double?' });

/** Size of a segment over many random orders among equal values. */
export interface SegmentSpread {
  readonly segment: RfmSegment;
  readonly label: Label;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
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
 * How far segment sizes move with the order among users of equal value: NTILE is run over `orders` random orders,
 * each of the three dimensions with its own. The same seed gives the same orders.
 *
 * @throws OptionsError for fewer than one order, or options that do not fit together.
 * @example
 * await tieSensitivity(engine, users.table, { orders: 200, seed: 1 }); // keyValue: 46 to 66 …
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
  const { recency, frequency, monetary, user } = plan.columns;
  const tile = (column: Sql, direction: Sql, dimension: string) => {
    const random = sql`md5(concat_ws(':', ${literal(seed)}, trial, ${literal(dimension)}, ${id(user)}))`;
    return sql`ntile(${literal(plan.bins)}) OVER (PARTITION BY trial ORDER BY ${column} ${direction}, ${random}, ${id(user)})`;
  };
  const trials = join(
    Array.from({ length: orders }, (_, trial) => sql`SELECT ${literal(trial)} AS trial`),
    ' UNION ALL ',
  );
  const segments = join(
    RFM_SEGMENT_KEYS.map((segment) => sql`SELECT ${literal(segment)} AS segment`),
    ' UNION ALL ',
  );
  const rows = await engine.all(
    sql`WITH trials AS (${trials}),
    scored AS (SELECT trial, ${tile(id(recency), sql`DESC`, 'r')} AS r_score, ${tile(id(frequency), sql`ASC`, 'f')} AS f_score,
      ${tile(id(monetary), sql`ASC`, 'm')} AS m_score FROM ${table} CROSS JOIN trials),
    counted AS (SELECT trial, ${segmentOf(plan)} AS segment, count(*) AS users FROM scored GROUP BY 1, 2),
    sizes AS (SELECT segment, coalesce(users, 0) AS users
      FROM (${segments}) CROSS JOIN trials LEFT JOIN counted USING (segment, trial))
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
