import type { PublishedClaim } from '../publishedClaim.js';

export const XIAOXIANG_OPERATIONS: readonly PublishedClaim[] = [
  {
    id: 'X-3.3-BEN',
    document: 'xiaoxiang',
    section: '3.3',
    kind: 'rule',
    published:
      'Benefits for 3 tiers: Platinum (铂金) gets free delivery and a personal service, Gold (黄金) discounts and double points, Silver (白银) basic points and coupons.',
  },
  {
    id: 'X-3.3-CAMP',
    document: 'xiaoxiang',
    section: '3.3',
    kind: 'rule',
    published:
      'Campaigns for 4 tiers: personal offers for Platinum (铂金), group prices for Gold (黄金), gift packs for Silver (白银), wake-up coupons for Dormant (沉睡).',
  },
  {
    id: 'X-3.4-REC',
    document: 'xiaoxiang',
    section: '3.4',
    kind: 'statement',
    published:
      'Code that recommends by tier: PLATINUM premium goods, GOLD best sellers, SILVER essentials, and by default the picks for new users.',
  },
  {
    id: 'X-4-ARCH',
    document: 'xiaoxiang',
    section: '4',
    kind: 'rule',
    published: 'Behaviour is processed in real time, and the tiers are updated by a daily batch.',
  },
  {
    id: 'X-4.3-CLUST',
    document: 'xiaoxiang',
    section: '4.3',
    kind: 'rule',
    published: 'Users are to be grouped by an RFM model improved with clustering.',
  },
  {
    id: 'X-4.3-AB',
    document: 'xiaoxiang',
    section: '4.3',
    kind: 'rule',
    published: 'The effect of different tiering strategies is to be compared by A/B tests.',
  },
  {
    id: 'X-5.1-LIFE',
    document: 'xiaoxiang',
    section: '5.1',
    kind: 'rule',
    published:
      'Four stages of life, each with actions: new (新用户), growing (成长期), mature (成熟期), declining (衰退期).',
  },
  {
    id: 'X-5.2-COMM',
    document: 'xiaoxiang',
    section: '5.2',
    kind: 'rule',
    published:
      'Commission of community leaders (团长), and thresholds and discounts of group purchases, depend on the tiers of the users in question.',
  },
  {
    id: 'X-5.3-M1..M4',
    document: 'xiaoxiang',
    section: '5.3',
    kind: 'rule',
    published:
      'Four metrics to watch: share of users by tier, movement between tiers, ARPU by tier, and ROI of campaigns.',
  },
  {
    id: 'X-5.3-W1..W3',
    document: 'xiaoxiang',
    section: '5.3',
    kind: 'rule',
    published:
      'Three alerts: Platinum (铂金) users leave, the share of Dormant (沉睡) is too high, the distribution of tiers is abnormal.',
  },
  {
    id: 'X-6-P1..P3',
    document: 'xiaoxiang',
    section: '6',
    kind: 'rule',
    published:
      'A roadmap of 3 phases with 3 items each: first RFM tiers; then tags and recommendations; last real-time tiers, A/B tests and predicted tiers.',
  },
  {
    id: 'X-7-E1',
    document: 'xiaoxiang',
    section: '7',
    kind: 'statement',
    published: 'Retention is expected to rise by +20–30%.',
  },
  {
    id: 'X-7-E2',
    document: 'xiaoxiang',
    section: '7',
    kind: 'statement',
    published: 'The share of high-value users is expected to reach ≥15%.',
  },
  {
    id: 'X-7-E3',
    document: 'xiaoxiang',
    section: '7',
    kind: 'statement',
    published: 'The ROI of campaigns is expected to rise by +40%.',
  },
  {
    id: 'X-7-E4',
    document: 'xiaoxiang',
    section: '7',
    kind: 'statement',
    published: 'The repurchase rate is expected to rise by +25%.',
  },
  {
    id: 'X-7-E5',
    document: 'xiaoxiang',
    section: '7',
    kind: 'statement',
    published: 'The output per community leader (团长) is expected to rise by +30%.',
  },
];
