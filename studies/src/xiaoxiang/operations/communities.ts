import type { community, Label } from 'tally';
import type { TierKey } from './benefits.js';

const named = (en: string, zh: string): { readonly label: Label } => ({ label: { en, zh } });

/** Commission by tier. The document says that it depends on the tiers of a leader's customers, and not how: rates are ours. */
export const COMMISSION = {
  platinum: { share: 0.08 },
  gold: { share: 0.06 },
  silver: { share: 0.05 },
  // A purchase of these is of a customer who was won back.
  dormant: { share: 0.05 },
  lost: { share: 0.05 },
  unassigned: {},
} as const satisfies community.CommissionSchedule<TierKey>;

/** What to do in a community where there are more of these customers than elsewhere. */
export const ACTIVITIES = {
  household: {
    family: { en: 'Family box at the weekend', zh: '周末家庭套餐' },
    elderly: { en: 'Morning market, orders by phone', zh: '早市专场与电话下单' },
    office_worker: { en: 'Ready meals, delivery after six', zh: '晚间即烹菜配送' },
  },
  tier: {
    platinum: { en: 'Tasting of new products', zh: '新品试吃会' },
    gold: { en: 'Member day', zh: '会员日' },
    dormant: { en: 'Wake-up coupon with a control group', zh: '设对照组的唤醒优惠券' },
  },
} as const;

/** Offers by threshold and discount: the same for all, and one in which the lower tiers get more off. */
export const GROUP_OFFERS = {
  five: { ...named('5 join, 5% off', '5人团95折'), threshold: 5, discount: 0.05 },
  ten: { ...named('10 join, 10% off', '10人团9折'), threshold: 10, discount: 0.1 },
  fifteen: { ...named('15 join, 15% off', '15人团85折'), threshold: 15, discount: 0.15 },
  byTier: {
    ...named('10 join, by tier', '10人团按层级'),
    threshold: 10,
    discount: { platinum: 0.03, gold: 0.05, silver: 0.12, dormant: 0.2, lost: 0.2, unassigned: 0.2 },
  },
} as const satisfies Readonly<Record<string, community.GroupOffer<TierKey | 'unassigned'>>>;

/** How much likelier each percentage point of a discount makes somebody to join: an assumption, for the what-if table. */
export const PER_POINT = 0.004;
