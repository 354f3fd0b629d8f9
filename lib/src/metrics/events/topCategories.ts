import { OptionsError } from '../../errors.js';
import type { Behavior } from '../../data/events/behaviors.js';
import type { CategoryTable } from '../../data/events/tables.js';
import type { Engine } from '../../engine/engine.js';
import { shape, type Row } from '../../engine/shape.js';
import { join, literal, sql, type Sql } from '../../engine/sql.js';
import { checked, rankedCategories } from './concentration.js';

const RANKED = shape({
  place: 'integer',
  category: 'integer',
  n: 'integer',
  share: 'double',
  cumulative: 'integer',
  cumulativeShare: 'double',
  tied: 'integer',
});

/**
 * A category with its place by events: `n` events, `share` = n / all, `cumulativeShare` = those of it and all before
 * / all, `tied` = categories with as many events, itself included (the smaller id comes first).
 */
export type RankedCategory = Row<typeof RANKED>;

/**
 * The largest categories by purchases or another behavior, with cumulative shares; only such as have any.
 *
 * @param options.top how many.
 * @throws OptionsError for an unknown behavior or a `top` that is no whole number from 1.
 * @example
 * const top = await topCategories(engine, categories, { top: 20 });
 */
export async function topCategories(
  engine: Engine,
  categories: CategoryTable,
  { behavior = 'buy', top = 20 }: { readonly behavior?: Behavior; readonly top?: number } = {},
): Promise<RankedCategory[]> {
  requireWhole('top', top);
  return places(engine, categories, behavior, sql`place <= ${top}`);
}

/**
 * Categories along the whole order, at most `points` of them, evenly spaced on a logarithmic scale, with the first
 * and the last: what a plot of size over place needs, whatever the number of categories.
 *
 * @param options.also places that must be among them, such as that of a cut.
 * @throws OptionsError for an unknown behavior or fewer than two points.
 * @example
 * const curve = await categoryRanks(engine, categories, { also: [needed] });
 */
export async function categoryRanks(
  engine: Engine,
  categories: CategoryTable,
  {
    behavior = 'buy',
    points = 200,
    also = [],
  }: { readonly behavior?: Behavior; readonly points?: number; readonly also?: readonly number[] } = {},
): Promise<RankedCategory[]> {
  requireWhole('points', points, 2);
  const { active } = await engine.one(
    sql`SELECT count(*) AS active FROM (${rankedCategories(categories, checked({ behavior }).behavior)}) AS ranked
    WHERE n > 0`,
    { active: 'integer' },
  );
  if (active === 0) return [];
  const steps = Array.from({ length: points }, (_, k) => Math.round(active ** (k / (points - 1))));
  const wanted = [...new Set([...steps, ...also])].map(literal);
  return places(engine, categories, behavior, sql`place IN (${join(wanted)})`);
}

function places(
  engine: Engine,
  categories: CategoryTable,
  behavior: Behavior,
  where: Sql,
): Promise<RankedCategory[]> {
  return engine.all(
    sql`WITH ranked AS (
      SELECT *, count(*) OVER (PARTITION BY n) AS tied
      FROM (${rankedCategories(categories, checked({ behavior }).behavior)}) AS categories
    )
    SELECT place, category_id AS category, n, share, cumulative,
      cumulative / CAST(total AS DOUBLE) AS "cumulativeShare", tied
    FROM ranked WHERE n > 0 AND ${where} ORDER BY place`,
    RANKED,
  );
}

function requireWhole(name: string, value: number, least = 1): void {
  if (!Number.isInteger(value) || value < least) {
    throw new OptionsError(`${name} must be a whole number from ${least}, not ${value}.`);
  }
}
