import type { Categories } from '../../core/schema.js';

/** The definitions that {@link asCounted} sets side by side, in the order of its rows. */
export const COUNTED = [
  'tally',
  'tally-on-or-after',
  'posthog',
  'posthog-recurring',
  'amplitude',
  'amplitude-on-or-after',
  'amplitude-any',
  'mixpanel',
  'mixpanel-on-or-after',
  'ga4',
  'ga4-rolling',
] as const;
export type Counted = (typeof COUNTED)[number];

const name = (en: string, zh: string) => ({ label: { en, zh } });

export const COUNTED_NAMES = {
  tally: name('Tally, on the day', 'Tally（当日）'),
  'tally-on-or-after': name('Tally, on or after', 'Tally（当日及之后）'),
  posthog: name('PostHog, first time', 'PostHog（首次）'),
  'posthog-recurring': name('PostHog, recurring', 'PostHog（重复）'),
  amplitude: name('Amplitude, return on', 'Amplitude（return on）'),
  'amplitude-on-or-after': name('Amplitude, return on or after', 'Amplitude（return on or after）'),
  'amplitude-any': name('Amplitude, any start', 'Amplitude（任意起始事件）'),
  mixpanel: name('Mixpanel, on', 'Mixpanel（on）'),
  'mixpanel-on-or-after': name('Mixpanel, on or after', 'Mixpanel（on or after）'),
  ga4: name('GA4, standard', 'GA4（标准）'),
  'ga4-rolling': name('GA4, rolling', 'GA4（滚动）'),
} as const satisfies Categories<Counted>;

export const COUNTED_WHY = {
  tally: name(
    'Calendar days from the first day; only users whose day lies within the data.',
    '从首日起按自然日计算；只统计该日落在数据范围内的用户。',
  ),
  'tally-on-or-after': name(
    'Users who return on that calendar day or any later one.',
    '该自然日或之后任意一天回访的用户。',
  ),
  posthog: name(
    'Calendar days from the first day, all cohorts weighted by their size: the number of Tally.',
    '从首日起按自然日计算，各同期群按人数加权，与Tally的数字相同。',
  ),
  'posthog-recurring': name(
    'Every active day of a user begins a cohort, so that frequent users count many times.',
    '用户的每个活跃日都计入一个同期群，因此高频用户会被多次统计。',
  ),
  amplitude: name(
    'A day is 24 hours from the first event, both times rounded down to the hour; an evening and the next morning are one day.',
    '一天指首次事件起的24小时，时间均向下取整到小时；当晚与次日早晨算同一天。',
  ),
  'amplitude-on-or-after': name(
    'The same hours, with any later return counted too.',
    '按同样的小时窗口，之后的任何回访也计入。',
  ),
  'amplitude-any': name(
    'Every active hour begins its own 24-hour windows, and a user counts once who returns in any of them.',
    '每个活跃小时都各自开始24小时窗口，只要在其中任一窗口回访即计一次。',
  ),
  mixpanel: name(
    'A day is 24 hours from the first event, to the second.',
    '一天指首次事件起的24小时，精确到秒。',
  ),
  'mixpanel-on-or-after': name(
    "The same windows, with any later return counted too: Mixpanel's default.",
    '按同样的窗口，之后的任何回访也计入，是Mixpanel的默认方式。',
  ),
  ga4: name(
    'Calendar days of the property from the first visit: the number of Tally.',
    '从首次访问起按媒体资源时区的自然日计算，与Tally的数字相同。',
  ),
  'ga4-rolling': name(
    'Only users who also returned on every day before.',
    '此前每一天都回访过的用户才计入。',
  ),
} as const satisfies Categories<Counted>;
