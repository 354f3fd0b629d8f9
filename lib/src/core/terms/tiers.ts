/** Tiers of customers, and how customers move between them. */
export const TIERS = {
  tier: ['Tier', '层级'],
  platinum: ['Platinum', '铂金'],
  gold: ['Gold', '黄金'],
  silver: ['Silver', '白银'],
  dormantTier: ['Dormant', '沉睡'],
  lostTier: ['Lost', '流失'],
  unassigned: ['Unassigned', '未归入'],
  scoreBand: ['Customers by score, from the top', '按得分排名'],
  daysBand: ['Days since purchase', '距上次购买天数'],
  matchingTiers: ['Tiers whose rule holds', '规则成立的层级数'],
  targetShare: ['Target', '目标占比'],
  onTarget: ['Within target', '达到目标'],
  tierBefore: ['Tier before', '原层级'],
  tierAfter: ['Tier after', '现层级'],
  notThere: ['Not there', '不存在'],
  shareOfTierBefore: ['Of the tier before', '占原层级'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
