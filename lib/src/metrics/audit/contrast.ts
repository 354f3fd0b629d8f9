import { Table } from '../../core/table.js';
import { sql } from '../../engine/sql.js';
import type { DifferenceOfMeans } from '../../stats/difference.js';
import { clusteredDifference } from '../../stats/stratified-difference.js';
import { cellsQuery, CONTRASTED, contrastQuery, type Sides } from './contrast-query.js';

export type { Sides } from './contrast-query.js';

/** A difference between two sides, such as anomalies and others, in one number. */
export interface Contrast {
  /** Rows and means of each side, over the strata in which both occur. */
  readonly anomalous: number;
  readonly others: number;
  readonly anomalousMean: number | null;
  readonly othersMean: number | null;
  /** Standard deviation within the two sides, and within strata. */
  readonly sd: number | null;
  readonly test: DifferenceOfMeans | null;
}

/** Sides that do not both occur. */
export const NONE: Contrast = {
  ...{ anomalous: 0, others: 0, anomalousMean: null, othersMean: null, sd: null, test: null },
};

/** Values compared in one query, at most: of a small table all columns at once, of a large one each for itself. */
const AT_ONCE = 2e6;

/**
 * Compares two sides of the rows of a working table, with rows of one customer clustered; see
 * `stats.clusteredDifference`. Strata in which one side has fewer than two customers are left out; sd is pooled over
 * sides and strata.
 */
export async function contrasts(table: Table, list: readonly Sides[]): Promise<readonly Contrast[]> {
  const size = Math.max(1, Math.floor(AT_ONCE / Math.max(1, await table.count())));
  const found: Contrast[] = [];
  for (let from = 0; from < list.length; from += size) {
    const batch = list.slice(from, from + size);
    const rows = await contrasted(table, batch);
    found.push(
      ...batch.map((_, k) => {
        const row = rows.find((one) => one.k === k);
        return row === undefined ? NONE : contrastOf(row);
      }),
    );
  }
  return found;
}

/** The sums by customer are read several times: they are kept for as long as that takes. */
async function contrasted(table: Table, list: readonly Sides[]): Promise<readonly Row[]> {
  const { session, engine } = table;
  const columns = {
    k: 'integer',
    unit: 'integer',
    stratum: 'text',
    anomaly: 'boolean',
    n: 'integer',
  } as const;
  const cells = new Table({ session, name: session.uniqueName('audit_cells'), columns, roles: {} });
  await engine.run(sql`CREATE TABLE ${cells} AS ${cellsQuery(table, list)}`);
  try {
    return await engine.all(contrastQuery(cells), CONTRASTED);
  } finally {
    await engine.run(sql`DROP TABLE ${cells}`);
  }
}

type Row = Readonly<Record<Exclude<keyof typeof CONTRASTED, 'sd'>, number>> & { readonly sd: number | null };

function contrastOf({ n1, n0, m1, m0, sd, one, other, shared, spread, alike, df }: Row): Contrast {
  return {
    ...{ anomalous: n1, others: n0, anomalousMean: m1, othersMean: m0, sd },
    test: clusteredDifference({
      difference: m1 - m0,
      ...{ one, other, both: shared, spread, alike: { variance: alike, df } },
    }),
  };
}
