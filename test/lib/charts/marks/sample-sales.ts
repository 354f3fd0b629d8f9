/** Results of spending, orders and their regions, for the figures of `samples.ts`. */
import { column, type Locale } from 'tally';
import { optional } from '../../../../lib/src/core/column.js';
import { resultOf } from './result-of.js';
import { names, label, REGIONS, region, LAENDER } from './sample-names.js';

const CATEGORIES = names({
  apparel: ['Apparel', '服饰'],
  health: ['Health & Beauty', '健康与美容'],
  home: ['Home & Kitchen', '家居与厨房用品'],
});

export const residuals = (locale: Locale) =>
  resultOf(
    {
      region,
      category: column.category(label('Category', '品类'), CATEGORIES),
      residual: column.decimal(label('Adjusted residual', '调整后残差'), { digits: 1 }),
    },
    Object.keys(REGIONS).flatMap((key, at) =>
      Object.keys(CATEGORIES).map((category, index) => ({
        region: key,
        category,
        residual: [4.1, -2.2, 0.3, -3.8, 1.9, 2.4, 0.1, -0.4, -2.6][at * 3 + index] ?? 0,
      })),
    ),
    { locale, title: label('Where regions differ from independence', '地区与品类偏离独立的程度') },
  );

export const means = (locale: Locale) =>
  resultOf(
    {
      interest: column.category(
        label('Interest', '兴趣'),
        names({ food: ['Food', '美食'], travel: ['Travel', '旅行'], technology: ['Technology', '科技'] }),
      ),
      mean: column.money(label('Mean spending', '平均消费'), { digits: 0, interval: 'interval' }),
      interval: optional(column.interval('money')),
    },
    [
      { interest: 'food', mean: 2710, interval: { low: 2530, high: 2890 } },
      { interest: 'travel', mean: 2390, interval: { low: 2180, high: 2600 } },
      { interest: 'technology', mean: 3164, interval: null },
    ],
    { locale, title: label('Mean spending by interest', '各兴趣的平均消费') },
  );

export const five = (locale: Locale) =>
  resultOf(
    {
      region,
      ...(Object.fromEntries(
        ['min', 'q1', 'median', 'q3', 'max'].map((name) => [
          name,
          column.money(label('Income', '收入'), { digits: 0 }),
        ]),
      ) as Readonly<Record<'min' | 'q1' | 'median' | 'q3' | 'max', ReturnType<typeof column.money>>>),
    },
    [
      { region: 'urban', min: 20_000, q1: 40_000, median: 61_000, q3: 80_000, max: 99_000 },
      { region: 'rural', min: 5000, q1: 15_000, median: 20_700, q3: 31_000, max: 42_000 },
    ],
    { locale, title: label('Income by region', '各地区收入') },
  );

export const ways = (locale: Locale) =>
  resultOf(
    {
      mean: column.money(label("Mean of users' averages", '用户客单价均值')),
      ratio: column.money(label('Spending / orders', '总消费／总次数')),
      median: column.money(label('Median user', '用户中位数')),
      orders: column.count('orders'),
    },
    [{ mean: 838.02, ratio: 341.22, median: 347.8, orders: 7140 }],
    { locale, title: label('Value of an order, three ways', '客单价的三种算法') },
  );

export const curve = (locale: Locale) =>
  resultOf(
    {
      users: column.percent(label('Share of users, lowest first', '用户累计占比（由低到高）')),
      revenue: column.percent('shareOfRevenue'),
    },
    Array.from({ length: 21 }, (_, index) => ({ users: index / 20, revenue: (index / 20) ** 1.9 })),
    { locale, title: label('Lorenz curve of spending', '消费的洛伦兹曲线') },
  );

export const ranks = (locale: Locale) =>
  resultOf(
    {
      place: column.count(label('Categories, largest first', '品类位次（由大到小）')),
      purchases: column.count(label('Purchases', '购买量')),
    },
    [1, 2, 3, 5, 10, 30, 90, 200, 500, 757].map((place) => ({
      place,
      purchases: Math.ceil(37 / place ** 0.7),
    })),
    { locale, title: label('Purchases by place of the category', '各位次品类的购买量') },
  );

export const categories = (locale: Locale) =>
  resultOf(
    {
      category: column.text(label('Category', '品类')),
      purchases: column.count(label('Purchases', '购买次数')),
    },
    Array.from({ length: 20 }, (_, rank) => ({
      category: `${1_464_116 + rank * 7919}`,
      purchases: Math.round(34_000 / (rank + 1) ** 0.8),
    })),
    { locale, title: label('Purchases of the 20 largest categories', '购买量前20的品类') },
  );

export const laender = (locale: Locale) =>
  resultOf(
    {
      land: column.text(label('Bundesland', 'Bundesland')),
      umsatz: column.money(label('Umsatz', 'Umsatz'), { digits: 0 }),
      anteil: column.percent(label('Anteil am Umsatz aller Regionen', 'Anteil am Umsatz aller Regionen'), {
        base: 'umsatz',
      }),
    },
    LAENDER.map((land, index) => ({ land, umsatz: 1_200_000 / (index + 1), anteil: 1 / (index + 1) / 3.1 })),
    {
      locale,
      currency: 'EUR',
      title:
        'Umsatz der zwölf Bundesländer im abgelaufenen Geschäftsjahr, vor Retouren und nach Abzug der Gutscheine',
    },
  );

const SORTIMENTE = [
  'Lebensmittel und Getränke',
  'Unterhaltungselektronik',
  'Haushaltsgeräte',
  'Bekleidung',
  'Körperpflege',
  'Heimwerkerbedarf',
  'Bücher',
  'Spielwaren',
];

export const landSortiment = (locale: Locale, many = LAENDER) =>
  resultOf(
    {
      land: column.text(label('Bundesland', 'Bundesland')),
      sortiment: column.text(label('Sortiment', 'Sortiment')),
      anteil: column.percent(label('Anteil', 'Anteil')),
    },
    many.flatMap((land, i) =>
      SORTIMENTE.map((sortiment, j) => ({ land, sortiment, anteil: ((i * 5 + j * 3) % 11) / 20 })),
    ),
    { locale, currency: 'EUR', title: 'Anteile der Sortimente je Bundesland' },
  );

export const yearly = (locale: Locale) =>
  resultOf(
    { month: column.date(label('Month', '月份')), revenue: column.money('revenue', { digits: 0 }) },
    Array.from({ length: 24 }, (_, month) => ({
      month: new Date(Date.UTC(2023, month, 1)).toISOString().slice(0, 10),
      revenue: 100_000 + 20_000 * Math.sin(month / 2),
    })),
    { locale, title: label('Revenue by month', '各月收入') },
  );
