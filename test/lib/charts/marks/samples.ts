import { chart, column, percent, type Chart, type Locale } from 'tally';
import type { TermOrText } from '../../../../lib/src/core/column.js';
import type { Schema } from '../../../../lib/src/core/schema.js';
import { resultOf } from './result-of.js';
import { customers } from './sample-points.js';
import { fullTree, groupTree, NODE, retentionTree } from './sample-trees.js';
import { hours, week, cohorts, steps, retained, daily } from './sample-events.js';
import { label, LAENDER } from './sample-names.js';
import {
  residuals,
  means,
  five,
  ways,
  curve,
  ranks,
  categories,
  laender,
  landSortiment,
  yearly,
} from './sample-sales.js';
import { overlaps } from './sample-sets.js';
import { sizes, regional, quarters, spread, shares, change } from './sample-segments.js';
import { moves } from './sample-moves.js';

const cut = {
  reference: { x: 200, split: true, text: label('the first 200 hold 80%', '前200个占80%') },
} as const;

const none = <S extends Schema>(schema: S, locale: Locale) => resultOf(schema, [], { locale });

const someText = (name: TermOrText) => column.text(name);

/** Every mark on data as notebooks have them, by file name. */
export const SAMPLES: Readonly<Record<string, (locale: Locale) => Chart>> = {
  'bar-hint': (locale) => chart(sizes(locale)),
  'bar-counts': (locale) => chart.bar(sizes(locale), { x: 'users', sort: 'descending' }),
  'bar-money': (locale) => chart.bar(sizes(locale), { x: 'revenue', y: 'segment' }),
  'bar-signed': (locale) => chart.bar(sizes(locale), { x: 'difference' }),
  'bar-standing': (locale) => chart.bar(sizes(locale), { x: 'segment', y: 'users' }),
  'bar-of-columns': (locale) => chart(ways(locale)),
  'bar-share': (locale) => chart.bar(regional(locale), { y: 'region', color: 'segment', layout: 'share' }),
  'bar-stack': (locale) => chart.bar(regional(locale), { y: 'segment', color: 'region', layout: 'stack' }),
  'bar-stack-standing': (locale) =>
    chart.bar(regional(locale), { x: 'region', color: 'segment', layout: 'stack' }),
  'bar-group': (locale) => chart(regional(locale)),
  'bar-group-of-columns': (locale) => chart.bar(shares(locale), { x: ['buyers', 'orders'], y: 'group' }),
  'bar-interval': (locale) => chart(shares(locale)),
  'bar-interval-signed': (locale) => chart.bar(change(locale), { x: 'change' }),
  'bar-interval-standing': (locale) => chart.bar(shares(locale), { x: 'group', y: 'buyers' }),
  'bar-dual': (locale) => chart.bar(hours(locale), { x: 'hour', y: 'views', line: 'rate' }),
  'bar-pareto': (locale) =>
    chart.bar(categories(locale), { x: 'category', y: 'purchases', cumulative: 400_000 }),
  'bar-regions': (locale) => chart(laender(locale)),
  'bar-regions-standing': (locale) => chart.bar(laender(locale), { x: 'land', y: 'umsatz', limit: 9 }),
  'bar-tiny': (locale) => chart.bar(steps(locale, [1_359_722, 1458, 57])),
  'bar-one': (locale) => chart.bar(sizes(locale).head(1), { x: 'users' }),
  heatmap: (locale) => chart(residuals(locale)),
  'heatmap-cohorts': (locale) => chart.heatmap(cohorts(locale), { x: 'day', y: 'cohort', value: 'rate' }),
  'heatmap-residuals': (locale) =>
    chart.heatmap(residuals(locale), {
      reach: 4,
      mark: {
        when: (row) => Math.abs(row.residual) > 3,
        note: label('stands out after correction for all cells', '对全部单元格校正后仍突出'),
      },
    }),
  'heatmap-week': (locale) =>
    chart.heatmap(week(locale), { x: 'hour', y: 'weekday', value: 'views', week: true }),
  'heatmap-regions': (locale) => chart(landSortiment(locale)),
  'heatmap-regions-turned': (locale) => chart.heatmap(landSortiment(locale), { x: 'land', y: 'sortiment' }),
  'heatmap-one': (locale) => chart.heatmap(landSortiment(locale, LAENDER.slice(0, 1))),
  funnel: (locale) => chart.funnel(steps(locale)),
  'funnel-tiny': (locale) => chart.funnel(steps(locale, [135_972, 1458, 57])),
  sankey: (locale) => chart.sankey(moves(locale)),
  'sankey-few': (locale) => chart.sankey(moves(locale).head(2)),
  'sankey-long-names': (locale) => chart.sankey(landSortiment(locale)),
  line: (locale) => chart.line(retained(locale)),
  'line-plain': (locale) => chart.line(retained(locale), { band: false, zero: false }),
  'line-named-at-ends': (locale) => chart(daily(locale)),
  'line-with-legend': (locale) =>
    chart.line(quarters(locale), { x: 'quarter', y: 'orders', color: 'segment' }),
  'line-of-columns': (locale) => chart.line(shares(locale), { x: 'group', y: ['buyers', 'orders'] }),
  'line-months': (locale) => chart(yearly(locale)),
  lorenz: (locale) =>
    chart.line(curve(locale), {
      diagonal: true,
      title: label('Lorenz curve of spending (Gini {gini})', '消费的洛伦兹曲线（基尼系数{gini}）'),
      values: { gini: { raw: 0.3439, en: '0.34', zh: '0.34' }, top: percent(0.2, 0), share: percent(0.3456) },
      reference: { x: 0.8, y: 0.6544, text: label('top {top} of users: {share}', '前{top}的用户占{share}') },
    }),
  ranks: (locale) => chart.line(ranks(locale), { x: 'place', y: 'purchases', log: 'xy', step: true, ...cut }),
  range: (locale) =>
    chart.range(spread(locale), { low: 'min', high: 'max', marks: ['file', 'key', 'percentRank', 'mean'] }),
  means: (locale) =>
    chart.range(means(locale), {
      reference: { x: 2437, text: label('all users {mean}', '总体{mean}') },
      values: { mean: { raw: 2437, en: '¥2,437', zh: '¥2,437' } },
    }),
  'means-with-marks': (locale) => chart.range(shares(locale), { x: 'buyers', y: 'group', marks: ['orders'] }),
  box: (locale) => chart(five(locale)),
  'box-one': (locale) => chart(five(locale).head(1)),
  ring: (locale) => chart.ring(sizes(locale)),
  scatter: (locale) => chart.scatter(customers(locale), { x: 'score', y: 'revenue', highlight: 'outlier' }),
  'scatter-quadrants': (locale) =>
    chart.scatter(customers(locale), {
      ...{ x: 'score', y: 'revenue', highlight: 'outlier' },
      quadrants: {
        ...{ x: 60, y: 800 },
        topLeft: label('Under-recognized value', '被低估价值'),
        topRight: label('Realized value', '已实现价值'),
        bottomLeft: label('Low value', '低价值'),
        bottomRight: label('Potential value', '潜在价值'),
      },
    }),
  'scatter-narrow-quadrant': (locale) =>
    chart.scatter(customers(locale), {
      ...{ x: 'retention', y: 'score', name: 'narrow' },
      quadrants: {
        ...{ x: 0.94, y: 95 },
        topLeft: label('High score, low retention', '得分高、留存低'),
        topRight: label('High score, high retention', '得分高、留存高'),
        bottomLeft: label('Low score, low retention', '得分低、留存低'),
        bottomRight: label('Low score, high retention', '得分低、留存高'),
      },
    }),
  'scatter-lines': (locale) =>
    chart.scatter(
      customers(locale).where(({ revenue }) => (revenue ?? 0) > 0),
      {
        ...{ x: 'score', y: 'revenue', log: 'y', note: label('By customer', '按客户') },
        reference: { y: 500, text: label('revenue of 500', '收入500') },
      },
    ),
  'scatter-many': (locale) =>
    chart.scatter(customers(locale, 3000), { x: 'score', y: 'revenue', limit: 1500 }),
  strip: (locale) =>
    chart.scatter(customers(locale), { x: 'retention', y: 'tier', highlight: 'outlier', band: 'band' }),
  'strip-standing': (locale) =>
    chart.scatter(customers(locale), { x: 'tier', y: 'retention', highlight: 'outlier', band: 'band' }),
  'strip-plain': (locale) =>
    chart.scatter(customers(locale, 40), {
      x: 'revenue',
      reference: { x: 700, text: label('target', '目标') },
    }),
  'strip-many': (locale) => chart.scatter(customers(locale, 2400), { x: 'retention', y: 'tier' }),
  tree: (locale) => chart(retentionTree(locale)),
  'tree-of-groups': (locale) => chart.tree(groupTree(locale), { text: ['group', 'share'], color: 'group' }),
  'tree-full': (locale) =>
    chart.tree(fullTree(locale), { text: ['mean'], color: 'mean', note: label('By size', '按规模') }),
  'tree-one': (locale) => chart.tree(retentionTree(locale).head(1)),
  'tree-none': (locale) => chart.tree(none(NODE, locale)),
  upset: (locale) => chart.upset(overlaps(locale, 5)),
  'upset-many': (locale) => chart.upset(overlaps(locale, 31)),
  'upset-one': (locale) => chart.upset(overlaps(locale, 1)),
  'bar-group-signed': (locale) =>
    chart.bar(residuals(locale), { y: 'region', color: 'category', axis: label('Residual', '残差') }),
  'bar-group-standing': (locale) => chart.bar(regional(locale), { x: 'segment', color: 'region' }),
  'range-regions': (locale) =>
    chart.range(laender(locale), { x: 'anteil', marks: ['anteil'], sort: 'descending' }),
  'range-one': (locale) =>
    chart.range(spread(locale).head(1), { low: 'min', high: 'max', marks: ['file', 'mean'] }),
  'line-one': (locale) =>
    chart.line(retained(locale).head(1), { reference: { y: 0.5, text: label('half', '一半') } }),
  'no-rows': (locale) => chart(none({ name: someText('segment'), users: column.count('users') }, locale)),
  'all-null': (locale) => chart.bar(sizes(locale).where({ segment: 'generalWinBack' }), { x: 'revenue' }),
};
