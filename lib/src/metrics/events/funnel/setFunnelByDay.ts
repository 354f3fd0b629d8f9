import type { EventTables } from '../../../data/events/tables.js';
import type { Engine } from '../../../engine/engine.js';
import { shape, type Row } from '../../../engine/shape.js';
import { id, join, literal, sql } from '../../../engine/sql.js';
import { over, SET_COLUMNS, setCounts } from './setFunnel.js';

const DAYS = shape({ nth: 'integer', users: 'integer', ...SET_COLUMNS });

/**
 * The set funnel of one day: users by what they did on that day. Interest of one day and a purchase of the next are
 * in no overlap.
 */
export interface DaySetFunnel extends Omit<Row<typeof DAYS>, 'nth'> {
  /** `YYYY-MM-DD` in the window's zone. */
  readonly day: string;
  /** viewedAndBought / viewers. */
  readonly viewerConversion: number | null;
  /** buyers / users of the day. */
  readonly userConversion: number | null;
  /** interestedNotBought / interested. */
  readonly interestedLoss: number | null;
}

/**
 * The set funnel by day of the window, from the sets of days of the users rollup; days without events have zeros.
 *
 * @example
 * const [first] = await setFunnelByDay(engine, tables); // { day: '2017-11-25', users: 570, viewers: 568, … }
 */
export async function setFunnelByDay(
  engine: Engine,
  { users, window }: EventTables,
): Promise<DaySetFunnel[]> {
  const days = window.days.map(
    (_, nth) => sql`(${literal(nth)}, CAST(${literal(2n ** BigInt(nth))} AS BIGINT))`,
  );
  const on = (behavior: string) => sql`(${id(`${behavior}_days`)} & bit) <> 0`;
  const rows = await engine.all(
    sql`WITH flagged AS (
      SELECT nth, ${on('pv')} AS viewed, ${on('cart')} OR ${on('fav')} AS interested, ${on('buy')} AS bought
      FROM ${users} CROSS JOIN (VALUES ${join(days)}) AS days(nth, bit)
    )
    SELECT nth, count(*) AS users, ${setCounts()}
    FROM flagged WHERE viewed OR interested OR bought GROUP BY nth ORDER BY nth`,
    DAYS,
  );
  const none = Object.fromEntries(Object.keys(DAYS).map((name) => [name, 0])) as Row<typeof DAYS>;
  return window.days.map((_, index) => {
    const { nth, ...counts } = rows.find((row) => row.nth === index) ?? { ...none, nth: index };
    return {
      day: window.days[nth] ?? '',
      ...counts,
      viewerConversion: over(counts.viewedAndBought, counts.viewers),
      userConversion: over(counts.buyers, counts.users),
      interestedLoss: over(counts.interestedNotBought, counts.interested),
    };
  });
}
