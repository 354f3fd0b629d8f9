import {
  barChart,
  boxChart,
  count,
  countChart,
  decimal,
  dualChart,
  funnelChart,
  heatmapChart,
  hourChart,
  labelOf,
  lineChart,
  lorenzChart,
  meanChart,
  paretoChart,
  percent,
  rangeChart,
  rankChart,
  RFM_SEGMENTS,
  SEGMENT_COLORS,
  seriesBarChart,
  shareChart,
  valueChart,
  yuan,
  type Chart,
  type Locale,
  type RfmSegment,
} from 'tally';

const USERS = { en: 'Users', zh: '用户数' };
const SPENDING = { en: 'Spending (yuan)', zh: '消费（元）' };
const money = (value: number | null) => yuan(value, 0);

/** Sizes of the eight segments as the study has them. */
const SIZES: Readonly<Record<RfmSegment, number>> = {
  lost: 206,
  dormantHighValue: 167,
  lowCost: 147,
  generalNew: 132,
  potential: 115,
  newHighValue: 95,
  keyWinBack: 80,
  keyValue: 58,
};
export const segments = (Object.keys(SIZES) as RfmSegment[]).map((segment) => ({
  segment,
  label: RFM_SEGMENTS[segment],
  users: SIZES[segment],
  share: SIZES[segment] / 1000,
}));
const color = (row: { readonly segment: RfmSegment }) => SEGMENT_COLORS[row.segment];

/** Users by region and segment: large, small and missing parts. */
export const regions = ['Rural', 'Suburban', 'Urban'].flatMap((location, region) =>
  segments.map(({ segment, users }, index) => ({
    location,
    segment,
    users: Math.round((users * ((index * (region + 2)) % 7)) / 9),
  })),
);

/** Cohorts of four days; what lies beyond the last day cannot be observed. */
export const cohorts = [0, 1, 2, 3].flatMap((first) =>
  [0, 1, 2, 3].map((day) => ({
    cohort: `2017-11-${25 + first}`,
    day,
    rate: first + day > 3 ? null : day === 0 ? 1 : 0.78 - 0.05 * first - 0.013 * day,
  })),
);

export const hours = Array.from({ length: 24 }, (_, hour) => ({
  hour,
  pv: Math.round(900_000 + 800_000 * Math.sin(((hour - 13) / 24) * 2 * Math.PI) + 30_000 * ((hour * 7) % 5)),
  rate: hour === 3 ? null : 0.12 + 0.1 * Math.exp(-((hour - 10) ** 2) / 18),
}));

export const steps = [
  { label: { en: 'Viewed', zh: '浏览' }, users: 984_105 },
  { label: { en: 'Put in cart or favourites', zh: '加购或收藏' }, users: 859_275 },
  { label: { en: 'Bought', zh: '购买' }, users: 672_404 },
];

const RETAINED = [1, 0.7504, 0.7362, 0.7381, 0.7422, 0.7511, 0.7717, 0.8607, null];
const RETURN = { en: 'Retained', zh: '留存率' };
const residuals = [4.1, -2.2, 0.3, -3.8, 1.9, 2.4, 0.1, -0.4, -2.6];

/** Every chart of the library on data as the notebooks have them, by file name. */
export const CHARTS: Readonly<Record<string, (locale: Locale) => Chart>> = {
  counts: (locale) =>
    countChart(
      [
        { label: { en: 'under 20', zh: '20岁以下' }, users: 49, share: 0.049 },
        { label: { en: '20–29', zh: '20–29岁' }, users: 204, share: 0.204 },
        { label: { en: '30–39', zh: '30–39岁' }, users: 187, share: 0.187 },
        { label: { en: '40–49', zh: '40–49岁' }, users: 241, share: 0.241 },
        { label: { en: '50 and over', zh: '50岁及以上' }, users: 319, share: 0.319 },
      ],
      {
        title: { en: 'Users by age band', zh: '用户年龄分布' },
        axis: { en: 'Age (years)', zh: '年龄（岁）' },
        locale,
      },
    ),
  'counts-segments': (locale) =>
    countChart(segments, {
      title: { en: 'Users by RFM segment', zh: '各RFM分群用户数' },
      axis: { en: 'Segment', zh: '分群' },
      horizontal: true,
      color,
      locale,
    }),
  bars: (locale) =>
    barChart(segments, {
      title: { en: 'Spending of each segment', zh: '各分群消费总额' },
      axis: SPENDING,
      label: (row) => row.label,
      value: (row) => (row.segment === 'lost' ? null : row.users * 2437.25),
      format: money,
      color,
      locale,
    }),
  'bars-signed': (locale) =>
    barChart(segments, {
      title: { en: 'Difference from the mean', zh: '与均值之差' },
      axis: SPENDING,
      label: (row) => row.label,
      value: (row) => (row.users - 125) * 31,
      format: money,
      color,
      locale,
    }),
  'series-share': (locale) =>
    seriesBarChart(regions, {
      title: { en: 'Segments within each region', zh: '各地区的分群构成' },
      axis: { en: "Share of the region's users", zh: '占该地区用户的比例' },
      mode: 'share',
      category: (row) => labelOf(row.location),
      series: (row) => RFM_SEGMENTS[row.segment],
      value: (row) => row.users,
      format: count,
      color,
      locale,
    }),
  'series-stack': (locale) =>
    seriesBarChart(regions, {
      title: { en: 'Regions of each segment', zh: '各分群的地区分布' },
      axis: USERS,
      mode: 'stack',
      category: (row) => RFM_SEGMENTS[row.segment],
      series: (row) => labelOf(row.location),
      value: (row) => row.users,
      format: count,
      locale,
    }),
  'series-group': (locale) =>
    seriesBarChart(
      [
        { group: { en: 'VIP', zh: '核心VIP' }, users: 0.256, orders: 0.544 },
        { group: { en: 'Promising new', zh: '潜力新客' }, users: 0.515, orders: 0.318 },
        { group: { en: 'To wake', zh: '需唤醒老客' }, users: 0.02, orders: 0.037 },
        { group: { en: 'Lost', zh: '流失客户' }, users: 0.209, orders: 0.102 },
      ].flatMap(({ group, users, orders }) => [
        { group, of: { en: 'Buyers', zh: '买家' }, share: users },
        { group, of: { en: 'Orders', zh: '订单' }, share: orders },
      ]),
      {
        title: { en: 'Buyers and orders by segment', zh: '各分群的买家与订单占比' },
        axis: { en: 'Share', zh: '占比' },
        mode: 'group',
        category: (row) => row.group,
        series: (row) => row.of,
        value: (row) => row.share,
        format: percent,
        tickFormat: '.0%',
        locale,
      },
    ),
  share: (locale) =>
    shareChart(segments, {
      title: { en: 'Share of users by segment', zh: '各分群用户占比' },
      unit: { en: 'users', zh: '名用户' },
      label: (row) => row.label,
      value: (row) => row.users,
      format: count,
      color,
      locale,
    }),
  dual: (locale) =>
    dualChart(hours, {
      title: { en: 'Traffic and conversion by hour', zh: '各时段流量与转化' },
      axis: { en: 'Hour of day (Asia/Shanghai)', zh: '小时（Asia/Shanghai）' },
      label: (row) => String(row.hour),
      bars: { value: (row) => row.pv, axis: { en: 'Page views', zh: '浏览量' }, format: count },
      line: {
        value: (row) => row.rate,
        axis: { en: 'Buyers / users', zh: '购买用户占比' },
        format: percent,
        tickFormat: '.0%',
      },
      locale,
    }),
  pareto: (locale) =>
    paretoChart(
      Array.from({ length: 20 }, (_, rank) => ({
        category: `${1_464_116 + rank * 7919}`,
        purchases: Math.round(34_000 / (rank + 1) ** 0.8),
      })),
      {
        title: { en: 'Purchases of the 20 largest categories', zh: '购买量前20的品类' },
        axis: { en: 'Category', zh: '品类' },
        valueAxis: { en: 'Purchases', zh: '购买次数' },
        label: (row) => row.category,
        value: (row) => row.purchases,
        format: count,
        total: 400_000,
        locale,
      },
    ),
  cohorts: (locale) =>
    heatmapChart(cohorts, {
      title: { en: 'Retention by first day seen', zh: '按首次出现日期的留存率' },
      rowAxis: { en: 'First day seen', zh: '首次出现日期' },
      columnAxis: { en: 'Days since', zh: '此后天数' },
      unit: RETURN,
      row: (row) => row.cohort,
      column: (row) => String(row.day),
      value: (row) => row.rate,
      format: percent,
      tickFormat: '.0%',
      locale,
    }),
  residuals: (locale) =>
    heatmapChart(
      ['Rural', 'Suburban', 'Urban'].flatMap((location, region) =>
        ['Apparel', 'Health & Beauty', 'Home & Kitchen'].map((category, index) => ({
          location,
          category,
          residual: residuals[region * 3 + index] ?? null,
        })),
      ),
      {
        title: { en: 'Where regions differ from independence', zh: '地区与品类偏离独立的程度' },
        rowAxis: { en: 'Region', zh: '地区' },
        columnAxis: { en: 'Category', zh: '品类' },
        unit: { en: 'Standardised residual', zh: '标准化残差' },
        row: (row) => labelOf(row.location),
        column: (row) => labelOf(row.category),
        value: (row) => row.residual,
        format: (value) => decimal(value, 1),
        middle: 0,
        mark: {
          when: (row) => Math.abs(row.residual ?? 0) > 3,
          note: { en: 'stands out after correction for all cells', zh: '对全部单元格校正后仍突出' },
          none: { en: 'no cell stands out after correction', zh: '校正后没有单元格突出' },
        },
        locale,
      },
    ),
  hours: (locale) =>
    hourChart(
      hours.flatMap(({ hour, pv }) =>
        [1, 2, 3, 4, 5, 6].map((weekday) => ({
          weekday,
          hour,
          pv: Math.round(pv * (weekday === 6 ? 1.3 : 1)),
        })),
      ),
      {
        title: {
          en: 'Page views by hour and weekday (Asia/Shanghai)',
          zh: '各星期各小时的浏览量（Asia/Shanghai）',
        },
        unit: { en: 'Page views', zh: '浏览量' },
        weekday: (row) => row.weekday,
        hour: (row) => row.hour,
        value: (row) => row.pv,
        format: count,
        locale,
      },
    ),
  funnel: (locale) =>
    funnelChart(steps, {
      title: { en: 'From view to purchase', zh: '从浏览到购买' },
      axis: USERS,
      label: (row) => row.label,
      value: (row) => row.users,
      format: count,
      locale,
    }),
  line: (locale) =>
    lineChart(
      RETAINED.map((rate, day) => ({ day, rate })),
      {
        title: { en: 'Users seen again', zh: '用户留存' },
        xAxis: { en: 'Days since first seen', zh: '首次出现后天数' },
        axis: RETURN,
        x: (row) => String(row.day),
        value: (row) => row.rate,
        format: percent,
        tickFormat: '.0%',
        locale,
      },
    ),
  'lines-named-at-ends': (locale) =>
    lineChart(
      ['Rural', 'Suburban', 'Urban'].flatMap((location, region) =>
        Array.from({ length: 9 }, (_, day) => ({
          location,
          date: new Date(Date.UTC(2017, 10, 25 + day)).toISOString().slice(0, 10),
          pv: 40_000 * (region + 1) + 5000 * Math.sin(day + region),
        })),
      ),
      {
        title: { en: 'Page views by region', zh: '各地区浏览量' },
        xAxis: { en: 'Date (Asia/Shanghai)', zh: '日期（Asia/Shanghai）' },
        axis: { en: 'Page views', zh: '浏览量' },
        x: (row) => row.date,
        value: (row) => row.pv,
        series: (row) => labelOf(row.location),
        format: count,
        locale,
      },
    ),
  'lines-with-legend': (locale) =>
    lineChart(
      segments.flatMap((row, index) =>
        ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter, at) => ({
          ...row,
          quarter,
          orders: at === 3 && index === 0 ? null : row.users * (1 + at * 0.05),
        })),
      ),
      {
        title: { en: 'Orders by quarter', zh: '各季度订单' },
        xAxis: { en: 'Quarter', zh: '季度' },
        axis: { en: 'Orders', zh: '订单' },
        x: (row) => row.quarter,
        value: (row) => row.orders,
        series: (row) => row.label,
        format: count,
        color,
        locale,
      },
    ),
  ranges: (locale) =>
    rangeChart(segments, {
      title: { en: 'Segment sizes over random orders', zh: '随机排序下各类人数' },
      axis: USERS,
      label: (row) => row.label,
      low: (row) => Math.round(row.users * 0.96) - 4,
      high: (row) => Math.round(row.users * 1.05) + 3,
      range: { en: 'Random orders', zh: '随机排序' },
      marks: [
        { label: { en: 'By the file', zh: '按文件顺序' }, value: (row) => row.users },
        { label: 'mean', value: (row) => (row.segment === 'lost' ? null : row.users * 1.1) },
      ],
      format: count,
      color,
      locale,
    }),
  means: (locale) =>
    meanChart(
      [
        { label: labelOf('Food'), mean: 2710, margin: 180 },
        { label: labelOf('Travel'), mean: 2390, margin: 210 },
        { label: labelOf('Technology'), mean: 3164, margin: null },
      ],
      {
        title: { en: 'Mean spending by interest', zh: '各兴趣的平均消费' },
        axis: SPENDING,
        format: money,
        overall: 2437,
        locale,
      },
    ),
  'means-alike': (locale) =>
    meanChart(
      [
        { label: labelOf('Technology'), mean: 25.03, margin: 1.98 },
        { label: labelOf('Sports'), mean: 24.87, margin: 1.95 },
        { label: labelOf('Food'), mean: 22.07, margin: 1.88 },
      ],
      {
        title: { en: 'Mean pages viewed by interest', zh: '各兴趣用户的平均浏览页面数' },
        axis: { en: 'Pages viewed', zh: '浏览页面数' },
        format: (value) => decimal(value, 1),
        overall: 24.42,
        locale,
      },
    ),
  boxes: (locale) =>
    boxChart(
      [
        { label: labelOf('Urban'), min: 20_000, q1: 40_000, median: 61_000, q3: 80_000, max: 99_000 },
        { label: labelOf('Rural'), min: 5000, q1: 15_000, median: 20_700, q3: 31_000, max: 42_000 },
      ],
      {
        title: { en: 'Income by region', zh: '各地区收入' },
        axis: { en: 'Income (yuan)', zh: '收入（元）' },
        format: money,
        locale,
      },
    ),
  values: (locale) =>
    valueChart(
      [
        { label: { en: "Mean of users' averages", zh: '用户客单价均值' }, value: 838.02 },
        { label: { en: 'Spending / orders', zh: '总消费／总次数' }, value: 341.22 },
        { label: { en: 'Median user', zh: '用户中位数' }, value: 347.8 },
      ],
      {
        title: { en: 'Value of an order, three ways', zh: '客单价的三种算法' },
        axis: { en: 'Yuan per order', zh: '元／次' },
        format: yuan,
        locale,
      },
    ),
  lorenz: (locale) =>
    lorenzChart(
      Array.from({ length: 21 }, (_, index) => ({ rows: index / 20, share: (index / 20) ** 1.9 })),
      {
        title: { en: 'Lorenz curve of spending', zh: '消费的洛伦兹曲线' },
        axis: { en: 'Share of users, lowest first', zh: '用户累计占比（由低到高）' },
        valueAxis: { en: 'Share of spending', zh: '消费累计占比' },
        gini: 0.3439,
        top: { users: 0.2, share: 0.3456 },
        locale,
      },
    ),
  ranks: (locale) =>
    rankChart(
      [1, 2, 3, 5, 10, 30, 90, 200, 500, 757].map((place) => ({ place, n: Math.ceil(37 / place ** 0.7) })),
      {
        title: { en: 'Purchases by place of the category', zh: '各位次品类的购买量' },
        axis: { en: 'Categories, largest first', zh: '品类位次（由大到小）' },
        valueAxis: { en: 'Purchases', zh: '购买量' },
        place: (row) => row.place,
        value: (row) => row.n,
        format: count,
        cut: { place: 200, text: { en: 'the first 200 hold 80%', zh: '前200个占80%' } },
        locale,
      },
    ),
};
