import { seeded } from './random.mjs';
import { categories, layout, months } from './words.mjs';

const { uniform, normal, integers } = seeded(11);

const many = (/** @type {number} */ count, /** @type {() => number} */ next) =>
  Array.from({ length: count }, next);

const reasons = ['尺码 Size', '质量 Defect', '描述不符', '发错 Wrong item', '破损 Damaged', '无理由', '其他'];
const returned = [480, 330, 205, 140, 90, 45, 20];
const total = returned.reduce((sum, count) => sum + count);
const shares = returned.map(
  (_, index) => returned.slice(0, index + 1).reduce((sum, count) => sum + count) / total,
);

/** Points, boxes, histograms and heatmaps. */
export const distributions = {
  'scatter-400': {
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        x: many(400, () => Math.exp(4.5 + normal())),
        y: many(400, normal),
        marker: {
          size: integers(400, 5, 18),
          color: many(400, () => 5 * uniform()),
          colorscale: 'Viridis',
          colorbar: { title: { text: '评分 Rating' } },
          opacity: 0.7,
          line: { width: 0.5, color: 'white' },
        },
      },
    ],
    layout: layout('价格与销量 · Price and units', {
      xaxis: { type: 'log', title: { text: '价格（元）Price' } },
      yaxis: { title: { text: '销量 <i>z</i>' } },
      annotations: [{ x: 2, y: 2.5, text: '异常 <b>Outlier</b>', showarrow: true, arrowhead: 2, ax: 50 }],
    }),
  },
  boxes: {
    data: categories
      .slice(0, 5)
      .map((name) => ({ type: 'box', name, y: many(120, () => 180 + 50 * normal()) })),
    layout: layout('客单价分布 · Order value', { showlegend: false }),
  },
  histogram: {
    data: [{ type: 'histogram', x: many(2000, () => Math.exp(5 + 0.4 * normal())), nbinsx: 40 }],
    layout: layout('订单金额 · Order value', {
      shapes: [{ type: 'line', x0: 150, x1: 150, yref: 'paper', y0: 0, y1: 1, line: { dash: 'dash' } }],
      annotations: [
        { x: 150, yref: 'paper', y: 1, text: '中位数 Median', showarrow: false, xanchor: 'left' },
      ],
    }),
  },
  'heatmap-text': {
    data: [
      {
        type: 'heatmap',
        x: months.slice(0, 9).map((_, month) => `第${month}月`),
        y: months.slice(0, 9).map((month) => month.slice(0, 7)),
        z: months
          .slice(0, 9)
          .map((_, row) => many(9, uniform).map((next, column) => (column > 8 - row ? null : 100 * next))),
        texttemplate: '%{z:.1f}%',
        colorscale: 'Blues',
        colorbar: { title: { text: '留存率<br>Retention' }, ticksuffix: '%' },
      },
    ],
    layout: layout('同期群留存 · Cohort retention', {
      yaxis: { autorange: 'reversed', type: 'category', automargin: true },
    }),
  },
  pareto: {
    data: [
      { type: 'bar', name: '退货 Returns', x: reasons, y: returned, text: returned.map(String) },
      {
        type: 'scatter',
        mode: 'lines+markers+text',
        name: '累计 Cumulative',
        x: reasons,
        y: shares,
        text: shares.map((share) => `${Math.round(100 * share)}%`),
        textposition: 'top center',
        yaxis: 'y2',
      },
    ],
    layout: layout('退货原因 · Reasons for returns', {
      yaxis2: { overlaying: 'y', side: 'right', range: [0, 1.1], tickformat: '.0%', automargin: true },
    }),
  },
};
