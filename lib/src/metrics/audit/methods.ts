import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { term } from '../../core/term.js';
import { raw, sql } from '../../engine/sql.js';
import { expectedBeyond } from '../../stats/beyond-band.js';
import { ratio, total } from '../ratio.js';
import type { Anomalies } from './anomalies.js';
import type { Working } from './working.js';

const { optional } = column;

const METHODS = {
  method: column.category('anomalyRule', {
    fixed: { label: term('fixedBand') },
    z: { label: term('zScore') },
    quantile: { label: term('quantileBand') },
    mad: { label: term('robustBand') },
  }),
  rows: column.count('anomalousRows'),
  customers: column.count('anomalousCustomers'),
  share: optional(column.percent('shareOfRows')),
  expected: optional(column.decimal('expectedRows', { digits: 1 })),
  segments: column.count('segmentsWithAnomalies'),
} as const;

/** Anomalies by four rules, one row each. */
export type Methods = Result<typeof METHODS>;

const FLAGS = { fixed: 'anomaly', z: 'beyond_z', quantile: 'beyond_quantile', mad: 'beyond_mad' } as const;

const FOUND = { method: 'text', rows: 'integer', customers: 'integer', segments: 'integer' } as const;

/** P(|Z| > 3.5) and the like: what a robust band expects of normal values. */
const beyondNormal = (z: number) => (expectedBeyond({ n: 1e9, sd: 1, band: z }) ?? 0) / 1e9;

/**
 * The same rows by four rules: the fixed band; z standard deviations from the mean of the segment; outside its quantile
 * band, which names a fixed share of every segment; robust standard deviations (1.4826 MAD) from its median.
 *
 * expected is the number of rows of normal values with the mean and spread of their segments.
 * Source: Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers, for the robust rule.
 */
export async function methodsOf({ plan, rows }: Working, anomalies: Anomalies): Promise<Methods> {
  const selects = Object.entries(FLAGS).map(
    ([
      method,
      flag,
    ]) => sql`SELECT ${raw(`'${method}'`)} AS method, count(*) AS rows, count(DISTINCT unit) AS customers,
      count(DISTINCT segment) AS segments FROM ${rows} WHERE ${raw(flag)}`,
  );
  const query = selects.reduce((all, one) => sql`${all} UNION ALL ${one}`);
  const found = await rows.engine.all(query, FOUND);
  const n = total(anomalies.rows.map((row) => row.rows));
  const expected = {
    fixed: total(anomalies.rows.map((row) => row.expected ?? 0)),
    z: total(anomalies.rows.map((row) => expectedBeyond({ n: row.rows, sd: 1, band: plan.rules.z }) ?? 0)),
    quantile: plan.rules.quantile * n,
    mad: n * beyondNormal(plan.rules.mad),
  };
  const methods = Object.keys(FLAGS) as (keyof typeof FLAGS)[];
  return new Result({
    session: rows.session,
    name: 'audit-methods',
    title: { en: 'Anomalies by four rules', zh: '四种规则下的异常行' },
    schema: METHODS,
    rows: methods.map((method) => {
      const row = found.find((one) => one.method === method) ?? { rows: 0, customers: 0, segments: 0 };
      const { rows: anomalous, customers, segments } = row;
      const share = ratio(anomalous, n);
      return { method, rows: anomalous, customers, share, expected: expected[method], segments };
    }),
    query,
    chart: { mark: 'bar', x: ['rows', 'expected'], y: 'method' },
  });
}
