import { literal, sql, type Sql } from '../../engine/sql.js';
import type { LabeledRows } from '../../stats/shuffled-labels.js';
import type { Working } from './working.js';

/** Customers in a sample, at most: with more than these, answers no longer depend on the sample. */
export const SAMPLE = 5000;

/** A prime, so that multiples of customer numbers come in no order that the customers have. */
const STRIDE = 7919;

/** The rows of a sample of customers. */
export interface Sampled extends LabeledRows {
  /** The outcome less the mean of the segment. */
  readonly deviation: Float64Array;
}

const ROW = { segment: 'text', unit: 'integer', label: 'text', y: 'double', deviation: 'double' } as const;

/** The labeled rows of at most {@link SAMPLE} customers, by segment and customer. */
export async function sampled(
  { plan, rows: table, segments }: Working,
  label: Sql,
  labels: readonly string[],
): Promise<Sampled> {
  const { n } = await table.engine.one(sql`SELECT coalesce(max(unit), 0) AS n FROM ${table}`, {
    n: 'integer',
  });
  const place = sql`(CAST(unit AS BIGINT) * ${literal(STRIDE)}) % ${literal(Math.max(n, 1))}`;
  const rows = await table.engine.all(
    sql`WITH chosen AS (
      SELECT segment, unit, ${label} AS label, CAST(outcome AS DOUBLE) AS y, center, ${place} AS place FROM ${table}
      WHERE ${label} IS NOT NULL AND ${place} < ${literal(SAMPLE)}
    ), whole AS (SELECT avg(y) AS m FROM chosen)
    SELECT segment, unit, label, y - m AS y, y - center AS deviation FROM chosen, whole
    ORDER BY segment, place, unit, label, y`,
    ROW,
  );
  const [places, codes] = [placesOf(segments), placesOf(labels)];
  return {
    segment: Int32Array.from(rows, (row) => places.get(row.segment) ?? 0),
    customer: Int32Array.from(rows, (row) => row.unit),
    label: Int32Array.from(rows, (row) => codes.get(row.label) ?? 0),
    outcome: Float64Array.from(rows, (row) => row.y),
    deviation: Float64Array.from(rows, (row) => row.deviation),
    ...{ segments: segments.length, labels: labels.length, folds: plan.folds },
  };
}

/** Places of names by name. */
export const placesOf = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, index) => [name, index]));
