import type { advice } from 'tally';

/** When an action starts. */
export const HORIZONS = {
  firstMonth: { label: { en: 'First month', zh: '第一个月' } },
  months1to3: { label: { en: 'Second and third month', zh: '第二至三个月' } },
  months3to6: { label: { en: 'Fourth to sixth month', zh: '第四至六个月' } },
} as const;
export type Horizon = keyof typeof HORIZONS;

/** The channels through which an action reaches its users. */
export const CHANNELS = {
  call: { en: 'personal call', zh: '人工电话' },
  message: { en: 'text message', zh: '短信' },
  push: { en: 'push notification', zh: '推送' },
  newsletter: { en: 'newsletter', zh: '订阅通知' },
  app: { en: 'in the app', zh: '应用内' },
  live: { en: 'livestream', zh: '直播间' },
  ads: { en: 'paid ads', zh: '付费广告' },
} as const;

/** Measures of `segments.profiles(scored)` that can justify an action for a segment; category taste is not one. */
export type SegmentMeasure =
  'age' | 'income' | 'recency' | 'frequency' | 'orderValue' | 'monetary' | 'minutes' | 'pages' | 'subscribed';

/** Actions for some of the segments. */
export type SegmentActions<K extends string> = Readonly<Record<K, advice.Actions<SegmentMeasure, Horizon>>>;

/** The reason that these users are above all users in a measure. */
export const above = <M extends string>(measure: M): advice.Reason<M> => ({ measure, is: 'above' });

/** The reason that they are below. */
export const below = <M extends string>(measure: M): advice.Reason<M> => ({ measure, is: 'below' });
