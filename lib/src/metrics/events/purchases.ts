import { OptionsError } from '../../errors.js';
import type { EventUserTable } from '../../data/events/tables.js';
import type { Engine } from '../../engine/engine.js';
import { shape } from '../../engine/shape.js';
import { id, join, literal, sql } from '../../engine/sql.js';
import { wilson, type Interval } from '../../stats/proportion.js';

const DISTRIBUTION = shape({ purchases: 'integer', buyers: 'integer' });

/** Buyers with this many purchases. */
export interface PurchaseCount {
  readonly purchases: number;
  /** Whether those with more are in it too, as in "10 or more". */
  readonly orMore: boolean;
  readonly buyers: number;
  /** buyers / all buyers, with Wilson's interval. */
  readonly share: number;
  readonly interval: Interval | null;
  /** Their purchases together. */
  readonly orders: number;
  /** orders / all orders */
  readonly ordersShare: number;
  /** Buyers with this many or fewer / all buyers. */
  readonly cumulative: number;
}

/** How often buyers buy within the window. Null where nobody has bought. */
export interface PurchasesPerBuyer {
  readonly buyers: number;
  readonly orders: number;
  /** orders / buyers */
  readonly mean: number | null;
  readonly max: number | null;
  /** Interpolated (type 7), in the order asked for. */
  readonly quantiles: readonly { readonly p: number; readonly purchases: number }[];
  /** Buyers with two purchases or more. */
  readonly repeat: {
    readonly buyers: number;
    /** The repurchase rate: repeat buyers / buyers, with Wilson's interval. */
    readonly share: number | null;
    readonly interval: Interval | null;
  };
  /** One row for each number of purchases that occurs, ascending. */
  readonly counts: readonly PurchaseCount[];
}

/**
 * Distribution of purchases over those who bought at all.
 *
 * Whoever bought before or after the window and once within it counts as a buyer with one purchase: the repurchase
 * rate is that of the window and grows with its length.
 * @param options.quantiles each in [0, 1].
 * @throws OptionsError for a quantile outside.
 * @example
 * const { mean, repeat, counts } = await purchasesPerBuyer(engine, events.users);
 */
export async function purchasesPerBuyer(
  engine: Engine,
  users: EventUserTable,
  { quantiles = [0.25, 0.5, 0.75, 0.9, 0.99] }: { readonly quantiles?: readonly number[] } = {},
): Promise<PurchasesPerBuyer> {
  const bad = quantiles.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new OptionsError(`A quantile must lie between 0 and 1, not at ${bad}.`);
  const rows = await engine.all(
    sql`SELECT buy AS purchases, count(*) AS buyers FROM ${users} WHERE buy > 0 GROUP BY buy ORDER BY buy`,
    DISTRIBUTION,
  );
  const buyers = rows.reduce((sum, row) => sum + row.buyers, 0);
  const orders = rows.reduce((sum, row) => sum + row.buyers * row.purchases, 0);
  const repeat = rows.reduce((sum, row) => sum + (row.purchases >= 2 ? row.buyers : 0), 0);
  return {
    buyers,
    orders,
    mean: buyers === 0 ? null : orders / buyers,
    max: rows.at(-1)?.purchases ?? null,
    quantiles: buyers === 0 ? [] : await quantilesOf(engine, users, quantiles),
    repeat: {
      buyers: repeat,
      share: buyers === 0 ? null : repeat / buyers,
      interval: wilson(repeat, buyers),
    },
    counts: counted(
      rows.map((row) => ({ ...row, orMore: false, orders: row.buyers * row.purchases })),
      { buyers, orders },
    ),
  };
}

/**
 * The counts with all from `most` purchases on in one row, for a table or figure: 1, 2 … 10 or more. Numbers that do
 * not occur have a row with 0 buyers.
 *
 * @throws OptionsError when `most` is no whole number from 2.
 * @example
 * upToPurchases(distribution, 10).at(-1); // { purchases: 10, orMore: true, … }
 */
export function upToPurchases({ counts, buyers, orders }: PurchasesPerBuyer, most = 10): PurchaseCount[] {
  if (!Number.isInteger(most) || most < 2) {
    throw new OptionsError(`The last number of purchases must be a whole number from 2, not ${most}.`);
  }
  if (buyers === 0) return [];
  const rows = Array.from({ length: most }, (_, index) => {
    const [purchases, orMore] = [index + 1, index + 1 === most];
    const own = counts.filter((row) => (orMore ? row.purchases >= most : row.purchases === purchases));
    return {
      purchases,
      orMore,
      buyers: own.reduce((sum, row) => sum + row.buyers, 0),
      orders: own.reduce((sum, row) => sum + row.orders, 0),
    };
  });
  return counted(rows, { buyers, orders });
}

type Counted = Pick<PurchaseCount, 'purchases' | 'orMore' | 'buyers' | 'orders'>;

function counted(
  rows: readonly Counted[],
  all: Pick<PurchasesPerBuyer, 'buyers' | 'orders'>,
): PurchaseCount[] {
  let until = 0;
  return rows.map((row) => ({
    ...row,
    share: row.buyers / all.buyers,
    interval: wilson(row.buyers, all.buyers),
    ordersShare: row.orders / all.orders,
    cumulative: (until += row.buyers) / all.buyers,
  }));
}

async function quantilesOf(
  engine: Engine,
  users: EventUserTable,
  quantiles: readonly number[],
): Promise<PurchasesPerBuyer['quantiles']> {
  if (quantiles.length === 0) return [];
  const queries = quantiles.map(
    (p, index) =>
      sql`SELECT ${literal(index)} AS place, CAST(${engine.dialect.quantile(id('buy'), p)} AS DOUBLE) AS purchases
      FROM ${users} WHERE buy > 0`,
  );
  const rows = await engine.all(sql`${join(queries, ' UNION ALL ')} ORDER BY place`, {
    place: 'integer',
    purchases: 'double',
  });
  return rows.map((row) => ({ p: quantiles[row.place] ?? NaN, purchases: row.purchases }));
}
