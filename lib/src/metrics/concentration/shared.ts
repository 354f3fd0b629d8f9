import * as column from '../../core/column.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import { shape } from '../../engine/shape.js';
import { literal, sql } from '../../engine/sql.js';
import type { Relation } from '../../engine/table.js';
import { sharedPairs } from '../../stats/shared-pairs.js';
import { ratio } from '../ratio.js';
import { categoriesOf, type CategoryEvents } from './categories.js';

const { optional, percent } = column;

const SHARED = {
  users: column.count('users'),
  events: column.count('events'),
  chance: optional(percent('sharedByUsers', { digits: 2, interval: 'chanceInterval' })),
  chanceInterval: optional(column.interval('percent', 'interval95', { digits: 2, hidden: true })),
  equalCategories: optional(column.decimal('equalCategories', { digits: 0, interval: 'equalInterval' })),
  equalInterval: optional(column.interval('decimal', 'interval95', { digits: 0, hidden: true })),
  ofAnyPair: optional(percent('sameCategory', { digits: 2 })),
} as const;

const SUMS = shape({
  users: 'integer',
  events: 'integer',
  a: 'double',
  b: 'double',
  aa: 'double',
  ab: 'double',
  bb: 'double',
  same: 'double',
});

/** The chance that events of two users are of one category: one row. */
export type SharedCategory = Result<typeof SHARED>;

/**
 * The chance that two events of a type, such as purchases, are of one category when they are of different users, with
 * its interval by users. It does not depend on how many users were observed, so that shops and periods of different size
 * can be compared by it.
 *
 * chance = pairs of one category / pairs, over all pairs of events of two users; equalCategories = 1 / chance.
 * ofAnyPair takes pairs of one user in too, who buys the same again: it is larger the fewer users there are. Null where
 * fewer than two users have such an event, and the interval for fewer than ten or where no pair is shared.
 * @throws OptionsError for an unknown type, or events without categories.
 * Source: Simpson (1949), Nature 163; see `stats.sharedPairs` for the interval.
 * @example
 * const shared = (await categories.shared(events, { type: 'purchase' })).at();
 * shared.chance.en; // '0.36%'
 */
export async function sharedCategory<T extends string>(
  events: CategoryEvents<T> & { readonly events: Relation },
  { type }: { readonly type: NoInfer<T> },
): Promise<SharedCategory> {
  const { session, name } = categoriesOf(events, type);
  const query = sql`WITH own AS (
      SELECT user_id, category_id, count(*) AS n FROM ${events.events} WHERE type = ${literal(type)}
      GROUP BY user_id, category_id
    ),
    sizes AS (SELECT category_id, sum(n) AS size FROM own GROUP BY category_id),
    buyers AS (
      SELECT user_id, sum(n) AS n, sum(n * (size - n)) AS a, sum(n * (n - 1)) AS alone
      FROM own JOIN sizes USING (category_id) GROUP BY user_id
    ),
    pairs AS (SELECT n, alone, a, n * (sum(n) OVER () - n) AS b FROM buyers)
    SELECT count(*) AS users, CAST(coalesce(sum(n), 0) AS BIGINT) AS events,
      CAST(coalesce(sum(a), 0) AS DOUBLE) AS a, CAST(coalesce(sum(b), 0) AS DOUBLE) AS b,
      CAST(coalesce(sum(a * a), 0) AS DOUBLE) AS aa, CAST(coalesce(sum(a * b), 0) AS DOUBLE) AS ab,
      CAST(coalesce(sum(b * b), 0) AS DOUBLE) AS bb, CAST(coalesce(sum(a + alone), 0) AS DOUBLE) AS same
    FROM pairs`;
  const { events: total, same, ...sums } = await session.engine.one(query, SUMS);
  const { chance, interval } = sharedPairs(sums) ?? { chance: null, interval: null };
  return new Result({
    session,
    name: 'shared-category',
    title: {
      en: `${name.en}: chance that those of two users are of one category`,
      zh: `${name.zh}：两名用户同品类的概率`,
    },
    schema: SHARED,
    rows: [
      {
        users: sums.users,
        events: total,
        chance,
        chanceInterval: interval,
        equalCategories: chance === null ? null : ratio(1, chance),
        equalInterval: interval && { low: 1 / interval.high, high: 1 / interval.low },
        ofAnyPair: ratio(same, total * (total - 1)),
      },
    ],
    query,
  });
}
