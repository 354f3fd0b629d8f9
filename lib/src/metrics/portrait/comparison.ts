import { shape } from '../../engine/shape.js';
import { id, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { count } from '../../core/quantity.js';
import { lazily } from '../../core/lazy.js';
import { Result } from '../../core/result.js';
import { described, type Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { effectSize } from '../../stats/effect.js';
import { kruskalWallis } from '../../stats/kruskal.js';
import { etaSquared } from '../../stats/moments.js';
import { omegaSquared } from '../../stats/omega-squared.js';
import { welchAnova } from '../../stats/welch.js';
import { groupText, type ColumnOf } from './columns.js';
import { EFFECT_SIZES } from './effect-size.js';
import { groupPairs, type GroupPairs } from './group-pairs.js';
import { figureName, named } from './titles.js';

const MOMENTS = shape({
  group: 'text',
  n: 'integer',
  mean: 'double',
  variance: 'double',
  rank_sum: 'double',
});

const { optional } = column;
export const TESTS = { welch: { label: term('welch') } } as const;

/** The columns of a comparison, after those that name the value and the groups. */
export const COMPARED = {
  groups: column.count('groups'),
  n: column.count('sampleSize'),
  test: column.category('test', TESTS),
  p: optional(column.pValue()),
  effect: optional(column.percent('varianceExplained', { interval: 'effectInterval' })),
  effectInterval: optional(column.interval('percent', 'interval95', { hidden: true })),
  size: optional(column.category('effectSize', EFFECT_SIZES)),
  f: optional(column.decimal('fStatistic', { hidden: true })),
  dfBetween: optional(column.count('dfBetween', { hidden: true })),
  dfWithin: optional(column.decimal('dfWithin', { digits: 1, hidden: true })),
  etaSquared: optional(column.decimal('etaSquared', { digits: 3, hidden: true })),
  h: optional(column.decimal('hStatistic', { hidden: true })),
  kruskalP: optional(column.pValue('kruskalP', { hidden: true })),
  epsilonSquared: optional(column.decimal('epsilonSquared', { digits: 3, hidden: true })),
} as const;

const comparisonSchema = (table: Table, value: string, group: string) => ({
  value: column.category('measure', { [value]: { label: described(table, value).label } }),
  group: column.category('groupedBy', { [group]: { label: described(table, group).label } }),
  ...COMPARED,
});

export type Comparison = Result<ReturnType<typeof comparisonSchema>> & {
  /** Which groups differ from which. */
  readonly pairs: GroupPairs;
};

/**
 * Whether the means of a value differ between groups, and how much of its variance the groups explain, in one row. By
 * Welch's ANOVA, which assumes equal variances or sizes of no groups. `pairs` says which means differ from which.
 *
 * effect = omega squared, corrected for bias under any variances, in [0, 1], with its 95% interval; `size` is its
 * conventional label, null if the interval starts at 0: the data then do not distinguish the effect from none. h,
 * kruskalP and epsilonSquared are those of Kruskal-Wallis and concern ranks: whether values of one group tend to be
 * higher than those of another. etaSquared is the share of variance in the sample, above 0 even if groups do not differ.
 *
 * Rows with a value and a group are included; groups of one row only in ranks, and the note counts them. Undefined
 * values are null: p and effect with fewer than two groups, or if one of them does not vary.
 * Source: see `stats.welchAnova` and `stats.omegaSquared`; Kruskal & Wallis (1952), JASA 47; Cohen (1988) for effect
 * size labels.
 * @param value a numeric column.
 * @example
 * const byInterest = (await compareGroups(users, 'total_spending', 'interests')).at();
 * byInterest.effect.en; // '8.3%', a byInterest.size.en effect
 * (await compareGroups(users, 'total_spending', 'interests')).pairs.min('p').one.en;
 */
export async function compareGroups<T extends Table>(
  table: T,
  value: ColumnOf<T>,
  group: ColumnOf<T>,
): Promise<Comparison> {
  const schema = comparisonSchema(table, value, group);
  const x = sql`CAST(${id(value)} AS DOUBLE)`;
  const rows = sql`${table} WHERE ${id(value)} IS NOT NULL AND ${id(group)} IS NOT NULL`;
  const query = momentsOf(x, group, rows);
  const groups = await table.engine.all(query, MOMENTS);
  const { ties } = await table.engine.one(
    sql`SELECT coalesce(sum(CAST(t AS DOUBLE) * t * t - t), 0) AS ties
    FROM (SELECT count(*) AS t FROM ${rows} GROUP BY ${x})`,
    { ties: 'double' },
  );
  const moments = groups.map(({ group: name, n, mean, variance }) => ({
    name,
    n,
    mean,
    squares: variance * n,
  }));
  const several = moments.filter(({ n }) => n > 1);
  const byMean = welchAnova(several);
  const effect = byMean === null ? null : omegaSquared(several);
  const byRank = kruskalWallis(
    groups.map(({ n, rank_sum }) => ({ n, rankSum: rank_sum })),
    ties,
  );
  const [what, by] = [named(table, value), named(table, group)];
  const row = {
    value,
    group,
    groups: groups.length,
    n: groups.reduce((total, { n }) => total + n, 0),
    test: 'welch' as const,
    p: byMean?.p ?? null,
    effect: effect?.share ?? null,
    effectInterval: effect?.interval ?? null,
    size: effect === null || effect.interval.low === 0 ? null : effectSize(effect.share),
    f: byMean?.f ?? null,
    dfBetween: byMean?.dfBetween ?? null,
    dfWithin: byMean?.dfWithin ?? null,
    etaSquared: etaSquared(moments),
    h: byRank?.h ?? null,
    kruskalP: byRank?.p ?? null,
    epsilonSquared: byRank?.epsilonSquared ?? null,
  };
  const alone = count(moments.length - several.length);
  const result = new Result({
    session: table.session,
    name: figureName('comparison', value, 'by', group),
    title: {
      en: `Differences in ${what.within.en} between groups by ${by.within.en}`,
      zh: `不同${by.first.zh}之间${what.first.zh}的差异`,
    },
    schema,
    rows: [row],
    query,
    ...(several.length < moments.length && {
      note: {
        en: `Groups of one row, not in the test of means: ${alone.en}.`,
        zh: `仅含一行的组（未纳入均值检验）：${alone.zh}。`,
      },
    }),
  });
  return lazily(result, 'pairs', () => groupPairs(table, value, group, several));
}

/**
 * Size, mean, variance and sum of mid-ranks of each group. Moments are not computed after the window function: it
 * returns rows in any order, so the last bits of a sum of doubles would change from run to run.
 */
function momentsOf(x: Sql, group: string, rows: Sql): Sql {
  const name = groupText(group);
  return sql`WITH moments AS (
      SELECT ${name} AS "group", count(*) AS n, avg(${x}) AS mean, var_pop(${x}) AS variance FROM ${rows} GROUP BY 1
    ), ranked AS (
      SELECT ${name} AS "group",
        rank() OVER (ORDER BY ${x}) + (count(*) OVER (PARTITION BY ${x}) - 1) / CAST(2 AS DOUBLE) AS mid_rank
      FROM ${rows}
    ), ranks AS (SELECT "group", sum(mid_rank) AS rank_sum FROM ranked GROUP BY "group")
    SELECT moments."group", n, mean, variance, rank_sum
    FROM moments JOIN ranks ON moments."group" = ranks."group" ORDER BY moments."group"`;
}
