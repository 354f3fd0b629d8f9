import { described, ownColumns, type Table } from '../../core/table.js';
import type { DerivedRule } from '../../data/contract.js';
import { Loaded } from '../../load/loaded.js';

export interface QualityOptions {
  /** Columns that together identify a row. Default: the contract's key; without a contract, none. */
  readonly key?: readonly string[];
  /** Columns whose numbers are ids or times, besides those that are known by their names or values: no outliers there. */
  readonly ids?: readonly string[];
  /** Columns that must equal a formula over other columns. Default: those in the contract. */
  readonly derived?: readonly DerivedRule[];
}

/** What to check, and in which tables. */
export interface QualityPlan {
  readonly table: Table;
  /** For a loaded table, also the rows that a repeated key kept out of it. */
  readonly all: Table;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly ids: readonly string[];
  readonly derived: readonly DerivedRule[];
}

/** @throws OptionsError if the table lacks one of the columns that are named. */
export function planOf(table: Table, options: QualityOptions): QualityPlan {
  const loaded = table instanceof Loaded ? table : null;
  const { key = loaded?.contract.key ?? [], derived = loaded?.contract.derived ?? [], ids = [] } = options;
  for (const column of [...key, ...ids, ...derived.map((rule) => rule.column)]) described(table, column);
  return { table, all: loaded?.unchecked ?? table, columns: ownColumns(table), key, ids, derived };
}
