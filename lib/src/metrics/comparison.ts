import type { Engine } from '../engine/engine.js';
import { shape } from '../engine/shape.js';
import { id, sql } from '../engine/sql.js';
import type { Table } from '../engine/table.js';
import { anova, type Anova } from '../stats/anova.js';
import { effectSize, type EffectSize } from '../stats/effect.js';
import { kruskalWallis, type KruskalWallis } from '../stats/kruskal.js';

const MOMENTS = shape({ group: 'text', n: 'integer', mean: 'double', variance: 'double', rankSum: 'double' });

/** Whether a value differs between groups, and how much of its variance the groups explain. */
export interface Comparison {
  readonly value: string;
  readonly group: string;
  readonly groups: number;
  readonly n: number;
  /** Null where not defined: fewer than two groups, or no variance. */
  readonly anova: Anova | null;
  readonly kruskal: KruskalWallis | null;
  /**
   * Which test to read: `kruskal` when group variances differ by more than a factor of {@link MAX_VARIANCE_RATIO},
   * since ANOVA assumes them equal; `anova` otherwise.
   */
  readonly test: 'anova' | 'kruskal';
  readonly p: number | null;
  /** Eta squared (ANOVA) or epsilon squared (Kruskal-Wallis) of the test to read. */
  readonly effect: number | null;
  readonly size: EffectSize | null;
}

export const MAX_VARIANCE_RATIO = 4;

/**
 * Compares a value between groups by one-way ANOVA and by Kruskal-Wallis. Groups of one row take part.
 *
 * @example
 * const byInterest = await compareGroups(engine, users, 'total_spending', 'interests');
 * console.log(byInterest.effect, byInterest.size); // 0.08 'medium'
 */
export async function compareGroups(
  engine: Engine,
  table: Table,
  value: string,
  group: string,
): Promise<Comparison> {
  const x = sql`CAST(${id(value)} AS DOUBLE)`;
  const ranked = sql`SELECT CAST(${id(group)} AS STRING) AS "group", ${x} AS x,
      rank() OVER (ORDER BY ${x}) + (count(*) OVER (PARTITION BY ${x}) - 1) / CAST(2 AS DOUBLE) AS mid_rank
    FROM ${table}`;
  const groups = await engine.all(
    sql`SELECT "group", count(*) AS n, avg(x) AS mean, var_pop(x) AS variance, sum(mid_rank) AS "rankSum"
    FROM (${ranked}) GROUP BY "group" ORDER BY "group"`,
    MOMENTS,
  );
  const ties = await engine.one(
    sql`SELECT coalesce(sum(CAST(t AS DOUBLE) * t * t - t), 0) AS ties
    FROM (SELECT count(*) AS t FROM ${table} GROUP BY ${x})`,
    { ties: 'double' },
  );
  const byMean = anova(groups.map(({ n, mean, variance }) => ({ n, mean, squares: variance * n })));
  const byRank = kruskalWallis(groups, ties.ties);
  const variances = groups.map((row) => row.variance);
  const unequal = Math.max(...variances) > MAX_VARIANCE_RATIO * Math.min(...variances);
  const effect = unequal ? (byRank?.epsilonSquared ?? null) : (byMean?.etaSquared ?? null);
  return {
    value,
    group,
    groups: groups.length,
    n: groups.reduce((sum, row) => sum + row.n, 0),
    anova: byMean,
    kruskal: byRank,
    test: unequal ? 'kruskal' : 'anova',
    p: (unequal ? byRank?.p : byMean?.p) ?? null,
    effect,
    size: effect === null ? null : effectSize(effect),
  };
}
