import { above, below, CHANNELS, type SegmentActions } from './words.js';

/** What to do for the segments with a low monetary score: nothing that takes staff time. */
export const LOW_VALUE_ACTIONS: SegmentActions<'potential' | 'generalNew' | 'lowCost' | 'lost'> = {
  potential: [
    {
      goal: { en: 'Increase order value', zh: '提高每单金额' },
      steps: [
        {
          en: 'Bundles, and free delivery just above their usual order value',
          zh: '组合装，包邮门槛略高于其平常订单',
        },
      ],
      channels: [CHANNELS.app, CHANNELS.live],
      horizon: 'months1to3',
      because: [above('frequency'), below('orderValue'), below('income')],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Reward spending rather than the number of orders', zh: '按消费额而非订单数奖励' },
      steps: [{ en: 'Tiers with benefits that grow with spending', zh: '设立随消费额递增权益的等级' }],
      channels: [CHANNELS.app],
      horizon: 'months3to6',
      because: [below('recency'), below('monetary')],
    },
  ],
  generalNew: [
    {
      goal: { en: 'Get the next order soon', zh: '尽快促成下一单' },
      steps: [
        { en: 'A small voucher for the next order, valid for a short time', zh: '下一单小额券，短期有效' },
        { en: 'Ask them to subscribe when they collect it', zh: '领券时邀请订阅通知' },
      ],
      channels: [CHANNELS.push, CHANNELS.newsletter],
      horizon: 'firstMonth',
      because: [below('recency'), below('frequency')],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Learn what they want instead of guessing it', zh: '了解其需要而非猜测' },
      steps: [
        {
          en: 'Let them choose what they want to see, and count what they then buy',
          zh: '让其自选想看的内容，并统计随后的购买',
        },
      ],
      channels: [CHANNELS.app],
      horizon: 'months1to3',
      because: [below('frequency'), below('monetary')],
    },
  ],
  lowCost: [
    {
      goal: { en: 'Reactivate them at minimal cost', zh: '以极低成本唤醒' },
      steps: [
        {
          en: 'Automatic offers at the price of their usual order',
          zh: '按其平常订单价位自动推送优惠',
        },
      ],
      channels: [CHANNELS.push, CHANNELS.message],
      horizon: 'months1to3',
      because: [above('recency'), below('orderValue'), below('income')],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Make small orders cheaper to serve', zh: '降低小单的服务成本' },
      steps: [{ en: 'Combined delivery of several small orders', zh: '多个小单合并配送' }],
      channels: [CHANNELS.app],
      horizon: 'months3to6',
      because: [above('frequency'), below('orderValue')],
      costBelow: 'orderValue',
    },
  ],
  lost: [
    {
      goal: { en: 'One last attempt, then stop', zh: '最后尝试一次，之后不再打扰' },
      steps: [
        {
          en: 'One automatic message; remove those who do not respond from the lists',
          zh: '自动发送一次，未回应者移出名单',
        },
      ],
      channels: [CHANNELS.push, CHANNELS.message],
      horizon: 'firstMonth',
      because: [above('recency'), below('monetary'), below('income')],
      costBelow: 'monetary',
    },
    {
      goal: { en: 'Ask those who return why they left', zh: '向回来的人了解当初为何离开' },
      steps: [
        {
          en: 'A short survey with a small reward; count the reasons',
          zh: '简短问卷附小额答谢，统计原因',
        },
      ],
      channels: [CHANNELS.app],
      horizon: 'months1to3',
      because: [above('recency'), below('frequency')],
      costBelow: 'monetary',
    },
  ],
};
