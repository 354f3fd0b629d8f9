import type { UserRegion } from '../../data/users.js';
import type { RfmSegment } from '../rfm/segments.js';

/** The study's split of the budget by region (D-4.6.2-BUDGET); it gives no rule for it. */
export const PUBLISHED_BUDGET: Readonly<Record<UserRegion, number>> = {
  Suburban: 0.4,
  Urban: 0.35,
  Rural: 0.25,
};

/** A segment in a region, with the level of priority that the study gives it: from 1, the first, to 4. */
export interface PublishedPriority {
  readonly segment: RfmSegment;
  readonly region: UserRegion;
  readonly level: number;
}

/** The study's priorities (D-4.6.2-PRIO): it ranks eight of the 24 pairs. */
export const PUBLISHED_PRIORITIES: readonly PublishedPriority[] = [
  { segment: 'dormantHighValue', region: 'Suburban', level: 1 },
  { segment: 'keyWinBack', region: 'Suburban', level: 1 },
  { segment: 'newHighValue', region: 'Urban', level: 2 },
  { segment: 'keyValue', region: 'Urban', level: 2 },
  { segment: 'potential', region: 'Rural', level: 3 },
  { segment: 'generalNew', region: 'Rural', level: 3 },
  { segment: 'lost', region: 'Rural', level: 4 },
  { segment: 'lowCost', region: 'Rural', level: 4 },
];
