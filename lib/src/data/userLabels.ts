import type { Label } from '../label.js';

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
