import { id, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { percent } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Abundance } from '../../stats/rarefaction.js';
import { typeColumn } from '../../events/type-column.js';
import { requireTypes, type EventTypes } from '../../events/types.js';
import { ratio } from '../ratio.js';
import { categoriesOf, requireShare, type CategoriesOf, type CategoryEvents } from './categories.js';
import { giniOf, groupsOf, heldByLargest, lorenzOf, reaching, sameGroup, totalOf } from './sizes.js';
import type { NoInfer } from '../../core/no-infer.js';

const { optional } = column;

function concentrationSchema<T extends string>(types: EventTypes<T>) {
  return {
    type: typeColumn(types),
    events: column.count('events'),
    active: column.count('categoriesActive'),
    seen: column.count('categoriesSeen'),
    needed: optional(column.count('categoriesNeeded')),
    reached: optional(column.percent('reachedShare', { digits: 2, hidden: true })),
    ofActive: optional(column.percent('neededOfActive')),
    ofSeen: optional(column.percent('neededOfSeen')),
    giniOfActive: optional(column.decimal('giniOfActive')),
    giniOfSeen: optional(column.decimal('giniOfSeen')),
    topShare: optional(column.percent('topTenth')),
    last: optional(column.count('eventsOfLast', { hidden: true })),
    tied: column.count('tiedWithLast', { hidden: true }),
    hhi: optional(column.decimal('hhi', { digits: 4, hidden: true })),
    pairs: optional(column.percent('sameCategory', { digits: 2, hidden: true })),
    equalCategories: optional(column.decimal('equalCategories', { digits: 0, hidden: true })),
  };
}

const curveSchema = <T extends string>(types: EventTypes<T>) => ({
  type: typeColumn(types),
  categories: column.percent('categoriesFromSmallest'),
  share: optional(column.percent('cumulativeShare')),
});

export interface ConcentrationOptions<T extends string = string> {
  /** The event types to count, such as purchases. Default: every type, each by itself. */
  readonly type?: T | readonly T[];
  /** The share of events to reach, in (0, 1]. Default: 0.8. */
  readonly share?: number;
}

export type Concentration<T extends string = string> = Result<ReturnType<typeof concentrationSchema<T>>> & {
  /** The Lorenz curve over the categories with an event of the type, in steps of 1%. */
  readonly curve: Result<ReturnType<typeof curveSchema<T>>>;
};

/**
 * How few categories hold most events of a type: categories are ranked by events, then id, and added up until they
 * reach the share. One row per type.
 *
 * `seen` counts categories with any event, `active` those with an event of the type; `needed` is the smallest number of
 * categories that reaches the share, `reached` the share they hold, `ofActive` = needed / active, `ofSeen` = needed /
 * seen. `last` is the number of events in the last category needed, and `tied` the number of categories with that many
 * events, ranked by id. The Gini coefficients are over active and over seen categories; `topShare` is the share of the
 * largest tenth of the active ones.
 *
 * hhi = sum(n^2) / total^2; pairs = sum(n (n - 1)) / (total (total - 1)), the probability that two different events are
 * in the same category. Pairs of one user are included, so it depends on how much was observed; to compare samples of
 * different size use `categories.shared`, which compares different users. equalCategories = 1 / pairs. Everything that
 * depends on events is null if there are none; pairs is also null for a single event.
 * @throws OptionsError for an unknown type, a share outside (0, 1], or events without categories.
 * Source: Hirschman (1964), American Economic Review 54; Simpson (1949), Nature 163, for pairs.
 * @example
 * const bought = (await concentration(events, { type: 'purchase' })).at();
 * bought.needed.raw; // categories that hold four fifths of the purchases
 */
export async function concentration<T extends string>(
  events: CategoryEvents<T>,
  { type, share = 0.8 }: ConcentrationOptions<NoInfer<T>> = {},
): Promise<Concentration<T>> {
  const { session, types } = events;
  const keys = type === undefined ? types.map(({ key }) => key) : typeof type === 'string' ? [type] : type;
  requireTypes(types, 'type', keys);
  requireShare(share);
  const parts = keys.map((key) => categoriesOf(events, key));
  const rows = [];
  const curve = [];
  for (const part of parts) {
    const sizes = await session.engine.all(sizesQuery(part), { size: 'integer', groups: 'integer' });
    const active = sizes.filter(({ size }) => size > 0);
    rows.push({ type: part.type, ...concentrationOf(sizes, active, share) });
    curve.push(
      ...lorenzOf(active, STEPS).map(({ part: rows, share: held }) => ({
        type: part.type,
        categories: rows,
        share: held,
      })),
    );
  }
  const only = parts.length === 1 ? parts[0] : undefined;
  const what = only?.name ?? { en: 'Events', zh: '各类行为' };
  const result = new Result({
    session,
    name: 'concentration',
    title: {
      en: `${what.en}: categories that hold ${percent(share, 0).en}`,
      zh: `${what.zh}：占${percent(share, 0).zh}的品类`,
    },
    schema: concentrationSchema(types),
    rows,
    query: only === undefined ? null : sizesQuery(only),
    chart: { mark: 'bar', x: 'ofActive', y: 'type' },
  });
  return Object.assign(result, {
    curve: new Result({
      session,
      name: 'category-lorenz',
      title: { en: `${what.en}: Lorenz curve over categories`, zh: `${what.zh}在品类间的洛伦兹曲线` },
      schema: curveSchema(types),
      rows: curve,
      chart: {
        ...{ mark: 'line', x: 'categories', y: 'share', diagonal: true },
        ...(only === undefined && { color: 'type' }),
      },
    }),
  });
}

/** Points of the curve. */
const STEPS = 100;

/** Categories by their number of events: all figures follow from it, and it is short however many categories there are. */
function sizesQuery({ table, type }: CategoriesOf<string>): Sql {
  return sql`SELECT ${id(type)} AS size, count(*) AS groups FROM ${table} GROUP BY size ORDER BY size`;
}

function concentrationOf(sizes: readonly Abundance[], active: readonly Abundance[], share: number) {
  const [seen, withEvents] = [groupsOf(sizes), groupsOf(active)];
  const found = reaching(active, share);
  const { hhi, pairs } = sameGroup(active);
  return {
    events: totalOf(active),
    seen,
    active: withEvents,
    ...found,
    hhi,
    pairs,
    ofActive: found.needed === null ? null : found.needed / withEvents,
    ofSeen: found.needed === null ? null : found.needed / seen,
    giniOfActive: giniOf(active),
    giniOfSeen: giniOf(sizes),
    topShare: heldByLargest(active, 0.1),
    equalCategories: pairs === null ? null : ratio(1, pairs),
  };
}
