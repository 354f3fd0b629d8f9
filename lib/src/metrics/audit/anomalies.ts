import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { Result } from '../../core/result.js';
import { sql } from '../../engine/sql.js';
import { expectedBeyond } from '../../stats/beyond-band.js';
import { groupColumn, groupOrder } from '../groups-of.js';
import { mean } from '../mean.js';
import { measured } from '../portrait/columns.js';
import type { Working } from './working.js';

const { optional } = column;

const schemaOf = ({ plan: { table, segment, outcome } }: Working) => ({
  segment: groupColumn(table, segment),
  rows: column.count('rows'),
  customers: column.count('customers'),
  mean: measured(column.decimal('mean'), table, outcome),
  sd: measured(optional(column.decimal('standardDeviation')), table, outcome),
  anomalies: column.count('anomalousRows'),
  anomalousCustomers: column.count('anomalousCustomers'),
  share: column.percent('shareOfSegmentRows', { base: 'rows' }),
  expected: optional(column.decimal('expectedRows', { digits: 1 })),
  beyondZ: column.count('beyondZ'),
  beyondQuantile: column.count('beyondQuantile', { hidden: true }),
  beyondMad: column.count('beyondMad'),
});

/** Anomalies by segment. */
export type Anomalies = Result<ReturnType<typeof schemaOf>>;

const FOUND = {
  segment: 'text',
  rows: 'integer',
  customers: 'integer',
  mean: 'double',
  sd: 'double?',
  anomalies: 'integer',
  anomalous_customers: 'integer',
  beyond_z: 'integer',
  beyond_quantile: 'integer',
  beyond_mad: 'integer',
} as const;

/**
 * Anomalies by segment: rows further than the threshold from the mean of their segment, of how many customers, and how
 * many a segment of this spread would have if its values were normal, see `stats.expectedBeyond`. Beside them, rows
 * beyond the z-score and the robust band of the rules; the quantile band is hidden.
 *
 * Segments are in the order of the column's categories, then by name. A note names those without any: no statement
 * about their anomalies can be true.
 */
export async function anomaliesOf(working: Working): Promise<Anomalies> {
  const { plan, rows: table } = working;
  const query = sql`SELECT segment, count(*) AS rows, count(DISTINCT unit) AS customers, ${mean(sql`outcome`)} AS mean,
      stddev_samp(CAST(outcome AS DOUBLE)) AS sd, count(*) FILTER (WHERE anomaly) AS anomalies,
      count(DISTINCT CASE WHEN anomaly THEN unit END) AS anomalous_customers,
      count(*) FILTER (WHERE beyond_z) AS beyond_z, count(*) FILTER (WHERE beyond_quantile) AS beyond_quantile,
      count(*) FILTER (WHERE beyond_mad) AS beyond_mad
    FROM ${table} GROUP BY segment ORDER BY segment`;
  const found = await table.engine.all(query, FOUND);
  const order = groupOrder(plan.table, plan.segment, working.segments);
  const rows = found
    .map(({ anomalous_customers, beyond_z, beyond_quantile, beyond_mad, ...row }) => ({
      ...row,
      anomalousCustomers: anomalous_customers,
      share: row.anomalies / row.rows,
      expected: expectedBeyond({ n: row.rows, sd: row.sd ?? 0, band: plan.threshold }),
      beyondZ: beyond_z,
      beyondQuantile: beyond_quantile,
      beyondMad: beyond_mad,
    }))
    .toSorted((a, b) => order.indexOf(a.segment) - order.indexOf(b.segment));
  const input = {
    session: table.session,
    name: 'audit-anomalies',
    title: { en: 'Anomalies by segment', zh: '各分层的异常行' },
    schema: schemaOf(working),
    rows,
    query,
    chart: { mark: 'bar', x: ['anomalies', 'expected'], y: 'segment' },
  };
  const result = new Result(input);
  const without = result.where(({ anomalies }) => anomalies === 0);
  return without.length === 0 ? result : new Result({ ...input, note: noteOf(without) });
}

function noteOf(without: Anomalies): Label {
  const names = without.list('segment');
  return {
    en: `No anomaly, so nothing can be said of anomalies: ${names.en}.`,
    zh: `没有异常行，因此无从谈起其异常客户：${names.zh}。`,
  };
}
