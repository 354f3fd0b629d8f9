import { OptionsError } from '../../errors.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories } from '../../core/schema.js';
import { columnOf, type Bound } from '../../core/table.js';
import { ratio, total } from '../ratio.js';
import {
  categoriesOf,
  requireTotal,
  segmentsOf,
  type Segment,
  type Segmentation,
} from '../segments/segmentation.js';

const FOUND = {
  cuts: column.text('cuts'),
  segment: column.text('segment'),
  users: column.count('buyers'),
  purchases: column.count('purchases'),
} as const;

const cutSchema = <K extends string>(segments: Categories<K>) => ({
  recency: column.decimal('recentUpTo', { unit: 'days', digits: 2 }),
  frequency: column.decimal('frequentFrom', { digits: 2 }),
  segment: column.category('segment', segments),
  users: column.count('buyers'),
  share: column.optional(column.percent('shareOfBuyers', { base: 'users' })),
  purchases: column.count('purchases'),
  purchasesShare: column.optional(column.percent('shareOfPurchases', { base: 'purchases' })),
});

const namedSchema = <K extends string>(names: Categories, segments: Categories<K>) => ({
  cuts: { ...column.category('cuts', names), authored: true },
  ...cutSchema(segments),
});

const gridSchema = <K extends string>(segments: Categories<K>) => ({
  ...cutSchema(segments),
  recency: column.decimal('recentUpTo', { unit: 'days', digits: 0 }),
  frequency: column.decimal('frequentFrom', { digits: 0 }),
});

type Scorable = Bound<'recency' | 'frequency'>;
type ListsOfCuts = Readonly<Record<'recency' | 'frequency', readonly number[]>>;

interface CutOptions<K extends string> {
  /** Names, order, and colors of the four segments, in place of the default ones. */
  readonly segments?: Segmentation<K>;
}

export type CutComparison<K extends string = string> = Result<ReturnType<typeof namedSchema<K>>>;
export type CutGrid<K extends string = string> = Result<ReturnType<typeof gridSchema<K>>>;

/**
 * Segments of recency and frequency under several named ways to cut: one row per way and segment.
 *
 * share = users / all users of the table, purchasesShare = purchases / all purchases; null if the denominator is 0.
 * @param ways for each, one cut of recency and one of frequency.
 * @throws OptionsError if `ways` is empty, or a way does not have exactly one numeric cut of each.
 * @example
 * const ways = { means: await purchases.meanCuts(bought), medians: await purchases.quantileCuts(bought, 0.5) };
 * await purchases.compareCuts(bought, { fixed: { recency: [4], frequency: [4] }, ...ways });
 */
export async function compareCuts<K extends string = string>(
  users: Scorable,
  ways: Readonly<Record<string, ListsOfCuts>>,
  options: CutOptions<K> = {},
): Promise<CutComparison<K>> {
  const segments = segmentsFrom(options);
  const pairs = Object.entries(ways).map(([name, { recency, frequency }]) => ({
    name,
    recency: onlyCut('recency', recency),
    frequency: onlyCut('frequency', frequency),
  }));
  if (pairs.length === 0)
    throw new OptionsError('There are no cuts to compare: name at least one way to cut.');
  const { sizes, query } = await sizesAt(users, pairs, segments);
  const names = Object.fromEntries(pairs.map(({ name }) => [name, { label: name }]));
  return new Result({
    session: users.session,
    name: 'cut-comparison',
    title: { en: 'Segments under each set of cut-offs', zh: '不同切分点下的分层' },
    schema: namedSchema(names, categoriesOf(segments)),
    rows: sizes.flatMap(({ name, rows }) => rows.map((row) => ({ cuts: name, ...row }))),
    query,
    chart: { mark: 'bar', x: 'share', y: 'cuts', color: 'segment' },
  });
}

/**
 * Segments of recency and frequency under every pair of cuts, by cut of recency, cut of frequency, and segment: how
 * much they depend on where the line is drawn.
 *
 * share = users / all users of the table, purchasesShare = purchases / all purchases; null if the denominator is 0.
 * @throws OptionsError for a missing, non-numeric, or repeated cut.
 * @example
 * const grid = await purchases.everyCut(bought, { recency: [2, 3, 4, 5, 6], frequency: [2, 3, 4, 5, 6] });
 * chart(grid.where({ segment: 'recency_high_frequency_high' })); // a heat map of one segment
 */
export async function everyCut<K extends string = string>(
  users: Scorable,
  { recency, frequency }: ListsOfCuts,
  options: CutOptions<K> = {},
): Promise<CutGrid<K>> {
  requireCuts('recency', recency);
  requireCuts('frequency', frequency);
  const segments = segmentsFrom(options);
  const pairs = recency.flatMap((r) =>
    frequency.map((f) => ({ name: `${r} ${f}`, recency: r, frequency: f })),
  );
  const { sizes, query } = await sizesAt(users, pairs, segments);
  return new Result({
    session: users.session,
    name: 'every-cut',
    title: { en: 'Share of buyers by the two cuts', zh: '占购买用户的比例：随两个切点变化' },
    schema: gridSchema(categoriesOf(segments)),
    rows: sizes.flatMap(({ rows }) => rows),
    query,
    chart: { mark: 'heatmap', x: 'recency', y: 'frequency', value: 'share' },
  });
}

const TWO = ['recency', 'frequency'] as const;

function segmentsFrom<K extends string>({ segments }: CutOptions<K>): Segmentation<K> {
  const chosen = segments ?? segmentsOf(TWO);
  requireTotal(chosen, TWO);
  return chosen;
}

interface Pair {
  readonly name: string;
  readonly recency: number;
  readonly frequency: number;
}

async function sizesAt<K extends string>(users: Scorable, pairs: readonly Pair[], segments: Segmentation<K>) {
  const listed = pairs.map(
    ({ name, recency, frequency }) =>
      sql`(${literal(name)}, CAST(${literal(recency)} AS DOUBLE), CAST(${literal(frequency)} AS DOUBLE))`,
  );
  const query = sql`WITH counted AS (
      SELECT ${id(columnOf(users, 'recency'))} AS recency, ${id(columnOf(users, 'frequency'))} AS purchases,
        count(*) AS users
      FROM ${users} GROUP BY 1, 2
    ),
    cuts AS (SELECT * FROM (VALUES ${join(listed)}) AS list (name, r, f)),
    segments AS (SELECT name, ${segmentAt(segments)} AS segment, users, purchases FROM counted CROSS JOIN cuts)
    SELECT name AS cuts, segment, CAST(sum(users) AS BIGINT) AS users,
      CAST(sum(users * purchases) AS BIGINT) AS purchases
    FROM segments GROUP BY name, segment`;
  const found = await rowsOf(users.session, query, FOUND);
  const sizes = pairs.map(({ name, recency, frequency }) => {
    const own = found.filter((row) => row.cuts === name);
    const all = {
      users: total(own.map((row) => row.users)),
      purchases: total(own.map((row) => row.purchases)),
    };
    const rows = (Object.keys(segments) as K[]).map((segment) => {
      const { users: n, purchases } = own.find((row) => row.segment === segment) ?? NOBODY;
      return {
        ...{ recency, frequency, segment, users: n, purchases },
        share: ratio(n, all.users),
        purchasesShare: ratio(purchases, all.purchases),
      };
    });
    return { name, rows };
  });
  return { sizes, query };
}

const NOBODY = { users: 0, purchases: 0 };

function segmentAt(segments: Segmentation): Sql {
  const cases = Object.entries<Segment>(segments).map(([key, { levels }]) => {
    const recent = levels.recency === true ? sql`recency <= r` : sql`recency > r`;
    const frequent = levels.frequency === true ? sql`purchases >= f` : sql`purchases < f`;
    return sql`WHEN ${recent} AND ${frequent} THEN ${literal(key)}`;
  });
  return sql`CASE ${join(cases, ' ')} END`;
}

function onlyCut(name: string, cuts: readonly number[]): number {
  requireCuts(name, cuts);
  const [cut = NaN, ...more] = cuts;
  if (more.length > 0)
    throw new OptionsError(`Four segments need exactly one cut of ${name}, not ${cuts.join(', ')}.`);
  return cut;
}

function requireCuts(name: string, cuts: readonly number[]): void {
  if (cuts.length === 0) throw new OptionsError(`There is no cut of ${name} to try: give at least one.`);
  const bad = cuts.find((cut) => !Number.isFinite(cut));
  if (bad !== undefined) throw new OptionsError(`The cut of ${name} must be a number, not ${bad}.`);
  if (new Set(cuts).size < cuts.length) {
    throw new OptionsError(`A cut of ${name} is repeated: ${cuts.join(', ')}.`);
  }
}
