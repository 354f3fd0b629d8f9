import { BEHAVIORS, isAnyOf, type Behavior } from '../../../data/events/behaviors.js';
import { hourOf } from '../../../data/events/rollups.js';
import type { EventTables, EventUserTable } from '../../../data/events/tables.js';
import type { Engine } from '../../../engine/engine.js';
import { shape } from '../../../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../../../engine/sql.js';
import { compareGroups, type Comparison } from '../../../metrics/comparison.js';
import { wilson } from '../../../stats/proportion.js';
import { ratioInterval } from '../../../stats/ratio.js';
import { estimateOf, type Estimate } from './evidence.js';

/** Accepted events by behavior. */
export function behaviorCounts(engine: Engine, users: EventUserTable): Promise<Record<Behavior, number>> {
  const sums = BEHAVIORS.map((name) => sql`CAST(coalesce(sum(${id(name)}), 0) AS BIGINT) AS ${id(name)}`);
  return engine.one(sql`SELECT ${join(sums)} FROM ${users}`, {
    pv: 'integer',
    cart: 'integer',
    fav: 'integer',
    buy: 'integer',
  });
}

const SUMS = shape({ n: 'integer', x: 'double', y: 'double', xx: 'double', yy: 'double', xy: 'double' });

/** sum(x) / sum(y) over the users of the rollup, with the interval that users drawn at random give it. */
export async function userRatio(
  engine: Engine,
  users: EventUserTable,
  x: Sql,
  y: Sql,
  scale = 1,
): Promise<Estimate> {
  const sums = await engine.one(
    sql`SELECT count(*) AS n, ${sumOf('x', sql`x`)}, ${sumOf('y', sql`y`)}, ${sumOf('xx', sql`x * x`)},
      ${sumOf('yy', sql`y * y`)}, ${sumOf('xy', sql`x * y`)}
    FROM (SELECT ${x} AS x, ${y} AS y FROM ${users}) AS pairs`,
    SUMS,
  );
  return estimateOf(sums.y === 0 ? null : sums.x / sums.y, ratioInterval(sums), scale);
}

/** Whole numbers are summed exactly, in whatever order. */
const sumOf = (name: string, value: Sql): Sql =>
  sql`CAST(coalesce(sum(${value}), 0) AS DOUBLE) AS ${id(name)}`;

/** An hour of the day with what users did in it, as estimates. */
export interface HourSpread {
  readonly hour: number;
  /** Views at that hour / users of the file. */
  readonly views: Estimate;
  /** Purchases at that hour / users who did anything at that hour of any day. */
  readonly purchases: Estimate;
}

/**
 * How sure the hours of a sample are, from 0 to 23. It reads the events, which the whole file does not need: that one
 * is sure.
 */
export async function hourSpreads(
  engine: Engine,
  { events, window }: EventTables,
  users: number,
): Promise<HourSpread[]> {
  const rows = await engine.all(
    sql`WITH there AS (
      SELECT ${hourOf(window, id('event_time'))} AS "hour", user_id,
        count(CASE WHEN ${isAnyOf(['pv'])} THEN 1 END) AS views,
        count(CASE WHEN ${isAnyOf(['buy'])} THEN 1 END) AS purchases
      FROM ${events} GROUP BY 1, 2
    )
    SELECT "hour", count(*) AS active,
      ${sumOf('views', sql`views`)}, ${sumOf('squaredViews', sql`views * views`)},
      ${sumOf('purchases', sql`purchases`)}, ${sumOf('squaredPurchases', sql`purchases * purchases`)}
    FROM there GROUP BY "hour" ORDER BY "hour"`,
    {
      hour: 'integer',
      active: 'integer',
      views: 'double',
      squaredViews: 'double',
      purchases: 'double',
      squaredPurchases: 'double',
    },
  );
  return Array.from({ length: 24 }, (_, hour) => {
    const row = rows.find((found) => found.hour === hour);
    return {
      hour,
      views: meanOf(users, row?.views ?? 0, row?.squaredViews ?? 0),
      purchases: meanOf(row?.active ?? 0, row?.purchases ?? 0, row?.squaredPurchases ?? 0),
    };
  });
}

/**
 * The mean of n values from their sum and sum of squares. Where all are 0, which has no spread, it reaches as far as
 * the share of users who might still have had one.
 */
export function meanOf(n: number, sum: number, squares: number): Estimate {
  if (n === 0) return estimateOf(null, null);
  if (sum === 0) return estimateOf(0, wilson(0, n));
  return estimateOf(sum / n, ratioInterval({ n, x: sum, y: n, xx: squares, yy: n, xy: sum }));
}

/** Minutes to a purchase at some hours of the day. */
export interface TimesToPurchase {
  readonly medians: readonly {
    readonly hour: number;
    readonly purchases: number;
    readonly minutes: number;
  }[];
  readonly comparison: Comparison | null;
}

/**
 * Minutes from a user's first view of an item to the purchase of it, of the purchases at these hours of the day.
 * Purchases of items that the user has not viewed in the window before are left out.
 */
export async function timesToPurchase(
  engine: Engine,
  { events, window }: EventTables,
  hours: readonly number[],
): Promise<TimesToPurchase> {
  const times = { name: `${events.name}_times`, columns: shape({ hour: 'integer', minutes: 'double' }) };
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${times} AS
    WITH bought AS (
      SELECT user_id, item_id, event_time, ${hourOf(window, id('event_time'))} AS "hour" FROM ${events}
      WHERE ${isAnyOf(['buy'])} AND ${hourOf(window, id('event_time'))} IN (${join(hours.map(literal))})
    ),
    viewed AS (
      SELECT user_id, item_id, min(event_time) AS first_view FROM ${events}
      WHERE ${isAnyOf(['pv'])} AND EXISTS (SELECT 1 FROM bought
        WHERE bought.user_id = ${events}.user_id AND bought.item_id = ${events}.item_id)
      GROUP BY user_id, item_id
    )
    SELECT "hour", (event_time - first_view) / CAST(60 AS DOUBLE) AS minutes
    FROM bought JOIN viewed ON viewed.user_id = bought.user_id AND viewed.item_id = bought.item_id
    WHERE first_view <= event_time`,
  );
  const medians = await engine.all(
    sql`SELECT "hour", count(*) AS purchases, ${engine.dialect.median(id('minutes'))} AS minutes
    FROM ${times} GROUP BY "hour" ORDER BY "hour"`,
    { hour: 'integer', purchases: 'integer', minutes: 'double' },
  );
  const comparison = medians.length < 2 ? null : await compareGroups(engine, times, 'minutes', 'hour');
  return { medians, comparison };
}
