import type { Label } from '../../label.js';

/** When an action starts. */
export const HORIZONS = {
  firstMonth: { en: 'First month', zh: '第一个月' },
  months1to3: { en: 'Second and third month', zh: '第二至三个月' },
  months3to6: { en: 'Fourth to sixth month', zh: '第四至六个月' },
} as const satisfies Readonly<Record<string, Label>>;
export type Horizon = keyof typeof HORIZONS;

/** By what an action reaches its users. */
export const CHANNELS = {
  call: { en: 'personal call', zh: '人工电话' },
  message: { en: 'text message', zh: '短信' },
  push: { en: 'push notice', zh: '推送' },
  newsletter: { en: 'newsletter', zh: '订阅通知' },
  app: { en: 'in the app', zh: '应用内' },
  live: { en: 'live show', zh: '直播间' },
  ads: { en: 'paid ads', zh: '付费广告' },
} as const satisfies Readonly<Record<string, Label>>;
export type Channel = keyof typeof CHANNELS;

/** Why an action is advised: a measure of these users lies above or below that of all users. */
export interface Reason<M extends string> {
  readonly measure: M;
  readonly is: 'above' | 'below';
}

/** One recommendation; `M` names the measures by which it can be justified. */
export interface Action<M extends string = string> {
  readonly goal: Label;
  readonly steps: readonly [Label, ...Label[]];
  readonly channels: readonly [Channel, ...Channel[]];
  readonly horizon: Horizon;
  /** All of them must stand in the data; {@link checkReasons} says whether they do. */
  readonly because: readonly [Reason<M>, ...Reason<M>[]];
  /** The measure, in yuan, that the cost for one user must stay below; no bound is named where it is absent. */
  readonly costBelow?: M;
}

/** At least one action for everybody. */
export type Actions<M extends string> = readonly [Action<M>, ...Action<M>[]];
