/** Results of users by segment, for the figures of `samples.ts`. */
import { column, type Locale } from 'tally';
import { optional } from '../../../../lib/src/core/column.js';
import type { Interval } from '../../../../lib/src/core/schema.js';
import { resultOf } from './result-of.js';
import { names, label, SIZES, REGIONS, segmentKeys, segment, region } from './sample-names.js';

const total = 1000;

export const sizes = (locale: Locale) =>
  resultOf(
    {
      segment,
      users: column.count('users'),
      share: column.percent('shareOfUsers', { base: 'users' }),
      revenue: optional(column.money('revenue', { digits: 0 })),
      difference: column.money(label('Difference from the mean', '与均值之差'), { digits: 0 }),
    },
    segmentKeys.map((key) => ({
      segment: key,
      users: SIZES[key],
      share: SIZES[key] / total,
      revenue: key === 'generalWinBack' ? null : SIZES[key] * 2437.25,
      difference: (SIZES[key] - 125) * 31,
    })),
    {
      locale,
      title: label('Users by segment', '各分层用户数'),
      chart: { mark: 'bar', x: 'share', y: 'segment' },
    },
  );

/** Users by region and segment: large, small and missing parts. */
export const regional = (locale: Locale) =>
  resultOf(
    { region, segment, users: column.count('users') },
    Object.keys(REGIONS).flatMap((key, at) =>
      segmentKeys.map((name, index) => ({
        region: key,
        segment: name,
        users: Math.round((SIZES[name] * ((index * (at + 2)) % 7)) / 9),
      })),
    ),
    { locale, title: label('Segments within each region', '各地区的分层构成') },
  );

export const quarters = (locale: Locale) =>
  resultOf(
    { quarter: column.text(label('Quarter', '季度')), segment, orders: optional(column.count('orders')) },
    segmentKeys.flatMap((key, index) =>
      ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter, at) => ({
        quarter,
        segment: key,
        orders: at === 3 && index === 0 ? null : Math.round(SIZES[key] * (1 + at * 0.05)),
      })),
    ),
    { locale, title: label('Orders by quarter', '各季度订单') },
  );

/** Marks at equal and nearly equal values. */
export const spread = (locale: Locale) =>
  resultOf(
    {
      segment,
      min: column.count('min'),
      max: column.count('max'),
      file: column.count(label('By the file', '按文件顺序')),
      key: column.count(label('By id', '按编号')),
      percentRank: column.count(label('Percent rank', '百分位排名')),
      mean: optional(column.count(label('Mean rank', '平均名次'))),
    },
    segmentKeys.map((key, index) => ({
      segment: key,
      min: SIZES[key] - 4 - index,
      max: SIZES[key] + 4 + index,
      file: SIZES[key],
      key: SIZES[key] + (index % 2),
      percentRank: SIZES[key] + 3,
      mean: key === 'generalWinBack' ? null : SIZES[key] + 3,
    })),
    { locale, title: label('Segment sizes over random orders', '随机排序下各层人数') },
  );

export const shares = (locale: Locale) =>
  resultOf(
    {
      group: column.category(
        'segment',
        names({
          vip: ['VIP', '核心VIP'],
          fresh: ['Promising new', '潜力新客'],
          wake: ['To wake', '需唤醒老客'],
          lost: ['Lost', '流失客户'],
        }),
      ),
      buyers: column.percent(label('Buyers', '买家'), { interval: 'interval' }),
      orders: column.percent('orders'),
      interval: column.interval(),
    },
    (
      [
        ['vip', 0.256, 0.544],
        ['fresh', 0.515, 0.318],
        ['wake', 0.02, 0.037],
        ['lost', 0.209, 0.102],
      ] as const
    ).map(([group, buyers, orders]) => ({
      group,
      buyers,
      orders,
      interval: { low: buyers * 0.9, high: buyers * 1.1 },
    })),
    { locale, title: label('Buyers and orders by segment', '各分层的买家与订单占比') },
  );

const interval = (value: number, margin: number): Interval => ({
  low: value - margin,
  high: value + margin,
});

export const change = (locale: Locale) =>
  resultOf(
    {
      segment,
      change: column.decimal(label('Change', '变化'), { interval: 'interval' }),
      interval: column.interval('decimal'),
    },
    segmentKeys.map((key, index) => ({
      segment: key,
      change: index - 4.5,
      interval: interval(index - 4.5, 0.8),
    })),
    { locale, title: label('Change of each segment', '各分层的变化') },
  );
