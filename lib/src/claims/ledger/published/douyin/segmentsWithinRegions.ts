import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_SEGMENTS_WITHIN_REGIONS: readonly PublishedClaim[] = [
  {
    id: 'D-4.5.2.1-TBL',
    document: 'douyin',
    section: '4.5.2',
    kind: 'figure-or-table',
    published:
      'Users and share of each segment within each region, a table of 24 rows, published as a picture.',
  },
  {
    id: 'D-4.5.2.1-R1',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Rural: Lost 33.22%, Low-cost maintain 24.76% and General new 22.15% add up to 80.13%.',
  },
  {
    id: 'D-4.5.2.1-R2',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Rural: Key value 0.98%, Dormant high value 0.65%, Key win-back 0.65% and New high value 0.33% add up to 2.61%.',
  },
  {
    id: 'D-4.5.2.1-S1',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Suburban: Dormant high value 24.93%, Key win-back 14.90%, New high value 14.04% and Key value 9.46% add up to 63.33%.',
  },
  {
    id: 'D-4.5.2.1-S2',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Suburban: Lost is 13.18% of the users.',
  },
  {
    id: 'D-4.5.2.1-U1',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Urban: Dormant high value 22.67% + New high value 13.08% + Key value 6.40% = 42.15% of high value.',
  },
  {
    id: 'D-4.5.2.1-U2',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Urban: Lost 16.86% + Low-cost maintain 11.92% = 28.78% at risk.',
  },
  {
    id: 'D-4.5.2.1-STRAT',
    document: 'douyin',
    section: '4.5.2',
    kind: 'rule',
    published:
      'Each region gets a role: Suburban the core of the brand, Urban the field of growth, Rural the base of traffic.',
  },
];
