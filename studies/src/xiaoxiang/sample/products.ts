import { dayOf, monthOf } from './calendar.js';
import type { Household } from './people.js';

export const CATEGORIES = {
  vegetables: { en: 'Vegetables', zh: '蔬菜' },
  fruit: { en: 'Fruit', zh: '水果' },
  meat: { en: 'Meat', zh: '肉类' },
  seafood: { en: 'Seafood', zh: '海鲜水产' },
  'eggs and dairy': { en: 'Eggs and dairy', zh: '蛋奶' },
  staples: { en: 'Staples', zh: '粮油' },
  ready: { en: 'Ready to cook', zh: '半成品' },
} as const;

export type CategoryName = keyof typeof CATEGORIES;

/** What a product is for: everyday needs, the usual, or high-end and imported. */
export const RANGES = {
  essential: { en: 'Essential', zh: '基础民生' },
  standard: { en: 'Standard', zh: '常规' },
  premium: { en: 'Premium', zh: '高端进口' },
} as const;

export type RangeName = keyof typeof RANGES;

export interface Product {
  readonly name: string;
  readonly zh: string;
  readonly category: CategoryName;
  readonly range: RangeName;
  /** Yuan. */
  readonly price: number;
  readonly cost: number;
  /** How often it is bought, relative to the others. */
  readonly popularity: number;
}

type Row = readonly [string, string, CategoryName, RangeName, number, number, number];

const ROWS: readonly Row[] = [
  ['Bok choy', '小白菜', 'vegetables', 'essential', 4.9, 3.4, 10],
  ['Tomatoes', '番茄', 'vegetables', 'essential', 6.8, 4.6, 10],
  ['Potatoes', '土豆', 'vegetables', 'essential', 4.5, 3, 8],
  ['Cucumbers', '黄瓜', 'vegetables', 'essential', 5.6, 3.8, 7],
  ['Cabbage', '包菜', 'vegetables', 'essential', 4.2, 2.9, 6],
  ['Carrots', '胡萝卜', 'vegetables', 'essential', 4.8, 3.2, 5],
  ['Mushrooms', '香菇', 'vegetables', 'standard', 9.9, 6.6, 5],
  ['Broccoli', '西兰花', 'vegetables', 'standard', 8.5, 5.8, 5],
  ['Apples', '苹果', 'fruit', 'standard', 15.8, 10.8, 8],
  ['Bananas', '香蕉', 'fruit', 'essential', 8.9, 6, 8],
  ['Oranges', '橙子', 'fruit', 'standard', 16.9, 11.6, 6],
  ['Watermelon', '西瓜', 'fruit', 'standard', 22, 15, 4],
  ['Cherries', '进口车厘子', 'fruit', 'premium', 79, 52, 1],
  ['Blueberries', '蓝莓', 'fruit', 'premium', 32, 21, 2],
  ['Durian', '榴莲', 'fruit', 'premium', 128, 88, 1],
  ['Pork belly', '五花肉', 'meat', 'standard', 28.8, 21.5, 7],
  ['Minced pork', '猪肉末', 'meat', 'essential', 19.8, 14.8, 7],
  ['Chicken', '鸡肉', 'meat', 'standard', 26, 19, 5],
  ['Beef steak', '进口牛排', 'meat', 'premium', 88, 60, 1.5],
  ['Lamb rolls', '羊肉卷', 'meat', 'standard', 39.9, 29, 2],
  ['Grass carp', '草鱼', 'seafood', 'standard', 24.9, 18.5, 4],
  ['Shrimp', '鲜虾', 'seafood', 'standard', 45, 33, 3],
  ['Salmon', '三文鱼', 'seafood', 'premium', 98, 66, 1.5],
  ['King crab', '帝王蟹', 'seafood', 'premium', 268, 186, 0.4],
  ['Eggs', '鸡蛋', 'eggs and dairy', 'essential', 16.8, 13, 10],
  ['Milk', '鲜牛奶', 'eggs and dairy', 'essential', 14.9, 11, 8],
  ['Yogurt', '酸奶', 'eggs and dairy', 'standard', 18.8, 13, 6],
  ['Cheese', '进口奶酪', 'eggs and dairy', 'premium', 42, 28, 1.5],
  ['Tofu', '豆腐', 'eggs and dairy', 'essential', 4.5, 3, 7],
  ['Rice', '大米', 'staples', 'essential', 45, 37, 4],
  ['Noodles', '面条', 'staples', 'essential', 9.9, 7, 5],
  ['Cooking oil', '食用油', 'staples', 'standard', 69.9, 58, 2],
  ['Soy sauce', '酱油', 'staples', 'standard', 12.8, 9, 2],
  ['Dumplings', '速冻水饺', 'ready', 'standard', 29.9, 20, 5],
  ['Marinated beef', '卤牛肉', 'ready', 'standard', 36, 25, 3],
  ['Salad bowl', '即食沙拉', 'ready', 'standard', 19.9, 12, 3],
  ['Soup set', '煲汤料包', 'ready', 'standard', 25.8, 17, 3],
  ['Hot pot set', '火锅套餐', 'ready', 'premium', 99, 66, 1],
];

/** What the shop sells. */
export const PRODUCTS: readonly Product[] = ROWS.map(
  ([name, zh, category, range, price, cost, popularity]) => ({
    ...{ name, zh, category, range, price, cost, popularity },
  }),
);

/** Pairs that are bought together: of those who take the first, this share takes the second as well. */
export const TOGETHER = [
  { first: 'Tomatoes', second: 'Eggs', chance: 0.35 },
  { first: 'Lamb rolls', second: 'Mushrooms', chance: 0.4 },
  { first: 'Milk', second: 'Bananas', chance: 0.25 },
] as const;

/** From this day on everything costs so much more. */
export const INCREASE = { from: '2025-01-01', factor: 1.04 } as const;

/** How much more than others a household takes of a category. */
const TASTES: Readonly<Record<Household, Partial<Record<CategoryName, number>>>> = {
  family: { meat: 1.5, 'eggs and dairy': 1.4, fruit: 1.3 },
  elderly: { vegetables: 1.8, 'eggs and dairy': 1.3, ready: 0.3 },
  office_worker: { ready: 3, fruit: 1.3, vegetables: 0.7 },
  unknown: {},
};

const FIRST_DEARER_DAY = dayOf(INCREASE.from);

/** The price of a product on a day, in yuan with one decimal place. */
export const priceOn = ({ price }: Product, day: number): number =>
  day < FIRST_DEARER_DAY ? price : Math.round(price * INCREASE.factor * 10) / 10;

/** How often a household takes a product, relative to the others; `wealth` is from 0 to 1. */
export function demandOf(
  { category, range, popularity }: Product,
  household: Household,
  wealth: number,
  day: number,
): number {
  const summer = category === 'fruit' && [5, 6, 7].includes(monthOf(day)) ? 1.6 : 1;
  const dear = range === 'premium' ? 0.2 + 4 * wealth * wealth : 1;
  return popularity * (TASTES[household][category] ?? 1) * summer * dear;
}
