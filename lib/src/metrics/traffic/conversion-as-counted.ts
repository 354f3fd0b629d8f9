import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import type { NoInfer } from '../../core/no-infer.js';
import { shape } from '../../engine/shape.js';
import { sql } from '../../engine/sql.js';
import type { Relation } from '../../engine/table.js';
import { isAnyOf } from '../../events/types.js';
import { ratio } from '../ratio.js';
import { sessionsOf, type SessionOptions } from './sessions.js';
import { requireTraffic, type TrafficEvents } from './traffic.js';

const name = (en: string, zh: string) => ({ label: { en, zh } });

const NAMES = {
  'tally-users': name('Tally, buyers / users', 'Tally（购买用户/用户）'),
  'tally-views': name('Tally, purchases / views', 'Tally（购买次数/浏览量）'),
  'ga4-users': name('GA4, user key event rate', 'GA4（用户关键事件率）'),
  'ga4-sessions': name('GA4, session key event rate', 'GA4（会话关键事件率）'),
  'mixpanel-sessions': name('Mixpanel, sessions', 'Mixpanel（sessions）'),
  'posthog-sessions': name('PostHog, unique sessions', 'PostHog（unique sessions）'),
} as const satisfies Categories;

const WHY = {
  'tally-users': name(
    'Each user counts once, whatever they did first.',
    '每位用户计一次，不论此前做过什么。',
  ),
  'tally-views': name(
    'Each event counts: a user who buys twice counts twice.',
    '按事件计数：同一用户购买两次计两次。',
  ),
  'ga4-users': name(
    'Users with a purchase among active users only; here every user is active on a first visit.',
    '购买用户占活跃用户的比例；此处每位用户首次访问时都算活跃。',
  ),
  'ga4-sessions': name(
    'Sessions with a purchase among all sessions: a user who comes often and buys once weighs many times.',
    '有购买的会话占全部会话的比例：常来但只买一次的用户会被多次计入分母。',
  ),
  'mixpanel-sessions': name(
    'Only sessions with a view can convert, and only if the purchase comes after it in the same session.',
    '只有含浏览的会话可以转化，且购买须发生在同一会话的浏览之后。',
  ),
  'posthog-sessions': name(
    'A funnel by session: sessions with a view, and of these those with a later purchase.',
    '按会话的漏斗：有浏览的会话，以及其中随后有购买的会话。',
  ),
} as const satisfies Categories;

const AS_COUNTED = {
  tool: column.category('countedBy', NAMES),
  base: column.count('conversionOf'),
  converted: column.count('conversionTo'),
  rate: column.optional(column.percent('conversionRate', { base: 'base', digits: 2 })),
  why: column.category('whyItDiffers', WHY),
} as const;

export type ConversionAsCounted = Result<typeof AS_COUNTED>;
export type ConversionOptions<T extends string = string> = SessionOptions<T>;

const COUNTS = shape({
  users: 'integer',
  buyers: 'integer',
  views: 'integer',
  purchases: 'integer',
  sessions: 'integer',
  buying: 'integer',
  viewing: 'integer',
  converting: 'integer',
});

/**
 * The conversion from views to purchases per user, per event and per session, as Tally, GA4, Mixpanel and PostHog count
 * it, and why that differs. All numbers are computed here; no tool is asked.
 *
 * rate = converted / base, null without a base. A session ends after `gap` seconds without an event (Mixpanel and GA4:
 * 30 minutes); in the same second, a view counts as before a purchase.
 * @throws OptionsError if an option names no type, an unknown one, or one twice.
 * Source: Google Analytics, Data API metrics `userKeyEventRate` and `sessionKeyEventRate`; Mixpanel, "Funnels Advanced
 * Concepts: Counting methods"; PostHog, "Funnels".
 * @example
 * await traffic.conversionAsCounted(events, { views: ['view'], purchases: ['purchase'] });
 */
export async function conversionAsCounted<T extends string>(
  events: TrafficEvents<T> & { readonly events: Relation },
  options: ConversionOptions<NoInfer<T>>,
): Promise<ConversionAsCounted> {
  requireTraffic(events, options);
  const { session, types } = events;
  const [view, purchase] = [isAnyOf(types, options.views), isAnyOf(types, options.purchases)];
  const query = sql`WITH visits AS (
      SELECT user_id, session, count(CASE WHEN ${view} THEN 1 END) AS views,
        count(CASE WHEN ${purchase} THEN 1 END) AS purchases,
        min(CASE WHEN ${view} THEN event_time END) <= max(CASE WHEN ${purchase} THEN event_time END) AS converts
      FROM (${sessionsOf(events, options)}) AS sessions GROUP BY user_id, session
    )
    SELECT count(DISTINCT user_id) AS users, count(DISTINCT CASE WHEN purchases > 0 THEN user_id END) AS buyers,
      CAST(coalesce(sum(views), 0) AS BIGINT) AS views, CAST(coalesce(sum(purchases), 0) AS BIGINT) AS purchases,
      count(*) AS sessions, count(CASE WHEN purchases > 0 THEN 1 END) AS buying,
      count(CASE WHEN views > 0 THEN 1 END) AS viewing, count(CASE WHEN converts THEN 1 END) AS converting
    FROM visits`;
  const counts = await session.engine.one(query, COUNTS);
  const row = (tool: keyof typeof NAMES, base: number, converted: number) => ({
    ...{ tool, base, converted, why: tool },
    rate: ratio(converted, base),
  });
  return new Result({
    session,
    name: 'conversion-as-counted',
    title: { en: 'Conversion as different tools count it', zh: '不同工具口径下的转化率' },
    schema: AS_COUNTED,
    rows: [
      row('tally-users', counts.users, counts.buyers),
      row('tally-views', counts.views, counts.purchases),
      row('ga4-users', counts.users, counts.buyers),
      row('ga4-sessions', counts.sessions, counts.buying),
      row('mixpanel-sessions', counts.viewing, counts.converting),
      row('posthog-sessions', counts.viewing, counts.converting),
    ],
    query,
  });
}
