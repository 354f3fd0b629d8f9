/** Purchases and revenue of groups and regions. */
export const PRODUCTS = {
  shareOfGroup: ['Share of the group', '占该组'],
  index: ['Index', '指数'],
  meanOfOrderValues: ["Mean of users' order values", '用户客单价均值'],
  spending: ['Spending', '消费总额'],
  spendingPerOrder: ['Spending / orders', '消费/订单数'],
  rankByUsers: ['Rank by users', '人数排名'],
  rankBySpending: ['Rank by spending', '消费排名'],
  ordersPerUser: ['Orders per user', '人均订单数'],
  revenuePerOrder: ['Revenue / orders', '营收/订单数'],
  minutesPerUser: ['Minutes per user', '人均在站时长（分钟）'],
  shareOfRegion: ['Share of the region', '占该地区'],
  reach: ['Reach', '触达度'],
} as const;
