/** Funnels: as unordered sets, in order within a window, and several definitions side by side. */
export { setFunnel as sets, type SetFunnel } from './sets.js';
export type { SetFunnelByDay } from './sets-by-day.js';
export type { SetFunnelEvents, SetFunnelOptions } from './set-counts.js';
export { orderedFunnel as ordered, type OrderedFunnel } from './ordered.js';
export { dropOuts, setAudience, type DropOutOptions } from './audiences.js';
export { asCounted, type AsCountedOptions, type FunnelAsCounted } from './as-counted.js';
export { compareFunnels as compare, type FunnelComparison } from './compare.js';
export type { FunnelTimes } from './times.js';
export {
  FUNNEL_BREAKDOWNS as BREAKDOWNS,
  FUNNEL_ORDERS as ORDERS,
  FUNNEL_UNITS as UNITS,
  type FunnelBreakdown,
  type FunnelEvents,
  type FunnelExclusion,
  type FunnelOptions,
  type FunnelOrder,
  type FunnelUnit,
} from './options.js';
export type { FunnelStep, NamedStep } from './steps.js';
