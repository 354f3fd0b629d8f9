import * as column from '../../core/column.js';
import { joined } from '../../core/heading.js';
import type { Text } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { term, type Term } from '../../core/term.js';
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

/** One of two values that the segments are compared between. */
export interface Half {
  readonly value: string;
  /** What headings and legends call it. */
  readonly label: Text;
}

type Two = readonly [Half, Half];

/** A heading for each half: `Share: 2023`. */
const headings = (name: Term, [one, other]: Two) =>
  [joined(term(name), one.label), joined(term(name), other.label)] as const;

function segmentSchema(table: Table, segment: string, outcome: string, halves: Two) {
  const [rows, otherRows] = headings('rows', halves);
  const [share, otherShare] = headings('share', halves);
  const [mean, otherMean] = headings('mean', halves);
  return {
    segment: groupColumn(table, segment),
    first: column.count(rows),
    second: column.count(otherRows),
    shareFirst: optional(column.percent(share, { base: 'first' })),
    shareSecond: optional(column.percent(otherShare, { base: 'second' })),
    psi: column.decimal('psi', { digits: 3 }),
    meanFirst: measured(optional(column.decimal(mean)), table, outcome),
    meanSecond: measured(optional(column.decimal(otherMean)), table, outcome),
    p: optional(column.pValue()),
    q: optional(column.pValue('q')),
  };
}

function summarySchema(halves: Two) {
  const [explained, otherExplained] = headings('varianceExplained', halves);
  return {
    psi: column.decimal('psi', { digits: 3 }),
    customers: column.count('customersInBoth'),
    moved: optional(column.percent('shareMoved', { base: 'customers' })),
    explainedFirst: optional(column.percent(explained)),
    explainedSecond: optional(column.percent(otherExplained)),
  };
}

/** A segmentation in two halves, by segment; `summary` in one row. */
export type Drift = Result<ReturnType<typeof segmentSchema>> & {
  readonly summary: Result<ReturnType<typeof summarySchema>>;
};

/** Where to find the halves: a table with `unit`, `segment`, `outcome` and `half`. */
export interface Halves {
  readonly rows: Table;
  /** The audited table and its columns, for names and formats. */
  readonly table: Table;
  readonly segment: string;
  readonly outcome: string;
  /** The values of `half` in their order. */
  readonly halves: readonly Half[];
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
  halves,
}: Halves): Promise<Drift> {
  const query = sql`SELECT half, segment, count(*) AS n, avg(CAST(outcome AS DOUBLE)) AS mean,
      var_pop(CAST(outcome AS DOUBLE)) * count(*) AS squares
    FROM ${table} WHERE half IS NOT NULL GROUP BY half, segment ORDER BY half, segment`;
  const moments = await table.engine.all(query, MOMENTS);
  const two = requireTwo(halves.filter(({ value }) => moments.some(({ half }) => half === value)));
  const [{ value: first }, { value: second }] = two;
  const of = (half: string) => moments.filter((row) => row.half === half);
  const segments = groupOrder(
    named,
    segment,
    moments.map((row) => row.segment),
  );
  const n = (half: string, name: string) => of(half).find((row) => row.segment === name)?.n ?? 0;
  const mean = (half: string, name: string) => of(half).find((row) => row.segment === name)?.mean ?? null;
  const counts = segments.map((name) => ({ before: n(first, name), after: n(second, name) }));
  const parts = populationStability(counts);
  const found = await changes(table, second, segments);
  const rows = segments.map((name, index) => {
    const { before: one = 0, after: other = 0 } = counts[index] ?? {};
    return {
      segment: name,
      ...{ first: one, second: other },
      shareFirst: ratio(one, total(counts.map((row) => row.before))),
      shareSecond: ratio(other, total(counts.map((row) => row.after))),
      psi: parts[index] ?? 0,
      meanFirst: mean(first, name),
      meanSecond: mean(second, name),
      p: found[index] ?? null,
    };
  });
  const session = table.session;
  const explained = (half: string) => omegaSquared(of(half).filter((row) => row.n > 1))?.share ?? null;
  const result = new Result({
    session,
    name: 'audit-drift',
    title: { en: 'Segments in two halves', zh: '各分层在两部分中的对比' },
    schema: segmentSchema(named, segment, outcome, two),
    rows: corrected(rows),
    query,
    chart: { mark: 'bar', x: ['shareFirst', 'shareSecond'], y: 'segment' },
  });
  const summary = new Result({
    session,
    name: 'audit-drift-summary',
    title: { en: 'Drift of the segments', zh: '分层漂移概要' },
    schema: summarySchema(two),
    rows: [
      {
        psi: total(parts),
        ...(await moves(table, first, second)),
        explainedFirst: explained(first),
        explainedSecond: explained(second),
      },
    ],
  });
  return Object.assign(result, { summary });
}

function requireTwo(halves: readonly Half[]): Two {
  const [first, second, ...others] = halves;
  if (first !== undefined && second !== undefined && others.length === 0) return [first, second];
  const found = halves.slice(0, 5).map(({ value }) => value);
  throw new OptionsError(
    `Drift compares two halves, but the column has ${halves.length}: ${found.join(', ')}. Name a column with two values.`,
  );
}

/** p of a change of the outcome, by segment. */
async function changes(
  table: Table,
  second: string,
  segments: readonly string[],
): Promise<(number | null)[]> {
  const part = segments.map((name, index) => sql`WHEN ${literal(name)} THEN ${literal(index)}`);
  const [unit = none, parts = none, side = none, outcome = none] = await table.engine.numbers(
    sql`SELECT CAST(unit AS DOUBLE), CAST(CASE segment ${join(part, ' ')} END AS DOUBLE),
      CAST(half = ${literal(second)} AS DOUBLE), CAST(outcome AS DOUBLE)
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

async function moves(table: Table, first: string, second: string) {
  const usual = (half: string): Sql => sql`SELECT unit, segment FROM (
      SELECT unit, segment, row_number() OVER (PARTITION BY unit ORDER BY count(*) DESC, segment) AS place
      FROM ${table} WHERE half = ${literal(half)} GROUP BY unit, segment) s WHERE place = 1`;
  const { customers, moved } = await table.engine.one(
    sql`WITH a AS (${usual(first)}), b AS (${usual(second)})
    SELECT count(*) AS customers, count(*) FILTER (WHERE a.segment <> b.segment) AS moved FROM a JOIN b ON a.unit = b.unit`,
    { customers: 'integer', moved: 'integer' },
  );
  return { customers, moved: ratio(moved, customers) };
}
