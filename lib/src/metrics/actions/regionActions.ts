import type { UserRegion } from '../../data/users.js';
import type { Actions } from './action.js';
import type { RegionMeasure } from './measures.js';

/**
 * What to do in each region. The reasons are revenue and the size of orders. There is no action by the taste of a
 * region for any category: in the study's data, preference does not depend on the region (chi-square of category by
 * region: p = 0.516), so that an assortment by region would follow noise.
 *
 * @example
 * for (const action of REGION_ACTIONS.Rural) console.log(action.goal.en, action.because);
 */
export const REGION_ACTIONS: Readonly<Record<UserRegion, Actions<RegionMeasure>>> = {
  Suburban: [
    {
      goal: { en: 'Protect what each user here brings', zh: '守住该地区的人均贡献' },
      steps: [
        { en: 'Service and reliable delivery before discounts', zh: '服务与可靠配送优先于打折' },
        { en: 'First place in the queue for win-back calls', zh: '召回电话优先安排' },
      ],
      channels: ['call', 'app'],
      horizon: 'firstMonth',
      because: [
        { measure: 'arpu', is: 'above' },
        { measure: 'spendingPerOrder', is: 'above' },
      ],
    },
    {
      goal: { en: 'A reason to come back between large orders', zh: '在大单之间提供回访理由' },
      steps: [
        { en: 'Membership whose benefits count orders as well as money', zh: '会员权益同时计算订单数与金额' },
      ],
      channels: ['app'],
      horizon: 'months3to6',
      because: [{ measure: 'spendingPerOrder', is: 'above' }],
    },
  ],
  Urban: [
    {
      goal: { en: 'Keep high spenders from leaving', zh: '防止高消费用户流失' },
      steps: [
        {
          en: 'An alert when a high spender stays away longer than usual',
          zh: '高消费用户离开时间长于平常即预警',
        },
      ],
      channels: ['app', 'call'],
      horizon: 'months1to3',
      because: [{ measure: 'arpu', is: 'above' }],
    },
    {
      goal: { en: 'Let offers prove themselves', zh: '让优惠用结果说话' },
      steps: [{ en: 'Every offer against a random group that gets none', zh: '每项优惠都设随机对照组' }],
      channels: ['ads', 'push'],
      horizon: 'months1to3',
      because: [
        { measure: 'arpu', is: 'above' },
        { measure: 'spendingPerOrder', is: 'above' },
      ],
      costBelow: 'spendingPerOrder',
    },
  ],
  Rural: [
    {
      goal: { en: 'Larger baskets rather than more orders', zh: '做大每单而非增加单数' },
      steps: [{ en: 'Bundles and orders shared between neighbours', zh: '组合装与邻里拼单' }],
      channels: ['app', 'live'],
      horizon: 'months1to3',
      because: [{ measure: 'spendingPerOrder', is: 'below' }],
      costBelow: 'spendingPerOrder',
    },
    {
      goal: { en: 'Serve at a cost that fits the revenue', zh: '让服务成本与收入相称' },
      steps: [{ en: 'Automatic channels only, no calls', zh: '只用自动渠道，不打电话' }],
      channels: ['push', 'message'],
      horizon: 'firstMonth',
      because: [{ measure: 'arpu', is: 'below' }],
      costBelow: 'spendingPerOrder',
    },
  ],
};
