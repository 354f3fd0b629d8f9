import type { Family } from './family.js';
import { noise, range } from './numbers.js';

const hill = range(15).map((y) =>
  range(20).map((x) => Math.exp(-((x - 9) ** 2) / 40 - (y - 6) ** 2 / 18) * 100),
);

/** Values on a grid: heatmaps with holes, contours, pixels. */
export const matrices = {
  'heatmap-cohorts': {
    data: [
      {
        type: 'heatmap',
        x: ['第0月', '第1月', '第2月', '第3月'],
        y: ['2024-01', '2024-02', '2024-03', '2024-04'],
        z: [
          [100, 42.5, 31, 27.5],
          [100, 39, 30, null],
          [100, 44, null, null],
          [100, null, null, null],
        ],
        text: [
          ['100%', '42.5%', '31%', '27.5%'],
          ['100%', '39%', '30%', ''],
          ['100%', '44%', '', ''],
          ['100%', '', '', ''],
        ],
        texttemplate: '%{text}',
        colorscale: 'Blues',
        reversescale: true,
        xgap: 2,
        ygap: 2,
        colorbar: { title: { text: '留存率 Retention' }, ticksuffix: '%' },
      },
    ],
    layout: {
      title: { text: '同期群留存 Cohort retention' },
      yaxis: { type: 'category', autorange: 'reversed' },
    },
  },
  'heatmap-hours': {
    data: [
      {
        type: 'heatmap',
        x: range(24),
        y: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
        z: range(7).map((day) =>
          noise(24, 30 + day).map((share, hour) =>
            Math.round(share * 40 + 60 * Math.sin((hour / 24) * Math.PI)),
          ),
        ),
        colorscale: 'Viridis',
        colorbar: {
          orientation: 'h',
          y: -0.3,
          yanchor: 'top',
          thickness: 12,
          title: { text: '订单 Orders', side: 'bottom' },
        },
      },
    ],
    layout: { xaxis: { dtick: 3, title: { text: '小时 Hour' } }, margin: { t: 30, b: 150 } },
  },
  'heatmap-one-cell': { data: [{ type: 'heatmap', z: [[5]], showscale: false }] },
  'heatmap-all-null': {
    data: [
      {
        type: 'heatmap',
        z: [
          [null, null],
          [null, null],
        ],
      },
    ],
  },
  'heatmap-uneven': {
    data: [
      {
        type: 'heatmap',
        x: [0, 1, 3, 7, 15],
        y: [1, 10, 100],
        z: [
          [1, 2, 3, 4, 5],
          [2, -4, 6, -8, 10],
          [3, 6, null, 12, 15],
        ],
        colorscale: 'RdBu',
        zmid: 0,
        opacity: 0.9,
      },
    ],
    layout: { yaxis: { type: 'log' } },
  },
  'heatmap-smooth': { data: [{ type: 'heatmap', z: hill, zsmooth: 'best', colorscale: 'Portland' }] },
  contour: {
    data: [{ type: 'contour', z: hill, contours: { start: 10, end: 90, size: 10 }, colorscale: 'Earth' }],
  },
  'contour-labels': {
    data: [
      {
        type: 'contour',
        z: hill,
        contours: { coloring: 'lines', showlabels: true, labelfont: { size: 11 } },
        line: { width: 2 },
      },
    ],
  },
  'contour-heatmap-gaps': {
    data: [
      {
        type: 'contour',
        z: hill.map((row, y) => row.map((value, x) => (x > 14 && y > 9 ? null : value))),
        contours: { coloring: 'heatmap' },
        line: { smoothing: 1.2, color: 'white' },
      },
    ],
  },
  image: {
    data: [{ type: 'image', z: range(8).map((y) => range(12).map((x) => [20 * x, 30 * y, 128])) }],
    layout: { title: { text: '像素 Pixels' } },
  },
} satisfies Family;
