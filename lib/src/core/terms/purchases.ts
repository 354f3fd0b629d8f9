/** Frequency and recency of purchases. */
export const PURCHASES = {
  daysSincePurchase: ['Since the last purchase', '距上次购买'],
  daysSinceEvent: ['Since the last visit', '距上次访问'],
  stillActive: ['Still active', '仍活跃'],
  shareStillActive: ['Share still active', '仍活跃占比'],
  cuts: ['Cuts', '切分方式'],
  recentUpTo: ['Recent up to', '近期上限'],
  frequentFrom: ['Frequent from', '高频起点'],
  thisManyOrFewer: ['This many or fewer', '累计用户占比'],
  purchasesTogether: ['Their purchases', '购买次数合计'],
  ninthDecile: ['Ninth decile', '90%分位数'],
  repeatBuyers: ['Repeat buyers', '复购用户数'],
  repurchaseRate: ['Repurchase rate', '复购率'],
} as const;
