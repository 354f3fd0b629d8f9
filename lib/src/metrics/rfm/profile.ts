import { MetricError } from '../../errors.js';
import type { UserTable } from '../../data/users.js';
import type { Engine } from '../../engine/engine.js';
import { shape, type Row } from '../../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import type { Label } from '../../label.js';
import type { ScoredTable } from './rfm.js';
import { RFM_SEGMENT_KEYS, RFM_SEGMENTS, type RfmSegment } from './segments.js';

/** Users with scores, as {@link rfm} makes them from the user table. */
export type ScoredUsers = ScoredTable<UserTable['columns']>;

const MEANS = shape({
  segment: 'text',
  users: 'integer',
  age: 'double',
  income: 'double',
  loginGap: 'double',
  purchases: 'double',
  orderValue: 'double',
  spending: 'double',
  minutes: 'double',
  subscribed: 'double',
});

const DEVIATIONS = shape({
  segment: 'text',
  age: 'double?',
  income: 'double?',
  loginGap: 'double?',
  purchases: 'double?',
  orderValue: 'double?',
  spending: 'double?',
  minutes: 'double?',
  subscribed: 'double?',
});

/** What is averaged in a profile; income, order value and spending in yuan, `subscribed` a share. */
export type ProfileMeans = Omit<Row<typeof MEANS>, 'segment' | 'users'>;

/** One margin for each mean. */
export type ProfileMargins = Readonly<Record<keyof ProfileMeans, number | null>>;

/** The attributes whose most frequent values describe a segment. */
export const PROFILE_ATTRIBUTES = ['gender', 'location', 'interests', 'product_category_preference'] as const;
export type ProfileAttribute = (typeof PROFILE_ATTRIBUTES)[number];

/** The most frequent value of an attribute in a segment. */
export interface Mode {
  readonly value: string;
  readonly users: number;
  /** users / users of the segment */
  readonly share: number;
  /** The share of the value among the users of all segments. */
  readonly overall: number;
  /** All values that are as frequent, by name; one where there is no tie. */
  readonly tied: readonly string[];
}

/** The most frequent combination of the four attributes in a segment. */
export interface JointCell extends Record<ProfileAttribute, string> {
  readonly users: number;
  readonly share: number;
  /** How many combinations are as frequent. */
  readonly tied: number;
}

export interface SegmentProfile {
  readonly segment: RfmSegment;
  readonly label: Label;
  readonly users: number;
  /** Mean over the segment's users: the sound way. */
  readonly means: ProfileMeans;
  /** Half the width of the 95% interval of each mean, 1.96 sd / sqrt(users); null for a segment of one. */
  readonly margins: ProfileMargins;
  /**
   * The study's way: the unweighted mean of the means of all combinations of gender, region, interest and category,
   * in which a combination of one user weighs as much as one of twelve.
   */
  readonly meansOfGroups: ProfileMeans;
  /** Each attribute for itself. */
  readonly modes: Readonly<Record<ProfileAttribute, Mode>>;
  /** The study's way: all of a persona from the one most frequent combination, ties broken by name. */
  readonly topCells: readonly JointCell[];
}

/**
 * Describes each segment twice: by means over its users and the most frequent value of each attribute, and as the
 * study does, by the mean of group means and the top combination. Segments without users are left out.
 *
 * @throws MetricError for an empty table.
 * @example
 * const [keyValue] = await segmentProfiles(engine, scored);
 * console.log(keyValue?.means.income, keyValue?.meansOfGroups.income);
 */
export async function segmentProfiles(engine: Engine, scored: ScoredUsers): Promise<SegmentProfile[]> {
  const sound = await engine.all(
    sql`SELECT segment, count(*) AS users, ${averages()} FROM ${scored} GROUP BY segment ORDER BY segment`,
    MEANS,
  );
  if (sound.length === 0)
    throw new MetricError(`${scored.name} is empty: there are no segments to describe.`);
  const groups = join(['segment', ...PROFILE_ATTRIBUTES].map(id));
  const published = await engine.all(
    sql`WITH groups AS (SELECT ${groups}, count(*) AS members, ${averages()} FROM ${scored} GROUP BY ${groups})
    SELECT segment, CAST(sum(members) AS BIGINT) AS users, ${meansOfMeans()} FROM groups GROUP BY segment ORDER BY segment`,
    MEANS,
  );
  const deviations = await engine.all(
    sql`SELECT segment, ${eachMean((value) => sql`stddev_samp(CAST(${value} AS DOUBLE))`)} FROM ${scored}
    GROUP BY segment ORDER BY segment`,
    DEVIATIONS,
  );
  const counts = await valueCounts(engine, scored);
  const all = sound.reduce((sum, row) => sum + row.users, 0);
  const cells = await topCells(engine, scored);
  return RFM_SEGMENT_KEYS.flatMap((segment) => {
    const own = sound.find((row) => row.segment === segment);
    const theirs = published.find((row) => row.segment === segment);
    if (own === undefined || theirs === undefined) return [];
    const modes = PROFILE_ATTRIBUTES.map((attribute) => {
      const values = counts.filter((row) => row.attribute === attribute);
      return [attribute, modeOf(values, segment, own.users, all)] as const;
    });
    return [
      {
        segment,
        label: RFM_SEGMENTS[segment],
        users: own.users,
        means: meansOf(own),
        margins: marginsOf(
          deviations.find((row) => row.segment === segment),
          own.users,
        ),
        meansOfGroups: meansOf(theirs),
        modes: Object.fromEntries(modes) as Record<ProfileAttribute, Mode>,
        topCells: cells.filter((cell) => cell.segment === segment).map(cellOf),
      },
    ];
  });
}

const SOURCES: Readonly<Record<keyof ProfileMeans, Sql>> = {
  age: sql`age`,
  income: sql`income`,
  loginGap: sql`last_login_days_ago`,
  purchases: sql`purchase_frequency`,
  orderValue: sql`average_order_value`,
  spending: sql`total_spending`,
  minutes: sql`time_spent_on_site_minutes`,
  subscribed: sql`CASE WHEN newsletter_subscription THEN 1 ELSE 0 END`,
};

const eachMean = (statistic: (value: Sql, name: string) => Sql): Sql =>
  join(Object.entries(SOURCES).map(([name, value]) => sql`${statistic(value, name)} AS ${id(name)}`));

const averages = (): Sql => eachMean((value) => sql`CAST(sum(${value}) AS DOUBLE) / count(*)`);

const meansOfMeans = (): Sql => eachMean((_, name) => sql`avg(${id(name)})`);

const VALUE_COUNTS = shape({ segment: 'text', attribute: 'text', value: 'text', users: 'integer' });

function valueCounts(engine: Engine, scored: ScoredUsers): Promise<Row<typeof VALUE_COUNTS>[]> {
  const selects = PROFILE_ATTRIBUTES.map(
    (
      attribute,
    ) => sql`SELECT segment, ${literal(attribute)} AS attribute, ${id(attribute)} AS value, count(*) AS users
      FROM ${scored} GROUP BY segment, ${id(attribute)}`,
  );
  return engine.all(
    sql`SELECT * FROM (${join(selects, ' UNION ALL ')}) ORDER BY segment, attribute, users DESC, value`,
    VALUE_COUNTS,
  );
}

const CELLS = shape({
  segment: 'text',
  gender: 'text',
  location: 'text',
  interests: 'text',
  product_category_preference: 'text',
  users: 'integer',
  share: 'double',
  tied: 'integer',
});

function topCells(engine: Engine, scored: ScoredUsers): Promise<Row<typeof CELLS>[]> {
  const attributes = join(PROFILE_ATTRIBUTES.map(id));
  return engine.all(
    sql`WITH cells AS (SELECT segment, ${attributes}, count(*) AS users FROM ${scored} GROUP BY segment, ${attributes}),
    ranked AS (SELECT *, rank() OVER (PARTITION BY segment ORDER BY users DESC) AS place,
      sum(users) OVER (PARTITION BY segment) AS members FROM cells)
    SELECT segment, ${attributes}, users, users / CAST(members AS DOUBLE) AS share,
      count(*) OVER (PARTITION BY segment) AS tied
    FROM ranked WHERE place = 1 ORDER BY segment, ${attributes}`,
    CELLS,
  );
}

function modeOf(
  counts: readonly Row<typeof VALUE_COUNTS>[],
  segment: RfmSegment,
  members: number,
  all: number,
): Mode {
  const values = counts.filter((row) => row.segment === segment);
  const [top] = values;
  if (top === undefined) throw new MetricError('A segment with users has no value of an attribute.');
  const tied = values.filter((row) => row.users === top.users).map((row) => row.value);
  const everywhere = counts.filter((row) => row.value === top.value).reduce((sum, row) => sum + row.users, 0);
  return { value: top.value, users: top.users, share: top.users / members, overall: everywhere / all, tied };
}

function meansOf(row: Row<typeof MEANS>): ProfileMeans {
  const { age, income, loginGap, purchases, orderValue, spending, minutes, subscribed } = row;
  return { age, income, loginGap, purchases, orderValue, spending, minutes, subscribed };
}

function marginsOf(row: Row<typeof DEVIATIONS> | undefined, users: number): ProfileMargins {
  const names = Object.keys(SOURCES) as (keyof ProfileMeans)[];
  const margin = (sd: number | null) => (sd === null ? null : (1.96 * sd) / Math.sqrt(users));
  return Object.fromEntries(names.map((name) => [name, margin(row?.[name] ?? null)])) as ProfileMargins;
}

function cellOf(row: Row<typeof CELLS>): JointCell {
  const { gender, location, interests, product_category_preference, users, share, tied } = row;
  return { gender, location, interests, product_category_preference, users, share, tied };
}
