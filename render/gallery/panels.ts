import type { Family } from './family.js';
import { days, months, noise } from './numbers.js';

/** Several plots on one sheet, tables and single numbers. */
export const panels = {
  'subplots-grid': {
    data: [
      { type: 'bar', x: ['A', 'B', 'C'], y: [3, 1, 2] },
      { type: 'scatter', x: months(5), y: [1, 4, 2, 5, 3], xaxis: 'x2', yaxis: 'y2' },
      { type: 'box', y: noise(30, 61), xaxis: 'x3', yaxis: 'y3', name: '箱线' },
      {
        type: 'heatmap',
        z: [
          [1, 2],
          [3, 4],
        ],
        xaxis: 'x4',
        yaxis: 'y4',
        showscale: false,
      },
    ],
    layout: {
      grid: { rows: 2, columns: 2, pattern: 'independent', ygap: 0.45 },
      xaxis2: { nticks: 3 },
      yaxis4: { dtick: 1 },
      showlegend: false,
      title: { text: '四联图 Four panels' },
    },
  },
  'subplots-shared': {
    data: [
      {
        type: 'scatter',
        name: '价格 Price',
        x: days('2024-05-01', 30),
        y: noise(30, 62).map((share) => 90 + 20 * share),
      },
      {
        type: 'bar',
        name: '销量 Units',
        x: days('2024-05-01', 30),
        y: noise(30, 63).map((share) => Math.round(500 * share)),
        yaxis: 'y2',
      },
    ],
    layout: {
      xaxis: { anchor: 'y2' },
      yaxis: { domain: [0.35, 1] },
      yaxis2: { domain: [0, 0.28] },
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', bgcolor: 'rgba(255,255,255,0.7)' },
    },
  },
  inset: {
    data: [
      { type: 'scatter', x: [1, 2, 3, 4], y: [10, 40, 35, 70], name: '累计 Total' },
      { type: 'scatter', x: [3, 3.5, 4], y: [35, 50, 70], xaxis: 'x2', yaxis: 'y2', name: '放大 Detail' },
    ],
    layout: { xaxis2: { domain: [0.08, 0.4], anchor: 'y2' }, yaxis2: { domain: [0.6, 0.95], anchor: 'x2' } },
  },
  table: {
    data: [
      {
        type: 'table',
        columnwidth: [2, 1, 1],
        header: {
          values: ['<b>品类 Category</b>', '<b>订单</b>', '<b>占比</b>'],
          fill: { color: '#332288' },
          font: { color: 'white' },
          align: ['left', 'right', 'right'],
        },
        cells: {
          values: [
            ['手机数码 Phones and electronics', '家用电器 Home appliances', '服饰 Apparel'],
            [31200, 22500, 8700],
            [0.5, 0.3606, 0.1394],
          ],
          format: [null, ',d', '.1%'],
          align: ['left', 'right', 'right'],
          fill: { color: [['#f7f7f7', 'white', '#f7f7f7']] },
        },
      },
    ],
    layout: { height: 220, margin: { t: 20, b: 20, l: 20, r: 20 } },
  },
  'table-wrapped': {
    data: [
      {
        type: 'table',
        header: { values: ['指标 Metric', '定义 Definition'], height: 32 },
        cells: {
          values: [
            ['复购率', 'AOV'],
            [
              '统计期内下过两单及以上的买家 占全部买家的比例 share of buyers with two or more orders in the period',
              'Revenue divided by the number of paid orders',
            ],
          ],
          align: 'left',
        },
      },
    ],
  },
  'indicator-gauge': {
    data: [
      {
        type: 'indicator',
        mode: 'gauge+number+delta',
        value: 420,
        delta: { reference: 380 },
        title: { text: '本月订单 Orders<br><sub>千单</sub>' },
        gauge: {
          axis: { range: [0, 500] },
          steps: [{ range: [0, 250], color: '#ddd' }],
          threshold: { value: 490, line: { color: 'red', width: 4 } },
        },
      },
    ],
  },
  'indicator-row': {
    data: [
      {
        type: 'indicator',
        mode: 'number',
        value: 1234567,
        number: { prefix: '¥', valueformat: ',.0f' },
        domain: { x: [0, 0.45], y: [0, 1] },
        title: { text: '销售额' },
      },
      {
        type: 'indicator',
        mode: 'number+delta',
        value: 0.183,
        number: { valueformat: '.1%' },
        delta: { reference: 0.2, valueformat: '.1%' },
        domain: { x: [0.55, 1], y: [0.5, 1] },
      },
      {
        type: 'indicator',
        mode: 'gauge+number',
        value: 64,
        gauge: { shape: 'bullet', axis: { range: [0, 100] } },
        domain: { x: [0.62, 1], y: [0.1, 0.3] },
        title: { text: '目标' },
      },
    ],
  },
} satisfies Family;
