import { above, below, CHANNELS, type SegmentActions } from './words.js';

/** What to do for the segments with a high monetary score. */
export const HIGH_VALUE_ACTIONS: SegmentActions<
  'keyValue' | 'keyWinBack' | 'newHighValue' | 'dormantHighValue'
> = {
  keyValue: [
    {
      goal: { en: 'Keep users who buy often and spend a lot', zh: '留住买得多、花得多的用户' },
      steps: [
        { en: 'A dedicated contact, no-questions-asked refunds', zh: '安排固定对接人，退款不设门槛' },
        {
          en: 'A call as soon as the gap since the last login is longer than usual',
          zh: '登录间隔一旦长于平常即电话问候',
        },
      ],
      channels: [CHANNELS.call, CHANNELS.app],
      horizon: 'firstMonth',
      because: [above('monetary'), below('recency'), above('income')],
    },
    {
      goal: { en: 'Encourage referrals', zh: '让他们带来新用户' },
      steps: [
        {
          en: "A reward for a friend's first order, paid if it is not returned",
          zh: '好友首单且未退货后发放奖励',
        },
      ],
      channels: [CHANNELS.app, CHANNELS.live],
      horizon: 'months1to3',
      because: [above('frequency')],
      costBelow: 'orderValue',
    },
  ],
  keyWinBack: [
    {
      goal: {
        en: 'Bring regular buyers back while they remember the shop',
        zh: '趁老用户还记得店铺时请回来',
      },
      steps: [
        { en: 'A personal call or message, longest gap first', zh: '按离开时长由长到短逐一致电或发信' },
        {
          en: 'A voucher for any purchase, worth less than the value of one order',
          zh: '发放不限商品的券，面额低于一单的金额',
        },
      ],
      channels: [CHANNELS.call, CHANNELS.message],
      horizon: 'firstMonth',
      because: [above('recency'), above('frequency'), above('monetary'), above('income')],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Find out why they stopped buying', zh: '弄清购买习惯为何中断' },
      steps: [
        {
          en: 'Three questions when they return; count answers by reason',
          zh: '回来时问三个问题，按原因统计答案',
        },
      ],
      channels: [CHANNELS.app],
      horizon: 'months1to3',
      because: [above('recency'), above('frequency')],
    },
  ],
  newHighValue: [
    {
      goal: { en: 'Turn a few large orders into a habit', zh: '把少数大单变成习惯' },
      steps: [
        { en: 'Advice after delivery: how to use it, what goes with it', zh: '收货后提供使用与搭配建议' },
        { en: 'A short-dated voucher for the next order', zh: '下一单短期有效的优惠券' },
      ],
      channels: [CHANNELS.app, CHANNELS.call],
      horizon: 'firstMonth',
      because: [below('frequency'), above('orderValue')],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Build loyalty while they are active', zh: '趁其活跃建立长期关系' },
      steps: [{ en: 'A free membership trial for a limited time', zh: '限时免费体验会员' }],
      channels: [CHANNELS.app, CHANNELS.newsletter],
      horizon: 'months1to3',
      because: [above('monetary'), below('recency'), above('income')],
    },
  ],
  dormantHighValue: [
    {
      goal: { en: 'Win back users who spent a lot in few orders', zh: '召回订单少而金额大的用户' },
      steps: [
        { en: 'First contact by a named adviser; no mass mailing', zh: '由具名顾问先行联系，不群发' },
        { en: 'Early access to new products in their price range', zh: '优先购买同价位新品' },
      ],
      channels: [CHANNELS.call, CHANNELS.message],
      horizon: 'firstMonth',
      because: [above('recency'), above('monetary'), above('orderValue'), above('income')],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Pay only for what actually brings them back', zh: '只为真正有效的召回付费' },
      steps: [
        {
          en: 'Make the offer to a random half, leave the other half alone, and compare orders',
          zh: '随机一半给予优惠，另一半不打扰，比较两组订单',
        },
      ],
      channels: [CHANNELS.ads, CHANNELS.push],
      horizon: 'months1to3',
      because: [above('recency'), above('monetary')],
    },
  ],
};
