import type { Label } from '../label.js';
import type { UserColumns } from './users.js';

/** The values of a user table that both languages have a name for. */
const LABELS: Readonly<Partial<Record<string, Label>>> = {
  Female: { en: 'Female', zh: '女' },
  Male: { en: 'Male', zh: '男' },
  Undisclosed: { en: 'Undisclosed', zh: '未透露' },
  Urban: { en: 'Urban', zh: '城市' },
  Suburban: { en: 'Suburban', zh: '郊区' },
  Rural: { en: 'Rural', zh: '农村' },
  Sports: { en: 'Sports', zh: '运动' },
  Fashion: { en: 'Fashion', zh: '时尚' },
  Travel: { en: 'Travel', zh: '旅行' },
  Food: { en: 'Food', zh: '美食' },
  Technology: { en: 'Technology', zh: '科技' },
  Apparel: { en: 'Apparel', zh: '服饰' },
  Books: { en: 'Books', zh: '图书' },
  Electronics: { en: 'Electronics', zh: '电子产品' },
  'Health & Beauty': { en: 'Health & Beauty', zh: '健康美妆' },
  'Home & Kitchen': { en: 'Home & Kitchen', zh: '家居厨房' },
};

/** The name of a gender, region, interest or category in both languages; the value itself when it is not known. */
export function labelOf(value: string): Label | string {
  return LABELS[value] ?? value;
}

/**
 * Rows by group with the group's name, for tables and charts.
 *
 * @example
 * const regions = labelled(await groupCounts(engine, users, 'location'));
 */
export function labelled<R extends { readonly group: string }>(
  rows: readonly R[],
): (R & { readonly label: Label | string })[] {
  return rows.map((row) => ({ ...row, label: labelOf(row.group) }));
}

const COLUMN_LABELS: Readonly<Record<keyof UserColumns, Label>> = {
  user_id: { en: 'User', zh: '用户ID' },
  age: { en: 'Age (years)', zh: '年龄（岁）' },
  gender: { en: 'Gender', zh: '性别' },
  location: { en: 'Region', zh: '地区' },
  income: { en: 'Income (yuan)', zh: '收入（元）' },
  interests: { en: 'Interest', zh: '兴趣' },
  last_login_days_ago: { en: 'Days since last login', zh: '距上次登录天数' },
  purchase_frequency: { en: 'Purchases', zh: '购买次数' },
  average_order_value: { en: 'Average order value (yuan)', zh: '客单价（元）' },
  total_spending: { en: 'Total spending (yuan)', zh: '总消费（元）' },
  product_category_preference: { en: 'Preferred category', zh: '偏好品类' },
  time_spent_on_site_minutes: { en: 'Time on the site (minutes)', zh: '在站时长（分钟）' },
  pages_viewed: { en: 'Pages viewed', zh: '浏览页面数' },
  newsletter_subscription: { en: 'Newsletter', zh: '订阅通知' },
};

/**
 * The name of a column of the user table in both languages, with its unit; the column itself when it is not known.
 *
 * @example
 * columnLabel('total_spending'); // { en: 'Total spending (yuan)', zh: '总消费（元）' }
 */
export function columnLabel(column: string): Label | string {
  return (COLUMN_LABELS as Readonly<Partial<Record<string, Label>>>)[column] ?? column;
}
