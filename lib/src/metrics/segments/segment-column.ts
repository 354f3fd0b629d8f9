import type { RfmPlan } from './options.js';

/** The keys of a table's segments, if its type has them. */
export type SegmentKey<T> = T extends { readonly plan: RfmPlan<infer K> } ? K : string;
