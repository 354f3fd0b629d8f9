import { implemented, judge } from 'tally/claims';
import type { tiers } from 'tally';
import { defineClaim, type XiaoxiangCheck, type XiaoxiangClaim } from '../claim.js';
import { total } from '../../study/total.js';
import { AS_WRITTEN } from '../tiers.js';

/** A tier as a rule, with the share that it has on these orders. */
const tierRule =
  (tier: keyof typeof tiers.FIVE_TIERS): XiaoxiangCheck =>
  async ({ shares }) => {
    const { customers, share, onTarget } = (await shares()).at({ tier });
    return implemented(
      {
        customers: customers.raw,
        percent: share.raw === null ? null : 100 * share.raw,
        withinTarget: onTarget.raw === true ? 'yes' : 'no',
      },
      'Implemented as a tier of tiers.assign, in a list that takes each customer once. On these orders it has {percent} percent of the customers.',
      'Scored by spending; the document does not say what is frequent or large.',
    );
  };

export const TIER_CLAIMS: readonly XiaoxiangClaim[] = [
  defineClaim({
    id: 'X-2-DIMS',
    section: '2',
    kind: 'rule',
    published:
      'Users are to be tiered by R, F and M, and additionally by acquisition channel, community attributes and special labels.',
    publishedZh: '分层维度：R、F、M，以及来源渠道、社区属性与特殊标签。',
    check: async ({ shares }) => {
      const found = await shares();
      return implemented(
        { customers: found.total('customers').raw, tiers: found.length },
        'R, F and M are implemented as scores of tiers.assign (spending, basket, rfm); channel, community, years of residence and household are columns of the customers that xiaoxiang.joinMembers gives, by which any metric can be divided. The document does not say how they change a tier, and they change none.',
      );
    },
  }),
  defineClaim({
    id: 'X-2-T1',
    section: '2',
    kind: 'rule',
    published: 'Platinum (铂金): the top 5%, with frequent, large orders, the last within 30 days.',
    publishedZh: '铂金用户：前5%，高频高客单价，最近30天有消费。',
    check: tierRule('platinum'),
  }),
  defineClaim({
    id: 'X-2-T2',
    section: '2',
    kind: 'rule',
    published:
      'Gold (黄金): 15–20% of users, with fairly frequent, medium-sized orders, the last within 60 days.',
    publishedZh: '黄金用户：15–20%，中高频中客单价，最近60天有消费。',
    check: tierRule('gold'),
  }),
  defineClaim({
    id: 'X-2-T3',
    section: '2',
    kind: 'rule',
    published: 'Silver (白银): 50–60% of users, with few, small orders, the last within 90 days.',
    publishedZh: '白银用户：50–60%，低频低客单价，最近90天有消费。',
    check: tierRule('silver'),
  }),
  defineClaim({
    id: 'X-2-T4',
    section: '2',
    kind: 'rule',
    published: 'Dormant (沉睡): 10–15% of users, without an order for >90 days.',
    publishedZh: '沉睡用户：10–15%，超过90天未消费。',
    check: tierRule('dormant'),
  }),
  defineClaim({
    id: 'X-2-T5',
    section: '2',
    kind: 'rule',
    published: 'Churned (流失): 5–10% of users, without an order for >180 days.',
    publishedZh: '流失用户：5–10%，超过180天未消费。',
    check: tierRule('lost'),
  }),
  defineClaim({
    id: 'X-2-SUM',
    section: '2',
    kind: 'statement',
    published: 'The shares of the five tiers are 5%, 15-20%, 50-60%, 10-15% and 5-10%.',
    publishedZh: '五个层级的占比：5%、15–20%、50–60%、10–15%、5–10%。',
    check: async ({ claims }) => {
      const targets = Object.values(AS_WRITTEN).map(({ target }) => target);
      const [least, most] = [
        0.05 + total(targets.map(([low]) => low)),
        total(targets.map(([, high]) => high)),
      ];
      const found = await claims();
      const several = found.where(({ matching }) => matching > 1).total('customers').raw ?? 0;
      const none = found.where(({ matching }) => matching === 0).total('customers').raw ?? 0;
      return judge({
        computed: { leastSum: 100 * least, mostSum: 100 * most, several, none },
        words: least <= 1 && most >= 1,
        onlyAsDefined: several + none > 0,
        definition:
          'The sums of the smallest and of the largest shares, and customers by how many tiers claim them.',
        note: {
          'confirmed-as-defined':
            'The shares can add up to 100 percent, from {leastSum} to {mostSum}. But as written the tiers do not divide the customers: {several} belong to two tiers and {none} to none. They do as a list in which the first that holds decides.',
          confirmed: 'The shares can add up to 100 percent, from {leastSum} to {mostSum}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'X-3.1-RFM',
    section: '3.1',
    kind: 'statement',
    published:
      'Code for a function calculate_rfm: days since the last order, number of orders and total amount, with fixed values for users without orders.',
    publishedZh: '函数calculate_rfm的代码：最近一次消费天数、订单数与消费金额，无订单用户取固定值。',
    check: async ({ code }) => {
      const { customers, otherFrequency, otherMoney } = await code();
      return judge({
        computed: { customers, otherFrequency, otherMoney },
        words: otherFrequency + otherMoney === 0,
        definition:
          'Customers for whom counting every order, whatever became of it, gives another number or amount than orders that were paid and kept.',
        note: 'The code also counts canceled and unpaid orders, and refunds as orders: {otherFrequency} of {customers} customers get another F, {otherMoney} another M. R depends on the moment at which it runs, and customers without an order get 999 days, as if they had bought that long ago. Its result is not normalized, though its comment says so.',
      });
    },
  }),
];
