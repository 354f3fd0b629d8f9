import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_SEGMENTS: readonly PublishedClaim[] = [
  {
    id: 'D-4.3.1-NAMES',
    document: 'douyin',
    section: '4.3.1',
    kind: 'statement',
    published:
      'The introduction names 8 classes: lost (流失), general maintain (一般维持), new (新), potential (潜力), key retain (重要挽留), key deepen (重要深耕), key win-back (重要唤回), key value (重要价值); some differ from the names in the query.',
  },
  {
    id: 'D-4.3.1-MAP',
    document: 'douyin',
    section: '4.3.1',
    kind: 'rule',
    published:
      'R is Last_Login_Days_Ago, scored in reverse; F is Purchase_Frequency and M is Total_Spending, both scored upwards.',
  },
  {
    id: 'D-4.3.1-SCORE',
    document: 'douyin',
    section: '4.3.1',
    kind: 'statement',
    published:
      'Each of R, F and M is scored by NTILE(5); a score ≥4 counts as high, and 8 branches of a CASE name the segments.',
  },
  {
    id: 'D-4.3.1-SEGN',
    document: 'douyin',
    section: '4.3.1',
    kind: 'statement',
    published:
      'Segment sizes that follow from the later percentages: Lost (流失客户) 206, Dormant high value (高价值沉睡客户) 167, Low-cost maintain (低成本维系客户) 147, General new (一般新客户) 132, Potential (潜力客户) 115, New high value (新晋高价值客户) 95, Key win-back (重要唤回客户) 80, Key value (重要价值客户) 58.',
  },
  {
    id: 'D-4.3.1-TBL',
    document: 'douyin',
    section: '4.3.1',
    kind: 'figure-or-table',
    published:
      'Some rows of the table with R, F, M, the scores and the segment of each user, published as a picture.',
  },
];
