import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { percent } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import { groupsHolding, thin, unitsOf, type Abundance } from '../../stats/rarefaction.js';
import { categoriesOf, requireShare, type CategoryEvents } from './categories.js';
import type { NoInfer } from '../../core/no-infer.js';

const BY_SIZE = {
  keep: column.percent('partKept'),
  events: column.decimal('events', { digits: 0 }),
  active: column.decimal('categoriesActive', { digits: 1 }),
  needed: column.decimal('categoriesNeeded', { digits: 1 }),
  ofActive: column.percent('neededOfActive'),
} as const;

export type ConcentrationBySize = Result<typeof BY_SIZE>;

export interface BySizeOptions<T extends string = string> {
  /** What is counted, such as purchases. */
  readonly type: T;
  /** The share of events to reach, in (0, 1]. Default: 0.8. */
  readonly share?: number;
  /** Fractions of the events to keep, each in (0, 1]. Default: 1/16, 1/8, 1/4, 1/2, and 1. */
  readonly keep?: readonly number[];
}

/**
 * How concentration depends on sample size. With fewer events, fewer categories appear at all, so shares of "the
 * categories with a purchase" are not comparable between samples of different sizes. Each event is kept with
 * probability `keep`; the expected category sizes are then added up like the real ones, with fractional categories
 * counted as fractions.
 *
 * events = keep x total, ofActive = needed / active. Events are thinned as if they were independent, though one user's
 * events cluster: a sample with as many events from fewer users covers even fewer categories. Fractions that leave less
 * than one event are omitted, so there are no rows if there are no events.
 * @throws OptionsError for an invalid fraction, share, or type, or for events without categories.
 * Source: rarefaction after Coleman (1981), Mathematical Biosciences 54.
 * @example
 * await concentrationBySize(events, { type: 'purchase', keep: [0.25, 0.5, 1] });
 */
export async function concentrationBySize<T extends string>(
  events: CategoryEvents<T>,
  { type, share = 0.8, keep = [0.0625, 0.125, 0.25, 0.5, 1] }: BySizeOptions<NoInfer<T>>,
): Promise<ConcentrationBySize> {
  requireShare(share);
  const { session, table, name } = categoriesOf(events, type);
  const size = id(type);
  const query = sql`SELECT size, count(*) AS groups
    FROM (SELECT ${size} AS size FROM ${table} WHERE ${size} > 0) AS sizes
    GROUP BY size ORDER BY size`;
  const sizes: Abundance[] = await session.engine.all(query, { size: 'integer', groups: 'integer' });
  const total = unitsOf(sizes);
  return new Result({
    session,
    name: 'concentration-by-size',
    title: {
      en: `${name.en}: share of categories that holds ${percent(share, 0).en}, when a part is observed`,
      zh: `${name.zh}：只观察一部分时，达到${percent(share, 0).zh}所需的品类占比`,
    },
    schema: BY_SIZE,
    rows: keep.flatMap((part) => {
      const expected = thin(sizes, part);
      const active = expected.reduce((sum, { groups }) => sum + groups, 0);
      const needed = groupsHolding(expected, share);
      if (needed === null || part * total < 1) return [];
      return [{ keep: part, events: part * total, active, needed, ofActive: needed / active }];
    }),
    query,
    chart: { mark: 'line', x: 'events', y: 'ofActive', log: 'x' },
  });
}
