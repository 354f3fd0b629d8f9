import type { advice } from 'tally';
import type { SegmentKey } from '../segments.js';
import type { RegionKey } from './regions.js';

/** The study's split of the budget by region, as shares (D-4.6.2-BUDGET); it gives no rule for it. */
export const PUBLISHED_BUDGET: Readonly<Record<RegionKey, number>> = {
  Suburban: 0.4,
  Urban: 0.35,
  Rural: 0.25,
};

/** The study's priorities (D-4.6.2-PRIO): it ranks eight of the 24 pairs. */
export const PUBLISHED_PRIORITIES: readonly (advice.PublishedPriority<SegmentKey> & {
  readonly region: RegionKey;
})[] = [
  { segment: 'dormantHighValue', region: 'Suburban', level: 1 },
  { segment: 'keyWinBack', region: 'Suburban', level: 1 },
  { segment: 'newHighValue', region: 'Urban', level: 2 },
  { segment: 'keyValue', region: 'Urban', level: 2 },
  { segment: 'potential', region: 'Rural', level: 3 },
  { segment: 'generalNew', region: 'Rural', level: 3 },
  { segment: 'lost', region: 'Rural', level: 4 },
  { segment: 'lowCost', region: 'Rural', level: 4 },
];
