import { OptionsError } from '../../../errors.js';
import type { Engine } from '../../../engine/engine.js';
import { shape } from '../../../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../../../engine/sql.js';
import type { Label } from '../../../label.js';
import { asOfDate, buyersOf, segmentOf, type BuyerTables } from './buyers.js';
import { requireCut } from './cuts.js';
import { RF_SEGMENT_KEYS, RF_SEGMENTS, type RfSegment } from './segments.js';

const SIZES = shape({ r: 'double', f: 'double', segment: 'text', users: 'integer', orders: 'integer' });

/** Size of a segment under one pair of cuts. */
export interface RfAtCuts {
  readonly recency: number;
  readonly frequency: number;
  readonly segment: RfSegment;
  readonly label: Label;
  readonly users: number;
  /** users / all buyers */
  readonly share: number;
  readonly orders: number;
  /** orders / all orders */
  readonly ordersShare: number;
}

export interface RfSensitivityOptions {
  readonly asOf?: string;
  /** Cuts of recency to try. */
  readonly recency?: readonly number[];
  /** Cuts of frequency to try. */
  readonly frequency?: readonly number[];
}

/**
 * How segments change with the cuts: {@link rfSegments} under every pair of them, by recency cut, frequency cut and
 * segment. Nothing where nobody has bought.
 *
 * @throws OptionsError for cuts that make no sense or are there twice, or an as-of date before the window's end.
 * @example
 * await rfSensitivity(engine, events, { recency: [2, 3, 4, 5, 6], frequency: [2, 3, 4, 5, 6] });
 */
export async function rfSensitivity(
  engine: Engine,
  tables: BuyerTables,
  { asOf, recency = [2, 3, 4, 5, 6], frequency = [2, 3, 4, 5, 6] }: RfSensitivityOptions = {},
): Promise<RfAtCuts[]> {
  const date = asOfDate(tables.window, asOf);
  requireCuts('recency', recency, 0);
  requireCuts('frequency', frequency, 1);
  const rows = await engine.all(
    sql`WITH buyers AS (${buyersOf(tables, date)}),
    counted AS (SELECT recency, purchases, count(*) AS users FROM buyers GROUP BY recency, purchases),
    cuts AS (SELECT r, f FROM (VALUES ${listed(recency)}) AS r_cuts (r) CROSS JOIN (VALUES ${listed(frequency)}) AS f_cuts (f)),
    segments AS (SELECT r, f, ${segmentOf(id('r'), id('f'))} AS segment, users, purchases
      FROM counted CROSS JOIN cuts)
    SELECT r, f, segment, CAST(sum(users) AS BIGINT) AS users, CAST(sum(users * purchases) AS BIGINT) AS orders
    FROM segments GROUP BY r, f, segment ORDER BY r, f, segment`,
    SIZES,
  );
  const found = new Map(rows.map((row) => [`${row.r} ${row.f} ${row.segment}`, row]));
  const once = rows.filter((row) => row.r === recency[0] && row.f === frequency[0]);
  const buyers = once.reduce((sum, row) => sum + row.users, 0);
  const all = once.reduce((sum, row) => sum + row.orders, 0);
  if (buyers === 0) return [];
  return recency.flatMap((r) =>
    frequency.flatMap((f) =>
      RF_SEGMENT_KEYS.map((segment) => {
        const { users, orders } = found.get(`${r} ${f} ${segment}`) ?? { users: 0, orders: 0 };
        return {
          recency: r,
          frequency: f,
          segment,
          label: RF_SEGMENTS[segment],
          users,
          share: users / buyers,
          orders,
          ordersShare: orders / all,
        };
      }),
    ),
  );
}

const listed = (values: readonly number[]): Sql =>
  join(values.map((value) => sql`(CAST(${literal(value)} AS DOUBLE))`));

function requireCuts(name: string, values: readonly number[], least: number): void {
  if (values.length === 0) throw new OptionsError(`There is no cut of ${name} to try: give at least one.`);
  values.forEach((value) => requireCut(name, value, least));
  if (new Set(values).size < values.length) {
    throw new OptionsError(`A cut of ${name} is there twice: ${values.join(', ')}.`);
  }
}
