/** When users come and when they buy: `traffic.byHour(events, { views: ['view'], purchases: ['purchase'] })`. */
export { byHour, type HourTraffic } from './by-hour.js';
export { byDay, type DayTraffic } from './by-day.js';
export { byWeekday, type WeekTraffic } from './by-weekday.js';
export { cells, type TrafficCells } from './cells.js';
export { whole, type WholeTraffic } from './whole.js';
export { dailyPeaks, type DailyPeaks } from './daily-peaks.js';
export { peak, peaks, type Peak, type Peaks } from './peaks.js';
export { difference, type Times, type TrafficDifference } from './difference.js';
export { differencePerView, type TrafficDifferencePerView } from './difference-per-view.js';
export { busiest, compare, type CompareOptions, type TrafficComparison } from './compare.js';
export type { TrafficEvents, TrafficOptions } from './traffic.js';
export { activeAsCounted, type ActiveAsCounted } from './active-as-counted.js';
export {
  conversionAsCounted,
  type ConversionAsCounted,
  type ConversionOptions,
} from './conversion-as-counted.js';
