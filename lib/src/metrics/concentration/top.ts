import { OptionsError } from '../../errors.js';
import { layoutOf, type IdKind } from '../../events/tables.js';
import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { Result, type ChartHint } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Column } from '../../core/schema.js';
import { categoriesOf, rankedCategories, type CategoriesOf, type CategoryEvents } from './categories.js';
import type { NoInfer } from '../../core/no-infer.js';

const rankedSchema = (kind: IdKind) => {
  const category: Column<IdKind> = { ...column.text('itemCategory'), kind, format: 'plain' };
  return {
    place: column.count('place'),
    category,
    events: column.count('events'),
    share: column.percent('share', { digits: 2, base: 'events' }),
    cumulative: column.count('cumulativeEvents', { hidden: true }),
    cumulativeShare: column.percent('cumulativeShare'),
    tied: column.count('asMany'),
  };
};

/**
 * A category with its rank by events: `share` = events / all events, `cumulativeShare` = events of this and all
 * higher-ranked categories / all events, `tied` = categories with this many events, itself included (smaller id first).
 */
export type RankedCategories = Result<ReturnType<typeof rankedSchema>>;

/**
 * The largest categories by events of a type, with cumulative shares; categories without such events are left out.
 *
 * @param options.top how many categories. Default: 20.
 * @throws OptionsError for an unknown type, a `top` that is not a whole number of at least 1, or events without
 * categories.
 * @example
 * const top = await topCategories(events, { type: 'purchase', top: 20 });
 * top.max('place').cumulativeShare.en; // the combined share of the 20
 */
export async function topCategories<T extends string>(
  events: CategoryEvents<T>,
  { type, top = 20 }: { readonly type: NoInfer<T>; readonly top?: number },
): Promise<RankedCategories> {
  requireWhole('top', top);
  const part = categoriesOf(events, type);
  const { total } = await sizesOf(part);
  return places(part, sql`place <= ${top}`, {
    name: 'top-categories',
    title: {
      en: `${part.name.en}: the largest categories and what they hold of all`,
      zh: `${part.name.zh}：最大的品类及其累计占比`,
    },
    chart: { mark: 'bar', x: 'category', y: 'events', cumulative: total },
  });
}

/**
 * Categories over the whole ranking, spaced evenly on a logarithmic scale, including the first and the last: enough to
 * plot size by rank for any number of categories.
 *
 * @param options.points the most points to space evenly. Default: 200.
 * @param options.also ranks to include as well, such as that of a cut.
 * @throws OptionsError for an unknown type, fewer than two points, or events without categories.
 * @example
 * const curve = await categoryRanks(events, { type: 'purchase', also: [needed] });
 */
export async function categoryRanks<T extends string>(
  events: CategoryEvents<T>,
  {
    type,
    points = 200,
    also = [],
  }: { readonly type: NoInfer<T>; readonly points?: number; readonly also?: readonly number[] },
): Promise<RankedCategories> {
  requireWhole('points', points, 2);
  const part = categoriesOf(events, type);
  const { active } = await sizesOf(part);
  const steps = Array.from({ length: points }, (_, k) => Math.round(active ** (k / (points - 1))));
  const wanted = [...new Set([...steps, ...also])].map(literal);
  return places(part, sql`place IN (${join(wanted)})`, {
    name: 'category-ranks',
    title: {
      en: `${part.name.en}: every category by its place, largest first`,
      zh: `各品类的${part.name.zh}次数（由大到小）`,
    },
    chart: { mark: 'line', x: 'place', y: 'events', log: 'xy', step: true },
  });
}

function sizesOf({
  session,
  table,
  type,
}: CategoriesOf<string>): Promise<{ readonly active: number; readonly total: number }> {
  const n = id(type);
  return session.engine.one(
    sql`SELECT count(CASE WHEN ${n} > 0 THEN 1 END) AS active, CAST(coalesce(sum(${n}), 0) AS BIGINT) AS total
    FROM ${table}`,
    { active: 'integer', total: 'integer' },
  );
}

async function places(
  part: CategoriesOf<string>,
  where: Sql,
  about: { readonly name: string; readonly title: Label; readonly chart: ChartHint },
): Promise<RankedCategories> {
  const { session, table } = part;
  const schema = rankedSchema(layoutOf(table).category ?? 'integer');
  const query = sql`WITH ranked AS (
      SELECT *, count(*) OVER (PARTITION BY n) AS tied FROM (${rankedCategories(part)}) AS categories
    )
    SELECT place, category_id AS category, n AS events, share, cumulative,
      cumulative / CAST(total AS DOUBLE) AS cumulative_share, tied
    FROM ranked WHERE n > 0 AND ${where} ORDER BY place`;
  return new Result({ session, schema, rows: await rowsOf(session, query, schema), query, ...about });
}

function requireWhole(name: string, value: number, least = 1): void {
  if (!Number.isInteger(value) || value < least) {
    throw new OptionsError(`${name} must be a whole number of at least ${least}, not ${value}.`);
  }
}
