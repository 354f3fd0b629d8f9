import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_REGIONS_WITHIN_SEGMENTS: readonly PublishedClaim[] = [
  {
    id: 'D-4.5.2.2-TBL',
    document: 'douyin',
    section: '4.5.2',
    kind: 'figure-or-table',
    published:
      'Users and share of each region within each segment, a table of 24 rows, published as a picture.',
  },
  {
    id: 'D-4.5.2.2-1',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'General new (一般新客户): Rural 51.52%, Urban 28.79%, Suburban 19.70%.',
  },
  {
    id: 'D-4.5.2.2-2',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Low-cost maintain (低成本维系客户): Rural 51.70%, Urban 27.89%, Suburban 20.41%.',
  },
  {
    id: 'D-4.5.2.2-3',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'New high value (新晋高价值客户): Suburban 51.58%, Urban 47.37%, Rural 1.05%.',
  },
  {
    id: 'D-4.5.2.2-4',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Lost (流失客户): Rural 49.51%, Urban 28.16%, Suburban 22.33%.',
  },
  {
    id: 'D-4.5.2.2-5',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Potential (潜力客户): Rural 46.09%, Urban 31.30%, Suburban 22.61%, described as fairly even.',
  },
  {
    id: 'D-4.5.2.2-6',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Key value (重要价值客户): Suburban 56.90%, Urban 37.93%, Rural 5.17%.',
  },
  {
    id: 'D-4.5.2.2-7',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Key win-back (重要唤回客户): Suburban 65.00%, Urban 32.50%, Rural 2.50%.',
  },
  {
    id: 'D-4.5.2.2-8',
    document: 'douyin',
    section: '4.5.2',
    kind: 'statement',
    published: 'Dormant high value (高价值沉睡客户): Suburban 52.10%, Urban 46.71%, Rural 1.20%.',
  },
  {
    id: 'D-4.5.2.2-KEY',
    document: 'douyin',
    section: '4.5.2',
    kind: 'rule',
    published:
      '4 key findings on segments and regions (value rises from Rural to Urban to Suburban), and 8 suggestions, one for each segment.',
  },
];
