import type { Family } from './family.js';
import { noise, range } from './numbers.js';

const quarters = ['2024 Q1', '2024 Q2', '2024 Q3', '2024 Q4'];
const provinces = range(40).map((index) => `省市 ${index + 1}`);

/** Bars upright, on their side, side by side, stacked, below zero, too few and too many. */
export const bars = {
  'bar-grouped': {
    data: [
      {
        type: 'bar',
        name: '天猫 Tmall',
        x: quarters,
        y: [1200, 1480, 1610, 2050],
        text: ['1.2k', '', '', '<b>2.1k</b>'],
      },
      { type: 'bar', name: '自营 App', x: quarters, y: [640, -120, 900, 1100] },
    ],
    layout: {
      title: { text: '各渠道季度销售额 · Revenue by channel<br><sub>单位：万元</sub>' },
      xaxis: { title: { text: '季度 Quarter' } },
      yaxis: { title: { text: '销售额 Revenue' } },
    },
  },
  'bar-stacked': {
    data: [
      { type: 'bar', name: '新客 New', x: quarters, y: [320, 410, 380, 520], texttemplate: '%{y}' },
      { type: 'bar', name: '回头客 Returning', x: quarters, y: [510, 560, 640, 820], texttemplate: '%{y}' },
      {
        type: 'bar',
        name: '流失召回 Won back',
        x: quarters,
        y: [40, 35, 60, 95],
        texttemplate: '%{y}',
        cliponaxis: false,
      },
    ],
    layout: { barmode: 'stack', title: { text: '订单构成 Orders by customer type' } },
  },
  'bar-stacked-percent': {
    data: [
      { type: 'bar', name: '手机 Phone', x: quarters, y: [70, 74, 78, 83] },
      {
        type: 'bar',
        name: '电脑 Desktop',
        x: quarters,
        y: [30, 26, 22, 17],
        marker: { pattern: { shape: '/' } },
      },
    ],
    layout: {
      barmode: 'stack',
      barnorm: 'percent',
      yaxis: { ticksuffix: '%' },
      legend: { orientation: 'h', y: 1.12 },
    },
  },
  'bar-horizontal-long-labels': {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        y: [
          '服饰鞋包 Apparel, Shoes, Bags and Accessories for All Seasons',
          '家用电器',
          '运动户外 Sports and Outdoor Equipment & Clothing',
        ],
        x: [31000, 22500.5, 8700],
        texttemplate: '%{x:,.1f}',
      },
    ],
    layout: { yaxis: { automargin: true }, xaxis: { tickformat: ',.0f', title: { text: '订单 Orders' } } },
  },
  'bar-negative': {
    data: [
      {
        type: 'bar',
        x: ['服饰', '数码', '家居', '美妆', '食品'],
        y: [12.4, -8.1, 3.3, -15.2, 0],
        texttemplate: '%{y:+.1f}%',
        textposition: 'outside',
        marker: { color: ['#117733', '#882255', '#117733', '#882255', '#888888'] },
      },
    ],
    layout: {
      title: { text: '同比变化 Change on the year before' },
      yaxis: { ticksuffix: '%', range: [-20, 20] },
    },
  },
  'bar-relative-horizontal': {
    data: [
      { type: 'bar', orientation: 'h', name: '女 Women', y: ['18–29', '30–49', '50+'], x: [140, 220, 150] },
      { type: 'bar', orientation: 'h', name: '男 Men', y: ['18–29', '30–49', '50+'], x: [-141, -180, -169] },
    ],
    layout: { barmode: 'relative', title: { text: '年龄与性别 Age and gender' }, bargap: 0.1 },
  },
  'bar-one-category': {
    data: [{ type: 'bar', x: ['全部 All'], y: [42] }],
    layout: { title: { text: '只有一类 One category' } },
  },
  'bar-40-categories': {
    data: [{ type: 'bar', x: provinces, y: noise(40, 7).map((share) => Math.round(share * 900 + 100)) }],
    layout: {
      title: { text: '四十个地区 Forty regions' },
      xaxis: { tickangle: -60, dtick: 1, tickfont: { size: 10 } },
    },
  },
  'bar-log': {
    data: [{ type: 'bar', x: ['首页', '搜索', '商品', '支付'], y: [1_250_000, 84_000, 3_100, 42] }],
    layout: { yaxis: { type: 'log', title: { text: '次数（对数）Count, log' } } },
  },
  'bar-all-null': {
    data: [{ type: 'bar', x: ['一月', '二月', '三月'], y: [null, null, null] }],
    layout: { title: { text: '没有数据 No data' } },
  },
  'bar-error-and-overlay': {
    data: [
      {
        type: 'bar',
        name: '实验 Treatment',
        x: ['A', 'B', 'C'],
        y: [0.12, 0.15, 0.11],
        error_y: { array: [0.01, 0.02, 0.015] },
      },
      { type: 'bar', name: '对照 Control', x: ['A', 'B', 'C'], y: [0.1, 0.11, 0.12], width: 0.4 },
    ],
    layout: { barmode: 'overlay', yaxis: { tickformat: '.0%' }, bargap: 0.3 },
  },
  'bar-multicategory': {
    data: [
      {
        type: 'bar',
        x: [
          ['华东 East', '华东 East', '华南 South', '华南 South'],
          ['上海', '杭州', '广州', '深圳'],
        ],
        y: [320, 210, 280, 305],
        marker: {
          color: [1, 2, 3, 4],
          colorscale: 'Viridis',
          showscale: true,
          colorbar: { title: { text: '等级' } },
        },
      },
    ],
  },
} satisfies Family;
