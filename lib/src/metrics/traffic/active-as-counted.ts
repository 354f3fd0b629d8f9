import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import type { NoInfer } from '../../core/no-infer.js';
import { shape } from '../../engine/shape.js';
import { id, literal, sql, type Sql } from '../../engine/sql.js';
import type { Relation } from '../../engine/table.js';
import { dayOf } from '../../events/rollups.js';
import { ratio } from '../ratio.js';
import { sessionsOf, type SessionOptions } from './sessions.js';
import { requireTraffic, type TrafficEvents } from './traffic.js';

const name = (en: string, zh: string) => ({ label: { en, zh } });

const NAMES = {
  tally: name('Tally', 'Tally'),
  posthog: name('PostHog', 'PostHog'),
  mixpanel: name('Mixpanel', 'Mixpanel'),
  ga4: name('GA4', 'GA4'),
} as const satisfies Categories;

const WHY = {
  tally: name(
    'Users with any event, by calendar days of the window.',
    '有任意事件的用户，按数据窗口的自然日统计。',
  ),
  posthog: name(
    'Users with any event, over the 7 and the 30 days that end with the last day.',
    '有任意事件的用户，统计截至最后一天的7天与30天。',
  ),
  mixpanel: name(
    'Users with any event, over the 7 and the 30 days that end with the last day.',
    '有任意事件的用户，统计截至最后一天的7天与30天。',
  ),
  ga4: name(
    'Only users with an engaged session (10 seconds, two views, or a purchase) or on their first visit; the month has 28 days.',
    '只统计有互动会话（满10秒、两次浏览或一次购买）或首次访问的用户；一个月为28天。',
  ),
} as const satisfies Categories;

const AS_COUNTED = {
  tool: column.category('countedBy', NAMES),
  lastDay: column.count('activeOnLastDay'),
  week: column.optional(column.count('activeInSevenDays')),
  month: column.optional(column.count('activeInAMonth')),
  monthDays: column.optional(column.count('daysOfMonth')),
  stickiness: column.optional(column.percent('dayOfMonth', { base: 'month' })),
  why: column.category('whyItDiffers', WHY),
} as const;

export type ActiveAsCounted = Result<typeof AS_COUNTED>;

const COUNTS = shape({ day: 'integer', week: 'integer', month: 'integer', four_weeks: 'integer' });

/**
 * Active users on the last day of the window, and in the 7 and 28 or 30 days that end with it, as Tally, PostHog,
 * Mixpanel and GA4 count them, and why that differs. All numbers are computed here; no tool is asked.
 *
 * Null where the window has fewer days; stickiness = last day / month. A session ends after `gap` seconds without an
 * event (GA4: 30 minutes); GA4's foreground time is not in the events, so that a session lasts from its first event to
 * its last. Its day is that of each event.
 * @throws OptionsError if an option names no type, an unknown one, or one twice.
 * Source: Google Analytics, "[GA4] Engagement metrics" and Data API metrics `active7DayUsers`, `active28DayUsers`;
 * Mixpanel, "Insights"; PostHog, "Trends".
 * @example
 * await traffic.activeAsCounted(events, { views: ['view'], purchases: ['purchase'] });
 */
export async function activeAsCounted<T extends string>(
  events: TrafficEvents<T> & { readonly events: Relation },
  options: SessionOptions<NoInfer<T>>,
): Promise<ActiveAsCounted> {
  requireTraffic(events, options);
  const { session, window } = events;
  const length = window.days.length;
  const days = dayOf(window, id('event_time'));
  const any = sql`SELECT DISTINCT user_id, ${days} AS "day" FROM ${events.events}`;
  const engaged = sql`SELECT DISTINCT user_id, "day" FROM (
        SELECT user_id, ${days} AS "day", engaged, session = 0 AS first_visit FROM (${sessionsOf(events, options)}) AS s
      ) AS visits WHERE engaged OR first_visit`;
  const read = (active: Sql) => session.engine.one(countsOf(active, length), COUNTS);
  const [all, ga4] = [await read(any), await read(engaged)];
  const within = (size: number, users: number) => (length < size ? null : users);
  const row = (tool: keyof typeof NAMES, counts: typeof all, monthDays: number | null) => {
    const month =
      monthDays === null ? null : within(monthDays, monthDays === 28 ? counts.four_weeks : counts.month);
    const stickiness = month === null ? null : ratio(counts.day, month);
    return {
      tool,
      lastDay: counts.day,
      week: within(7, counts.week),
      month,
      monthDays,
      stickiness,
      why: tool,
    };
  };
  return new Result({
    session,
    name: 'active-as-counted',
    title: { en: 'Active users as different tools count them', zh: '不同工具口径下的活跃用户' },
    schema: AS_COUNTED,
    rows: [row('tally', all, null), row('posthog', all, 30), row('mixpanel', all, 30), row('ga4', ga4, 28)],
  });
}

/** SQL for distinct users on the last day and in the days that end with it. */
function countsOf(active: Sql, length: number): Sql {
  const last = (days: number) =>
    sql`count(DISTINCT CASE WHEN "day" >= ${literal(length - days)} THEN user_id END)`;
  return sql`SELECT ${last(1)} AS "day", ${last(7)} AS week, ${last(30)} AS month, ${last(28)} AS four_weeks
    FROM (${active}) AS active`;
}
