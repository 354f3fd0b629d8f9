import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_PRODUCTS: readonly PublishedClaim[] = [
  {
    id: 'D-4.4-1',
    document: 'douyin',
    section: '4.4',
    kind: 'statement',
    published:
      'General new (一般新客户): Books has the highest share, 24.24%, at an order value of 666.37; Electronics has the highest order value, 758.80, at 16.67%; top 3 by spending: Books, Apparel, Electronics.',
  },
  {
    id: 'D-4.4-2',
    document: 'douyin',
    section: '4.4',
    kind: 'statement',
    published:
      'Low-cost maintain (低成本维系客户): Electronics has the highest share, 28.57%, at an order value of 96.21; no order value exceeds 125.52; top 3: Books, Electronics, Apparel.',
  },
  {
    id: 'D-4.4-3',
    document: 'douyin',
    section: '4.4',
    kind: 'statement',
    published:
      'New high value (新晋高价值客户): all order values exceed 1800, Apparel leads with 2334.64; the three shares are balanced; top 3: Electronics, Apparel, Books.',
  },
  {
    id: 'D-4.4-4',
    document: 'douyin',
    section: '4.4',
    kind: 'statement',
    published:
      'Lost (流失客户): Home & Kitchen has the highest share, 22.82%; Electronics has an order value of 782.91; top 3: Home & Kitchen, Electronics, Apparel.',
  },
  {
    id: 'D-4.4-5',
    document: 'douyin',
    section: '4.4',
    kind: 'statement',
    published:
      'Potential (潜力客户): balanced shares of 20-24% and order values of 115-130; top 3: Apparel, Electronics, Health & Beauty.',
  },
  {
    id: 'D-4.4-6',
    document: 'douyin',
    section: '4.4',
    kind: 'statement',
    published:
      'Key value (重要价值客户): Apparel leads in share and in spending; order values lie at 240-320; top 3: Apparel, Health & Beauty, Books.',
  },
  {
    id: 'D-4.4-7',
    document: 'douyin',
    section: '4.4',
    kind: 'statement',
    published:
      'Key win-back (重要唤回客户): Books and Electronics share the highest share, 21.25%; order values lie at 267-320; top 3: Books, Electronics, Apparel.',
  },
  {
    id: 'D-4.4-8',
    document: 'douyin',
    section: '4.4',
    kind: 'statement',
    published:
      'Dormant high value (高价值沉睡客户): Apparel leads in share and in spending at an order value of 2310.95, Books has 2317.56; top 3: Apparel, Health & Beauty, Books.',
  },
  {
    id: 'D-4.4-TXT',
    document: 'douyin',
    section: '4.4',
    kind: 'rule',
    published:
      'For each of the 8 segments a block of insights on its products, and 8 strategies to go with them.',
  },
];
