import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import { join, literal, sql, type Sql } from '../../engine/sql.js';
import { contrast } from '../../stats/contrast.js';
import { corrected } from '../../stats/multiple.js';
import { omegaSquared } from '../../stats/omega-squared.js';
import { populationStability } from '../../stats/population-stability.js';
import { groupColumn, groupOrder } from '../groups-of.js';
import { measured } from '../portrait/columns.js';
import { ratio, total } from '../ratio.js';

const { optional } = column;

const segmentSchema = (table: Table, segment: string, outcome: string) => ({
  segment: groupColumn(table, segment),
  before: column.count('rowsBefore'),
  after: column.count('rowsAfter'),
  shareBefore: optional(column.percent('shareBefore', { base: 'before' })),
  shareAfter: optional(column.percent('shareAfter', { base: 'after' })),
  psi: column.decimal('psi', { digits: 3 }),
  meanBefore: measured(optional(column.decimal('meanBefore')), table, outcome),
  meanAfter: measured(optional(column.decimal('meanAfter')), table, outcome),
  p: optional(column.pValue()),
  q: optional(column.pValue('q')),
});

const SUMMARY = {
  psi: column.decimal('psi', { digits: 3 }),
  customers: column.count('customersInBoth'),
  moved: optional(column.percent('shareMoved', { base: 'customers' })),
  explainedBefore: optional(column.percent('explainedBefore')),
  explainedAfter: optional(column.percent('explainedAfter')),
} as const;

/** A segmentation in two halves, by segment; `summary` in one row. */
export type Drift = Result<ReturnType<typeof segmentSchema>> & { readonly summary: Result<typeof SUMMARY> };

/** Where to find the halves: a table with `unit`, `segment`, `outcome` and `half`. */
export interface Halves {
  readonly rows: Table;
  /** The audited table and its columns, for names and formats. */
  readonly table: Table;
  readonly segment: string;
  readonly outcome: string;
  /** What to call the halves. Default: their values. */
  readonly names?: readonly [string, string];
}

const MOMENTS = { half: 'text', segment: 'text', n: 'integer', mean: 'double', squares: 'double' } as const;

/**
 * The same segmentation in two halves: the population stability index and what each segment adds to it, whether its mean
 * has changed (Welch's t test with the rows of a customer clustered, corrected over the segments), the share of the
 * customers of both halves whose segment is another one, and the share of the outcome's variance that the segments
 * explain in each.
 *
 * A customer with several rows in a half has the segment of most of them.
 * @throws OptionsError unless there are exactly two halves.
 */
export async function driftOf({
  rows: table,
  segment,
  outcome,
  table: named,
  names,
}: Halves): Promise<Drift> {
  const query = sql`SELECT half, segment, count(*) AS n, avg(CAST(outcome AS DOUBLE)) AS mean,
      var_pop(CAST(outcome AS DOUBLE)) * count(*) AS squares
    FROM ${table} WHERE half IS NOT NULL GROUP BY half, segment ORDER BY half, segment`;
  const moments = await table.engine.all(query, MOMENTS);
  const [before = '', after = '', ...others] = inTime([...new Set(moments.map(({ half }) => half))]);
  if (after === '' || others.length > 0) {
    const found = [before, after, ...others].filter((half) => half !== '');
    throw new OptionsError(
      `Drift compares two halves, but the column has ${found.length}: ${found.slice(0, 5).join(', ')}. Name a column with two values.`,
    );
  }
  const of = (half: string) => moments.filter((row) => row.half === half);
  const segments = groupOrder(
    named,
    segment,
    moments.map((row) => row.segment),
  );
  const n = (half: string, name: string) => of(half).find((row) => row.segment === name)?.n ?? 0;
  const mean = (half: string, name: string) => of(half).find((row) => row.segment === name)?.mean ?? null;
  const counts = segments.map((name) => ({ before: n(before, name), after: n(after, name) }));
  const parts = populationStability(counts);
  const found = await changes(table, after, segments);
  const rows = segments.map((name, index) => {
    const { before: one = 0, after: other = 0 } = counts[index] ?? {};
    return {
      segment: name,
      ...{ before: one, after: other },
      shareBefore: ratio(one, total(counts.map((row) => row.before))),
      shareAfter: ratio(other, total(counts.map((row) => row.after))),
      psi: parts[index] ?? 0,
      meanBefore: mean(before, name),
      meanAfter: mean(after, name),
      p: found[index] ?? null,
    };
  });
  const session = table.session;
  const explained = (half: string) => omegaSquared(of(half).filter((row) => row.n > 1))?.share ?? null;
  const result = new Result({
    session,
    name: 'audit-drift',
    title: { en: 'Segments in two halves', zh: '分层在前后两部分中的变化' },
    schema: segmentSchema(named, segment, outcome),
    rows: corrected(rows),
    query,
    chart: { mark: 'bar', x: ['shareBefore', 'shareAfter'], y: 'segment' },
    note: noteOf(names ?? [before, after]),
  });
  const summary = new Result({
    session,
    name: 'audit-drift-summary',
    title: { en: 'Drift of the segments', zh: '分层漂移概要' },
    schema: SUMMARY,
    rows: [
      {
        psi: total(parts),
        ...(await moves(table, before, after)),
        explainedBefore: explained(before),
        explainedAfter: explained(after),
      },
    ],
  });
  return Object.assign(result, { summary });
}

/** Words for what was first, though others come before them in the alphabet. */
const EARLIER = /^(?:before|earlier|pre|previous|old|vorher|avant)$/i;

/** Halves in the order of their values, such as dates, unless a word says which is the earlier one. */
const inTime = (halves: readonly string[]): readonly string[] =>
  halves.toSorted((one, other) => Number(EARLIER.test(other)) - Number(EARLIER.test(one)));

/** p of a change of the outcome, by segment. */
async function changes(table: Table, after: string, segments: readonly string[]): Promise<(number | null)[]> {
  const part = segments.map((name, index) => sql`WHEN ${literal(name)} THEN ${literal(index)}`);
  const [unit = none, parts = none, side = none, outcome = none] = await table.engine.numbers(
    sql`SELECT CAST(unit AS DOUBLE), CAST(CASE segment ${join(part, ' ')} END AS DOUBLE),
      CAST(half = ${literal(after)} AS DOUBLE), CAST(outcome AS DOUBLE)
      FROM ${table} WHERE half IS NOT NULL ORDER BY unit, half, segment, outcome`,
  );
  const rowsOf = new Map(segments.map((_, index): [number, number[]] => [index, []]));
  parts.forEach((part, row) => rowsOf.get(part)?.push(row));
  return [...rowsOf.values()].map((rows) => {
    const of = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? NaN);
    return contrast(of(outcome), { unit: of(unit), side: Uint8Array.from(of(side)) }).test?.p ?? null;
  });
}

const none = new Float64Array();

const noteOf = ([before, after]: readonly [string, string]) => ({
  en: `Before: ${before}; after: ${after}.`,
  zh: `前：${before}；后：${after}。`,
});

async function moves(table: Table, before: string, after: string) {
  const usual = (half: string): Sql => sql`SELECT unit, segment FROM (
      SELECT unit, segment, row_number() OVER (PARTITION BY unit ORDER BY count(*) DESC, segment) AS place
      FROM ${table} WHERE half = ${literal(half)} GROUP BY unit, segment) s WHERE place = 1`;
  const { customers, moved } = await table.engine.one(
    sql`WITH a AS (${usual(before)}), b AS (${usual(after)})
    SELECT count(*) AS customers, count(*) FILTER (WHERE a.segment <> b.segment) AS moved FROM a JOIN b ON a.unit = b.unit`,
    { customers: 'integer', moved: 'integer' },
  );
  return { customers, moved: ratio(moved, customers) };
}
