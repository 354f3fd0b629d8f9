import type { Engine } from '../../../engine/engine.js';
import { shape, type Row } from '../../../engine/shape.js';
import { literal, sql } from '../../../engine/sql.js';
import type { Label } from '../../../label.js';
import { wilson, type Interval } from '../../../stats/proportion.js';
import { ratioInterval } from '../../../stats/ratio.js';
import { asOfDate, buyersOf, segmentOf, type BuyerTables } from './buyers.js';
import { cutValues, STUDY_CUTS, type RfCuts, type RfCutValues } from './cuts.js';
import { RF_SEGMENT_KEYS, RF_SEGMENTS, type RfSegment } from './segments.js';

const SUMS = shape({
  segment: 'text',
  users: 'integer',
  active: 'integer',
  orders: 'integer',
  squares: 'integer',
});
type Sums = Omit<Row<typeof SUMS>, 'segment'>;

export interface RfOptions {
  /** Day from which recency is counted back, `YYYY-MM-DD`; the last day of the window when absent. */
  readonly asOf?: string;
  readonly cuts?: RfCuts;
}

/** One of the four segments. Shares are null where nobody has bought; so are means of segments without users. */
export interface RfSegmentSize {
  readonly segment: RfSegment;
  readonly label: Label;
  /** Buyers in it. */
  readonly users: number;
  /** users / all buyers, with Wilson's interval. */
  readonly share: number | null;
  readonly interval: Interval | null;
  /** Users with an event of any kind within the days that count as recent: they have not gone. */
  readonly active: number;
  /** active / users, with Wilson's interval. */
  readonly activeShare: number | null;
  readonly activeInterval: Interval | null;
  /** Purchases of its users. */
  readonly orders: number;
  /** orders / all orders. The interval takes users as drawn, whose orders come together: see `ratioInterval`. */
  readonly ordersShare: number | null;
  readonly ordersInterval: Interval | null;
  /** orders / users */
  readonly perHead: number | null;
  readonly perHeadInterval: Interval | null;
}

export interface RfSegments {
  readonly asOf: string;
  readonly cuts: RfCutValues;
  readonly buyers: number;
  readonly orders: number;
  /** In the order of {@link RF_SEGMENTS}, empty ones with 0. */
  readonly segments: readonly RfSegmentSize[];
}

/**
 * Buyers by recency and frequency of their purchases: VIP R <= r and F >= f, potential new R <= r and F < f, to wake
 * R > r and F >= f, lost the rest.
 *
 * R = calendar days from the last purchase to the as-of day, 0 on the day itself; F = purchases in the window.
 * An "order" is one row of behavior `buy`: the data tell no baskets and no money.
 * @throws OptionsError for cuts that make no sense, or an as-of date before the end of the window.
 * @throws MetricError for means or quantiles where nobody has bought.
 * @example
 * const { segments } = await rfSegments(engine, events, { cuts: { mode: 'fixed', recency: 4, frequency: 4 } });
 */
export async function rfSegments(
  engine: Engine,
  tables: BuyerTables,
  { asOf, cuts = STUDY_CUTS }: RfOptions = {},
): Promise<RfSegments> {
  const date = asOfDate(tables.window, asOf);
  const values = await cutValues(engine, tables, date, cuts);
  const rows = await engine.all(
    sql`WITH buyers AS (${buyersOf(tables, date)}),
    segments AS (SELECT ${segmentOf(literal(values.recency), literal(values.frequency))} AS segment, absence, purchases
      FROM buyers)
    SELECT segment, count(*) AS users,
      count(CASE WHEN absence <= ${literal(values.recency)} THEN 1 END) AS active, CAST(sum(purchases) AS BIGINT) AS orders,
      CAST(sum(purchases * purchases) AS BIGINT) AS squares
    FROM segments GROUP BY segment ORDER BY segment`,
    SUMS,
  );
  const all = rows.reduce(
    (sum, row) => ({
      users: sum.users + row.users,
      active: sum.active + row.active,
      orders: sum.orders + row.orders,
      squares: sum.squares + row.squares,
    }),
    NOBODY,
  );
  const segments = RF_SEGMENT_KEYS.map((segment) =>
    sized(segment, rows.find((row) => row.segment === segment) ?? NOBODY, all),
  );
  return { asOf: date, cuts: values, buyers: all.users, orders: all.orders, segments };
}

const NOBODY: Sums = { users: 0, active: 0, orders: 0, squares: 0 };

function sized(segment: RfSegment, { users, active, orders, squares }: Sums, all: Sums): RfSegmentSize {
  return {
    segment,
    label: RF_SEGMENTS[segment],
    users,
    share: all.users === 0 ? null : users / all.users,
    interval: wilson(users, all.users),
    active,
    activeShare: users === 0 ? null : active / users,
    activeInterval: wilson(active, users),
    orders,
    ordersShare: all.orders === 0 ? null : orders / all.orders,
    ordersInterval: ratioInterval({
      n: all.users,
      x: orders,
      y: all.orders,
      xx: squares,
      yy: all.squares,
      xy: squares,
    }),
    perHead: users === 0 ? null : orders / users,
    perHeadInterval: ratioInterval({ n: users, x: orders, y: users, xx: squares, yy: users, xy: orders }),
  };
}
