import { chart, column, percent, RFM_SEGMENTS, type Category, type Chart, type Locale } from 'tally';
import { optional, type TermOrText } from '../../../../lib/src/core/column.js';
import type { Interval, Schema } from '../../../../lib/src/core/schema.js';
import { resultOf } from './result-of.js';

const COLORS = ['#0072b2', '#d55e00', '#009e73', '#84003c', '#8484fc', '#600c6c', '#483c00', '#785478'];
const names = (labels: Readonly<Record<string, readonly [en: string, zh: string]>>) =>
  Object.fromEntries(Object.entries(labels).map(([key, [en, zh]]) => [key, { label: { en, zh } }]));
const label = (en: string, zh: string) => ({ en, zh });

const SIZES = {
  keyValue: 58,
  keyDevelop: 80,
  keyRetain: 95,
  keyWinBack: 167,
  generalValue: 115,
  generalDevelop: 132,
  generalRetain: 147,
  generalWinBack: 206,
};
type SegmentName = keyof typeof SIZES;
const SEGMENTS = Object.fromEntries(
  Object.entries(RFM_SEGMENTS).map(([key, { label: text }], index) => [
    key,
    { label: text, color: COLORS[index] },
  ]),
) as Readonly<Record<SegmentName, Category>>;
const REGIONS = names({ rural: ['Rural', '农村'], suburban: ['Suburban', '郊区'], urban: ['Urban', '城市'] });
const segmentKeys = Object.keys(SIZES) as SegmentName[];
const total = 1000;

const segment = column.category('segment', SEGMENTS);
const region = column.category(label('Region', '地区'), REGIONS);

/** Twelve regions with names as long as German ones are. */
export const LAENDER = [
  'Baden-Württemberg',
  'Bayern',
  'Berlin',
  'Brandenburg',
  'Hessen',
  'Mecklenburg-Vorpommern',
  'Niedersachsen',
  'Nordrhein-Westfalen',
  'Rheinland-Pfalz',
  'Sachsen-Anhalt',
  'Schleswig-Holstein',
  'Thüringen',
];

export const sizes = (locale: Locale) =>
  resultOf(
    {
      segment,
      users: column.count('users'),
      share: column.percent('shareOfUsers', { base: 'users' }),
      revenue: optional(column.money('revenue', { digits: 0 })),
      difference: column.money(label('Difference from the mean', '与均值之差'), { digits: 0 }),
    },
    segmentKeys.map((key) => ({
      segment: key,
      users: SIZES[key],
      share: SIZES[key] / total,
      revenue: key === 'generalWinBack' ? null : SIZES[key] * 2437.25,
      difference: (SIZES[key] - 125) * 31,
    })),
    {
      locale,
      title: label('Users by segment', '各分层用户数'),
      chart: { mark: 'bar', x: 'share', y: 'segment' },
    },
  );

/** Users by region and segment: large, small and missing parts. */
const regional = (locale: Locale) =>
  resultOf(
    { region, segment, users: column.count('users') },
    Object.keys(REGIONS).flatMap((key, at) =>
      segmentKeys.map((name, index) => ({
        region: key,
        segment: name,
        users: Math.round((SIZES[name] * ((index * (at + 2)) % 7)) / 9),
      })),
    ),
    { locale, title: label('Segments within each region', '各地区的分层构成') },
  );

const hours = (locale: Locale) =>
  resultOf(
    {
      hour: column.count(label('Hour of day', '小时')),
      views: column.count(label('Page views', '浏览量')),
      rate: optional(column.percent(label('Buyers / users', '购买用户占比'))),
    },
    Array.from({ length: 24 }, (_, hour) => ({
      hour,
      views: Math.round(
        900_000 + 800_000 * Math.sin(((hour - 13) / 24) * 2 * Math.PI) + 30_000 * ((hour * 7) % 5),
      ),
      rate: hour === 3 ? null : 0.12 + 0.1 * Math.exp(-((hour - 10) ** 2) / 18),
    })),
    { locale, title: label('Traffic and conversion by hour', '各时段流量与转化') },
  );

const week = (locale: Locale) =>
  resultOf(
    {
      weekday: column.count(label('Day of week', '星期')),
      hour: column.count(label('Hour of day', '小时')),
      views: column.count(label('Page views', '浏览量')),
    },
    Array.from({ length: 24 * 6 }, (_, index) => ({
      weekday: Math.floor(index / 24) + 1,
      hour: index % 24,
      views: Math.round(
        (900_000 + 800_000 * Math.sin((((index % 24) - 13) / 24) * 2 * Math.PI)) * (index >= 120 ? 1.3 : 1),
      ),
    })),
    {
      locale,
      title: label('Page views by hour and weekday (Asia/Shanghai)', '各星期各小时的浏览量（Asia/Shanghai）'),
    },
  );

/** Cohorts of four days; what lies beyond the last day cannot be observed. */
const cohorts = (locale: Locale) =>
  resultOf(
    {
      cohort: column.date(label('First day seen', '首次出现日期')),
      day: column.count(label('Days since', '此后天数')),
      rate: optional(column.percent(label('Retained', '留存率'))),
    },
    [0, 1, 2, 3].flatMap((first) =>
      [0, 1, 2, 3].map((day) => ({
        cohort: `2017-11-${25 + first}`,
        day,
        rate: first + day > 3 ? null : day === 0 ? 1 : 0.78 - 0.05 * first - 0.013 * day,
      })),
    ),
    { locale, title: label('Retention by first day seen', '按首次出现日期的留存率') },
  );

const CATEGORIES = names({
  apparel: ['Apparel', '服饰'],
  health: ['Health & Beauty', '健康与美容'],
  home: ['Home & Kitchen', '家居与厨房用品'],
});
const residuals = (locale: Locale) =>
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

const steps = (locale: Locale, users = [984_105, 859_275, 672_404]) =>
  resultOf(
    {
      step: column.category(
        label('Step', '步骤'),
        names({
          view: ['Viewed', '浏览'],
          cart: ['Put in cart or favorites', '加购或收藏'],
          buy: ['Bought', '购买'],
        }),
      ),
      users: column.count('users'),
    },
    ['view', 'cart', 'buy'].map((step, index) => ({ step, users: users[index] ?? 0 })),
    { locale, title: label('From view to purchase', '从浏览到购买') },
  );

const RETAINED = [1, 0.7504, 0.7362, 0.7381, 0.7422, 0.7511, 0.7717, 0.8607, null];
const retained = (locale: Locale) =>
  resultOf(
    {
      day: column.count(label('Days since first seen', '首次出现后天数')),
      rate: optional(column.percent(label('Retained', '留存率'), { interval: 'interval' })),
      interval: optional(column.interval()),
    },
    RETAINED.map((rate, day) => ({
      day,
      rate,
      interval: rate === null ? null : { low: rate - 0.03, high: Math.min(1, rate + 0.03) },
    })),
    { locale, title: label('Users seen again', '用户留存') },
  );

const daily = (locale: Locale) =>
  resultOf(
    {
      date: column.date(label('Date (Asia/Shanghai)', '日期（Asia/Shanghai）')),
      region,
      views: column.count(label('Page views', '浏览量')),
    },
    Object.keys(REGIONS).flatMap((key, at) =>
      Array.from({ length: 15 }, (_, day) => ({
        date: new Date(Date.UTC(2017, 10, 22 + day)).toISOString().slice(0, 10),
        region: key,
        views: Math.round(40_000 * (at + 1) + 5000 * Math.sin(day + at)),
      })),
    ),
    { locale, title: label('Page views by region', '各地区浏览量') },
  );

const quarters = (locale: Locale) =>
  resultOf(
    { quarter: column.text(label('Quarter', '季度')), segment, orders: optional(column.count('orders')) },
    segmentKeys.flatMap((key, index) =>
      ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter, at) => ({
        quarter,
        segment: key,
        orders: at === 3 && index === 0 ? null : Math.round(SIZES[key] * (1 + at * 0.05)),
      })),
    ),
    { locale, title: label('Orders by quarter', '各季度订单') },
  );

/** Marks at equal and nearly equal values. */
const spread = (locale: Locale) =>
  resultOf(
    {
      segment,
      min: column.count('min'),
      max: column.count('max'),
      file: column.count(label('By the file', '按文件顺序')),
      key: column.count(label('By id', '按编号')),
      percentRank: column.count(label('Percent rank', '百分位排名')),
      mean: optional(column.count(label('Mean rank', '平均名次'))),
    },
    segmentKeys.map((key, index) => ({
      segment: key,
      min: SIZES[key] - 4 - index,
      max: SIZES[key] + 4 + index,
      file: SIZES[key],
      key: SIZES[key] + (index % 2),
      percentRank: SIZES[key] + 3,
      mean: key === 'generalWinBack' ? null : SIZES[key] + 3,
    })),
    { locale, title: label('Segment sizes over random orders', '随机排序下各层人数') },
  );

const means = (locale: Locale) =>
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

const shares = (locale: Locale) =>
  resultOf(
    {
      group: column.category(
        'segment',
        names({
          vip: ['VIP', '核心VIP'],
          fresh: ['Promising new', '潜力新客'],
          wake: ['To wake', '需唤醒老客'],
          lost: ['Lost', '流失客户'],
        }),
      ),
      buyers: column.percent(label('Buyers', '买家'), { interval: 'interval' }),
      orders: column.percent('orders'),
      interval: column.interval(),
    },
    (
      [
        ['vip', 0.256, 0.544],
        ['fresh', 0.515, 0.318],
        ['wake', 0.02, 0.037],
        ['lost', 0.209, 0.102],
      ] as const
    ).map(([group, buyers, orders]) => ({
      group,
      buyers,
      orders,
      interval: { low: buyers * 0.9, high: buyers * 1.1 },
    })),
    { locale, title: label('Buyers and orders by segment', '各分层的买家与订单占比') },
  );

const five = (locale: Locale) =>
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

const ways = (locale: Locale) =>
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

const curve = (locale: Locale) =>
  resultOf(
    {
      users: column.percent(label('Share of users, lowest first', '用户累计占比（由低到高）')),
      revenue: column.percent('shareOfRevenue'),
    },
    Array.from({ length: 21 }, (_, index) => ({ users: index / 20, revenue: (index / 20) ** 1.9 })),
    { locale, title: label('Lorenz curve of spending', '消费的洛伦兹曲线') },
  );

const ranks = (locale: Locale) =>
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

const categories = (locale: Locale) =>
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
const landSortiment = (locale: Locale, many = LAENDER) =>
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

const interval = (value: number, margin: number): Interval => ({ low: value - margin, high: value + margin });
const change = (locale: Locale) =>
  resultOf(
    {
      segment,
      change: column.decimal(label('Change', '变化'), { interval: 'interval' }),
      interval: column.interval('decimal'),
    },
    segmentKeys.map((key, index) => ({
      segment: key,
      change: index - 4.5,
      interval: interval(index - 4.5, 0.8),
    })),
    { locale, title: label('Change of each segment', '各分层的变化') },
  );

const yearly = (locale: Locale) =>
  resultOf(
    { month: column.date(label('Month', '月份')), revenue: column.money('revenue', { digits: 0 }) },
    Array.from({ length: 24 }, (_, month) => ({
      month: new Date(Date.UTC(2023, month, 1)).toISOString().slice(0, 10),
      revenue: 100_000 + 20_000 * Math.sin(month / 2),
    })),
    { locale, title: label('Revenue by month', '各月收入') },
  );

const cut = {
  reference: { x: 200, split: true, text: label('the first 200 hold 80%', '前200个占80%') },
} as const;
const none = <S extends Schema>(schema: S, locale: Locale) => resultOf(schema, [], { locale });
const someText = (name: TermOrText) => column.text(name);

/** Every mark on data as notebooks have them, by file name. */
export const SAMPLES: Readonly<Record<string, (locale: Locale) => Chart>> = {
  'bar-hint': (locale) => chart(sizes(locale)),
  'bar-counts': (locale) => chart.bar(sizes(locale), { x: 'users', sort: 'descending' }),
  'bar-money': (locale) => chart.bar(sizes(locale), { x: 'revenue', y: 'segment' }),
  'bar-signed': (locale) => chart.bar(sizes(locale), { x: 'difference' }),
  'bar-standing': (locale) => chart.bar(sizes(locale), { x: 'segment', y: 'users' }),
  'bar-of-columns': (locale) => chart(ways(locale)),
  'bar-share': (locale) => chart.bar(regional(locale), { y: 'region', color: 'segment', layout: 'share' }),
  'bar-stack': (locale) => chart.bar(regional(locale), { y: 'segment', color: 'region', layout: 'stack' }),
  'bar-stack-standing': (locale) =>
    chart.bar(regional(locale), { x: 'region', color: 'segment', layout: 'stack' }),
  'bar-group': (locale) => chart(regional(locale)),
  'bar-group-of-columns': (locale) => chart.bar(shares(locale), { x: ['buyers', 'orders'], y: 'group' }),
  'bar-interval': (locale) => chart(shares(locale)),
  'bar-interval-signed': (locale) => chart.bar(change(locale), { x: 'change' }),
  'bar-interval-standing': (locale) => chart.bar(shares(locale), { x: 'group', y: 'buyers' }),
  'bar-dual': (locale) => chart.bar(hours(locale), { x: 'hour', y: 'views', line: 'rate' }),
  'bar-pareto': (locale) =>
    chart.bar(categories(locale), { x: 'category', y: 'purchases', cumulative: 400_000 }),
  'bar-regions': (locale) => chart(laender(locale)),
  'bar-regions-standing': (locale) => chart.bar(laender(locale), { x: 'land', y: 'umsatz', limit: 9 }),
  'bar-tiny': (locale) => chart.bar(steps(locale, [1_359_722, 1458, 57])),
  'bar-one': (locale) => chart.bar(sizes(locale).head(1), { x: 'users' }),
  heatmap: (locale) => chart(residuals(locale)),
  'heatmap-cohorts': (locale) => chart.heatmap(cohorts(locale), { x: 'day', y: 'cohort', value: 'rate' }),
  'heatmap-residuals': (locale) =>
    chart.heatmap(residuals(locale), {
      reach: 4,
      mark: {
        when: (row) => Math.abs(row.residual) > 3,
        note: label('stands out after correction for all cells', '对全部单元格校正后仍突出'),
      },
    }),
  'heatmap-week': (locale) =>
    chart.heatmap(week(locale), { x: 'hour', y: 'weekday', value: 'views', week: true }),
  'heatmap-regions': (locale) => chart(landSortiment(locale)),
  'heatmap-regions-turned': (locale) => chart.heatmap(landSortiment(locale), { x: 'land', y: 'sortiment' }),
  'heatmap-one': (locale) => chart.heatmap(landSortiment(locale, LAENDER.slice(0, 1))),
  funnel: (locale) => chart.funnel(steps(locale)),
  'funnel-tiny': (locale) => chart.funnel(steps(locale, [135_972, 1458, 57])),
  line: (locale) => chart.line(retained(locale)),
  'line-plain': (locale) => chart.line(retained(locale), { band: false, zero: false }),
  'line-named-at-ends': (locale) => chart(daily(locale)),
  'line-with-legend': (locale) =>
    chart.line(quarters(locale), { x: 'quarter', y: 'orders', color: 'segment' }),
  'line-of-columns': (locale) => chart.line(shares(locale), { x: 'group', y: ['buyers', 'orders'] }),
  'line-months': (locale) => chart(yearly(locale)),
  lorenz: (locale) =>
    chart.line(curve(locale), {
      diagonal: true,
      title: label('Lorenz curve of spending (Gini {gini})', '消费的洛伦兹曲线（基尼系数{gini}）'),
      values: { gini: { raw: 0.3439, en: '0.34', zh: '0.34' }, top: percent(0.2, 0), share: percent(0.3456) },
      reference: { x: 0.8, y: 0.6544, text: label('top {top} of users: {share}', '前{top}的用户占{share}') },
    }),
  ranks: (locale) => chart.line(ranks(locale), { x: 'place', y: 'purchases', log: 'xy', step: true, ...cut }),
  range: (locale) =>
    chart.range(spread(locale), { low: 'min', high: 'max', marks: ['file', 'key', 'percentRank', 'mean'] }),
  means: (locale) =>
    chart.range(means(locale), {
      reference: { x: 2437, text: label('all users {mean}', '总体{mean}') },
      values: { mean: { raw: 2437, en: '¥2,437', zh: '¥2,437' } },
    }),
  'means-with-marks': (locale) => chart.range(shares(locale), { x: 'buyers', y: 'group', marks: ['orders'] }),
  box: (locale) => chart(five(locale)),
  'box-one': (locale) => chart(five(locale).head(1)),
  ring: (locale) => chart.ring(sizes(locale)),
  'bar-group-signed': (locale) =>
    chart.bar(residuals(locale), { y: 'region', color: 'category', axis: label('Residual', '残差') }),
  'bar-group-standing': (locale) => chart.bar(regional(locale), { x: 'segment', color: 'region' }),
  'range-regions': (locale) =>
    chart.range(laender(locale), { x: 'anteil', marks: ['anteil'], sort: 'descending' }),
  'range-one': (locale) =>
    chart.range(spread(locale).head(1), { low: 'min', high: 'max', marks: ['file', 'mean'] }),
  'line-one': (locale) =>
    chart.line(retained(locale).head(1), { reference: { y: 0.5, text: label('half', '一半') } }),
  'no-rows': (locale) => chart(none({ name: someText('segment'), users: column.count('users') }, locale)),
  'all-null': (locale) => chart.bar(sizes(locale).where({ segment: 'generalWinBack' }), { x: 'revenue' }),
};
