import { id, join, literal, sql, type Sql, type purchases } from 'tally';
import { known, type Estimate } from 'tally/claims';
import { share } from './evidence.js';
import { CUTS, SEGMENT_KEYS, SEGMENTS, type SegmentKey } from './segments.js';
import { userRatios } from './user-ratios.js';

/** What buyers of a segment buy, in a sample of users. */
export interface SegmentEstimates {
  /** Their purchases / all purchases, in percent. */
  readonly orders: Estimate;
  /** Their purchases / their number. */
  readonly perBuyer: Estimate;
}

/** Purchases by segment with the uncertainty of drawing buyers, whose purchases come together. */
export async function segmentEstimates(
  buyers: purchases.Buyers,
): Promise<Readonly<Record<SegmentKey, SegmentEstimates>>> {
  const bought = id('purchases');
  const asked = SEGMENT_KEYS.flatMap((key) => {
    const own = id(`is_${key}`);
    const x = sql`${bought} * ${own}`;
    return [
      [`orders ${key}`, [{ x, y: bought, weight: 100 }]],
      [`perBuyer ${key}`, [{ x, y: own }]],
    ] as const;
  });
  const flags = SEGMENT_KEYS.map((key) => sql`${within(key)} AS ${id(`is_${key}`)}`);
  const source = sql`SELECT purchases, ${join(flags)} FROM ${buyers}`;
  const estimates = await userRatios(buyers.engine, source, Object.fromEntries(asked));
  const of = (name: string) => estimates[name] ?? known(null);
  return Object.fromEntries(
    SEGMENT_KEYS.map((key) => [key, { orders: of(`orders ${key}`), perBuyer: of(`perBuyer ${key}`) }]),
  ) as Readonly<Record<SegmentKey, SegmentEstimates>>;
}

/** 1 for buyers of a segment, 0 for others. */
function within(key: SegmentKey): Sql {
  const { recency, frequency } = SEGMENTS[key].levels;
  const recent = sql`(recency <= ${literal(CUTS.recency[0])}) = ${literal(recency)}`;
  const frequent = sql`(purchases >= ${literal(CUTS.frequency[0])}) = ${literal(frequency)}`;
  return sql`(CASE WHEN ${recent} AND ${frequent} THEN 1 ELSE 0 END)`;
}

const QUARTILE = 75;

/**
 * Whether the upper quartiles of recency and of purchases are the study's cuts: fewer than 75 percent of buyers lie
 * below the cut, and more than 75 percent up to it.
 */
export async function quartileTests(buyers: purchases.Buyers) {
  const [recency, frequency] = [CUTS.recency[0], CUTS.frequency[0]];
  const upTo = (name: string, cut: number) => sql`count(CASE WHEN ${id(name)} <= ${literal(cut)} THEN 1 END)`;
  const found = await buyers.engine.one(
    sql`SELECT count(*) AS n, ${upTo('recency', recency)} AS r, ${upTo('recency', recency - 1)} AS r_below,
      ${upTo('purchases', frequency)} AS f, ${upTo('purchases', frequency - 1)} AS f_below FROM ${buyers}`,
    { n: 'integer', r: 'integer', r_below: 'integer', f: 'integer', f_below: 'integer' },
  );
  return {
    percentWithRecencyToCut: share(found.r, found.n, { above: QUARTILE }),
    percentWithRecencyBelowCut: share(found.r_below, found.n, { below: QUARTILE }),
    percentWithPurchasesToCut: share(found.f, found.n, { above: QUARTILE }),
    percentWithPurchasesBelowCut: share(found.f_below, found.n, { below: QUARTILE }),
  };
}
