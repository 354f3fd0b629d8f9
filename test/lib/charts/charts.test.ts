import { describe, expect, it } from 'vitest';
import {
  barChart,
  boxChart,
  count,
  countChart,
  dualChart,
  funnelChart,
  heatmapChart,
  hourChart,
  lineChart,
  lorenzChart,
  meanChart,
  OptionsError,
  paretoChart,
  percent,
  rangeChart,
  rankChart,
  seriesBarChart,
  shareChart,
  valueChart,
  type Chart,
  type Locale,
} from 'tally';
import { CHARTS } from './samples.js';

type Trace = Readonly<Record<string, unknown>>;
const traces = (chart: Chart) => chart.figure.data as readonly Trace[];
const layout = (chart: Chart) => chart.figure.layout as Readonly<Record<string, Record<string, unknown>>>;

const title = { en: 'Title', zh: '标题' };
const axis = { en: 'Users', zh: '用户数' };
interface Part {
  readonly name: string;
  readonly of?: string;
  readonly n: number | null;
}
const label = (row: Part) => row.name;
const value = (row: Part) => row.n;
const measure = { value, axis, format: count };
const cross = { row: label, column: (row: Part) => row.of ?? '', value };

/** Every chart of rows with nullable values, on rows of one's choice. */
const FROM_PARTS: Readonly<Record<string, (rows: readonly Part[], locale: Locale) => Chart>> = {
  'Bar chart': (rows, locale) => barChart(rows, { title, axis, label, value, format: count, locale }),
  'Stacked bar chart': (rows, locale) =>
    seriesBarChart(rows, {
      title,
      axis,
      mode: 'stack',
      category: label,
      series: cross.column,
      value,
      format: count,
      locale,
    }),
  'Donut chart': (rows, locale) =>
    shareChart(rows, { title, unit: axis, label, value, format: count, locale }),
  'Bar and line chart': (rows, locale) =>
    dualChart(rows, { title, axis, label, bars: measure, line: measure, locale }),
  'Pareto chart': (rows, locale) =>
    paretoChart(rows, { title, axis, valueAxis: axis, label, value, format: count, locale }),
  'Heat map': (rows, locale) =>
    heatmapChart(rows, {
      title,
      rowAxis: axis,
      columnAxis: axis,
      unit: axis,
      ...cross,
      format: count,
      locale,
    }),
  Funnel: (rows, locale) => funnelChart(rows, { title, axis, label, value, format: count, locale }),
  'Line chart': (rows, locale) =>
    lineChart(rows, { title, xAxis: axis, axis, x: label, value, format: count, locale }),
};
const made = (name: string, rows: readonly Part[], locale: Locale = 'en') => {
  const make = FROM_PARTS[name];
  if (make === undefined) throw new Error(name);
  return make(rows, locale);
};
const EMPTY = [
  ['no rows', []],
  [
    'nulls only',
    [
      { name: 'a', n: null },
      { name: 'b', n: null },
    ],
  ],
] as const;

describe.each(Object.keys(FROM_PARTS))('%s', (name) => {
  it.each(EMPTY)('of %s says so', (_, rows) => {
    const chart = made(name, rows);
    expect(chart.alt).toBe(`${name}: Title; no data.`);
    expect(traces(chart)).toEqual([]);
    expect(JSON.stringify(chart.figure.layout)).toContain('"No data"');
    expect(made(name, rows, 'zh').alt).toMatch(/：标题；无数据。$/);
    expect(JSON.stringify(made(name, rows, 'zh').figure.layout)).toContain('"无数据"');
  });

  it('refuses two rows of one name', () => {
    const twice = [
      { name: 'a', n: 1 },
      { name: 'a', n: 2 },
    ];
    expect(() => made(name, twice)).toThrow(OptionsError);
    expect(() => made(name, twice)).toThrow(/"a"/);
  });
});

it.each(['Stacked bar chart', 'Donut chart', 'Pareto chart', 'Funnel'])(
  '%s refuses negative values',
  (name) => {
    const rows = [
      { name: 'a', n: 1 },
      { name: 'b', n: -2 },
    ];
    expect(() => made(name, rows)).toThrow(/"b.*-2; it must not be negative/);
  },
);

describe('the charts of complete rows', () => {
  const format = count;
  const charts: Readonly<Record<string, Chart>> = {
    'Bar chart': countChart([], { title, axis }),
    'Box plot': boxChart([], { title, axis, format }),
    'Dot chart': meanChart([], { title, axis, format, overall: 1 }),
    'Lorenz curve': lorenzChart([], {
      title,
      axis,
      valueAxis: axis,
      gini: null,
      top: { users: 0.2, share: null },
    }),
  };
  it.each(Object.entries(charts))('%s of no rows says so', (name, chart) => {
    expect(chart.alt).toBe(`${name}: Title; no data.`);
    expect(traces(chart)).toEqual([]);
  });
  it('values too', () => {
    expect(valueChart([], { title, axis, format, locale: 'zh' }).alt).toBe('条形图：标题；无数据。');
  });
});

const ALT: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  counts: [
    'Bar chart: Users by age band; largest 50 and over with 319 of 1,000 users.',
    '条形图：用户年龄分布；用户数最多的是50岁及以上，1,000中占319。',
  ],
  bars: [
    'Bar chart: Spending of each segment; largest Dormant high value with ¥407,021, smallest Key value with ¥141,361.',
    '条形图：各分群消费总额；最大为高价值沉睡客户（¥407,021），最小为重要价值客户（¥141,361）。',
  ],
  'series-group': [
    'Grouped bar chart: Buyers and orders by segment; 4 groups of 2; largest VIP, Orders with 54.4%.',
    '分组条形图：各分群的买家与订单占比；4组，各分2项；最大为核心VIP的订单，54.4%。',
  ],
  share: [
    'Donut chart: Share of users by segment; largest Lost with 206 of 1,000 users (20.6%).',
    '环形图：各分群用户占比；最大的是流失客户，1,000名用户中占206（20.6%）。',
  ],
  dual: [
    'Bar and line chart: Traffic and conversion by hour; Page views highest at 19 with 1,790,000; Buyers / users highest at 10 with 22.0%.',
    '柱线图：各时段流量与转化；浏览量在19最高，为1,790,000；购买用户占比在10最高，为22.0%。',
  ],
  pareto: [
    'Pareto chart: Purchases of the 20 largest categories; largest 1464116 with 34,000; the first 20 of 20 reach 40.0%.',
    '帕累托图：购买量前20的品类；最大的是1464116，34,000；20项中的前20项合计占40.0%。',
  ],
  cohorts: [
    'Heat map: Retention by first day seen; highest 2017-11-25, 0 with 100.0%, lowest 2017-11-27, 1 with 66.7%; 6 empty cells.',
    '热力图：按首次出现日期的留存率；最高为2017-11-25、0（100.0%），最低为2017-11-27、1（66.7%）；6格为空。',
  ],
  hours: [
    'Heat map: Page views by hour and weekday (Asia/Shanghai); highest Sat, 19:00 with 2,327,000, lowest Mon, 08:00 with 157,259; 24 empty cells.',
    '热力图：各星期各小时的浏览量（Asia/Shanghai）；最高为周六、19:00（2,327,000），最低为周一、08:00（157,259）；24格为空。',
  ],
  funnel: [
    'Funnel: From view to purchase; Viewed 984,105, Put in cart or favourites 859,275 (87.3% of the first), Bought 672,404 (68.3% of the first).',
    '漏斗图：从浏览到购买；浏览984,105，加购或收藏859,275（占第一步87.3%），购买672,404（占第一步68.3%）。',
  ],
  line: [
    'Line chart: Users seen again; from 100.0% at 0 to 86.1% at 7, highest 100.0% at 0.',
    '折线图：用户留存；从0的100.0%到7的86.1%，0最高，为100.0%。',
  ],
  'lines-with-legend': [
    'Line chart: Orders by quarter; 8 lines; highest Lost with 227 at Q3, lowest Key value with 58 at Q1.',
    '折线图：各季度订单；8条线；最高为流失客户在Q3的227，最低为重要价值客户在Q1的58。',
  ],
  means: [
    'Dot chart: Mean spending by interest; highest Technology with ¥3,164, lowest Travel with ¥2,390, all users ¥2,437.',
    '点图：各兴趣的平均消费；最高为科技（¥3,164），最低为旅行（¥2,390），总体¥2,437。',
  ],
  boxes: [
    'Box plot: Income by region; highest median Urban with ¥61,000, lowest Rural with ¥20,700.',
    '箱线图：各地区收入；中位数最高为城市（¥61,000），最低为农村（¥20,700）。',
  ],
  lorenz: [
    'Lorenz curve of spending; Gini 0.34, top 20% of users: 34.6%.',
    '消费的洛伦兹曲线；基尼系数0.34，前20%的用户占34.6%。',
  ],
  ranks: [
    'Rank plot: Purchases by place of the category; 757 places from 37 down to 1; the first 200 hold 80%.',
    '位次图：各位次品类的购买量；757项，从37到1；前200个占80%。',
  ],
};

it.each(Object.entries(ALT))('the alternative text of %s is written from the data', (name, [en, zh]) => {
  expect(CHARTS[name]?.('en').alt).toBe(en);
  expect(CHARTS[name]?.('zh').alt).toBe(zh);
});

describe('what is drawn', () => {
  it('a rank plot parts the first from the others, in their order, and does without a cut', () => {
    const options = {
      title,
      axis,
      valueAxis: axis,
      place: (row: { at: number }) => row.at,
      value: (row: { n: number }) => row.n,
      format: count,
    };
    const rows = [
      { at: 4, n: 1 },
      { at: 1, n: 8 },
      { at: 2, n: 3 },
    ];
    const cut = { place: 2, text: { en: 'the first two', zh: '前两个' } };
    const parted = rankChart(rows, { ...options, cut });
    expect(traces(parted)).toMatchObject([
      { x: [2, 4], y: [3, 1] },
      { x: [1, 2], y: [8, 3] },
    ]);
    expect(JSON.stringify(parted.figure.layout)).toContain('the first two');
    const whole = rankChart(rows, { ...options, cut: null });
    expect(traces(whole)[1]).toMatchObject({ x: [1, 2, 4], y: [8, 3, 1] });
    expect(layout(whole)['shapes']).toBeUndefined();
    expect(whole.alt).toBe('Rank plot: Title; 4 places from 8 down to 1.');
    expect(rankChart(rows.slice(0, 0), { ...options, cut: null }).alt).toBe('Rank plot: Title; no data.');
  });

  it('a line over a logarithmic axis keeps its numbers, and a single point is told as one', () => {
    const rows = [
      { name: '10', of: 'a', n: 3 },
      { name: '2000000', of: 'b', n: 1 },
      { name: '1000', of: 'a', n: 2 },
    ];
    const chart = lineChart(rows, {
      title,
      xAxis: axis,
      axis,
      x: label,
      series: cross.column,
      value,
      format: count,
      logarithmic: true,
    });
    expect(layout(chart)['xaxis']).toMatchObject({ type: 'log', dtick: 1 });
    expect(chart.alt).toBe(
      'Line chart: Title; a from 3 at 10 to 2 at 1000, highest 3 at 10; b with 1 at 2000000.',
    );
  });

  it('a lorenz curve writes its text where there is room: beside a point near the floor, below a high one', () => {
    const at = (users: number, share: number) =>
      (
        layout(
          lorenzChart([{ rows: 0, share: 0 }], {
            title,
            axis,
            valueAxis: axis,
            gini: 0.5,
            top: { users, share },
          }),
        )['annotations'] as unknown as readonly Record<string, number>[]
      )[0];
    expect(at(0.1, 0.8)?.['ax']).toBeLessThan(-60);
    expect(at(0.1, 0.8)?.['ay']).toBeLessThan(0);
    expect(at(0.1, 0.4)?.['ay']).toBeGreaterThan(0);
    expect(at(0.2, 0.35)?.['ax']).toBeGreaterThan(0);
  });

  it('a lorenz curve names what the value is spread over', () => {
    const options = { title, axis, valueAxis: axis, gini: 0.5, top: { users: 0.1, share: 0.4 } };
    const units = { en: 'categories', zh: '品类' };
    expect(lorenzChart([{ rows: 0, share: 0 }], { ...options, units }).alt).toContain(
      'top 10% of categories: 40.0%',
    );
    expect(lorenzChart([{ rows: 0, share: 0 }], { ...options, units, locale: 'zh' }).alt).toContain(
      '前10%的品类占40.0%',
    );
  });

  it('a pareto sorts, accumulates and reaches 80% where it says', () => {
    const rows = [
      { name: 'c', n: 10 },
      { name: 'a', n: 60 },
      { name: 'none', n: null },
      { name: 'b', n: 30 },
    ];
    const chart = made('Pareto chart', rows);
    expect(traces(chart)[0]).toMatchObject({ x: ['a', 'b', 'c'], y: [60, 30, 10] });
    expect(traces(chart)[1]).toMatchObject({ y: [0.6, 0.9, 1], yaxis: 'y2' });
    expect(chart.alt).toBe('Pareto chart: Title; largest a with 60; the first 2 of 3 reach 90.0%.');
    expect(layout(chart)['yaxis2']).toMatchObject({ tickformat: '.0%', dtick: 0.2 });
    expect(layout(chart)['showlegend']).toBe(false);
  });

  it('shares fill 100% of a category and keep their counts as text', () => {
    const rows = [
      { name: 'a', of: 'x', n: 30 },
      { name: 'a', of: 'y', n: 10 },
      { name: 'b', of: 'x', n: 0 },
    ];
    const chart = seriesBarChart(rows, {
      title,
      axis,
      mode: 'share',
      category: label,
      series: cross.column,
      value,
      format: count,
    });
    expect(traces(chart)[0]).toMatchObject({ name: 'x', y: ['a', 'b'], x: [0.75, null], text: ['30', '0'] });
    expect(traces(chart)[1]).toMatchObject({ name: 'y', x: [0.25, null], text: ['10', ''] });
    // The legend stands right of the plot.
    expect(layout(chart)['legend']).toMatchObject({ x: 1.02, xanchor: 'left' });
  });

  it('cells without a value stay without text', () => {
    const rows = [
      { name: 'a', of: 'x', n: 0.5 },
      { name: 'a', of: 'y', n: null },
      { name: 'b', of: 'x', n: 0.25 },
    ];
    const chart = heatmapChart(rows, {
      title,
      rowAxis: axis,
      columnAxis: axis,
      unit: axis,
      ...cross,
      format: percent,
      middle: 0.375,
    });
    const [cells] = traces(chart);
    expect(cells).toMatchObject({
      text: [
        ['50.0%', ''],
        ['25.0%', ''],
      ],
      zmin: 0.25,
    });
    expect(cells?.['z']).toEqual([
      [0.5, null],
      [0.25, null],
    ]);
    expect(cells?.['zmax']).toBeCloseTo(0.5, 12);
  });

  it('a heat map is only as loud as its values, where it is told what is much', () => {
    const map = (n: number) =>
      heatmapChart([{ name: 'a', of: 'x', n }], {
        title,
        rowAxis: axis,
        columnAxis: axis,
        unit: axis,
        ...cross,
        format: count,
        middle: 1,
        reach: 4,
      });
    expect(traces(map(2))[0]).toMatchObject({ zmin: -3, zmax: 5 });
    expect(traces(map(8))[0]).toMatchObject({ zmin: -6, zmax: 8 });
  });

  it('a heat map marks the cells it is told to, says how many, and when there are none', () => {
    const rows = [
      { name: 'a', of: 'x', n: 5 },
      { name: 'a', of: 'y', n: 1 },
      { name: 'b', of: 'y', n: 4 },
    ];
    const marked = (limit: number) =>
      heatmapChart(rows, {
        title,
        rowAxis: axis,
        columnAxis: axis,
        unit: axis,
        ...cross,
        format: count,
        mark: {
          when: (row) => row.n > limit,
          note: { en: 'much', zh: '多' },
          none: { en: 'nothing much', zh: '不多' },
        },
      });
    expect(traces(marked(3))[0]).toMatchObject({
      text: [
        ['5*', '1'],
        ['', '4*'],
      ],
    });
    expect(layout(marked(3))['title']).toMatchObject({ subtitle: { text: '* much' } });
    expect(marked(3).alt).toContain('; 1 empty cells; * much (2 cells).');
    expect(traces(marked(9))[0]).toMatchObject({
      text: [
        ['5', '1'],
        ['', '4'],
      ],
    });
    expect(layout(marked(9))['title']).toMatchObject({ subtitle: { text: 'nothing much' } });
    expect(marked(9).alt).toContain('; nothing much.');
  });

  it('a week of hours has all its cells, Monday first', () => {
    const options = {
      title,
      unit: axis,
      weekday: (row: Part) => row.n ?? 0,
      hour: () => 5,
      value,
      format: count,
    };
    const [cells] = traces(hourChart([{ name: '', n: 7 }], options));
    const z = cells?.['z'] as readonly (readonly (number | null)[])[];
    expect(z.map((line) => line.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
    expect(z[6]?.[5]).toBe(7);
    expect(z.flat().filter((cell) => cell !== null)).toEqual([7]);
    expect(() => hourChart([{ name: '', n: 0 }], options)).toThrow(/weekdays are 1 to 7/);
  });

  it('a funnel gives both shares, and none of nothing', () => {
    const rows = [
      { name: 'a', n: 200 },
      { name: 'b', n: 50 },
      { name: 'c', n: 0 },
      { name: 'd', n: 0 },
    ];
    const texts = ['200', '50 (25.0%; 25.0%)', '0 (0.0%; 0.0%)', '0 (0.0%; n/a)'];
    expect(traces(made('Funnel', rows))[0]).toMatchObject({ text: texts });
  });

  it('a null is a gap in a line, and a part left out of a donut', () => {
    const rows = [
      { name: 'a', n: 1 },
      { name: 'b', n: null },
      { name: 'c', n: 3 },
    ];
    expect(traces(made('Line chart', rows))[0]).toMatchObject({ y: [1, null, 3], connectgaps: false });
    expect(traces(made('Donut chart', rows))[0]).toMatchObject({
      labels: ['a', 'c'],
      text: ['25.0%', '75.0%'],
    });
    expect(traces(made('Bar chart', rows))[0]).toMatchObject({ text: ['1', 'n/a', '3'] });
  });

  it('lines are named at their ends where the names fit, in a legend where they do not', () => {
    const ends = CHARTS['lines-named-at-ends']?.('en');
    const legend = CHARTS['lines-with-legend']?.('en');
    if (ends === undefined || legend === undefined) throw new Error('samples');
    expect(layout(ends)['annotations']).toMatchObject([
      { text: 'Rural' },
      { text: 'Suburban' },
      { text: 'Urban' },
    ]);
    expect(layout(ends)['showlegend']).toBe(false);
    expect(layout(legend)).toMatchObject({ annotations: [], showlegend: true });
  });
});

describe('a range chart', () => {
  const options = {
    title,
    axis,
    label: (row: readonly [string, number, number]) => row[0],
    low: (row: readonly [string, number, number]) => row[1],
    high: (row: readonly [string, number, number]) => row[2],
    range: { en: 'orders', zh: '顺序' },
    format: count,
    marks: [{ label: 'one', value: (row: readonly [string, number, number]) => row[2] + 10 }],
  };

  it('draws each row from low to high, and its marks wherever they lie', () => {
    const chart = rangeChart(
      [
        ['a', 5, 9],
        ['b', 20, 40],
      ],
      options,
    );
    expect(traces(chart).map(({ x, showlegend }) => [x, showlegend])).toEqual([
      [[5, 9], true],
      [[20, 40], false],
      [[19, 50], undefined],
    ]);
    expect(chart.alt).toBe('Range chart: Title; widest b 20–40, narrowest a 5–9.');
    const [low, high] = layout(chart)['xaxis']?.['range'] as [number, number];
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(50);
  });

  it('says so without rows, and refuses what it cannot draw', () => {
    expect(rangeChart([], options).alt).toBe('Range chart: Title; no data.');
    expect(() => rangeChart([['a', 9, 5]], options)).toThrow(/"a" goes from 9 down to 5/);
    expect(() =>
      rangeChart(
        [
          ['a', 1, 2],
          ['a', 1, 2],
        ],
        options,
      ),
    ).toThrow(OptionsError);
    const marks = Array.from({ length: 7 }, (_, n) => ({ label: String(n), value: () => n }));
    expect(() => rangeChart([['a', 1, 2]], { ...options, marks })).toThrow(/7 marks for 6 symbols/);
  });
});
