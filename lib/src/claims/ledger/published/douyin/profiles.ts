import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_PROFILES: readonly PublishedClaim[] = [
  {
    id: 'D-4.3.2-TBL',
    document: 'douyin',
    section: '4.3.2',
    kind: 'figure-or-table',
    published:
      'The profile of the segments, a table of 8×12 (size, means, leading gender, region, interest and category), published as a picture.',
  },
  {
    id: 'D-4.3.2-C1',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published: 'Key win-back (重要唤回客户) users last logged in 20 days ago on average.',
  },
  {
    id: 'D-4.3.2-C2',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published: 'Key win-back (重要唤回客户) has the lowest newsletter subscription rate of all segments.',
  },
  {
    id: 'D-4.3.2-C3',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published:
      'Dormant high value (高价值沉睡客户) has the highest income and the highest age of all segments.',
  },
  {
    id: 'D-4.3.2-C4',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published:
      'Dormant high value (高价值沉睡客户) has the highest average order value and the longest time since the last login.',
  },
  {
    id: 'D-4.3.2-C5',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published: 'Potential (潜力客户) users last logged in 6.9 days ago on average.',
  },
  {
    id: 'D-4.3.2-C6',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published: 'The subscription rate of New high value (新晋高价值客户) lies a little below the mean.',
  },
  {
    id: 'D-4.3.2-C7',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published:
      'Low-cost maintain (低成本维系客户) users have not logged in for more than 20 days, yet are described as very active and of low value.',
  },
  {
    id: 'D-4.3.2-C8',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published: 'Lost (流失客户) users last logged in >21 days ago on average.',
  },
  {
    id: 'D-4.3.2-C9',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published: 'The typical Lost (流失客户) user is a man from the Suburban region.',
  },
  {
    id: 'D-4.3.2-C10',
    document: 'douyin',
    section: '4.3.2',
    kind: 'statement',
    published:
      'The typical General new (一般新客户) user is a man who buys apparel; the typical Key win-back (重要唤回客户) and Potential (潜力客户) users are women.',
  },
  {
    id: 'D-4.3.2-TXT',
    document: 'douyin',
    section: '4.3.2',
    kind: 'rule',
    published: 'A persona in words for each of the 8 segments.',
  },
  {
    id: 'D-4.3.2-STRAT',
    document: 'douyin',
    section: '4.3.2',
    kind: 'rule',
    published: 'A table that gives each of the 8 segments its marketing goals and measures.',
  },
];
