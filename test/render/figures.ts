import type { Figure } from 'plotly-static';

const quarters = ['2024 Q1', '2024 Q2', '2024 Q3', '2024 Q4'];
const months = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01', '2024-06-01'];

/** Figures of the kinds the reports draw, small enough to read as SVG. */
export const figures = {
  'bar-grouped': {
    data: [
      {
        type: 'bar',
        name: '天猫 Tmall',
        x: quarters,
        y: [1200, 1480, 1610, 2050],
        text: ['1.2k', '', '', '<b>2.1k</b>'],
      },
      { type: 'bar', name: '自营 App', x: quarters, y: [640, -120, 900, 1100] },
    ],
    layout: {
      title: { text: '各渠道季度销售额 · Revenue by channel<br><sub>单位：万元</sub>' },
      barmode: 'group',
      xaxis: { title: { text: '季度 Quarter' } },
      yaxis: { title: { text: '销售额 Revenue' } },
    },
  },
  'bar-long-labels': {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        y: ['服饰鞋包 Apparel, Shoes & Bags', '家用电器', '运动户外 Sports and Outdoor Equipment'],
        x: [31000, 22500.5, 8700],
        texttemplate: '%{x:,.1f}',
      },
    ],
    layout: { yaxis: { automargin: true }, xaxis: { tickformat: ',.0f' }, showlegend: false },
  },
  'dual-axis': {
    data: [
      { type: 'bar', name: '销售额 Revenue', x: months, y: [800, 920, 870, 1010, 1150, 1090] },
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: '毛利率',
        x: months,
        y: [0.21, 0.24, 0.22, 0.26, 0.25, 0.27],
        yaxis: 'y2',
      },
    ],
    layout: {
      xaxis: { tickformat: '%Y年%m月' },
      yaxis2: { overlaying: 'y', side: 'right', tickformat: '.0%', range: [0, 0.4] },
      legend: { orientation: 'h', y: -0.15 },
      annotations: [{ x: '2024-03-01', y: 870, text: '促销 <i>promo</i>', showarrow: true, arrowhead: 2 }],
    },
  },
  heatmap: {
    data: [
      {
        type: 'heatmap',
        x: ['第0月', '第1月', '第2月'],
        y: ['2024-01', '2024-02', '2024-03'],
        z: [
          [100, 42.5, 31],
          [100, 39, null],
          [100, null, null],
        ],
        colorscale: 'Blues',
        colorbar: { title: { text: '留存率' }, ticksuffix: '%' },
      },
    ],
    layout: { yaxis: { type: 'category', autorange: 'reversed' } },
  },
  donut: {
    data: [
      {
        type: 'pie',
        hole: 0.5,
        labels: ['手机数码', '家用电器', '其他'],
        values: [320, 250, 22],
        textinfo: 'label+percent',
        textposition: 'outside',
      },
    ],
    layout: { annotations: [{ text: '总计<br><b>¥592万</b>', showarrow: false, font: { size: 20 } }] },
  },
  funnel: {
    data: [
      {
        type: 'funnel',
        y: ['浏览 Visit', '加购 Cart', '支付 Paid'],
        x: [125000, 43210, 17950],
        textinfo: 'value+percent initial',
      },
    ],
  },
  distribution: {
    data: [
      { type: 'box', name: '箱线 box', y: [1, 2, 2.5, 3, 3.2, 4, 9] },
      { type: 'violin', name: '提琴 violin', y: [2, 2.5, 3, 3.5, 4, 4.5, 5] },
      { type: 'histogram', x: [1, 1, 2, 2, 2, 3, 4, 4], xaxis: 'x2', yaxis: 'y2', nbinsx: 4 },
    ],
    layout: { grid: { rows: 1, columns: 2, pattern: 'independent' }, showlegend: false },
  },
  'treemap-and-table': {
    data: [
      {
        type: 'treemap',
        labels: ['全部', '手机', '家电', '冰箱'],
        parents: ['', '全部', '全部', '家电'],
        values: [0, 40, 30, 20],
        domain: { x: [0, 0.48] },
      },
      {
        type: 'table',
        header: { values: ['<b>品类</b>', '占比'] },
        cells: {
          values: [
            ['手机', '家电'],
            ['57%', '43%'],
          ],
        },
        domain: { x: [0.52, 1] },
      },
    ],
  },
  sankey: {
    data: [
      {
        type: 'sankey',
        node: { label: ['搜索 Search', '推荐', '商品页 PDP', '支付 Paid'] },
        link: { source: [0, 1, 2], target: [2, 2, 3], value: [50, 30, 45] },
      },
    ],
  },
} satisfies Record<string, Figure>;
