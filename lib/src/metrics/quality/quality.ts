import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import type { Missing } from '../../load/missing.js';
import { derivedColumns, type Derived } from './derived.js';
import { duplicates, type Duplicates } from './duplicates.js';
import { missingValues } from './missing.js';
import { planOf, type QualityOptions } from './options.js';
import { outliers, type Outliers } from './outliers.js';

const QUALITY = {
  check: column.category('qualityCheck', {
    missing: { label: term('missingValues') },
    rows: { label: term('equalRows') },
    keys: { label: term('repeatedKeys') },
    near: { label: term('nearDuplicates') },
    derived: { label: term('brokenFormulas') },
    outliers: { label: term('outliers') },
  }),
  found: column.optional(column.count('found')),
} as const;

/** A summary of the findings, with each kind in detail. */
export type Quality = Result<typeof QUALITY> & {
  readonly missing: Missing;
  readonly duplicates: Duplicates;
  readonly derived: Derived;
  readonly outliers: Outliers;
};

/**
 * Checks any table for missing values, duplicates, derived columns that break their formula, and outliers.
 *
 * - `missing`: values by column that are null, empty, or a placeholder such as "N/A"; for a loaded file, over all rows.
 * - `duplicates`: surplus rows that are equal in all columns, repeat a key with different values, or differ only in the
 *   key, which may be one user counted twice. For a loaded file, the first two are counted over all rows that could be
 *   split into fields, since rows with repeated keys are set aside. Without a key, the last two are undefined.
 * - `derived`: how far a column deviates from its formula.
 * - `outliers`: values below q1 − 1.5 (q3 − q1) or above q3 + 1.5 (q3 − q1), quartiles interpolated (type 7). These are
 *   values to review, not errors. Numbers that are ids or times, by their names or values, have none.
 *
 * The result itself has one count per check, of values or rows; null if the check does not apply.
 * @throws OptionsError if the table lacks one of the columns that are named.
 * Source: Tukey (1977), Exploratory Data Analysis, for the fences.
 * @example
 * const found = await quality(await load(tally, 'users.csv'), { key: ['user_id'] });
 * found.outliers.where(({ above }) => above > 0);
 */
export async function quality(table: Table, options: QualityOptions = {}): Promise<Quality> {
  const plan = planOf(table, options);
  const companions = {
    missing: await missingValues(plan),
    duplicates: await duplicates(plan),
    derived: await derivedColumns(plan),
    outliers: await outliers(plan),
  };
  const { missing, duplicates: surplus, derived, outliers: beyond } = companions;
  const rows = [
    { check: 'missing', found: missing.total('missing').raw },
    ...surplus.rows.map(({ kind, surplus: found }) => ({ check: kind, found })),
    { check: 'derived', found: derived.total('broken').raw },
    { check: 'outliers', found: beyondFences(beyond) },
  ] as const;
  const result = new Result({
    session: table.session,
    name: 'quality',
    title: { en: `Quality of ${table.name}`, zh: `${table.name}的数据质量` },
    schema: QUALITY,
    rows,
    chart: { mark: 'bar', x: 'found', y: 'check' },
  });
  return Object.assign(result, companions);
}

/** Null for a table in which no column measures anything. */
const beyondFences = ({ rows }: Outliers): number | null =>
  rows.reduce<number | null>((found, { below, above }) => (found ?? 0) + below + above, null);
