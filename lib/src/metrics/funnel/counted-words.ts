import type { Categories } from '../../core/schema.js';

/** The definitions that {@link asCounted} sets side by side, in the order of its rows. */
export const COUNTED = [
  'tally',
  'tally-strict',
  'clickhouse',
  'clickhouse-strict-order',
  'clickhouse-strict-deduplication',
  'clickhouse-strict-increase',
  'posthog',
  'posthog-strict',
  'amplitude',
  'mixpanel',
  'mixpanel-reentry',
  'ga4',
] as const;
export type Counted = (typeof COUNTED)[number];

const name = (en: string, zh: string) => ({ label: { en, zh } });

export const COUNTED_NAMES = {
  tally: name('Tally', 'Tally'),
  'tally-strict': name('Tally, strict', 'Tally（严格）'),
  clickhouse: name('ClickHouse windowFunnel', 'ClickHouse windowFunnel'),
  'clickhouse-strict-order': name('ClickHouse, strict_order', 'ClickHouse strict_order'),
  'clickhouse-strict-deduplication': name(
    'ClickHouse, strict_deduplication',
    'ClickHouse strict_deduplication',
  ),
  'clickhouse-strict-increase': name('ClickHouse, strict_increase', 'ClickHouse strict_increase'),
  posthog: name('PostHog, sequential', 'PostHog（按顺序）'),
  'posthog-strict': name('PostHog, strict order', 'PostHog（严格顺序）'),
  amplitude: name('Amplitude, this order', 'Amplitude（this order）'),
  mixpanel: name('Mixpanel, uniques', 'Mixpanel（uniques）'),
  'mixpanel-reentry': name('Mixpanel, optimized re-entry', 'Mixpanel（optimized re-entry）'),
  ga4: name('GA4, closed funnel', 'GA4（封闭式漏斗）'),
} as const satisfies Categories<Counted>;

export const COUNTED_WHY = {
  tally: name(
    'Any chain of the steps within the window counts; an excluded event breaks a chain, and the user may begin another.',
    '窗口期内任意一条完整的步骤链都算转化；排除事件会打断当前链，用户可以重新开始。',
  ),
  'tally-strict': name(
    'Each step must be the very next event; any other event breaks the chain, and the user may begin another. No exclusions.',
    '每一步都必须紧接上一步；中间出现任何其他事件即打断，用户可以重新开始。不使用排除事件。',
  ),
  clickhouse: name(
    'The same chains as Tally, but the function knows no exclusions.',
    '链的判定与Tally相同，但该函数不支持排除事件。',
  ),
  'clickhouse-strict-order': name(
    "After the first step, the user's history ends at the first event that is outside the steps or comes before its turn; a step may be repeated. No exclusions.",
    '进入第一步后，遇到第一个步骤之外或提前出现的事件即停止，此后不再统计；步骤可以重复。不使用排除事件。',
  ),
  'clickhouse-strict-deduplication': name(
    "The user's history ends at the first repetition of a step other than the first. No exclusions.",
    '除第一步外，任一步骤再次出现即停止，此后不再统计。不使用排除事件。',
  ),
  'clickhouse-strict-increase': name(
    'Each step must come at least a second after the last event of the step before. No exclusions.',
    '每一步都必须晚于上一步最近一次事件，同一秒内不算。不使用排除事件。',
  ),
  posthog: name(
    'A user with an excluded event between the steps is dropped from the whole funnel, and from those who entered.',
    '步骤之间出现排除事件的用户会从整个漏斗中剔除，也不计入进入人数。',
  ),
  'posthog-strict': name(
    'Each step must come directly after the one before, without any event in between, as in the strict order of Tally. No exclusions.',
    '每一步都必须紧接上一步，中间没有任何其他事件，与Tally的严格顺序相同。不使用排除事件。',
  ),
  amplitude: name(
    "The user's best attempt counts, within a window of hours rather than dates. With exclusions there is no number: its documentation does not say how they count.",
    '取用户走得最远的一次尝试，窗口期按小时滚动而非自然日。设有排除事件时不给出数字：其文档未说明如何计算。',
  ),
  mixpanel: name(
    'Only the first attempt counts: the window runs from the first event of the first step, and an excluded event ends the attempt.',
    '只统计首次尝试：窗口期从第一步的首次事件开始计算，遇到排除事件则该次尝试结束。',
  ),
  'mixpanel-reentry': name(
    'Each event of the first step begins an attempt, and a user converts if any of them does: the number of Tally.',
    '第一步的每次事件都开始一次新的尝试，任意一次转化即算该用户转化：与Tally一致。',
  ),
  ga4: name(
    'No window from the first step to the last: any chain within the data counts. No exclusions.',
    '首末步骤之间没有窗口期限制：数据范围内任意一条步骤链都算转化。不使用排除事件。',
  ),
} as const satisfies Categories<Counted>;
