import type { Table } from '../../core/table.js';
import { samplePositions } from '../../stats/points.js';
import { completeRows, type Grouping } from './better-rows.js';

/** The rows that a tree is grown from. */
export interface TreeRows {
  readonly rows: number;
  /** Rows that lack a value. */
  readonly incomplete: number;
  readonly numbers: readonly Float64Array[];
  /** The groups to tell apart; every row has one. */
  readonly grouping: Grouping | null;
  /** A seeded sample for cross-validation. */
  readonly sampled: (size: number, seed: number) => SampledRows;
}

interface SampledRows {
  /** The same rows of a column. */
  readonly of: (values: Float64Array) => Float64Array;
  /** Whose each row is, as whole numbers from 0; null if each is its own. */
  readonly owner: Float64Array | null;
  /** Number of owners. */
  readonly owners: number;
}

/** Reads numeric columns, the groups of a column if there is one, and whose each row is. */
export async function rowsForTree(
  table: Table,
  { numbers, segment, owner }: { numbers: readonly string[]; segment?: string; owner?: string },
): Promise<TreeRows> {
  const read = await completeRows(table, {
    ...{ numbers, groups: segment === undefined ? [] : [segment] },
    ...(owner !== undefined && { owner }),
  });
  const [given = null] = read.groupings;
  const kept = Uint32Array.from({ length: read.rows }, (_, row) => row).filter(
    (row) => given === null || (given.labels[row] ?? -1) >= 0,
  );
  const pick = (values: Float64Array) => Float64Array.from(kept, (row) => values[row] ?? 0);
  const owners = read.owners === null ? null : pick(read.owners);
  return {
    rows: kept.length,
    incomplete: read.incomplete + read.rows - kept.length,
    numbers: kept.length === read.rows ? read.numbers : read.numbers.map(pick),
    grouping:
      given === null ? null : { ...given, labels: Int32Array.from(kept, (row) => given.labels[row] ?? 0) },
    sampled: (size, seed) => {
      const positions = samplePositions(kept.length, size, seed);
      const of = (values: Float64Array) => Float64Array.from(positions, (row) => values[row] ?? 0);
      const own = owners === null ? null : renumbered(of(owners));
      return { of, owner: own?.codes ?? null, owners: own?.count ?? positions.length };
    },
  };
}

/** Whole numbers from 0, in the order in which the old ones occur. */
function renumbered(old: Float64Array): { readonly codes: Float64Array; readonly count: number } {
  const known = new Map<number, number>();
  const codes = old.map((one) => {
    const code = known.get(one) ?? known.size;
    known.set(one, code);
    return code;
  });
  return { codes, count: known.size };
}
