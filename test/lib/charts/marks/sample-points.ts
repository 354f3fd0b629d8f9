/** Results with a row for each customer, for the figures of `samples.ts`. */
import { column, type Locale } from 'tally';
import { optional } from '../../../../lib/src/core/column.js';
import { resultOf } from './result-of.js';
import { label } from './sample-names.js';

const TIERS = [
  ['narrow', 0.45, 0.08],
  ['wide', 0.55, 0.4],
  ['middle', 0.66, 0.15],
] as const;

const SCHEMA = {
  tier: column.category(label('Profitability segment', '盈利能力分段'), {
    narrow: { label: label('Growing', '成长') },
    wide: { label: label('Standard', '标准') },
    middle: { label: label('Premium', '高端') },
  }),
  retention: column.percent(label('Predicted retention', '预测留存率')),
  score: column.count(label('Customer score', '客户得分')),
  revenue: optional(column.money('revenue', { digits: 0 })),
  outlier: column.yesNo(label('More than 15 points from the mean', '偏离均值超过15个百分点')),
  band: column.interval('percent', label('mean ± 15 points', '均值±15个百分点')),
};

/** Between 0 and 1, the same each time, with no pattern that an eye sees. */
const mixed = (n: number) => (((((n + 1) * 7919) % 1009) * (n + 31)) % 997) / 997;

/** Customers in three tiers; every 29th has no revenue. */
export const customers = (locale: Locale, rows = 150) =>
  resultOf(
    SCHEMA,
    Array.from({ length: rows }, (_, n) => {
      const [tier, mean, spread] = TIERS[n % 3] ?? TIERS[0];
      const off = (2 * mixed(n) - 1) * spread;
      const score = Math.round(100 * mixed(3 * n + 1));
      return {
        ...{ tier, retention: Math.round(100 * (mean + off)) / 100, score, outlier: Math.abs(off) > 0.15 },
        revenue: n % 29 === 28 ? null : Math.round(10 * score + 400 * mixed(5 * n)),
        band: { low: mean - 0.15, high: mean + 0.15 },
      };
    }),
    { locale, title: label('Every customer', '每位客户') },
  );
