import type { Family } from './family.js';
import { days, months, noise, range } from './numbers.js';

const quarter = days('2024-01-01', 90);
const visits = noise(90, 3).map((share, day) =>
  Math.round(2000 + 12 * day + 600 * share + 400 * Math.sin(day / 3.5)),
);

/** Lines, areas and points: dates, gaps, log axes, two axes, bubbles. */
export const lines = {
  'line-dates': {
    data: [{ type: 'scatter', mode: 'lines', x: quarter, y: visits }],
    layout: {
      title: { text: '每日访问 Daily visits' },
      xaxis: { tickformat: '%m月%d日' },
      yaxis: { tickformat: ',d' },
    },
  },
  'line-gaps': {
    data: [
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: '断开 gap',
        x: range(8),
        y: [1, 3, null, 4, 2, null, 5, 6],
      },
      {
        type: 'scatter',
        name: '相连 connected',
        x: range(8),
        y: [3, null, 5, null, 6, 7, null, 8],
        connectgaps: true,
        line: { dash: 'dash' },
      },
    ],
  },
  'line-shapes': {
    data: ['linear', 'spline', 'hv', 'vhv'].map((shape, index) => ({
      type: 'scatter',
      name: shape,
      mode: 'lines+markers',
      marker: { symbol: index, size: 9 },
      line: { shape, dash: ['solid', 'dot', 'dash', 'longdashdot'][index] },
      y: [1, 3, 2, 4, 3].map((value) => value + 3 * index),
    })),
  },
  'area-stacked': {
    data: [
      {
        type: 'scatter',
        name: '搜索 Search',
        x: months(6),
        y: [30, 34, 31, 40, 44, 47],
        stackgroup: 'channel',
      },
      {
        type: 'scatter',
        name: '推荐 Feed',
        x: months(6),
        y: [20, 26, 33, 31, 38, 45],
        stackgroup: 'channel',
      },
      { type: 'scatter', name: '广告 Ads', x: months(6), y: [12, 11, 15, 9, 8, 10], stackgroup: 'channel' },
    ],
    layout: { title: { text: '渠道流量 Traffic by channel' } },
  },
  'area-band': {
    data: [
      {
        type: 'scatter',
        x: range(12),
        y: range(12).map((x) => 8 + x),
        line: { width: 0 },
        showlegend: false,
      },
      {
        type: 'scatter',
        name: '95% 区间',
        x: range(12),
        y: range(12).map((x) => 4 + x),
        line: { width: 0 },
        fill: 'tonexty',
      },
      {
        type: 'scatter',
        name: '预测 Forecast',
        x: range(12),
        y: range(12).map((x) => 6 + x),
        line: { color: '#332288' },
      },
    ],
  },
  'line-dual-axis': {
    data: [
      { type: 'bar', name: '销售额 Revenue', x: months(6), y: [800, 920, 870, 1010, 1150, 1090] },
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: '毛利率 Margin',
        x: months(6),
        y: [0.21, 0.24, 0.22, 0.26, 0.25, 0.27],
        yaxis: 'y2',
      },
    ],
    layout: {
      xaxis: { tickformat: '%Y年%m月' },
      yaxis: { title: { text: '万元' } },
      yaxis2: {
        overlaying: 'y',
        side: 'right',
        tickformat: '.0%',
        range: [0, 0.4],
        dtick: 0.1,
        title: { text: '毛利率' },
      },
      legend: { orientation: 'h', y: -0.2 },
    },
  },
  'line-log-log': {
    data: [
      { type: 'scatter', mode: 'lines+markers', x: [1, 10, 100, 1000, 10000], y: [9000, 1500, 210, 30, 4] },
    ],
    layout: {
      xaxis: { type: 'log', title: { text: '商品排名 Product rank' } },
      yaxis: { type: 'log', exponentformat: 'power', title: { text: '销量 Units' } },
    },
  },
  'scatter-bubbles': {
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        x: noise(40, 11).map((share) => share * 100),
        y: noise(40, 12).map((share) => share * 50),
        marker: {
          size: noise(40, 13).map((share) => 6 + 30 * share),
          color: noise(40, 14).map((share) => share * 1000),
          colorscale: 'YlGnBu',
          colorbar: { title: { text: '消费<br>Spend' }, tickprefix: '¥', outlinewidth: 0 },
        },
      },
    ],
    layout: { xaxis: { title: { text: '活跃天数' } }, yaxis: { title: { text: '订单数' }, zeroline: false } },
  },
  'scatter-one-point': {
    data: [
      {
        type: 'scatter',
        mode: 'markers+text',
        x: [3],
        y: [7],
        text: ['唯一一点 the only point'],
        textposition: 'top center',
      },
    ],
  },
  'scatter-labels': {
    data: [
      {
        type: 'scatter',
        mode: 'markers+text',
        x: [12, 35, 58, 80],
        y: [0.8, 0.35, 0.6, 0.2],
        text: ['<b>高价值</b>', 'R<sub>2</sub>F<sup>5</sup>', '沉睡 <i>dormant</i>', '新客<br>new'],
        textposition: ['top center', 'middle right', 'bottom center', 'middle left'],
        marker: {
          size: 14,
          symbol: ['star', 'diamond', 'cross', 'triangle-up'],
          line: { width: 1, color: '#333' },
        },
      },
    ],
    layout: { xaxis: { range: [0, 100] }, yaxis: { range: [0, 1], tickformat: '.0%' } },
  },
  'scatter-errors': {
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        x: [1, 2, 3, 4],
        y: [2.1, 3.9, 3.2, 5.5],
        error_y: { array: [0.4, 0.6, 0.3, 0.9], arrayminus: [0.2, 0.3, 0.6, 0.4] },
        error_x: { value: 0.2, type: 'constant' },
      },
    ],
  },
  'line-odd-numbers': {
    data: [{ type: 'scatter', mode: 'lines+markers', y: [0.000012, 0.00009, null, 0.000031, 0.000047] }],
    layout: { yaxis: { title: { text: '转化率 Conversion' } }, xaxis: { rangemode: 'tozero' } },
  },
} satisfies Family;
