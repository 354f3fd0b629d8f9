import type { Label } from '../../label.js';
import { count, decimal, percent, yuan, type Quantity } from '../../quantity.js';
import type { Region } from '../regions.js';
import type { ProfileMeans, SegmentProfile } from '../rfm/profile.js';

/** What can justify an action for a segment: the means of a {@link SegmentProfile}. */
export type SegmentMeasure = keyof ProfileMeans;

/** What can justify an action for a region: the means of a {@link Region}. There is none of category taste. */
export type RegionMeasure = keyof Pick<
  Region,
  'arpu' | 'purchases' | 'orderValue' | 'spendingPerOrder' | 'minutes'
>;

interface Measure {
  readonly label: Label;
  readonly format: (value: number | null) => Quantity;
}

/** How a reader knows each measure; all are means per user but spending per order. */
export const MEASURES: Readonly<Record<SegmentMeasure | RegionMeasure, Measure>> = {
  age: { label: { en: 'age', zh: '年龄' }, format: (value) => decimal(value, 1) },
  income: { label: { en: 'income', zh: '收入' }, format: (value) => yuan(value, 0) },
  loginGap: {
    label: { en: 'days since last login', zh: '距上次登录天数' },
    format: (value) => decimal(value, 1),
  },
  purchases: { label: { en: 'purchases', zh: '购买次数' }, format: (value) => decimal(value, 1) },
  orderValue: { label: { en: 'average order value', zh: '客单价' }, format: (value) => yuan(value, 0) },
  spending: { label: { en: 'spending', zh: '消费额' }, format: (value) => yuan(value, 0) },
  minutes: { label: { en: 'minutes on the site', zh: '在站分钟数' }, format: count },
  subscribed: { label: { en: 'newsletter readers', zh: '订阅比例' }, format: (value) => percent(value) },
  arpu: { label: { en: 'revenue per user', zh: '人均收入贡献' }, format: (value) => yuan(value, 0) },
  spendingPerOrder: {
    label: { en: 'spending per order', zh: '每单金额' },
    format: (value) => yuan(value, 0),
  },
};

/** The mean of each measure over the users of all segments. Null without users. */
export function overallMeans(
  profiles: readonly SegmentProfile[],
): Readonly<Record<SegmentMeasure, number>> | null {
  const users = sum(profiles, (row) => row.users);
  const [first] = profiles;
  if (first === undefined || users === 0) return null;
  const measures = Object.keys(first.means) as SegmentMeasure[];
  const means = measures.map((measure) => [
    measure,
    sum(profiles, (row) => row.users * row.means[measure]) / users,
  ]);
  return Object.fromEntries(means) as Record<SegmentMeasure, number>;
}

/**
 * The same measures over the users of all regions: revenue over users, revenue over orders (null without orders).
 * Null without users.
 */
export function overallOfRegions(
  rows: readonly Region[],
): Readonly<Record<RegionMeasure, number | null>> | null {
  const users = sum(rows, (row) => row.users);
  if (users === 0) return null;
  const revenue = sum(rows, (row) => row.revenue);
  const orders = sum(rows, (row) => row.users * row.purchases);
  return {
    arpu: revenue / users,
    purchases: orders / users,
    orderValue: sum(rows, (row) => row.users * row.orderValue) / users,
    spendingPerOrder: orders > 0 ? revenue / orders : null,
    minutes: sum(rows, (row) => row.users * row.minutes) / users,
  };
}

const sum = <R>(rows: readonly R[], value: (row: R) => number) =>
  rows.reduce((total, row) => total + value(row), 0);
