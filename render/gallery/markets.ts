import type { Family } from './family.js';
import { days, noise } from './numbers.js';

const x = days('2024-03-01', 24);
const open = noise(24, 51).map((share, day) => Math.round(1000 + 8 * day + 60 * share) / 10);
const close = noise(24, 52).map((share, day) => Math.round(1004 + 8 * day + 60 * share) / 10);
const high = noise(24, 53).map(
  (share, day) => Math.max(open[day] ?? 0, close[day] ?? 0) + Math.round(30 * share) / 10,
);
const low = noise(24, 54).map(
  (share, day) => Math.min(open[day] ?? 0, close[day] ?? 0) - Math.round(30 * share) / 10,
);

/** Prices over time, and axes that are round, triangular or curved. */
export const markets = {
  candlestick: {
    data: [{ type: 'candlestick', x, open, high, low, close, name: '竞价 Bid' }],
    layout: { title: { text: '广告竞价 Cost per click' }, xaxis: { rangeslider: { visible: false } } },
  },
  'candlestick-slider': { data: [{ type: 'candlestick', x, open, high, low, close }] },
  ohlc: {
    data: [{ type: 'ohlc', x, open, high, low, close, increasing: { line: { color: '#117733' } } }],
    layout: { xaxis: { rangeslider: { visible: false }, rangebreaks: [{ bounds: ['sat', 'mon'] }] } },
  },
  radar: {
    data: [
      {
        type: 'scatterpolar',
        name: 'VIP',
        r: [4, 5, 3, 4.5, 4],
        theta: ['近度', '频度', '金额', '互动', '口碑'],
        fill: 'toself',
      },
      {
        type: 'scatterpolar',
        name: '普通 Regular',
        r: [2, 3, 4, 2.5, 3],
        theta: ['近度', '频度', '金额', '互动', '口碑'],
        fill: 'toself',
      },
    ],
    layout: { polar: { radialaxis: { range: [0, 5] } } },
  },
  'polar-bars': {
    data: [
      {
        type: 'barpolar',
        r: [30, 20, 45, 60, 25, 10, 38, 50],
        theta: [0, 45, 90, 135, 180, 225, 270, 315],
        marker: { color: [1, 2, 3, 4, 5, 6, 7, 8], colorscale: 'Portland' },
      },
    ],
    layout: { polar: { angularaxis: { direction: 'clockwise', rotation: 90 }, hole: 0.2 } },
  },
  'polar-sector': {
    data: [
      { type: 'scatterpolar', mode: 'lines+markers', r: [1, 3, 2, 5, 4], theta: [10, 40, 70, 100, 130] },
    ],
    layout: { polar: { sector: [0, 150], gridshape: 'linear' } },
  },
  ternary: {
    data: [
      {
        type: 'scatterternary',
        mode: 'markers',
        a: [20, 40, 60, 10],
        b: [50, 30, 20, 60],
        c: [30, 30, 20, 30],
        marker: { size: 12 },
      },
    ],
    layout: {
      ternary: {
        aaxis: { title: { text: '搜索' } },
        baxis: { title: { text: '推荐' } },
        caxis: { title: { text: '广告' } },
      },
    },
  },
  smith: {
    data: [{ type: 'scattersmith', real: [0.2, 0.5, 1, 2], imag: [0.3, 0.5, -1, 0], mode: 'lines+markers' }],
  },
  carpet: {
    data: [
      {
        type: 'carpet',
        a: [4, 4, 4, 5, 5, 5, 6, 6, 6],
        b: [1, 2, 3, 1, 2, 3, 1, 2, 3],
        y: [2, 3.5, 4, 3, 4.5, 5, 5.5, 6.5, 7.5],
        aaxis: { title: { text: '价格' } },
        baxis: { title: { text: '折扣' } },
      },
    ],
  },
} satisfies Family;
