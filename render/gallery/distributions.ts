import type { Family } from './family.js';
import { noise, orderValues } from './numbers.js';

const values = orderValues(200, 21);
const others = orderValues(200, 22);

/** How values spread: boxes, violins, histograms in one and two dimensions. */
export const distributions = {
  box: {
    data: [
      { type: 'box', name: '一线 Tier 1', y: values.slice(0, 60) },
      { type: 'box', name: '二线 Tier 2', y: others.slice(0, 60), boxmean: 'sd' },
      { type: 'box', name: '一个值 One value', y: [120] },
    ],
    layout: { title: { text: '客单价 Order value' }, yaxis: { tickprefix: '¥' } },
  },
  'box-horizontal-points': {
    data: [
      {
        type: 'box',
        name: '会员 Members',
        x: values.slice(0, 40),
        boxpoints: 'all',
        jitter: 0.4,
        pointpos: -1.6,
      },
      { type: 'box', name: '非会员', x: others.slice(0, 40), notched: true, boxpoints: 'outliers' },
    ],
    layout: { yaxis: { automargin: true } },
  },
  violin: {
    data: [
      {
        type: 'violin',
        name: '周中 Weekday',
        y: values.slice(0, 80),
        box: { visible: true },
        meanline: { visible: true },
      },
      { type: 'violin', name: '周末 Weekend', y: others.slice(0, 80), points: 'all', jitter: 0.3 },
    ],
  },
  'violin-split': {
    data: [
      {
        type: 'violin',
        name: '女',
        x: values.slice(0, 90),
        y0: '消费',
        side: 'positive',
        orientation: 'h',
        scalegroup: 'g',
        points: false,
      },
      {
        type: 'violin',
        name: '男',
        x: others.slice(0, 90),
        y0: '消费',
        side: 'negative',
        orientation: 'h',
        scalegroup: 'g',
        points: false,
      },
    ],
    layout: { violinmode: 'overlay', violingap: 0, yaxis: { range: [-0.6, 0.6] } },
  },
  histogram: {
    data: [{ type: 'histogram', x: values, xbins: { start: 0, end: 420, size: 20 } }],
    layout: {
      title: { text: '客单价分布 Distribution of order value' },
      xaxis: { title: { text: '元 CNY' } },
      bargap: 0.05,
    },
  },
  'histogram-overlay': {
    data: [
      { type: 'histogram', name: '新客', x: values, opacity: 0.6, histnorm: 'probability density' },
      {
        type: 'histogram',
        name: '老客',
        x: others.map((value) => value * 1.3),
        opacity: 0.6,
        histnorm: 'probability density',
      },
    ],
    layout: { barmode: 'overlay' },
  },
  'histogram-cumulative': {
    data: [{ type: 'histogram', y: values, cumulative: { enabled: true }, nbinsy: 12 }],
  },
  'histogram-one-value': { data: [{ type: 'histogram', x: [42, 42, 42] }] },
  histogram2d: {
    data: [
      {
        type: 'histogram2d',
        x: values,
        y: noise(200, 23).map((share) => Math.floor(share * 24)),
        nbinsx: 12,
        nbinsy: 12,
        colorscale: 'Blues',
      },
    ],
    layout: { xaxis: { title: { text: '客单价' } }, yaxis: { title: { text: '下单时刻 Hour' } } },
  },
  histogram2dcontour: {
    data: [
      {
        type: 'histogram2dcontour',
        x: values,
        y: others,
        colorscale: 'YlOrRd',
        reversescale: true,
        ncontours: 8,
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: values,
        y: others,
        marker: { size: 3, color: '#222' },
        showlegend: false,
      },
    ],
  },
} satisfies Family;
