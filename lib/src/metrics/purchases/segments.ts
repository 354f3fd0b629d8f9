import { id, literal, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Categories } from '../../core/schema.js';
import { columnOf } from '../../core/table.js';
import { wilson } from '../../stats/proportion.js';
import { ratioInterval } from '../../stats/ratio.js';
import { ratio } from '../ratio.js';
import type { RfmPlan } from '../segments/options.js';
import type { Scored } from '../segments/rfm.js';
import { categoriesOf } from '../segments/segmentation.js';
import type { Buyers } from './buyers.js';

const { interval, optional } = column;

const SUMS = {
  segment: column.text('segment'),
  users: column.count('buyers'),
  active: column.count('stillActive'),
  purchases: column.count('purchases'),
  squares: column.count('purchases'),
} as const;

interface Sums {
  readonly users: number;
  readonly purchases: number;
  readonly squares: number;
}

const hidden = { hidden: true } as const;

const segmentSchema = <K extends string>(segments: Categories<K>) => ({
  segment: column.category('segment', segments),
  users: column.count('buyers'),
  share: optional(column.percent('shareOfBuyers', { base: 'users', interval: 'shareInterval' })),
  shareInterval: optional(interval('percent', 'interval95', hidden)),
  purchases: column.count('purchases'),
  purchasesShare: optional(
    column.percent('shareOfPurchases', { base: 'purchases', interval: 'purchasesShareInterval' }),
  ),
  purchasesShareInterval: optional(interval('percent', 'interval95', hidden)),
  perBuyer: optional(column.decimal('purchasesPerBuyer', { interval: 'perBuyerInterval' })),
  perBuyerInterval: optional(interval('decimal', 'interval95', hidden)),
  active: optional(column.count('stillActive')),
  activeShare: optional(column.percent('shareStillActive', { base: 'active', interval: 'activeInterval' })),
  activeInterval: optional(interval('percent', 'interval95', hidden)),
});

export type BuyerSegments<K extends string = string> = Result<ReturnType<typeof segmentSchema<K>>>;

/**
 * Buyers and purchases by segment, in segment order; empty segments have 0.
 *
 * share = users / all buyers and activeShare = active / users, with Wilson's 95% intervals; purchasesShare = purchases
 * / all purchases and perBuyer = purchases / users, with intervals that treat buyers, not single purchases, as the
 * sampled units. `active` counts users with an event of any kind within the days that count as recent, so they are
 * still around; null unless recency was scored by cuts. Ratios are null if the denominator is 0.
 * @example
 * const scored = await rfm(bought, { dimensions: ['recency', 'frequency'], cuts: { recency: [4], frequency: [4] } });
 * (await purchases.segments(scored)).max('perBuyer').segment;
 */
export async function buyerSegments<K extends string>(scored: Scored<Buyers, K>): Promise<BuyerSegments<K>> {
  const { session, plan } = scored;
  const [segment, frequency] = [id(columnOf(scored, 'segment')), id(columnOf(scored, 'frequency'))];
  const recent = recentCut(plan);
  const query = sql`SELECT ${segment} AS segment, count(*) AS users,
      count(*) FILTER (WHERE absence <= ${literal(recent)}) AS active, CAST(sum(${frequency}) AS BIGINT) AS purchases,
      CAST(sum(${frequency} * ${frequency}) AS BIGINT) AS squares
    FROM ${scored} GROUP BY 1`;
  const found = await rowsOf(session, query, SUMS);
  const all = found.reduce<Sums>(
    (sum, row) => ({
      users: sum.users + row.users,
      purchases: sum.purchases + row.purchases,
      squares: sum.squares + row.squares,
    }),
    NOBODY,
  );
  return new Result({
    session,
    name: 'buyer-segments',
    title: { en: 'Buyers and purchases by segment', zh: '各分层的购买用户与购买次数' },
    schema: segmentSchema(categoriesOf(plan.segments)),
    rows: (Object.keys(plan.segments) as K[]).map((key) => ({
      segment: key,
      ...sized(found.find((row) => row.segment === key) ?? NOBODY, all, recent !== null),
    })),
    query,
    chart: { mark: 'bar', x: 'share', y: 'segment' },
  });
}

const NOBODY = { users: 0, active: 0, purchases: 0, squares: 0 };

/** The most days that still count as recent; null if recency was not scored by cuts. */
function recentCut({ dimensions }: RfmPlan): number | null {
  const recency = dimensions.find(({ dimension }) => dimension === 'recency');
  return recency?.cuts?.at(-(recency.high - 1)) ?? null;
}

function sized({ users, active, purchases, squares }: typeof NOBODY, all: Sums, known: boolean) {
  const sums = { xx: squares, x: purchases };
  return {
    users,
    share: ratio(users, all.users),
    shareInterval: wilson(users, all.users),
    purchases,
    purchasesShare: ratio(purchases, all.purchases),
    purchasesShareInterval: ratioInterval({
      ...{ n: all.users, y: all.purchases, yy: all.squares, xy: squares },
      ...sums,
    }),
    perBuyer: ratio(purchases, users),
    perBuyerInterval: ratioInterval({ n: users, y: users, yy: users, xy: purchases, ...sums }),
    active: known ? active : null,
    activeShare: known ? ratio(active, users) : null,
    activeInterval: known ? wilson(active, users) : null,
  };
}
