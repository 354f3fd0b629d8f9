import { sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Row } from '../../core/schema.js';
import { bits, didOnDay, setOf } from '../../events/sets.js';
import {
  over,
  SET_COLUMNS,
  setCounts,
  setSteps,
  usersIn,
  type SetFunnelEvents,
  type SetFunnelOptions,
} from './set-counts.js';

const { optional } = column;

const FOUND = { nth: column.count('days'), users: column.count('users'), ...SET_COLUMNS } as const;

const DAYS = {
  day: column.date('day'),
  users: column.count('users'),
  ...SET_COLUMNS,
  viewerConversion: optional(column.percent('viewerConversion', { base: 'viewedAndBought' })),
  userConversion: optional(column.percent('userConversion', { base: 'buyers' })),
  interestedLoss: optional(column.percent('interestedLoss', { base: 'interestedNotBought' })),
  buyersNotInterested: optional(column.percent('buyersNotInterested', { base: 'boughtNotInterested' })),
} as const;

/** Users of each day by what they did on that day: interest one day and a purchase the next do not overlap. */
export type SetFunnelByDay = Result<typeof DAYS>;

/** The set funnel by day of the window, from the day sets of the user rollup; days without events have zeros. */
export async function setsByDay(events: SetFunnelEvents, options: SetFunnelOptions): Promise<SetFunnelByDay> {
  const { session, window } = events;
  const query = sql`WITH flagged AS (${flagged(events, options)}),
    sets AS (
      SELECT nth, viewed, interested, bought, count(*) AS n
      FROM flagged WHERE viewed OR interested OR bought GROUP BY nth, viewed, interested, bought
    )
    SELECT nth, ${usersIn(sql`n`)} AS users, ${setCounts()} FROM sets GROUP BY nth ORDER BY nth`;
  const found = await rowsOf(session, query, FOUND);
  const none = Object.fromEntries(Object.keys(FOUND).map((name) => [name, 0])) as Row<typeof FOUND>;
  return new Result({
    session,
    name: 'set-funnel-by-day',
    title: { en: 'Viewers of a day who buy on that day', zh: '当日浏览用户中当日购买的占比' },
    schema: DAYS,
    rows: window.days.map((_, index) => {
      const { nth, ...counts } = found.find((row) => row.nth === index) ?? { ...none, nth: index };
      return {
        day: window.days[nth] ?? '',
        ...counts,
        viewerConversion: over(counts.viewedAndBought, counts.viewers),
        userConversion: over(counts.buyers, counts.users),
        interestedLoss: over(counts.interestedNotBought, counts.interested),
        buyersNotInterested: over(counts.boughtNotInterested, counts.buyers),
      };
    }),
    query,
    chart: { mark: 'line', x: 'day', y: 'viewerConversion' },
  });
}

/** SELECT with one row per user and day, with what the user did on that day. */
function flagged({ users, days, types, window }: SetFunnelEvents, options: SetFunnelOptions): Sql {
  const { viewed, interested, bought } = setSteps(types, options);
  const flags = (on: (step: readonly string[]) => Sql) => sql`${on(viewed.types)} AS viewed,
      ${on(interested.types)} AS interested, ${on(bought.types)} AS bought`;
  if (days !== null) {
    return sql`SELECT "day" AS nth, ${flags((step) => didOnDay(types, step))} FROM ${days}`;
  }
  return sql`SELECT bits.n AS nth, ${flags((step) => sql`(${setOf(step, 'days')} & bits."bit") <> 0`)}
      FROM ${users} CROSS JOIN ${bits(window.days.length)}`;
}
