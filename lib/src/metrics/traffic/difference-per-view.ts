import * as column from '../../core/column.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import { dayOf, hourOf } from '../../events/rollups.js';
import type { EventTables } from '../../events/tables.js';
import { isAnyOf } from '../../events/types.js';
import { OptionsError } from '../../errors.js';
import { pairedOf, placesOf, type Times } from './difference.js';
import { requireTraffic, type TrafficEvents, type TrafficOptions } from './traffic.js';

const { interval, optional, percent } = column;

const PER_VIEW = {
  users: column.count('users'),
  one: optional(
    percent({ en: 'Purchases / views of these', zh: '所选时间的购买次数/浏览量' }, { digits: 2 }),
  ),
  other: optional(
    percent({ en: 'Purchases / views of others', zh: '其他时间的购买次数/浏览量' }, { digits: 2 }),
  ),
  difference: optional(column.points('differenceInPoints', { digits: 2, interval: 'differenceInterval' })),
  differenceInterval: optional(interval('points', 'interval95', { digits: 2, hidden: true })),
  p: optional(column.pValue()),
} as const;

/** The difference of two hours or days in purchases / views: one row. */
export type TrafficDifferencePerView = Result<typeof PER_VIEW>;

/**
 * Whether a view is worth more purchases at some hours than at others, or on some days: the difference of purchases /
 * views by users. Where more is viewed, more users buy by construction, which buyers / users cannot tell from an hour
 * at which users buy more readily; this can. Views and purchases of one user belong together, and interval and p allow
 * for that.
 *
 * one = purchases / views at these times, added up over users; difference = one - other. Null where nobody viewed at one
 * of the two, or nothing varies. Counted from events: one pass.
 * @throws OptionsError for hours against days, an hour or day that there is not, none at all, or an unknown type.
 * Source: see `stats.pairedRatios`.
 * @example
 * await traffic.differencePerView(events, { views: ['view'], purchases: ['purchase'] }, { hours: [2, 3] }, { hours: [20, 21] });
 */
export async function differencePerView<T extends string>(
  events: TrafficEvents<T> & Pick<EventTables<T>, 'events'>,
  options: TrafficOptions<NoInfer<T>>,
  one: Times,
  other: Times,
): Promise<TrafficDifferencePerView> {
  requireTraffic(events, options);
  const placeOf = 'hours' in one ? hourOf : dayOf;
  if ('hours' in one !== 'hours' in other) {
    throw new OptionsError('Compare hours with hours, or days with days.');
  }
  const counts = [one, other].flatMap((times, index): Sql[] => {
    const there = sql`place IN (${join(placesOf(events, times).map(literal))})`;
    const counted = (types: readonly NoInfer<T>[], name: string) =>
      sql`count(CASE WHEN ${isAnyOf(events.types, types)} AND ${there} THEN 1 END) AS ${id(`${name}${index + 1}`)}`;
    return [counted(options.purchases, 'x'), counted(options.views, 'y')];
  });
  const placed = sql`SELECT user_id, code, ${placeOf(events.window, id('event_time'))} AS place FROM ${events.events}`;
  const each = sql`SELECT ${join(counts)} FROM (${placed}) AS placed GROUP BY user_id`;
  const query = sql`SELECT x1, y1, x2, y2, count(*) AS users FROM (${each}) AS each_user
    GROUP BY x1, y1, x2, y2 ORDER BY x1, y1, x2, y2`;
  const { found, came } = await pairedOf(events, query);
  return new Result({
    session: events.session,
    name: 'traffic-difference-per-view',
    title: { en: 'Difference of purchases / views, by users', zh: '购买次数/浏览量之差（按用户）' },
    schema: PER_VIEW,
    rows: [
      {
        users: came,
        one: found?.one ?? null,
        other: found?.other ?? null,
        difference: found?.difference ?? null,
        differenceInterval: found?.interval ?? null,
        p: found?.p ?? null,
      },
    ],
    query,
  });
}
