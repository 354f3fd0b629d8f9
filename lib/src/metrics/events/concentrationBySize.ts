import type { CategoryTable } from '../../data/events/tables.js';
import type { Engine } from '../../engine/engine.js';
import { id, sql } from '../../engine/sql.js';
import { groupsHolding, thin, unitsOf, type Abundance } from '../../stats/rarefaction.js';
import { checked, type ConcentrationOptions } from './concentration.js';

/** Concentration that is to be expected of a part of the events. */
export interface ConcentrationAtSize {
  /** The part of the events that is kept, in (0, 1]. */
  readonly keep: number;
  /** keep x total */
  readonly events: number;
  /** Expected categories with an event. */
  readonly active: number;
  /** Categories that hold the share, of the expected sizes; a part of a category counts as a part. */
  readonly needed: number;
  /** needed / active */
  readonly ofActive: number;
}

/**
 * How the concentration depends on how much is observed: with fewer events fewer categories come up at all, so
 * that shares of "the categories with a purchase" of samples of different size are not to be compared. Each event
 * is kept with probability `keep`; the sizes of categories expected then are added up as the real ones are.
 *
 * Events of one user go together and are thinned here as if they did not: a sample of as many events that has fewer
 * users knows fewer categories still.
 * @param options.keep parts of the events, each in (0, 1].
 * @returns one row a part, in their order; none where there are no events.
 * @throws OptionsError for a part, share or behavior that makes no sense.
 * @example
 * await concentrationBySize(engine, categories, { keep: [0.25, 0.5, 1] });
 */
export async function concentrationBySize(
  engine: Engine,
  categories: CategoryTable,
  {
    keep = [0.0625, 0.125, 0.25, 0.5, 1],
    ...options
  }: ConcentrationOptions & { readonly keep?: readonly number[] } = {},
): Promise<ConcentrationAtSize[]> {
  const { behavior, share } = checked(options);
  const size = id(behavior);
  const sizes: Abundance[] = await engine.all(
    sql`SELECT ${size} AS size, count(*) AS groups FROM ${categories}
    WHERE ${size} > 0 GROUP BY ${size} ORDER BY ${size}`,
    { size: 'integer', groups: 'integer' },
  );
  return keep.flatMap((part) => {
    const expected = thin(sizes, part);
    const active = expected.reduce((sum, { groups }) => sum + groups, 0);
    const needed = groupsHolding(expected, share);
    return needed === null
      ? []
      : [{ keep: part, events: part * unitsOf(sizes), active, needed, ofActive: needed / active }];
  });
}
