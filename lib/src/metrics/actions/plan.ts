import type { Label } from '../../label.js';
import type { Horizon } from './action.js';

/** One piece of work that no single segment or region owns. */
export interface PlanItem {
  readonly what: Label;
  /** By what one sees that it is done. */
  readonly done: Label;
}

/**
 * What to do when: three items for each of the three horizons, as the study's plan has (D-4.6.2-PLAN). Where its
 * items follow regional taste, ours first ask whether there is any.
 *
 * @example
 * for (const { what, done } of PLAN.firstMonth) console.log(what.en, '->', done.en);
 */
export const PLAN: Readonly<Record<Horizon, readonly [PlanItem, PlanItem, PlanItem]>> = {
  firstMonth: [
    {
      what: { en: 'Record the date of every purchase', zh: '记录每次购买的日期' },
      done: { en: 'Recency can be counted from the last purchase', zh: '可按最近一次购买计算近度' },
    },
    {
      what: { en: 'Call dormant and win-back users of high value', zh: '联系高价值沉睡与唤回用户' },
      done: {
        en: 'Half of them, drawn at random, called; the other half left alone',
        zh: '随机联系其中一半，另一半不打扰',
      },
    },
    {
      what: { en: 'Ask lost users who return why they had left', zh: '询问回流用户当初离开的原因' },
      done: { en: 'Reasons counted, region by region', zh: '按地区统计原因' },
    },
  ],
  months1to3: [
    {
      what: { en: 'A dashboard of segments by region', zh: '分群与地区监控看板' },
      done: { en: 'Users and revenue of every pair, each week', zh: '每周更新各组合的人数与收入' },
    },
    {
      what: { en: 'An alert before users are lost', zh: '流失预警' },
      done: {
        en: 'Whoever stays away longer than the usual gap of the segment is on a list the same day',
        zh: '离开时间超过分群平常间隔者当天进入名单',
      },
    },
    {
      what: { en: 'Keep the offers that work', zh: '保留有效的优惠' },
      done: {
        en: 'Those that brought more orders than the group left alone go on, the others stop',
        zh: '订单多于对照组的继续，其余停止',
      },
    },
  ],
  months3to6: [
    {
      what: { en: 'Membership by what users spend', zh: '按消费额设会员等级' },
      done: { en: 'One scheme for all regions, levels by spending', zh: '各地区同一方案，按消费分级' },
    },
    {
      what: { en: 'Score users again by the recency of purchases', zh: '按购买近度重新评分' },
      done: { en: 'Old and new segments side by side', zh: '新旧分群并列比较' },
    },
    {
      what: { en: 'Decide whether regions need goods of their own', zh: '判断各地区是否需要不同商品' },
      done: {
        en: 'A test of purchases by category and region; without a difference, one assortment',
        zh: '检验各地区各品类的购买；无差异则统一选品',
      },
    },
  ],
};
