import type { benefits, Label, tiers } from 'tally';

/** The five tiers of the document. */
export type TierKey = keyof typeof tiers.FIVE_TIERS;

const named = (en: string, zh: string): { readonly label: Label } => ({ label: { en, zh } });
const month = { days: 30 } as const;

/**
 * The document's benefits of three tiers; the other two have none. It states neither costs nor caps: those are ours, in yuan
 * for one use and uses in thirty days.
 */
export const BENEFITS = {
  platinum: {
    delivery: { ...named('Free delivery', '免费配送'), cost: 4, cap: 8, ...month },
    service: { ...named('Personal service', '专属客服'), cost: 6, cap: 2, ...month },
    tasting: { ...named('Tasting of new products', '新品试吃'), cost: 8, cap: 1, ...month },
  },
  gold: {
    memberDay: { ...named('Member day discount', '会员日折扣'), cost: 5, cap: 1, ...month },
    doublePoints: { ...named('Double points', '积分加倍'), cost: 1, cap: 4, ...month },
  },
  silver: {
    points: { ...named('Basic points', '基础积分'), cost: 0.5, cap: 4, ...month },
    coupon: { ...named('Ordinary coupon', '普通优惠券'), cost: 5, cap: 1, ...month },
  },
  dormant: {},
  lost: {},
} as const satisfies benefits.BenefitCatalog<TierKey>;

/**
 * What one use of a benefit adds, as a share of the customer's average order value: assumptions, since the document has no
 * figures. A campaign with a control group replaces one of them by a measurement.
 */
export const UPLIFT = {
  delivery: 0.05,
  service: 0.03,
  tasting: 0.04,
  memberDay: 0.06,
  doublePoints: 0.01,
  points: 0.01,
  coupon: 0.05,
} as const;

/** A campaign that the document names for a tier. */
export interface PublishedCampaign {
  readonly label: Label;
  /** The campaign of the sample that it is nearest to, if there is one. */
  readonly like?: string;
}

/** The document's campaigns of four tiers; for lost customers it names none, and leaves open whether to win them back. */
export const CAMPAIGNS: Readonly<Record<TierKey, readonly PublishedCampaign[]>> = {
  platinum: [{ ...named('Personal campaign', '1对1专属活动'), like: 'K3' }],
  gold: [named('Group-buying price of the community', '社区团购专属价')],
  silver: [
    { ...named('Gift pack for newcomers', '新人礼包'), like: 'K1' },
    { ...named('Money off from a minimum', '满减活动'), like: 'K2' },
  ],
  dormant: [
    { ...named('Wake-up coupon', '唤醒优惠券'), like: 'K4' },
    named('Special price for a limited time', '限时特价'),
  ],
  lost: [],
};
