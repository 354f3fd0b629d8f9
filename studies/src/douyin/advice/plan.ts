import { column, Result, type Label, type Session } from 'tally';
import { HORIZONS, type Horizon } from './words.js';

/** One piece of work that no single segment or region owns. */
interface PlanItem {
  readonly horizon: Horizon;
  readonly what: Label;
  /** How to tell that it is done. */
  readonly done: Label;
}

const PLAN = {
  dates: {
    horizon: 'firstMonth',
    what: { en: 'Record the date of every purchase', zh: '记录每次购买的日期' },
    done: { en: 'Recency can be counted from the last purchase', zh: '可按最近一次购买计算R' },
  },
  calls: {
    horizon: 'firstMonth',
    what: { en: 'Call Dormant high value and Key win-back users', zh: '联系高价值沉睡客户与重要唤回客户' },
    done: {
      en: 'A random half called; the other half not contacted',
      zh: '随机联系其中一半，另一半不打扰',
    },
  },
  reasons: {
    horizon: 'firstMonth',
    what: { en: 'Ask returning lost users why they left', zh: '询问回流用户当初离开的原因' },
    done: { en: 'Reasons counted by region', zh: '按地区统计原因' },
  },
  dashboard: {
    horizon: 'months1to3',
    what: { en: 'A dashboard of segments by region', zh: '分层与地区监控看板' },
    done: { en: 'Weekly users and revenue of every segment-region pair', zh: '每周更新各组合的人数与营收' },
  },
  alert: {
    horizon: 'months1to3',
    what: { en: 'A churn alert', zh: '流失预警' },
    done: {
      en: 'Users absent longer than the usual gap of their segment are listed the same day',
      zh: '未登录时间超过所在分层平常间隔的用户，当天进入名单',
    },
  },
  offers: {
    horizon: 'months1to3',
    what: { en: 'Keep the offers that work', zh: '保留有效的优惠' },
    done: {
      en: 'Offers with more orders than the control group continue, the others stop',
      zh: '订单多于对照组的继续，其余停止',
    },
  },
  membership: {
    horizon: 'months3to6',
    what: { en: 'Membership based on spending', zh: '按消费额设会员等级' },
    done: { en: 'One scheme for all regions, levels by spending', zh: '各地区同一方案，按消费分级' },
  },
  scores: {
    horizon: 'months3to6',
    what: { en: 'Rescore users by purchase recency', zh: '按最近一次购买（R）重新评分' },
    done: { en: 'Old and new segments side by side', zh: '新旧分层并列比较' },
  },
  goods: {
    horizon: 'months3to6',
    what: { en: 'Decide whether regions need different products', zh: '判断各地区是否需要不同商品' },
    done: {
      en: 'Purchases tested by category and region; one assortment if there is no difference',
      zh: '检验各地区各品类的购买；无差异则统一选品',
    },
  },
} as const satisfies Readonly<Record<string, PlanItem>>;

type ItemKey = keyof typeof PLAN;

const labelsOf = (text: 'what' | 'done') =>
  Object.fromEntries(Object.entries(PLAN).map(([key, item]) => [key, { label: item[text] }])) as Readonly<
    Record<ItemKey, { readonly label: Label }>
  >;

const SCHEMA = {
  horizon: column.category('horizon', HORIZONS),
  what: column.category({ en: 'What', zh: '事项' }, labelsOf('what')),
  done: column.category({ en: 'Done when', zh: '完成标志' }, labelsOf('done')),
};

export type Plan = Result<typeof SCHEMA>;

/**
 * What to do and when: three items for each of the three horizons, as in the study's plan (D-4.6.2-PLAN). Where its
 * items assume regional tastes, ours first test for them.
 *
 * @example
 * douyin.plan(tally).where({ horizon: 'firstMonth' });
 */
export function plan(session: Session): Plan {
  return new Result({
    session,
    name: 'plan',
    title: { en: 'Plan by horizon', zh: '分阶段计划' },
    schema: SCHEMA,
    rows: (Object.keys(PLAN) as ItemKey[]).map((key) => ({
      horizon: PLAN[key].horizon,
      what: key,
      done: key,
    })),
  });
}
