import { seeded } from './random.mjs';
import { categories, layout } from './words.mjs';

const { integers } = seeded(23);

const children = categories.flatMap((category, index) =>
  integers(4, 20, 220).map((value, child) => ({
    id: `${index}-${child}`,
    label: `${category.split(' ')[0]} ${child + 1}`,
    parent: String(index),
    value,
  })),
);
const nodes = [
  { id: 'all', label: '全部 All', parent: '', value: 0 },
  ...categories.map((label, index) => ({ id: String(index), label, parent: 'all', value: 0 })),
  ...children,
];
const hierarchy = {
  ids: nodes.map(({ id }) => id),
  labels: nodes.map(({ label }) => label),
  parents: nodes.map(({ parent }) => parent),
  values: nodes.map(({ value }) => value),
};

/** Parts of a whole, hierarchies and flows. */
export const parts = {
  funnel: {
    data: [
      {
        type: 'funnel',
        y: ['浏览 Visit', '加购 Add to cart', '下单 Checkout', '支付 Paid', '复购 Repeat'],
        x: [96000, 31500, 17200, 14800, 4100],
        textinfo: 'value+percent initial',
      },
    ],
    layout: layout('转化漏斗 · Conversion'),
  },
  donut: {
    data: [
      {
        type: 'pie',
        hole: 0.5,
        labels: categories,
        values: [310, 240, 220, 150, 110, 50, 20],
        textinfo: 'label+percent',
        textposition: 'outside',
        automargin: true,
        sort: false,
      },
    ],
    layout: layout('销售占比 · Share of revenue', {
      annotations: [{ text: '总计<br><b>1,100 万</b>', showarrow: false, font: { size: 20 } }],
    }),
  },
  treemap: {
    data: [{ type: 'treemap', ...hierarchy, textinfo: 'label+value+percent parent' }],
    layout: layout('品类 · Categories'),
  },
  sunburst: {
    data: [{ type: 'sunburst', ...hierarchy, textinfo: 'label+percent root' }],
    layout: layout('品类 · Categories', { height: 640 }),
  },
  sankey: {
    data: [
      {
        type: 'sankey',
        node: {
          label: [
            '搜索 Search',
            '推荐 Feed',
            '直播 Live',
            '商品 Product',
            '购物车 Cart',
            '支付 Paid',
            '流失 Left',
          ],
          pad: 18,
        },
        link: {
          source: [0, 1, 2, 3, 3, 4, 4],
          target: [3, 3, 3, 4, 6, 5, 6],
          value: [48, 33, 19, 42, 58, 23, 19],
        },
      },
    ],
    layout: layout('用户路径 · Journeys'),
  },
};
