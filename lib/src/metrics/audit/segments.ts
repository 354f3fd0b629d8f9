import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { contrast } from '../../stats/contrast.js';
import { corrected } from '../../stats/multiple.js';
import { groupColumn } from '../groups-of.js';
import { measured } from '../portrait/columns.js';
import { ratio, total } from '../ratio.js';
import type { Anomalies } from './anomalies.js';
import type { Working } from './working.js';
import { segmentSides } from './working-columns.js';

const { optional } = column;

const schemaOf = ({ plan: { table, segment, outcome } }: Working) => ({
  segment: groupColumn(table, segment),
  rows: column.count('rows'),
  customers: column.count('customers'),
  mean: measured(column.decimal('mean'), table, outcome),
  sd: measured(optional(column.decimal('standardDeviation')), table, outcome),
  rest: measured(optional(column.decimal('meanOfRest')), table, outcome),
  difference: measured(
    optional(column.decimal('meanDifference', { interval: 'differenceInterval' })),
    table,
    outcome,
  ),
  differenceInterval: measured(optional(column.interval('decimal')), table, outcome),
  p: optional(column.pValue()),
  q: optional(column.pValue('q')),
});

/** The outcome of each segment beside that of all others. */
export type SegmentOutcomes = Result<ReturnType<typeof schemaOf>>;

/**
 * The outcome of each segment beside that of all others: Welch's t test with the rows of a customer clustered, corrected
 * over the segments. Segments or rests of fewer than two customers have no test.
 */
export function segmentOutcomes(working: Working, anomalies: Anomalies): SegmentOutcomes {
  const { rows: table, columns } = working;
  const all = total(anomalies.rows.map((row) => row.rows));
  const sum = total(anomalies.rows.map((row) => row.rows * row.mean));
  const rows = anomalies.rows.map(({ segment, rows: n, customers, mean, sd }) => {
    const { test } = contrast(columns.outcome, segmentSides(columns, working.segments.indexOf(segment)));
    return {
      ...{ segment, rows: n, customers, mean, sd, rest: ratio(sum - n * mean, all - n) },
      difference: test?.difference ?? null,
      differenceInterval: test?.interval ?? null,
      p: test?.p ?? null,
    };
  });
  return new Result({
    session: table.session,
    name: 'audit-segments',
    title: { en: 'Outcome of each segment and the rest', zh: '各分层与其余分层的结果对比' },
    schema: schemaOf(working),
    rows: corrected(rows),
    chart: { mark: 'range', x: 'difference', y: 'segment', reference: { x: 0 } },
  });
}
