import type { Family } from './family.js';
import { noise, range } from './numbers.js';

/** Parts of a whole: pies, donuts, funnels and waterfalls. */
export const shares = {
  pie: {
    data: [
      {
        type: 'pie',
        labels: ['手机数码 Phones', '家用电器 Home', '服饰 Apparel', '其他 Other'],
        values: [320, 250, 180, 22],
        pull: [0.06, 0, 0, 0],
      },
    ],
    layout: { title: { text: '品类占比 Share by category' } },
  },
  donut: {
    data: [
      {
        type: 'pie',
        hole: 0.55,
        labels: ['手机数码', '家用电器', '其他'],
        values: [320, 250, 22],
        textinfo: 'label+percent',
        textposition: 'outside',
        showlegend: false,
      },
    ],
    layout: { annotations: [{ text: '总计<br><b>¥592万</b>', showarrow: false, font: { size: 20 } }] },
  },
  'pie-one-slice': { data: [{ type: 'pie', labels: ['全部 All'], values: [1] }] },
  'pie-many-slices': {
    data: [
      {
        type: 'pie',
        labels: range(16).map((index) => `品牌 ${index + 1}`),
        values: noise(16, 5).map((share) => Math.ceil(share * share * 100)),
        textinfo: 'percent',
        sort: false,
        direction: 'clockwise',
      },
    ],
    layout: { margin: { t: 20, b: 40 } },
  },
  'pie-two-titled': {
    data: [
      {
        type: 'pie',
        labels: ['新', '老'],
        values: [3, 7],
        domain: { x: [0, 0.45] },
        title: { text: '2023' },
        insidetextorientation: 'radial',
      },
      {
        type: 'pie',
        labels: ['新', '老'],
        values: [4, 6],
        domain: { x: [0.55, 1] },
        title: { text: '2024' },
        hole: 0.3,
      },
    ],
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
    layout: { title: { text: '转化漏斗 Conversion funnel' } },
  },
  'funnel-grouped': {
    data: [
      {
        type: 'funnel',
        name: '手机',
        y: ['浏览', '加购', '下单', '支付'],
        x: [980, 410, 260, 220],
        textinfo: 'value+percent previous',
      },
      {
        type: 'funnel',
        name: '电脑',
        y: ['浏览', '加购', '下单', '支付'],
        x: [310, 190, 90, 71],
        textposition: 'inside',
      },
    ],
  },
  funnelarea: {
    data: [
      {
        type: 'funnelarea',
        text: ['浏览', '加购', '支付'],
        values: [1250, 430, 180],
        textinfo: 'text+percent',
      },
    ],
    layout: { showlegend: false },
  },
  waterfall: {
    data: [
      {
        type: 'waterfall',
        x: ['毛收入<br>Gross', '退款', '运费', '补贴', '净收入<br>Net'],
        y: [520, -84, -37, 22, null],
        measure: ['absolute', 'relative', 'relative', 'relative', 'total'],
        texttemplate: '%{delta}',
        textposition: 'outside',
      },
    ],
    layout: { title: { text: '收入分解 Revenue bridge' }, yaxis: { range: [0, 600] } },
  },
  'waterfall-horizontal': {
    data: [
      {
        type: 'waterfall',
        orientation: 'h',
        y: ['期初', '新增', '流失', '期末'],
        x: [100, 30, -150, null],
        measure: ['absolute', 'relative', 'relative', 'total'],
        connector: { mode: 'between', line: { dash: 'dot' } },
      },
    ],
  },
} satisfies Family;
