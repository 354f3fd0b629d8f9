/** Tiers and a shop week by week, alerts with a stated rate of false alarms, and goals. */
export { tierWeeks, type ShopOrders, type TierWeeks } from './tier-weeks.js';
export { shopWeeks, type ShopWeeks } from './shop-weeks.js';
export { alerts, type Alerts } from './alerts.js';
export { alertRates, type AlertRates, type AlertRatesOptions } from './alert-rates.js';
export { alertText } from './alert-text.js';
export { affected, type Affected } from './affected.js';
export { TIER_ALERTS, type AlertRule, type AlertRules } from './rules.js';
export type { AlertOptions } from './options.js';
export type { Stays, WeeksOptions } from './stays.js';
export {
  goals,
  type GoalName,
  type Goals,
  type GoalsOptions,
  type GoalTarget,
  type MeasuredMean,
} from './goals.js';
