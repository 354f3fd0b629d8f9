import { OptionsError } from '../../errors.js';
import type { EventTables } from '../../events/tables.js';
import { requireTypes } from '../../events/types.js';
import { id, sql } from '../../engine/sql.js';
import type { Table } from '../../engine/table.js';
import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import { rowsOf } from '../../core/rows.js';
import type { Session } from '../../core/session.js';
import { wilson } from '../../stats/proportion.js';
import type { NoInfer } from '../../core/no-infer.js';
import { ratio } from '../ratio.js';

const { interval, optional } = column;

const DISTRIBUTION = { purchases: column.count('purchases'), buyers: column.count('buyers') } as const;

const COUNTS = {
  purchases: column.count('purchases'),
  buyers: column.count('buyers'),
  share: column.percent('shareOfBuyers', { base: 'buyers', interval: 'shareInterval' }),
  shareInterval: optional(interval('percent', 'interval95', { hidden: true })),
  cumulative: column.percent('thisManyOrFewer'),
  total: column.count('purchasesTogether'),
  totalShare: column.percent('shareOfPurchases', { base: 'total' }),
} as const;

const foldedSchema = (most: number) => ({
  ...COUNTS,
  purchases: column.category(
    'purchases',
    Object.fromEntries(
      labelsUpTo(most).map((label, index) => [
        label,
        { label: { en: label, zh: orMore(label, index, most) } },
      ]),
    ),
  ),
});

const QUANTILES = { lower: 0.25, median: 0.5, upper: 0.75, ninth: 0.9 } as const;

const SUMMARY = {
  buyers: column.count('buyers'),
  purchases: column.count('purchases'),
  mean: optional(column.decimal('purchasesPerBuyer')),
  lower: optional(column.decimal('q1', { digits: 1 })),
  median: optional(column.decimal('median', { digits: 1 })),
  upper: optional(column.decimal('q3', { digits: 1 })),
  ninth: optional(column.decimal('ninthDecile', { digits: 1 })),
  max: optional(column.count('max')),
  repeatBuyers: column.count('repeatBuyers'),
  repeatShare: optional(
    column.percent('repurchaseRate', { digits: 2, base: 'repeatBuyers', interval: 'repeatInterval' }),
  ),
  repeatInterval: optional(interval('percent', 'interval95', { hidden: true })),
} as const;

export type PurchasesPerBuyer = Result<ReturnType<typeof foldedSchema>> & {
  /** Mean, quantiles, and repurchase rate, in one row. */
  readonly summary: Result<typeof SUMMARY>;
  /** Every number of purchases that occurs, without grouping. */
  readonly counts: Result<typeof COUNTS>;
};

export interface PerBuyerOptions<T extends string = string> {
  /** The event type that is a purchase. */
  readonly type: T;
  /** Number of purchases from which buyers share one row, as in "10+". Default: 10. */
  readonly most?: number;
}

/**
 * How often buyers buy: buyers by number of purchases in the window, 1, 2 … 10 or more; users without a purchase are
 * excluded. `summary` has the mean, quantiles (interpolated, type 7), and repurchase rate; `counts` has every number.
 *
 * share = buyers / all buyers, with Wilson's 95% interval; `total` = purchases by these buyers, totalShare = total /
 * all purchases; cumulative = buyers with this many or fewer / all buyers; repeatShare = buyers with two or more /
 * buyers. A user who bought once in the window counts as a buyer with one purchase, whatever they bought before or
 * after it: the repurchase rate covers the window only and grows with its length. Without buyers there are no rows, and
 * rates are null.
 * @throws OptionsError for an unknown type, or a `most` that is not a whole number of at least 2.
 * @example
 * const often = await purchasesPerBuyer(events, { type: 'purchase' });
 * often.summary.at().repeatShare.en; // '66.01%'
 */
export async function purchasesPerBuyer<T extends string>(
  {
    session,
    users,
    types,
  }: Pick<EventTables<T>, 'types'> & { readonly session: Session; readonly users: Table },
  { type, most = 10 }: PerBuyerOptions<NoInfer<T>>,
): Promise<PurchasesPerBuyer> {
  requireTypes(types, 'type', [type]);
  if (!Number.isInteger(most) || most < 2) {
    throw new OptionsError(`most must be a whole number of at least 2, not ${most}.`);
  }
  const own = id(type);
  const query = sql`SELECT purchases, count(*) AS buyers
    FROM (SELECT ${own} AS purchases FROM ${users} WHERE ${own} > 0) AS bought
    GROUP BY purchases ORDER BY purchases`;
  const found = await rowsOf(session, query, DISTRIBUTION);
  const counts = shared(found.map((row) => ({ ...row, total: row.buyers * row.purchases })));
  const about = { session, query, chart: { mark: 'bar', x: 'purchases', y: 'share' } };
  return Object.assign(
    new Result({
      ...about,
      name: 'purchases-per-buyer',
      title: { en: 'Buyers by number of purchases', zh: '按购买次数划分的购买用户' },
      schema: foldedSchema(most),
      rows: found.length === 0 ? [] : shared(folded(counts, most)),
    }),
    {
      summary: new Result({
        session,
        name: 'purchase-summary',
        title: { en: 'How often buyers buy', zh: '购买频次概况' },
        schema: SUMMARY,
        rows: [{ ...summed(counts), ...(await quantilesOf(session, users, type)) }],
      }),
      counts: new Result({
        ...about,
        name: 'purchase-counts',
        title: { en: 'Buyers by every number of purchases', zh: '各购买次数的购买用户' },
        schema: COUNTS,
        rows: counts,
      }),
    },
  );
}

interface Counted<P> {
  readonly purchases: P;
  readonly buyers: number;
  /** Their purchases together. */
  readonly total: number;
}

const labelsUpTo = (most: number) =>
  Array.from({ length: most }, (_, index) => (index + 1 === most ? `${most}+` : String(index + 1)));

const orMore = (label: string, index: number, most: number) =>
  index + 1 === most ? `${most}次及以上` : label;

function folded(counts: readonly Counted<number>[], most: number): Counted<string>[] {
  return labelsUpTo(most).map((label, index) => {
    const own = counts.filter(({ purchases }) => Math.min(purchases, most) === index + 1);
    return { purchases: label, buyers: sum(own, 'buyers'), total: sum(own, 'total') };
  });
}

function shared<P>(rows: readonly Counted<P>[]) {
  const [buyers, total] = [sum(rows, 'buyers'), sum(rows, 'total')];
  let until = 0;
  return rows.map((row) => ({
    ...row,
    share: row.buyers / buyers,
    shareInterval: wilson(row.buyers, buyers),
    cumulative: (until += row.buyers) / buyers,
    totalShare: row.total / total,
  }));
}

function summed(counts: readonly Counted<number>[]) {
  const [buyers, purchases] = [sum(counts, 'buyers'), sum(counts, 'total')];
  const repeatBuyers = sum(
    counts.filter((row) => row.purchases >= 2),
    'buyers',
  );
  return {
    buyers,
    purchases,
    mean: ratio(purchases, buyers),
    max: counts.at(-1)?.purchases ?? null,
    repeatBuyers,
    repeatShare: ratio(repeatBuyers, buyers),
    repeatInterval: wilson(repeatBuyers, buyers),
  };
}

function quantilesOf({ engine }: Session, users: Table, type: string) {
  const at = (p: number) => sql`CAST(${engine.dialect.quantile(id(type), p)} AS DOUBLE)`;
  const { lower, median, upper, ninth } = QUANTILES;
  return engine.one(
    sql`SELECT ${at(lower)} AS lower, ${at(median)} AS median, ${at(upper)} AS upper, ${at(ninth)} AS ninth
    FROM ${users} WHERE ${id(type)} > 0`,
    { lower: 'double?', median: 'double?', upper: 'double?', ninth: 'double?' },
  );
}

const sum = (rows: readonly { buyers: number; total: number }[], name: 'buyers' | 'total') =>
  rows.reduce((all, row) => all + row[name], 0);
