import type { PublishedClaim } from '../publishedClaim.js';

export const TAOBAO_FUNNEL_AND_USERS: readonly PublishedClaim[] = [
  {
    id: 'T-3.2-91',
    document: 'taobao',
    section: '3.2',
    kind: 'statement',
    published: 'A user views 91 pages on average over the whole period.',
  },
  {
    id: 'T-3.2-10',
    document: 'taobao',
    section: '3.2',
    kind: 'statement',
    published: 'A user views ~10 pages a day on average.',
  },
  {
    id: 'T-3.2-68.3',
    document: 'taobao',
    section: '3.2',
    kind: 'statement',
    published: 'Of the unique visitors 68.3% buy.',
  },
  {
    id: 'T-3.2-21.8',
    document: 'taobao',
    section: '3.2',
    kind: 'statement',
    published: 'From interest (cart or favourite) to purchase 21.8% of the users are lost.',
  },
  {
    id: 'T-3.2-18.6W',
    document: 'taobao',
    section: '3.2',
    kind: 'statement',
    published: 'The users lost between interest and purchase number about 186,000.',
  },
  {
    id: 'T-3.2-FUNNEL',
    document: 'taobao',
    section: '3.2',
    kind: 'statement',
    published:
      'The funnel chart shows 984,105 visitors, 859,275 interested users and 672,404 buyers (100%, 87%, 68%).',
  },
  {
    id: 'T-3.2-PARTS',
    document: 'taobao',
    section: '3.2',
    kind: 'statement',
    published:
      'Parts of the funnel, in the notebook of the author: 738,996 users with a cart, 389,823 with a favourite, 859,275 with either.',
  },
  {
    id: 'T-3.3-DYN',
    document: 'taobao',
    section: '3.3',
    kind: 'statement',
    published: 'The RFM thresholds are said to be dynamic.',
  },
  {
    id: 'T-3.3-RULE',
    document: 'taobao',
    section: '3.3',
    kind: 'rule',
    published:
      'Core VIP (核心 VIP 用户): R≤4 and F≥4; Potential new (潜力新客): R≤4 and F<4; Regular to wake (需唤醒老客): R>4 and F≥4; all others Lost (流失).',
  },
  {
    id: 'T-3.3-VIP',
    document: 'taobao',
    section: '3.3',
    kind: 'statement',
    published: 'Core VIP (核心 VIP 用户) is 25.6% of the users with 54.4% of the orders.',
  },
  {
    id: 'T-3.3-NEW',
    document: 'taobao',
    section: '3.3',
    kind: 'statement',
    published: 'Potential new (潜力新客) is 51.5% of the users with 31.8% of the orders.',
  },
  {
    id: 'T-3.3-WAKE',
    document: 'taobao',
    section: '3.3',
    kind: 'statement',
    published: 'Regular to wake (需唤醒老客) is 2.0% of the users, at 5.4 orders per user.',
  },
  {
    id: 'T-3.3-LOST',
    document: 'taobao',
    section: '3.3',
    kind: 'figure-or-table',
    published: 'Lost (流失) is 20.9% of the buyers with 10.2% of the orders, as read from the chart.',
  },
  {
    id: 'T-3.3-56',
    document: 'taobao',
    section: '3.3',
    kind: 'statement',
    published:
      'If these 56% of the users (Potential new, 潜力新客) bought 1 more time each, GMV is said to rise markedly.',
  },
  {
    id: 'T-3.3-FREQ',
    document: 'taobao',
    section: '3.3',
    kind: 'statement',
    published:
      'How many purchases buyers make, in the notebook of the author: a mean of 2.998, and >=2 purchases for 66.01% of them.',
  },
  {
    id: 'T-3.3-FIG1',
    document: 'taobao',
    section: '3.3',
    kind: 'figure-or-table',
    published:
      'Share of users and of orders by class, in the chart RFM_cust.png: Core VIP 25.6/54.4, Lost 20.9/10.2, Potential new 51.5/31.8, Regular to wake 2.0/3.7.',
  },
  {
    id: 'T-3.3-FIG2',
    document: 'taobao',
    section: '3.3',
    kind: 'figure-or-table',
    published:
      'Orders per user by class, in the chart RFM_order_cust.png: Core VIP 6.37, Regular to wake 5.39, Potential new 1.85, Lost 1.47.',
  },
];
