/** Metrics on loaded orders: `orders.cohorts(shop)`. */
export { baskets, type Baskets } from './baskets.js';
export { revenueChange, type Period, type Periods, type RevenueChange } from './change.js';
export { cohorts, type CohortOptions, type OrderCohorts } from './cohorts.js';
export type { CohortCurve } from './cohort-curve.js';
export { concentration, type ConcentrationOptions, type RevenueConcentration } from './concentration.js';
export type { Holder } from './holders.js';
export {
  purchaseIntervals,
  timeToNextOrder,
  type PurchaseIntervals,
  type TimeToNextOrder,
  type TimeToNextOrderOptions,
} from './intervals.js';
export { pairs, type ItemPairs, type PairOptions } from './pairs.js';
export type { PeriodUnit } from './periods.js';
export { priceVolumeMix, type PriceVolumeMix, type PriceVolumeMixOptions } from './price-volume-mix.js';
export { repeatPurchases, type RepeatOptions, type RepeatPurchases } from './repeat.js';
export {
  byHour,
  byMonth,
  byWeekday,
  type OrdersByHour,
  type OrdersByMonth,
  type OrdersByWeekday,
} from './seasonality.js';
