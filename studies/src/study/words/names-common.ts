/** Names of computed values in any study. A name that ends in % has its value in percent. */
export const COMMON_NAMES: Readonly<Record<string, string>> = {
  users: '用户数',
  percent: '占比%',
  p: 'p值',
  purchases: '购买次数',
  rows: '行数',
  names: '名称',
  fields: '字段',
  first: '首位',
  published: '文中条目数',
  mean: '均值',
  median: '中位数',
  min: '最小值',
  max: '最大值',
  sum: '合计%',
  orders: '订单数',
  percentOfUsers: '用户占比%',
};

/** Groups that a computed value may be about: a key made of nothing but groups is a share. */
export const GROUP_NAMES: Readonly<Record<string, string>> = {
  suburban: '郊区',
  urban: '城市',
  rural: '农村',
  keyValue: '重要价值客户',
  keyWinBack: '重要唤回客户',
  newHighValue: '新晋高价值客户',
  dormantHighValue: '高价值沉睡客户',
  potential: '潜力客户',
  generalNew: '一般新客户',
  lowCost: '低成本维系客户',
  lost: '流失客户',
  apparel: '服饰',
  electronics: '电子产品',
  home_kitchen: '家居厨房',
  health_beauty: '健康美妆',
  books: '图书',
};
