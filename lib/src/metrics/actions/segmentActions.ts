import type { RfmSegment } from '../rfm/segments.js';
import type { Actions } from './action.js';
import type { SegmentMeasure } from './measures.js';

/**
 * What to do for each segment. Every action rests on how the segment's means differ from those of all users, none
 * on the category that a persona prefers: in the study's data, that does not depend on the segment (chi-square of
 * category by segment: p = 0.459).
 *
 * @example
 * for (const action of SEGMENT_ACTIONS.lost) console.log(action.goal.en, action.channels);
 */
export const SEGMENT_ACTIONS: Readonly<Record<RfmSegment, Actions<SegmentMeasure>>> = {
  keyValue: [
    {
      goal: { en: 'Keep those who buy often and much', zh: '留住买得多、花得多的用户' },
      steps: [
        { en: 'One person to turn to, refunds without questions', zh: '安排固定对接人，退款不设门槛' },
        {
          en: 'A call as soon as a gap between logins is longer than usual',
          zh: '登录间隔一旦长于平常即电话问候',
        },
      ],
      channels: ['call', 'app'],
      horizon: 'firstMonth',
      because: [
        { measure: 'spending', is: 'above' },
        { measure: 'loginGap', is: 'below' },
      ],
    },
    {
      goal: { en: 'Let them bring others', zh: '让他们带来新用户' },
      steps: [
        { en: "A reward for a friend's first order, paid once it is kept", zh: '好友首单且未退货后发放奖励' },
      ],
      channels: ['app', 'live'],
      horizon: 'months1to3',
      because: [{ measure: 'purchases', is: 'above' }],
      costBelow: 'orderValue',
    },
  ],
  keyWinBack: [
    {
      goal: {
        en: 'Bring regular buyers back while they remember the shop',
        zh: '趁老买家还记得店铺时请回来',
      },
      steps: [
        { en: 'A personal call or message, longest gap first', zh: '按离开时长由长到短逐一致电或发信' },
        {
          en: 'A voucher for any purchase, worth less than one order brings',
          zh: '发放不限商品的券，面额低于一单的金额',
        },
      ],
      channels: ['call', 'message'],
      horizon: 'firstMonth',
      because: [
        { measure: 'loginGap', is: 'above' },
        { measure: 'purchases', is: 'above' },
        { measure: 'spending', is: 'above' },
      ],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Learn what ended the habit', zh: '弄清购买习惯为何中断' },
      steps: [
        {
          en: 'Three questions on return, the answers counted by reason',
          zh: '回来时问三个问题，按原因统计答案',
        },
      ],
      channels: ['app'],
      horizon: 'months1to3',
      because: [
        { measure: 'loginGap', is: 'above' },
        { measure: 'purchases', is: 'above' },
      ],
    },
  ],
  newHighValue: [
    {
      goal: { en: 'Turn a few large orders into a habit', zh: '把少数大单变成习惯' },
      steps: [
        { en: 'Advice after delivery: how to use it, what goes with it', zh: '收货后提供使用与搭配建议' },
        { en: 'A voucher for the next order that soon expires', zh: '下一单短期有效的优惠券' },
      ],
      channels: ['app', 'call'],
      horizon: 'firstMonth',
      because: [
        { measure: 'purchases', is: 'below' },
        { measure: 'orderValue', is: 'above' },
      ],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Bind them while they are here', zh: '趁其活跃建立长期关系' },
      steps: [{ en: 'A trial of the membership, free for a time', zh: '限时免费体验会员' }],
      channels: ['app', 'newsletter'],
      horizon: 'months1to3',
      because: [
        { measure: 'spending', is: 'above' },
        { measure: 'loginGap', is: 'below' },
      ],
    },
  ],
  dormantHighValue: [
    {
      goal: { en: 'Win back those who spent much in few orders', zh: '召回订单少而金额大的用户' },
      steps: [
        { en: 'A named adviser writes first; no mass mailing', zh: '由具名顾问先行联系，不群发' },
        { en: 'Early access to what is new in the price range they paid', zh: '优先购买同价位新品' },
      ],
      channels: ['call', 'message'],
      horizon: 'firstMonth',
      because: [
        { measure: 'loginGap', is: 'above' },
        { measure: 'spending', is: 'above' },
        { measure: 'orderValue', is: 'above' },
      ],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Pay only for what really brings them back', zh: '只为真正有效的召回付费' },
      steps: [
        {
          en: 'Offer to half of them at random, leave the other half alone, compare their orders',
          zh: '随机一半给予优惠，另一半不打扰，比较两组订单',
        },
      ],
      channels: ['ads', 'push'],
      horizon: 'months1to3',
      because: [
        { measure: 'loginGap', is: 'above' },
        { measure: 'spending', is: 'above' },
      ],
    },
  ],
  potential: [
    {
      goal: { en: 'Make each order worth more', zh: '提高每单金额' },
      steps: [
        {
          en: 'Bundles, and free delivery a little above their usual order',
          zh: '组合装，包邮门槛略高于其平常订单',
        },
      ],
      channels: ['app', 'live'],
      horizon: 'months1to3',
      because: [
        { measure: 'purchases', is: 'above' },
        { measure: 'orderValue', is: 'below' },
      ],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Reward spending rather than the number of orders', zh: '按消费额而非订单数奖励' },
      steps: [{ en: 'Levels with benefits that grow with what was spent', zh: '设立随消费额递增权益的等级' }],
      channels: ['app'],
      horizon: 'months3to6',
      because: [
        { measure: 'loginGap', is: 'below' },
        { measure: 'spending', is: 'below' },
      ],
    },
  ],
  generalNew: [
    {
      goal: { en: 'Get to the next order soon', zh: '尽快促成下一单' },
      steps: [
        { en: 'A small voucher for the next order, valid for a short time', zh: '下一单小额券，短期有效' },
        { en: 'Ask them to subscribe when they collect it', zh: '领券时邀请订阅通知' },
      ],
      channels: ['push', 'newsletter'],
      horizon: 'firstMonth',
      because: [
        { measure: 'loginGap', is: 'below' },
        { measure: 'purchases', is: 'below' },
      ],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Learn what they want instead of guessing it', zh: '了解其需要而非猜测' },
      steps: [
        {
          en: 'Let them pick what they want to see, and count what they then buy',
          zh: '让其自选想看的内容，并统计随后的购买',
        },
      ],
      channels: ['app'],
      horizon: 'months1to3',
      because: [
        { measure: 'purchases', is: 'below' },
        { measure: 'spending', is: 'below' },
      ],
    },
  ],
  lowCost: [
    {
      goal: { en: 'Wake them at next to no cost', zh: '以极低成本唤醒' },
      steps: [
        {
          en: 'Automatic notices of offers at the price of their usual order',
          zh: '按其平常订单价位自动推送优惠',
        },
      ],
      channels: ['push', 'message'],
      horizon: 'months1to3',
      because: [
        { measure: 'loginGap', is: 'above' },
        { measure: 'orderValue', is: 'below' },
      ],
      costBelow: 'orderValue',
    },
    {
      goal: { en: 'Make small orders cheaper to serve', zh: '降低小单的服务成本' },
      steps: [{ en: 'Combined delivery of several small orders', zh: '多个小单合并配送' }],
      channels: ['app'],
      horizon: 'months3to6',
      because: [
        { measure: 'purchases', is: 'above' },
        { measure: 'orderValue', is: 'below' },
      ],
      costBelow: 'orderValue',
    },
  ],
  lost: [
    {
      goal: { en: 'One last try, then silence', zh: '最后尝试一次，之后不再打扰' },
      steps: [
        {
          en: 'One automatic message; who does not answer leaves the lists',
          zh: '自动发送一次，未回应者移出名单',
        },
      ],
      channels: ['push', 'message'],
      horizon: 'firstMonth',
      because: [
        { measure: 'loginGap', is: 'above' },
        { measure: 'spending', is: 'below' },
      ],
      costBelow: 'spending',
    },
    {
      goal: { en: 'Learn from those who return why they had left', zh: '向回来的人了解当初为何离开' },
      steps: [
        {
          en: 'A short survey with a small thank-you, the reasons counted',
          zh: '简短问卷附小额答谢，统计原因',
        },
      ],
      channels: ['app'],
      horizon: 'months1to3',
      because: [
        { measure: 'loginGap', is: 'above' },
        { measure: 'purchases', is: 'below' },
      ],
      costBelow: 'spending',
    },
  ],
};
