import { OptionsError } from '../../errors.js';
import { BEHAVIORS, isBehavior, type Behavior } from '../../data/events/behaviors.js';
import type { CategoryTable } from '../../data/events/tables.js';
import type { Engine } from '../../engine/engine.js';
import { shape } from '../../engine/shape.js';
import { id, sql, type Sql } from '../../engine/sql.js';
import { inequality } from '../inequality.js';

const CONCENTRATION = shape({
  seen: 'integer',
  active: 'integer',
  total: 'integer',
  needed: 'integer?',
  reached: 'double?',
  last: 'integer?',
  tied: 'integer',
  hhi: 'double?',
  pairs: 'double?',
});

export interface ConcentrationOptions {
  /** What is counted: purchases when absent. */
  readonly behavior?: Behavior;
  /** The share to be reached, in (0, 1]. */
  readonly share?: number;
}

/** How few categories hold most of what happens. Where nothing happened, all that rests on it is null. */
export interface Concentration {
  readonly behavior: Behavior;
  readonly share: number;
  /** Events of this behavior. */
  readonly total: number;
  /** Categories with any event at all. */
  readonly seen: number;
  /** Categories with an event of this behavior. */
  readonly active: number;
  /** Smallest k for which the k largest categories hold at least `share` of the total. */
  readonly needed: number | null;
  /** What these hold of the total. */
  readonly reached: number | null;
  /** needed / active */
  readonly ofActive: number | null;
  /** needed / seen */
  readonly ofSeen: number | null;
  /** Events of the last category needed, and how many categories have as many: among them the id decides. */
  readonly last: number | null;
  readonly tied: number;
  /** Gini coefficient over categories with such an event, and over all seen. */
  readonly giniOfActive: number | null;
  readonly giniOfSeen: number | null;
  /** Herfindahl-Hirschman index: sum of squared shares, from 1 / active to 1. */
  readonly hhi: number | null;
  /** Chance that two different events are of one category: what `hhi` estimates, without the bias of few events. */
  readonly pairs: number | null;
}

/**
 * Concentration of purchases, or of another behavior, over categories: they are ordered by events and then id, and
 * added up until they reach the share.
 *
 * hhi = sum(n^2) / total^2; pairs = sum(n (n - 1)) / (total (total - 1)), null for a single event.
 * @throws OptionsError for an unknown behavior or a share outside (0, 1].
 * Source: Hirschman (1964), American Economic Review 54; Simpson (1949), Nature 163, for pairs.
 * @example
 * const { needed, ofActive } = await concentration(engine, categories, { share: 0.8 });
 */
export async function concentration(
  engine: Engine,
  categories: CategoryTable,
  options: ConcentrationOptions = {},
): Promise<Concentration> {
  const { behavior, share } = checked(options);
  const row = await engine.one(
    sql`WITH ranked AS (
      SELECT *, total > 0 AND cumulative >= ${share} * total - ${ROUNDING} AS enough,
        count(*) OVER (PARTITION BY n) AS tied
      FROM (${rankedCategories(categories, behavior)}) AS places
    )
    SELECT count(*) AS seen, count(CASE WHEN n > 0 THEN 1 END) AS active, coalesce(max(total), 0) AS total,
      min(CASE WHEN enough THEN place END) AS needed,
      min(CASE WHEN enough THEN cumulative / CAST(total AS DOUBLE) END) AS reached,
      max(CASE WHEN enough THEN n END) AS last,
      coalesce(min_by(tied, CASE WHEN enough THEN place END), 0) AS tied,
      CAST(sum(n * n) AS DOUBLE) / nullif(max(total) * max(total), 0) AS hhi,
      CAST(sum(n * (n - 1)) AS DOUBLE) / nullif(max(total) * (max(total) - 1), 0) AS pairs
    FROM ranked`,
    CONCENTRATION,
  );
  const { needed, active, seen } = row;
  const gini = async (positive: boolean) =>
    row.total === 0 ? null : (await inequality(engine, categories, behavior, { positive })).gini;
  return {
    behavior,
    share,
    ...row,
    ofActive: needed === null ? null : needed / active,
    ofSeen: needed === null ? null : needed / seen,
    giniOfActive: await gini(true),
    giniOfSeen: await gini(false),
  };
}

/** A share of a total, such as 0.07 of 100, may come out a hair above the whole number that it is. */
const ROUNDING = 1e-6;

/** Categories in total order: `place` from 1, events `n`, their `share`, `cumulative` events and `total`. */
export function rankedCategories(categories: CategoryTable, behavior: Behavior): Sql {
  const n = id(behavior);
  return sql`SELECT category_id, ${n} AS n, row_number() OVER (ORDER BY ${n} DESC, category_id) AS place,
      ${n} / nullif(CAST(sum(${n}) OVER () AS DOUBLE), 0) AS share,
      CAST(sum(${n}) OVER (ORDER BY ${n} DESC, category_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS cumulative,
      CAST(sum(${n}) OVER () AS BIGINT) AS total
    FROM ${categories}`;
}

/** Options with their defaults. @throws OptionsError when they make no sense. */
export function checked({
  behavior = 'buy',
  share = 0.8,
}: ConcentrationOptions): Required<ConcentrationOptions> {
  if (!isBehavior(behavior)) {
    throw new OptionsError(`"${String(behavior)}" is no behavior: take one of ${BEHAVIORS.join(', ')}.`);
  }
  if (!(share > 0 && share <= 1)) {
    throw new OptionsError(`The share to be reached must be above 0 and at most 1, not ${share}.`);
  }
  return { behavior, share };
}
