import type { Family } from './family.js';
import { noise, range } from './numbers.js';

const labels = [
  '全部 All',
  '手机 Phones',
  '家电 Appliances',
  '服饰 Apparel',
  '冰箱',
  '空调',
  '旗舰',
  '千元机',
  '女装',
  '男装',
];
const parents = [
  '',
  '全部 All',
  '全部 All',
  '全部 All',
  '家电 Appliances',
  '家电 Appliances',
  '手机 Phones',
  '手机 Phones',
  '服饰 Apparel',
  '服饰 Apparel',
];
const values = [0, 10, 5, 0, 20, 14, 32, 21, 18, 9];
const one = { labels: ['唯一 Only'], parents: [''], values: [1] };

/** Hierarchies and flows. */
export const trees = {
  treemap: {
    data: [{ type: 'treemap', labels, parents, values, textinfo: 'label+value+percent root' }],
    layout: { margin: { t: 30, l: 10, r: 10, b: 10 } },
  },
  'treemap-40-leaves': {
    data: [
      {
        type: 'treemap',
        labels: ['全部', ...range(40).map((index) => `单品 SKU ${index + 1}`)],
        parents: ['', ...range(40).map(() => '全部')],
        values: [0, ...noise(40, 41).map((share) => Math.round(1 + 60 * share ** 3))],
        tiling: { packing: 'squarify', pad: 2 },
        marker: { colorscale: 'Blues' },
      },
    ],
  },
  'treemap-one': { data: [{ type: 'treemap', ...one, root: { color: '#88ccee' } }] },
  sunburst: {
    data: [{ type: 'sunburst', labels, parents, values, textinfo: 'label+percent parent' }],
    layout: { margin: { t: 20, b: 20 } },
  },
  'sunburst-radial-total': {
    data: [
      {
        type: 'sunburst',
        labels: ['站', '东', '西', '东一', '东二', '西一'],
        parents: ['', '站', '站', '东', '东', '西'],
        values: [100, 60, 40, 35, 25, 40],
        branchvalues: 'total',
        insidetextorientation: 'radial',
        leaf: { opacity: 0.6 },
      },
    ],
  },
  icicle: { data: [{ type: 'icicle', labels, parents, values }] },
  'icicle-downwards': {
    data: [
      {
        type: 'icicle',
        labels,
        parents,
        values,
        tiling: { orientation: 'v' },
        pathbar: { side: 'bottom' },
        root: { color: 'lightgrey' },
      },
    ],
  },
  sankey: {
    data: [
      {
        type: 'sankey',
        node: {
          label: ['搜索 Search', '推荐 Feed', '广告 Ads', '商品页 PDP', '离开 Exit', '支付 Paid'],
          pad: 20,
        },
        link: { source: [0, 1, 2, 3, 3], target: [3, 3, 3, 4, 5], value: [50, 30, 15, 60, 35] },
      },
    ],
    layout: { title: { text: '路径 Paths to purchase' } },
  },
  'sankey-vertical-colors': {
    data: [
      {
        type: 'sankey',
        orientation: 'v',
        node: {
          label: ['一月 January cohort with a long name', '二月', '留存', '流失'],
          color: ['#332288', '#117733', '#DDCC77', '#882255'],
        },
        link: {
          source: [0, 0, 1, 1],
          target: [2, 3, 2, 3],
          value: [8, 2, 5, 6],
          color: 'rgba(120,120,120,0.3)',
          arrowlen: 12,
        },
      },
    ],
  },
  parcats: {
    data: [
      {
        type: 'parcats',
        dimensions: [
          { label: '性别 Gender', values: ['女', '男', '女', '男', '女', '女'] },
          { label: '城市 City', values: ['一线', '二线', '一线', '三线', '二线', '一线'] },
          { label: '会员 Member', values: ['是', '否', '是', '否', '否', '是'] },
        ],
        line: { color: [0, 1, 2, 3, 1, 0], colorscale: 'Viridis' },
      },
    ],
    layout: { margin: { l: 60, r: 60 } },
  },
} satisfies Family;
