/** Metrics on loaded orders: `orders.cohorts(shop)`. */
export { baskets, type Baskets } from './baskets.js';
export { cohorts, type CohortOptions, type OrderCohorts } from './cohorts.js';
export type { CohortCurve } from './cohort-curve.js';
export { concentration, type ConcentrationOptions, type RevenueConcentration } from './concentration.js';
export type { Holder } from './holders.js';
export { overTime, type OrdersOverTime, type OverTimeOptions } from './over-time.js';
export { lapsed, type LapsedOptions } from './lapsed.js';
export { purchaseIntervals, type PurchaseIntervals } from './purchase-intervals.js';
export { pairs, type ItemPairs, type PairOptions } from './pairs.js';
export type { PeriodUnit } from './periods.js';
export { priceVolumeMix, type PriceVolumeMix, type PriceVolumeMixOptions } from './price-volume-mix.js';
export { revenueChange, type RevenueChange } from './revenue-change.js';
export { repeatPurchases, type RepeatOptions, type RepeatPurchases } from './repeat.js';
export {
  byHour,
  byMonth,
  byWeekday,
  type OrdersByHour,
  type OrdersByMonth,
  type OrdersByWeekday,
} from './seasonality.js';
export { timeToNextOrder, type TimeToNextOrder, type TimeToNextOrderOptions } from './time-to-next-order.js';
export type { Period, Periods, TotalChange } from './two-periods.js';
