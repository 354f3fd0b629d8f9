import { seeded } from './random.mjs';
import { categories, layout, months, quarters, regions } from './words.mjs';

const { uniform, integers } = seeded(7);

const shades = ['新客 New', '老客 Returning', '召回 Won back'];

/** Bars, lines and areas. */
export const series = {
  'bar-grouped': {
    data: ['App', '小程序 Mini program', '门店 Store'].map((name) => ({
      type: 'bar',
      name,
      x: quarters,
      y: integers(4, 600, 2400),
      texttemplate: '%{y:,.0f}',
      textposition: 'outside',
    })),
    layout: layout('季度销售额 · Revenue by quarter', {
      barmode: 'group',
      yaxis: { title: { text: '销售额（万元）' }, automargin: true },
      legend: { title: { text: '渠道 Channel' } },
    }),
  },
  'bar-stacked': {
    data: shades.map((name) => ({
      type: 'bar',
      orientation: 'h',
      name,
      y: categories,
      x: integers(7, 80, 600),
    })),
    layout: layout('订单构成 · Orders by customer', {
      barmode: 'stack',
      yaxis: { automargin: true },
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom' },
    }),
  },
  'bar-many': {
    data: [{ type: 'bar', x: regions, y: integers(18, 40, 1000) }],
    layout: layout('各省成交额 · GMV by province', {
      xaxis: { tickangle: -45, automargin: true, title: { text: '省份 Province' } },
      yaxis: { title: { text: 'GMV' } },
    }),
  },
  lines: {
    data: shades.map((name, index) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name,
      x: months,
      y: months.map((_, month) => 90 + 25 * index + 15 * Math.cos(month / 2 + index) + 9 * uniform()),
      line: { shape: index === 2 ? 'spline' : 'linear' },
    })),
    layout: layout('每月核心指标 · Monthly indicators<br><sub>模拟数据 simulated</sub>', {
      xaxis: { tickformat: '%Y年%m月' },
    }),
  },
  areas: {
    data: ['自然 Organic', '广告 Paid', '社交 Social'].map((name) => ({
      type: 'scatter',
      mode: 'lines',
      stackgroup: 'one',
      name,
      x: months,
      y: integers(12, 30, 90),
    })),
    layout: layout('流量来源 · Visits by source'),
  },
  'dual-axis': {
    data: [
      { type: 'bar', name: '销售额 Revenue', x: months, y: integers(12, 700, 1300) },
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: '毛利率 Margin',
        x: months,
        y: months.map(() => 0.15 + 0.15 * uniform()),
        yaxis: 'y2',
      },
    ],
    layout: layout('销售额与毛利率 · Revenue and margin', {
      yaxis2: { overlaying: 'y', side: 'right', tickformat: '.0%', showgrid: false, automargin: true },
      legend: { orientation: 'h', y: -0.15 },
    }),
  },
};
