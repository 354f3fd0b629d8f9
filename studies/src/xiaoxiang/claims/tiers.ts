import type { PublishedClaim } from '../../study/claim.js';
import { defineClaim } from '../claim.js';

export const TIER_CLAIMS: readonly PublishedClaim[] = [
  defineClaim({
    id: 'X-2-DIMS',
    section: '2',
    kind: 'rule',
    published:
      'Users are to be tiered by R, F and M, and additionally by acquisition channel, community attributes and special labels.',
  }),
  defineClaim({
    id: 'X-2-T1',
    section: '2',
    kind: 'rule',
    published: 'Platinum (铂金): the top 5%, with frequent, large orders, the last within 30 days.',
  }),
  defineClaim({
    id: 'X-2-T2',
    section: '2',
    kind: 'rule',
    published:
      'Gold (黄金): 15–20% of users, with fairly frequent, medium-sized orders, the last within 60 days.',
  }),
  defineClaim({
    id: 'X-2-T3',
    section: '2',
    kind: 'rule',
    published: 'Silver (白银): 50–60% of users, with few, small orders, the last within 90 days.',
  }),
  defineClaim({
    id: 'X-2-T4',
    section: '2',
    kind: 'rule',
    published: 'Dormant (沉睡): 10–15% of users, without an order for >90 days.',
  }),
  defineClaim({
    id: 'X-2-T5',
    section: '2',
    kind: 'rule',
    published: 'Churned (流失): 5–10% of users, without an order for >180 days.',
  }),
  defineClaim({
    id: 'X-2-SUM',
    section: '2',
    kind: 'statement',
    published: 'The shares of the five tiers are 5%, 15-20%, 50-60%, 10-15% and 5-10%.',
  }),
  defineClaim({
    id: 'X-3.1-RFM',
    section: '3.1',
    kind: 'statement',
    published:
      'Code for a function calculate_rfm: days since the last order, number of orders and total amount, with fixed values for users without orders.',
  }),
  defineClaim({
    id: 'X-3.2-TAG1',
    section: '3.2',
    kind: 'rule',
    published: 'Dynamic tags are updated automatically from user behavior.',
  }),
  defineClaim({
    id: 'X-3.2-TAG2',
    section: '3.2',
    kind: 'rule',
    published: 'Staff can add tags manually, such as VIP customer.',
  }),
  defineClaim({
    id: 'X-3.2-TAG3',
    section: '3.2',
    kind: 'rule',
    published: 'User groups can be selected by combining several tags.',
  }),
];
