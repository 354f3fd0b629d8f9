/** Users, what they do and what they are worth. */
export const USERS = {
  user: ['User', '用户'],
  users: ['Users', '用户数'],
  shareOfUsers: ['Share of users', '用户占比'],
  orders: ['Orders', '订单数'],
  revenue: ['Revenue', '营收'],
  shareOfRevenue: ['Share of revenue', '营收占比'],
  revenuePerUser: ['Revenue per user', '人均营收'],
} as const;
