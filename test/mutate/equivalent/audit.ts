import { downwards, sortedAfterwards, type Equivalent } from './entry.js';

const AUDIT = 'lib/src/metrics/audit';

const OTHER_NAMES = 'Only the numbers differ by which customers are told apart: as many, each another one.';
const ALL_FOUND = 'Every row that is known has a segment in what is joined.';
const SAME_SUM = 'They are summed, in another order.';

const unknownRows = (line: string): Equivalent => ({
  ...{ file: `${AUDIT}/working.ts`, line, change: 'WHERE TRUE OR (...)' },
  why: 'An outcome that is missing alters no mean or median, and a segment of such rows is joined to none.',
});

/** Looked at one by one: see `EQUIVALENT`. */
export const AUDIT_EQUIVALENT: readonly Equivalent[] = [
  ...sortedAfterwards(
    `${AUDIT}/anomalies.ts`,
    'FROM ${table} GROUP BY segment ORDER BY segment`;',
    ...downwards(1),
  ),
  ...sortedAfterwards(
    `${AUDIT}/drift.ts`,
    'FROM ${table} WHERE half IS NOT NULL GROUP BY half, segment ORDER BY half, segment`;',
    ...downwards(2),
  ),
  ...downwards(1, 2, 3, 4).map((change) => ({
    ...{ file: `${AUDIT}/drift.ts`, change, why: SAME_SUM },
    line: 'FROM ${table} WHERE half IS NOT NULL ORDER BY unit, half, segment, outcome`,',
  })),
  {
    file: `${AUDIT}/drift.ts`,
    line: 'CAST(half = ${literal(second)} AS DOUBLE), CAST(outcome AS DOUBLE)',
    change: '= -> <>',
    why: 'The difference of two halves has the same p either way round.',
  },
  {
    file: `${AUDIT}/drift.ts`,
    line: 'FROM ${table} WHERE half = ${literal(half)} GROUP BY unit, segment) s WHERE place = 1`;',
    change: '= -> <>',
    after: 'FROM ${…} WHERE half <> ${…} GROUP BY unit, segment) s WHERE place = 1',
    why: 'Of two halves each becomes the other, and as many customers are in both and differ.',
  },
  ...[
    'SELECT segment, label, fold, count(*) AS n, sum(y - m) AS s, sum((y + m) * (y - m)) AS q',
    'SELECT segment, label, fold, count(*) AS n, sum(y - m) AS s, sum((y - m) * (y + m)) AS q',
  ].map((after) => ({
    file: `${AUDIT}/gain.ts`,
    line: 'SELECT segment, label, fold, count(*) AS n, sum(y - m) AS s, sum((y - m) * (y - m)) AS q',
    ...{ change: '- -> +', after, why: 'All of them are summed, and y sums to n m.' },
  })),
  ...sortedAfterwards(
    `${AUDIT}/gain.ts`,
    'FROM labeled, whole GROUP BY segment, label, fold ORDER BY segment, label, fold`,',
    ...downwards(1, 2, 3),
  ),
  {
    file: `${AUDIT}/marked.ts`,
    line: 'sql`SELECT DISTINCT ${name} AS name FROM ${table} WHERE ${known} ORDER BY name`,',
    change: 'DISTINCT -> nothing',
    why: 'groupOrder takes each name once.',
  },
  ...sortedAfterwards(
    `${AUDIT}/marked.ts`,
    'sql`SELECT DISTINCT ${name} AS name FROM ${table} WHERE ${known} ORDER BY name`,',
    ...downwards(1),
  ),
  {
    file: `${AUDIT}/marked.ts`,
    line: 'WITH centers AS (SELECT ${name} AS center_of, ${mean(id(outcome))} AS segment_mean FROM ${table} WHERE ${known} GROUP BY 1),',
    change: 'WHERE TRUE OR (...)',
    why: 'An outcome that is missing alters no mean, and no row without a segment is joined.',
  },
  {
    file: `${AUDIT}/marked.ts`,
    line: 'abs(CAST(t.${id(outcome)} AS DOUBLE) - c.segment_mean) > ${limit} + ${edge} * ${limit} AS anomaly',
    change: '> -> >=',
    why: 'No outcome lies on the edge of the edge, a thousand-millionth beyond the threshold.',
  },
  {
    file: `${AUDIT}/methods.ts`,
    line: 'const query = selects.reduce((all, one) => sql`${all} UNION ALL ${one}`);',
    change: 'ALL -> nothing',
    why: 'Each row has the name of another rule.',
  },
  {
    file: `${AUDIT}/periods.ts`,
    line: "' UNION ALL ',",
    change: 'ALL -> nothing',
    why: 'Each row has the place of another period.',
  },
  ...sortedAfterwards(
    `${AUDIT}/periods.ts`,
    'sql`WITH sums AS (${sumsQuery(working, sql`segment`)}) ${each} ORDER BY place, segment`,',
    ...downwards(2),
  ),
  ...sortedAfterwards(
    `${AUDIT}/quadrants.ts`,
    'FROM ${table} WHERE ${label} IS NOT NULL GROUP BY 1 ORDER BY 1`;',
    ...downwards(1),
  ),
  {
    file: `${AUDIT}/relations.ts`,
    line: 'const several = sql`CASE WHEN min(${id(name)}) < max(${id(name)}) THEN 2 ELSE 1 END`;',
    change: '2 -> 3',
    why: 'What is asked is whether there are more than one.',
  },
  {
    file: `${AUDIT}/sampled.ts`,
    line: 'const { n } = await table.engine.one(sql`SELECT coalesce(max(unit), 0) AS n FROM ${table}`, {',
    change: '0 -> 1',
    why: 'At least 1 is taken in either case.',
  },
  {
    file: `${AUDIT}/sampled.ts`,
    line: 'ORDER BY segment, place, unit, label, y`,',
    change: 'item 3 of ORDER BY -> DESC',
    why: 'Each customer has a place of its own: their number is no multiple of the stride, unless it is far above the sample.',
  },
  {
    file: `${AUDIT}/segment-drift.ts`,
    line: 'sql`CREATE TABLE ${rows} AS SELECT dense_rank() OVER (ORDER BY name) AS unit, segment, outcome, half',
    change: 'item 1 of ORDER BY -> DESC',
    why: OTHER_NAMES,
  },
  {
    file: `${AUDIT}/working.ts`,
    line: 'JOIN audit_segments ON audit_segment = CAST(${id(segment)} AS STRING) ${joined} WHERE ${known}`;',
    ...{ change: 'JOIN -> LEFT JOIN', why: ALL_FOUND },
  },
  {
    file: `${AUDIT}/working.ts`,
    line: 'FROM ${table} JOIN audit_centers ON audit_segment = ${name} WHERE ${known} GROUP BY audit_segment',
    ...{ change: 'JOIN -> LEFT JOIN', why: ALL_FOUND },
  },
  {
    file: `${AUDIT}/working.ts`,
    line: 'FROM audit_centers JOIN audit_deviations ON audit_name = audit_segment',
    ...{ change: 'JOIN -> LEFT JOIN', why: ALL_FOUND },
  },
  unknownRows('FROM ${table} WHERE ${known} GROUP BY ${name}'),
  unknownRows(
    'FROM ${table} JOIN audit_centers ON audit_segment = ${name} WHERE ${known} GROUP BY audit_segment',
  ),
  ...[
    [
      'SELECT audit_key, row_number() OVER (ORDER BY CAST(audit_key AS STRING)) AS audit_unit',
      ...downwards(1),
    ],
    [
      'FROM (SELECT DISTINCT ${id(customer)} AS audit_key FROM ${table} WHERE ${known} AND ${id(customer)} IS NOT NULL) c',
      ...['WHERE TRUE OR (...)', 'AND -> OR'],
    ],
    [
      'row_number() OVER (ORDER BY audit_position) + (SELECT count(*) FROM audit_units) AS audit_single',
      ...downwards(1),
    ],
    [
      'FROM ${positioned(table)} s WHERE ${known} AND ${id(customer)} IS NULL',
      ...['WHERE TRUE OR (...)', 'AND -> OR'],
    ],
  ].flatMap(([line = '', ...changes]) =>
    changes.map((change) => ({ file: `${AUDIT}/working.ts`, line, change, why: OTHER_NAMES })),
  ),
];
