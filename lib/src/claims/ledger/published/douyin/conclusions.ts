import type { PublishedClaim } from '../publishedClaim.js';

export const DOUYIN_CONCLUSIONS: readonly PublishedClaim[] = [
  {
    id: 'D-4.6.1-40',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published:
      'The four high-value segments (Key value, New high value, Dormant high value, Key win-back) are 40% of the users.',
  },
  {
    id: 'D-4.6.1-85',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published: 'The four high-value segments bring >85% of the revenue.',
  },
  {
    id: 'D-4.6.1-60',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published:
      'The other four segments (General new, Potential, Low-cost maintain, Lost) are 60% of the users.',
  },
  {
    id: 'D-4.6.1-20.6',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published: 'Lost (流失客户) is 20.6% of the users, most of them in Rural.',
  },
  {
    id: 'D-4.6.1-63',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published: 'Suburban is said to hold 63.33% of the high-value users.',
  },
  {
    id: 'D-4.6.1-2930',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published: 'Suburban has the highest ARPU, 2930 yuan.',
  },
  {
    id: 'D-4.6.1-URB',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published: 'In Urban 42.15% of the users are of high value and 28.78% are at risk of loss.',
  },
  {
    id: 'D-4.6.1-RUR',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published:
      'Rural has 30.7% of the users, only 2.61% of high value among them, and the lowest ARPU, 1242 yuan.',
  },
  {
    id: 'D-4.6.1-CAT',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published:
      'Preference is said to go closely with the economy of a region: Apparel 23.26% and Health & Beauty 20.35% in Urban; Books 22.35% and Electronics 21.78% in Suburban; Electronics 22.80% and Home & Kitchen 20.52% in Rural.',
  },
  {
    id: 'D-4.6.1-BEH',
    document: 'douyin',
    section: '4.6.1',
    kind: 'statement',
    published:
      'High-value users like technology, food and books; users at risk of loss have not logged in for >20 days.',
  },
  {
    id: 'D-4.6.2-BUDGET',
    document: 'douyin',
    section: '4.6.2',
    kind: 'rule',
    published: 'Budget by region: Suburban 40%, Urban 35%, Rural 25%.',
  },
  {
    id: 'D-4.6.2-PRIO',
    document: 'douyin',
    section: '4.6.2',
    kind: 'rule',
    published:
      'Pairs of segments, each in one region, are ranked in 4 levels of priority, from dormant and win-back users in Suburban to lost and low-cost users in Rural.',
  },
  {
    id: 'D-4.6.2-PLAN',
    document: 'douyin',
    section: '4.6.2',
    kind: 'rule',
    published:
      'A plan of 3 horizons (the first month, months 1-3, months 3-6) with 3 items each, among them a monitoring dashboard and a churn alert.',
  },
];
