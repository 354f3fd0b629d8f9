import type { PublishedClaim } from '../publishedClaim.js';

export const XIAOXIANG_TIERS: readonly PublishedClaim[] = [
  {
    id: 'X-2-DIMS',
    document: 'xiaoxiang',
    section: '2',
    kind: 'rule',
    published:
      'Users are to be tiered by R, F and M, and further by acquisition channel, community attributes and special labels.',
  },
  {
    id: 'X-2-T1',
    document: 'xiaoxiang',
    section: '2',
    kind: 'rule',
    published: 'Platinum (铂金): the Top 5%, with frequent and large orders, the last within 30 days.',
  },
  {
    id: 'X-2-T2',
    document: 'xiaoxiang',
    section: '2',
    kind: 'rule',
    published:
      'Gold (黄金): 15–20% of the users, with fairly frequent orders of middle size, the last within 60 days.',
  },
  {
    id: 'X-2-T3',
    document: 'xiaoxiang',
    section: '2',
    kind: 'rule',
    published: 'Silver (白银): 50–60% of the users, with few and small orders, the last within 90 days.',
  },
  {
    id: 'X-2-T4',
    document: 'xiaoxiang',
    section: '2',
    kind: 'rule',
    published: 'Dormant (沉睡): 10–15% of the users, without an order for >90 days.',
  },
  {
    id: 'X-2-T5',
    document: 'xiaoxiang',
    section: '2',
    kind: 'rule',
    published: 'Churned (流失): 5–10% of the users, without an order for >180 days.',
  },
  {
    id: 'X-2-SUM',
    document: 'xiaoxiang',
    section: '2',
    kind: 'statement',
    published: 'The shares of the five tiers are 5%, 15-20%, 50-60%, 10-15% and 5-10%.',
  },
  {
    id: 'X-3.1-RFM',
    document: 'xiaoxiang',
    section: '3.1',
    kind: 'statement',
    published:
      'Code of a function calculate_rfm: days since the last order, number of orders and their total, with fixed values for a user without orders.',
  },
  {
    id: 'X-3.2-TAG1',
    document: 'xiaoxiang',
    section: '3.2',
    kind: 'rule',
    published: 'Dynamic tags are kept up to date automatically from what users do.',
  },
  {
    id: 'X-3.2-TAG2',
    document: 'xiaoxiang',
    section: '3.2',
    kind: 'rule',
    published: 'Staff can add tags by hand, for example that of a VIP customer.',
  },
  {
    id: 'X-3.2-TAG3',
    document: 'xiaoxiang',
    section: '3.2',
    kind: 'rule',
    published: 'Groups of users can be found by a combination of several tags.',
  },
];
