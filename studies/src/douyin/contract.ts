import { defineTable, load, sql, type LoadedAs, type LoadOptions, type Session } from 'tally';

/** Where users without orders are accepted, only they may lack an order value. */
const NO_ORDERS = {
  column: 'purchase_frequency',
  equals: sql`CASE WHEN average_order_value IS NULL THEN 0 ELSE purchase_frequency END`,
  formula: '0 if there is no average_order_value',
  tolerance: 0,
};

const contractOf = (withoutOrders: boolean) =>
  defineTable({
    name: 'users',
    columns: {
      user_id: {
        type: 'text',
        source: 'User_ID',
        strip: '#',
        role: 'user',
        label: { en: 'User ID', zh: '用户ID' },
      },
      age: {
        type: 'integer',
        source: 'Age',
        min: 0,
        max: 120,
        role: 'age',
        label: { en: 'Age', zh: '年龄' },
        unit: { en: 'years', zh: '岁' },
      },
      gender: {
        type: 'text',
        source: 'Gender',
        role: 'gender',
        label: { en: 'Gender', zh: '性别' },
        categories: {
          Female: { label: { en: 'Female', zh: '女' } },
          Male: { label: { en: 'Male', zh: '男' } },
          Undisclosed: { label: { en: 'Undisclosed', zh: '未透露' } },
        },
      },
      location: {
        type: 'text',
        source: 'Location',
        role: 'region',
        label: { en: 'Region', zh: '地区' },
        values: {
          Urban: { label: { en: 'Urban', zh: '城市' } },
          Suburban: { label: { en: 'Suburban', zh: '郊区' } },
          Rural: { label: { en: 'Rural', zh: '农村' } },
        },
      },
      income: {
        type: 'integer',
        source: 'Income',
        min: 0,
        role: 'income',
        label: { en: 'Income', zh: '收入水平' },
        digits: 0,
      },
      interests: {
        type: 'text',
        source: 'Interests',
        role: 'interest',
        label: { en: 'Interest', zh: '兴趣' },
        categories: {
          Fashion: { label: { en: 'Fashion', zh: '时尚' } },
          Food: { label: { en: 'Food', zh: '美食' } },
          Sports: { label: { en: 'Sports', zh: '运动' } },
          Technology: { label: { en: 'Technology', zh: '科技' } },
          Travel: { label: { en: 'Travel', zh: '旅行' } },
        },
      },
      last_login_days_ago: {
        type: 'integer',
        source: 'Last_Login_Days_Ago',
        min: 0,
        role: 'recency',
        label: { en: 'Days since last login', zh: '距上次登录天数' },
      },
      purchase_frequency: {
        type: 'integer',
        source: 'Purchase_Frequency',
        min: withoutOrders ? 0 : 1,
        role: 'frequency',
        label: { en: 'Purchases', zh: '购买次数' },
      },
      average_order_value: {
        type: withoutOrders ? 'decimal?' : 'decimal',
        source: 'Average_Order_Value',
        precision: 10,
        scale: 2,
        round: true,
        min: 0,
        role: 'orderValue',
        label: { en: 'Average order value', zh: '客单价' },
      },
      total_spending: {
        type: 'decimal',
        source: 'Total_Spending',
        scale: 2,
        min: 0,
        role: 'monetary',
        label: { en: 'Total spending', zh: '总消费' },
      },
      product_category_preference: {
        type: 'text',
        source: 'Product_Category_Preference',
        role: 'category',
        label: { en: 'Preferred category', zh: '偏好品类' },
        categories: {
          Apparel: { label: { en: 'Apparel', zh: '服饰' } },
          Books: { label: { en: 'Books', zh: '图书' } },
          Electronics: { label: { en: 'Electronics', zh: '电子产品' } },
          'Health & Beauty': { label: { en: 'Health & Beauty', zh: '健康美妆' } },
          'Home & Kitchen': { label: { en: 'Home & Kitchen', zh: '家居厨房' } },
        },
      },
      time_spent_on_site_minutes: {
        type: 'integer',
        source: 'Time_Spent_on_Site_Minutes',
        min: 0,
        role: 'minutes',
        label: { en: 'Time on the site', zh: '在站时长' },
        unit: { en: 'minutes', zh: '分钟' },
      },
      pages_viewed: {
        type: 'integer',
        source: 'Pages_Viewed',
        min: 0,
        role: 'pages',
        label: { en: 'Pages viewed', zh: '浏览页面数' },
      },
      newsletter_subscription: {
        type: 'boolean',
        source: 'Newsletter_Subscription',
        role: 'subscribed',
        label: { en: 'Newsletter', zh: '订阅通知' },
      },
    },
    key: ['user_id'],
    derived: [
      {
        column: 'average_order_value',
        equals: sql`CAST(total_spending AS DOUBLE) / nullif(purchase_frequency, 0)`,
        formula: 'total_spending / purchase_frequency',
        tolerance: 0.0051,
      },
      ...(withoutOrders ? [NO_ORDERS] : []),
    ],
  });

/**
 * The user table of a short-video shop: one row per user, with demographics, behavior on the site and
 * purchases. Index columns of the file are not used; `#` is stripped from the ids, which must stay unique; the average
 * order value is kept to the cent and must equal spending / purchases.
 */
export const usersContract = contractOf(false);

const CARRYING = contractOf(true);

/** A user table loaded under {@link usersContract}: every role that user metrics may need is bound. */
export type Users = LoadedAs<typeof usersContract>;

export interface UsersOptions extends Omit<LoadOptions, 'contract'> {
  /**
   * Whether users without any purchase are accepted; they alone may then lack an average order value. Default: no, they
   * are set aside.
   */
  readonly withoutOrders?: boolean;
}

/**
 * Loads a user table under {@link usersContract}; rows that break it are quarantined unless an option says otherwise.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError, ColumnsError for the file as a whole;
 *   ContractViolationError when `onViolation` is `fail` and a row breaks a rule.
 * @example
 * const tally = await open({ currency: 'CNY' });
 * const users = await douyin.loadUsers(tally, 'data/sample/users.csv');
 */
export function loadUsers(
  tally: Session,
  path: string,
  { withoutOrders = false, ...options }: UsersOptions = {},
): Promise<Users> {
  return load(tally, path, { ...options, contract: withoutOrders ? CARRYING : usersContract });
}
