import type { advice } from 'tally';
import { above, below, CHANNELS, HORIZONS, type Horizon } from './words.js';

/** The regions of the user table. */
export type RegionKey = 'Urban' | 'Suburban' | 'Rural';

/** Measures of `regions(users)` that can justify an action for a region; category taste is not one. */
export type RegionMeasure = 'perUser' | 'ordersPerUser' | 'revenuePerOrder' | 'orderValue' | 'minutes';

/**
 * What to do in each region, based on revenue and order size. No action is based on a region's category preference: in
 * the study's data, preference shows no association with the region (chi-square test of category by region:
 * p = 0.516), so a regional assortment would follow noise.
 *
 * @example
 * advice.checkReasons((await regions(users)).measures, 'region', douyin.REGION_ACTIONS);
 */
export const REGION_ACTIONS: advice.Catalog<RegionKey, RegionMeasure, Horizon> = {
  horizons: HORIZONS,
  actions: {
    Suburban: [
      {
        goal: { en: 'Protect revenue per user', zh: '守住该地区的人均贡献' },
        steps: [
          { en: 'Prioritize service and reliable delivery over discounts', zh: '服务与可靠配送优先于打折' },
          { en: 'First priority for win-back calls', zh: '召回电话优先安排' },
        ],
        channels: [CHANNELS.call, CHANNELS.app],
        horizon: 'firstMonth',
        because: [above('perUser'), above('revenuePerOrder')],
      },
      {
        goal: { en: 'Give a reason to come back between large orders', zh: '在大单之间提供回访理由' },
        steps: [
          {
            en: 'Membership benefits based on orders as well as spending',
            zh: '会员权益同时计算订单数与金额',
          },
        ],
        channels: [CHANNELS.app],
        horizon: 'months3to6',
        because: [above('revenuePerOrder')],
      },
    ],
    Urban: [
      {
        goal: { en: 'Keep high spenders from leaving', zh: '防止高消费用户流失' },
        steps: [
          {
            en: 'Alert when a high spender stays away longer than usual',
            zh: '高消费用户离开时间长于平常即预警',
          },
        ],
        channels: [CHANNELS.app, CHANNELS.call],
        horizon: 'months1to3',
        because: [above('perUser')],
      },
      {
        goal: { en: 'Measure whether offers work', zh: '让优惠用结果说话' },
        steps: [{ en: 'Test every offer against a random control group', zh: '每项优惠都设随机对照组' }],
        channels: [CHANNELS.ads, CHANNELS.push],
        horizon: 'months1to3',
        because: [above('perUser'), above('revenuePerOrder')],
        costBelow: 'revenuePerOrder',
      },
    ],
    Rural: [
      {
        goal: { en: 'Increase basket size rather than orders', zh: '做大每单而非增加单数' },
        steps: [{ en: 'Bundles and group orders with neighbors', zh: '组合装与邻里拼单' }],
        channels: [CHANNELS.app, CHANNELS.live],
        horizon: 'months1to3',
        because: [below('revenuePerOrder')],
        costBelow: 'revenuePerOrder',
      },
      {
        goal: { en: 'Match service cost to revenue', zh: '让服务成本与营收相称' },
        steps: [{ en: 'Automatic channels only, no calls', zh: '只用自动渠道，不打电话' }],
        channels: [CHANNELS.push, CHANNELS.message],
        horizon: 'firstMonth',
        because: [below('perUser')],
        costBelow: 'revenuePerOrder',
      },
    ],
  },
};
