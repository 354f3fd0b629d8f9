/** Concentration of events in categories: the largest, how few hold most, and how that depends on sample size. */
export { concentration, type Concentration, type ConcentrationOptions } from './concentration.js';
export { topCategories as top, categoryRanks as ranks, type RankedCategories } from './top.js';
export { concentrationBySize as bySize, type BySizeOptions, type ConcentrationBySize } from './by-size.js';
export { sharedCategory as shared, type SharedCategory } from './shared.js';
export type { CategoryEvents } from './categories.js';
