import { id, join, raw, sql } from '../../engine/sql.js';
import type { Shape } from '../../engine/shape.js';
import * as column from '../../core/column.js';
import { both } from '../../core/heading.js';
import { list } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { columnOf, described, type Table } from '../../core/table.js';
import type { Trait } from './profile-measures.js';
import type { SegmentModes } from './profile-modes.js';
import { entryOf } from '../../core/entry-of.js';

const cellSchema = <K extends string>(segments: Categories<K>, combinations: Categories) => ({
  segment: column.category('segment', segments),
  combination: column.category('combination', combinations),
  users: column.count('users'),
  share: column.percent('shareOfSegment', { base: 'users' }),
  tied: column.count('asFrequent'),
  differing: column.count('attributesDiffering'),
});

export type SegmentCells<K extends string = string> = Result<ReturnType<typeof cellSchema<K>>>;

/**
 * The most frequent combination of all attributes in each segment, the first by name if tied; `tied` counts the
 * combinations with that frequency, and `differing` the attributes with a unique most frequent value that is not the
 * one in the combination. share = users / users of the segment.
 */
export async function topCells<K extends string>(
  scored: Table,
  attributes: readonly Trait[],
  modes: SegmentModes<K>,
): Promise<SegmentCells<K>> {
  const segments = modes.schema.segment.values;
  const found = attributes.length === 0 ? [] : await cellRows(scored, attributes);
  const rows = (Object.keys(segments) as K[]).flatMap((segment) =>
    found
      .filter((cell) => cell.segment === segment)
      .map(({ values, users, share, tied }) => ({
        ...{ segment, combination: list(values).en, users, share, tied },
        differing: modes.rows.filter(
          (mode) =>
            mode.segment === segment &&
            mode.tied === 1 &&
            values[attributes.findIndex((one) => one.key === mode.attribute)] !== mode.value,
        ).length,
      })),
  );
  const named = found.map(({ values }) => {
    const labels = attributes.map((one, index) => {
      const value = values[index] ?? '';
      return both(entryOf(described(scored, one.column).values, value)?.label ?? value);
    });
    return [list(values).en, { label: list(labels) }] as const;
  });
  return new Result({
    session: scored.session,
    name: 'segment-cells',
    title: { en: 'Most frequent combination of all attributes', zh: '各属性最常见的组合' },
    schema: cellSchema(segments, Object.fromEntries(named)),
    rows,
    chart: { mark: 'bar', x: 'share', y: 'segment' },
  });
}

async function cellRows(scored: Table, attributes: readonly Trait[]) {
  const segment = id(columnOf(scored, 'segment'));
  const places = attributes.map((_, index) => raw(`value_${index}`));
  const named = attributes.map((one, index) => sql`${id(one.column)} AS ${raw(`value_${index}`)}`);
  const all = attributes.map((one) => sql`${id(one.column)} IS NOT NULL`);
  const shape: Shape = {
    segment: 'text',
    ...Object.fromEntries(attributes.map((_, index) => [`value_${index}`, 'text'] as const)),
    users: 'integer',
    share: 'double',
    tied: 'integer',
  };
  const rows = await scored.engine.all(
    sql`WITH people AS (SELECT ${segment} AS segment, ${join(named)} FROM ${scored}
      WHERE ${segment} IS NOT NULL AND ${join(all, ' AND ')}),
    members AS (SELECT ${segment} AS segment, count(*) AS members FROM ${scored} GROUP BY 1),
    cells AS (SELECT segment, ${join(places)}, count(*) AS users FROM people GROUP BY segment, ${join(places)}),
    ranked AS (SELECT *, rank() OVER (PARTITION BY segment ORDER BY users DESC) AS place,
      row_number() OVER (PARTITION BY segment ORDER BY users DESC, ${join(places)}) AS position FROM cells),
    counted AS (SELECT *, count(*) OVER (PARTITION BY segment) AS tied FROM ranked WHERE place = 1)
    SELECT counted.segment AS segment, ${join(places)}, users, users / CAST(members AS DOUBLE) AS share, tied
    FROM counted JOIN members ON counted.segment = members.segment WHERE position = 1`,
    shape,
  );
  return rows.map((row) => ({
    segment: String(row['segment']),
    values: attributes.map((_, index) => String(row[`value_${index}`])),
    users: Number(row['users']),
    share: Number(row['share']),
    tied: Number(row['tied']),
  }));
}
