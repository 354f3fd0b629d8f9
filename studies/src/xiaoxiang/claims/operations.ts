import { implemented } from 'tally/claims';
import { defineClaim, type XiaoxiangClaim } from '../claim.js';

export const OPERATION_CLAIMS: readonly XiaoxiangClaim[] = [
  defineClaim({
    id: 'X-3.3-BEN',
    section: '3.3',
    kind: 'rule',
    published:
      'Benefits for 3 tiers: Platinum (铂金) gets free delivery and dedicated service, Gold (黄金) gets discounts and double points, Silver (白银) gets basic points and coupons.',
  }),
  defineClaim({
    id: 'X-3.3-CAMP',
    section: '3.3',
    kind: 'rule',
    published:
      'Campaigns for 4 tiers: personal offers for Platinum (铂金), group-buying prices for Gold (黄金), gift packs for Silver (白银), wake-up coupons for Dormant (沉睡).',
  }),
  defineClaim({
    id: 'X-3.4-REC',
    section: '3.4',
    kind: 'statement',
    published:
      'Code for recommendations by tier: premium goods for PLATINUM, best sellers for GOLD, essentials for SILVER, and new-user picks by default.',
  }),
  defineClaim({
    id: 'X-4-ARCH',
    section: '4',
    kind: 'rule',
    published: 'Behavior is processed in real time, and tiers are updated by a daily batch job.',
  }),
  defineClaim({
    id: 'X-4.3-CLUST',
    section: '4.3',
    kind: 'rule',
    published: 'Users are to be grouped by an RFM model improved with clustering.',
  }),
  defineClaim({
    id: 'X-4.3-AB',
    section: '4.3',
    kind: 'rule',
    published: 'The effect of different tiering strategies is to be compared in A/B tests.',
  }),
  defineClaim({
    id: 'X-5.1-LIFE',
    section: '5.1',
    kind: 'rule',
    published:
      'Four lifecycle stages, each with actions: new (新用户), growing (成长期), mature (成熟期), declining (衰退期).',
    publishedZh: '生命周期四个阶段及相应动作：新用户、成长期、成熟期、衰退期。',
    check: async ({ stages }) => {
      const found = await stages();
      return implemented(
        {
          ...{ newCustomers: found.get('new'), growing: found.get('growing'), mature: found.get('mature') },
          ...{ declining: found.get('declining'), lost: found.get('lost') },
        },
        "Implemented as lifecycle.stages, by the customer's own rhythm or by fixed days. The document leaves out lost customers: {lost} of them would else count as declining.",
        'Stages with cuts of ours, since the document states none.',
      );
    },
  }),
  defineClaim({
    id: 'X-5.2-COMM',
    section: '5.2',
    kind: 'rule',
    published:
      'Commissions of community leaders (团长), and thresholds and discounts for group purchases, depend on user tiers.',
  }),
  defineClaim({
    id: 'X-5.3-M1..M4',
    section: '5.3',
    kind: 'rule',
    published:
      'Four metrics to monitor: share of users by tier, movement between tiers, ARPU by tier, and campaign ROI.',
  }),
  defineClaim({
    id: 'X-5.3-W1..W3',
    section: '5.3',
    kind: 'rule',
    published:
      'Three alerts: Platinum (铂金) users churn, the share of Dormant (沉睡) is too high, the tier distribution is abnormal.',
  }),
  defineClaim({
    id: 'X-6-P1..P3',
    section: '6',
    kind: 'rule',
    published:
      'A roadmap of 3 phases with 3 items each: first RFM tiers; then tags and recommendations; finally real-time tiers, A/B tests and predicted tiers.',
  }),
  defineClaim({
    id: 'X-7-E1',
    section: '7',
    kind: 'statement',
    published: 'Retention is expected to rise by +20–30%.',
  }),
  defineClaim({
    id: 'X-7-E2',
    section: '7',
    kind: 'statement',
    published: 'The share of high-value users is expected to reach ≥15%.',
  }),
  defineClaim({
    id: 'X-7-E3',
    section: '7',
    kind: 'statement',
    published: 'Campaign ROI is expected to rise by +40%.',
  }),
  defineClaim({
    id: 'X-7-E4',
    section: '7',
    kind: 'statement',
    published: 'The repurchase rate is expected to rise by +25%.',
  }),
  defineClaim({
    id: 'X-7-E5',
    section: '7',
    kind: 'statement',
    published: 'Output per community leader (团长) is expected to rise by +30%.',
  }),
];
