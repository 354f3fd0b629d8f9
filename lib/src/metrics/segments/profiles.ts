import { id, join, raw, sql, type Sql } from '../../engine/sql.js';
import type { Shape } from '../../engine/shape.js';
import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Categories, Interval } from '../../core/schema.js';
import { columnOf, type Bound, type Table } from '../../core/table.js';
import { groupCategories, known, unknownNote } from '../groups-of.js';
import { mean } from '../mean.js';
import { topCells, type SegmentCells } from './profile-cells.js';
import { attributesOf, measureCategories, measuresOf, numberOf, type Trait } from './profile-measures.js';
import { modesOf, type SegmentModes } from './profile-modes.js';
import type { SegmentKey } from './segment-column.js';

export interface ProfileOptions {
  /**
   * Roles or columns whose most frequent values describe a segment. Default: gender, region, interest, and category, if
   * bound.
   */
  readonly attributes?: readonly string[];
  /**
   * Roles or columns to average. Default: age, income, recency, frequency, spending, minutes, and similar, if bound.
   */
  readonly measures?: readonly string[];
}

const profileSchema = <K extends string>(segments: Categories<K>, measures: Categories) => {
  const average = { measure: 'measure' } as const;
  return {
    segment: column.category('segment', segments),
    measure: column.category('measure', measures),
    users: column.count('users'),
    mean: column.optional(column.decimal('meanOverUsers', { ...average, interval: 'interval' })),
    interval: column.optional(column.interval('decimal', 'interval95', average)),
    overall: column.optional(column.decimal('meanOfAllUsers', average)),
    difference: column.optional(column.percent('differenceFromAll')),
    meanOfGroups: column.optional(column.decimal('meanOfGroupMeans', average)),
    shift: column.optional(column.percent('shift')),
  };
};

export type SegmentProfiles<K extends string = string> = Result<ReturnType<typeof profileSchema<K>>> & {
  readonly modes: SegmentModes<K>;
  readonly cells: SegmentCells<K>;
};

/**
 * Describes each segment, one row per segment and measure: the mean over its users with its 95% interval (mean ± 1.96
 * sd / sqrt(n), where n counts the users whose value is known), the mean over all users, and `difference` = mean /
 * overall - 1. `modes` has the most frequent value of each attribute.
 *
 * Also included is what reports often use instead: `meanOfGroups`, the unweighted mean of the means of all attribute
 * combinations, in which a combination of one user weighs as much as one of twelve, with `shift` = meanOfGroups / mean
 * - 1; and `cells`, the most frequent combination of all attributes. Missing values are excluded from means; a mean of
 * no values is null, as is `meanOfGroups` without attributes. Segments without users have no row.
 * @throws OptionsError for an attribute or measure that the table lacks, or a measure that cannot be averaged.
 * @example
 * const profiles = await segmentProfiles(await rfm(users));
 * profiles.at({ segment: 'keyValue', measure: 'income' }).mean.en;
 * profiles.modes.at({ segment: 'keyValue', attribute: 'gender' }).value.en;
 */
export async function segmentProfiles<T extends Bound<'segment'>>(
  scored: T,
  options: ProfileOptions = {},
): Promise<SegmentProfiles<SegmentKey<T>>> {
  const { session } = scored;
  const attributes = attributesOf(scored, options.attributes);
  const measures = measuresOf(scored, options.measures);
  const segment = columnOf(scored, 'segment');
  const query = meansQuery(scored, segment, measures);
  if (measures.length === 0) {
    throw new OptionsError(
      `${scored.name} has no column bound to a role that is averaged by default: name columns in measures.`,
    );
  }
  const soundShape: Shape = {
    ...{ segment: 'text', users: 'integer' },
    ...shapeOf(measures, { n: 'integer', mean: 'double?', sd: 'double?' }),
  };
  const sound = await session.engine.all(query, soundShape);
  const groupedShape: Shape = { segment: 'text', ...shapeOf(measures, { mean: 'double?' }) };
  const grouped = await session.engine.all(
    groupMeansQuery(scored, segment, measures, attributes),
    groupedShape,
  );
  const segments = groupCategories(
    scored,
    segment,
    sound.map((row) => String(row['segment'])),
  );
  const present = Object.keys(segments).flatMap((key) =>
    sound.filter((row) => row['segment'] === key).map((row) => ({ key, row })),
  );
  const overall = measures.map((_, index) => weightedMean(present.map(({ row }) => readStats(row, index))));
  const rows = present.flatMap(({ key, row }) =>
    measures.map((measure, index) => {
      const { mean: own, interval } = readStats(row, index);
      const all = overall[index] ?? null;
      const theirs = grouped.find((one) => one['segment'] === key)?.[`mean_${index}`] as
        number | null | undefined;
      const meanOfGroups = attributes.length === 0 ? null : (theirs ?? null);
      return {
        segment: key as SegmentKey<T>,
        measure: measure.key,
        users: Number(row['users']),
        mean: own,
        interval,
        overall: all,
        difference: relative(own, all),
        meanOfGroups,
        shift: relative(meanOfGroups, own),
      };
    }),
  );
  const typed = segments as Categories<SegmentKey<T>>;
  const modes = await modesOf(scored, typed, attributes);
  return Object.assign(
    new Result({
      session,
      name: 'segment-profiles',
      title: { en: 'Means by segment', zh: '各分层的均值' },
      schema: profileSchema(typed, measureCategories(scored, measures)),
      rows,
      query,
      chart: { mark: 'heatmap', x: 'measure', y: 'segment', value: 'difference' },
      ...(await unknownNote(scored, [segment])),
    }),
    { modes, cells: await topCells(scored, attributes, modes) },
  );
}

function meansQuery(table: Table, segment: string, measures: readonly Trait[]): Sql {
  const statistics = measures.flatMap((measure, index) => {
    const value = numberOf(table, measure);
    return [
      sql`count(${value}) AS ${raw(`n_${index}`)}`,
      sql`${mean(value)} AS ${raw(`mean_${index}`)}`,
      sql`stddev_samp(CAST(${value} AS DOUBLE)) AS ${raw(`sd_${index}`)}`,
    ];
  });
  return sql`SELECT ${join([sql`${id(segment)} AS segment`, sql`count(*) AS users`, ...statistics])}
    FROM (${known(table, [segment])}) AS users GROUP BY 1`;
}

function groupMeansQuery(
  table: Table,
  segment: string,
  measures: readonly Trait[],
  attributes: readonly Trait[],
): Sql {
  const groups = join([segment, ...attributes.map((one) => one.column)].map(id));
  const means = measures.map(
    (measure, index) => sql`${mean(numberOf(table, measure))} AS ${raw(`mean_${index}`)}`,
  );
  const ofMeans = measures.map((_, index) => sql`avg(${raw(`mean_${index}`)}) AS ${raw(`mean_${index}`)}`);
  return sql`WITH groups AS (SELECT ${join([sql`${id(segment)} AS segment`, ...means])}
      FROM (${known(table, [segment])}) AS users GROUP BY ${groups})
    SELECT ${join([sql`segment`, ...ofMeans])}
    FROM groups GROUP BY segment`;
}

function shapeOf(measures: readonly Trait[], statistics: Shape): Shape {
  const columns = measures.flatMap((_, index) =>
    Object.entries(statistics).map(([name, kind]) => [`${name}_${index}`, kind] as const),
  );
  return Object.fromEntries(columns);
}

interface Stats {
  /** Users whose value is known. */
  readonly users: number;
  readonly mean: number | null;
  readonly interval: Interval | null;
}

function readStats(row: Readonly<Record<string, unknown>>, index: number): Stats {
  const [own, sd] = [row[`mean_${index}`], row[`sd_${index}`]] as [number | null, number | null];
  const users = Number(row[`n_${index}`]);
  if (own === null || sd === null) return { users, mean: own, interval: null };
  const margin = (1.96 * sd) / Math.sqrt(users);
  return { users, mean: own, interval: { low: own - margin, high: own + margin } };
}

function weightedMean(rows: readonly Stats[]): number | null {
  const users = rows.reduce((sum, row) => sum + row.users, 0);
  return users === 0 ? null : rows.reduce((sum, row) => sum + (row.mean ?? 0) * row.users, 0) / users;
}

const relative = (value: number | null, base: number | null) =>
  value === null || base === null || base === 0 ? null : value / base - 1;
