import { id, join, literal, sql } from '../../engine/sql.js';
import { inOrder } from '../../core/categories.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories, Column, Row } from '../../core/schema.js';
import { columnOf, described, type Table } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import type { Trait } from './profile-measures.js';

const COUNTS = {
  segment: column.text('segment'),
  attribute: column.text('attribute'),
  value: column.text('mostFrequent'),
  users: column.count('users'),
} as const;

type Counted = Row<typeof COUNTS>;

const modeSchema = <K extends string>(
  segments: Categories<K>,
  attributes: Categories,
  value: Column<'text'>,
) => ({
  segment: column.category('segment', segments),
  attribute: column.category('attribute', attributes),
  value,
  users: column.count('users'),
  share: column.percent('shareOfSegment', { base: 'users', interval: 'interval' }),
  interval: column.interval('percent'),
  overall: column.percent('shareOfUsers'),
  tied: column.count('asFrequent'),
});

export type SegmentModes<K extends string = string> = Result<ReturnType<typeof modeSchema<K>>>;

/**
 * The most frequent value of each attribute in each segment, the first by name if tied; `tied` counts the values with
 * that frequency, 1 if there is no tie. share = users / users of the segment whose value is known, with its 95% Wilson
 * interval; `overall` is the same over all users.
 */
export async function modesOf<K extends string>(
  scored: Table,
  segments: Categories<K>,
  attributes: readonly Trait[],
): Promise<SegmentModes<K>> {
  const { session } = scored;
  const counts = attributes.length === 0 ? [] : await valueCounts(scored, attributes);
  const labels = attributes.map((one) => [one.key, { label: described(scored, one.column).label }] as const);
  return new Result({
    session,
    name: 'segment-modes',
    title: { en: 'Most frequent value of each attribute', zh: '各属性的众数' },
    schema: modeSchema(segments, Object.fromEntries(labels), valueColumn(scored, attributes)),
    rows: (Object.keys(segments) as K[]).flatMap((segment) =>
      attributes.flatMap(({ key }) =>
        modeOf(
          counts.filter((row) => row.attribute === key),
          segment,
        ),
      ),
    ),
    chart: { mark: 'bar', x: 'share', y: 'segment', color: 'attribute' },
  });
}

function valueCounts(scored: Table, attributes: readonly Trait[]): Promise<Counted[]> {
  const segment = id(columnOf(scored, 'segment'));
  const selects = attributes.map(
    ({
      key,
      column: name,
    }) => sql`SELECT ${segment} AS segment, ${literal(key)} AS attribute, ${id(name)} AS value,
      count(*) AS users FROM ${scored} WHERE ${segment} IS NOT NULL AND ${id(name)} IS NOT NULL GROUP BY 1, 3`,
  );
  return rowsOf(
    scored.session,
    sql`SELECT * FROM (${join(selects, ' UNION ALL ')}) AS counts ORDER BY users DESC, value`,
    COUNTS,
  );
}

function modeOf<K extends string>(counts: readonly Counted[], segment: K) {
  const own = counts.filter((row) => row.segment === segment);
  const [top] = own;
  if (top === undefined) return [];
  const { attribute, value, users } = top;
  const members = total(own);
  return [
    {
      ...{ segment, attribute, value, users },
      share: users / members,
      interval: wilson(users, members) ?? { low: 0, high: 1 },
      overall: total(counts.filter((row) => row.value === value)) / total(counts),
      tied: own.filter((row) => row.users === users).length,
    },
  ];
}

const total = (rows: readonly Counted[]) => rows.reduce((sum, row) => sum + row.users, 0);

/** Values of several attributes in one column, labeled as in the table. */
function valueColumn(table: Table, attributes: readonly Trait[]): Column<'text'> {
  const values: Categories = inOrder(
    attributes.flatMap((one) => Object.entries(described(table, one.column).values ?? {})),
  );
  return { ...column.text('mostFrequent'), values };
}
