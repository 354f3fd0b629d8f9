import { OptionsError } from '../errors.js';
import { parseKind, type ColumnKind, type Kind, type Shape } from '../engine/shape.js';
import type { Sql } from '../engine/sql.js';

/** What one column of a file must be to become a column of the table. */
export interface ColumnContract<K extends ColumnKind = ColumnKind> {
  /** Kind of the typed column; a trailing `?` allows missing values. */
  readonly type: K;
  /** The column's name in the file, when it is not the table's; matched without regard to case and punctuation. */
  readonly source?: string;
  /** Text taken off the front of every value before typing, such as the `#` of `#17`. */
  readonly strip?: string;
  /** Digits of a `decimal` in all; 18 when absent. */
  readonly precision?: number;
  /** Digits after the point of a `decimal`; 2 when absent. Values are rounded half away from zero. */
  readonly scale?: number;
  /** Smallest allowed number. */
  readonly min?: number;
  /** Largest allowed number. */
  readonly max?: number;
  /** The only values allowed. */
  readonly values?: readonly string[];
  /** Regular expression (RE2) that the whole text must match. */
  readonly pattern?: string;
}

/** A column that must equal an expression over the others, within a tolerance. */
export interface DerivedRule {
  readonly column: string;
  /** Written with the table's own column names. */
  readonly equals: Sql;
  /** The expression in words, for reports: `total_spending / purchase_frequency`. */
  readonly formula: string;
  readonly tolerance: number;
}

export type ColumnContracts = Readonly<Record<string, ColumnContract>>;

/** The shape of the rows that a contract's loader yields. */
export type ContractShape<C extends ColumnContracts> = { readonly [N in keyof C]: C[N]['type'] };

export interface TableContract<C extends ColumnContracts = ColumnContracts> {
  readonly name: string;
  readonly columns: C;
  /** Columns that together identify a row. */
  readonly key: readonly string[];
  readonly derived: readonly DerivedRule[];
  /** Texts that mean "missing", compared without regard to case. */
  readonly sentinels: readonly string[];
  readonly shape: ContractShape<C>;
}

/** Texts that exports write where a value is missing. */
export const SENTINELS = ['null', 'na', 'n/a', 'nan', 'none', '\\n', '#n/a', '-', '--', '无'] as const;

const NUMERIC: readonly Kind[] = ['integer', 'decimal', 'double'];

/**
 * Declares a table: its columns, their checks and, from them, the row type.
 *
 * @throws OptionsError when a range stands on a column that is not a number, or a rule names an unknown column.
 * @example
 * const orders = defineTable({
 *   name: 'orders',
 *   columns: {
 *     order_id: { type: 'text', source: 'Order ID', strip: '#', pattern: '[0-9]+' },
 *     units: { type: 'integer', min: 1 },
 *     coupon: { type: 'text?', values: ['NEW', 'VIP'] },
 *   },
 *   key: ['order_id'],
 * });
 */
export function defineTable<const C extends ColumnContracts>(definition: {
  readonly name: string;
  readonly columns: C;
  readonly key?: readonly (keyof C & string)[];
  readonly derived?: readonly DerivedRule[];
  readonly sentinels?: readonly string[];
}): TableContract<C> {
  const { name, columns, key = [], derived = [], sentinels = SENTINELS } = definition;
  for (const [column, rule] of Object.entries<ColumnContract>(columns)) {
    const ranged = rule.min !== undefined || rule.max !== undefined;
    if (ranged && !NUMERIC.includes(parseKind(rule.type).kind)) {
      throw new OptionsError(`Table ${name}: column "${column}" is ${rule.type} and cannot have a range.`);
    }
  }
  for (const column of [...key, ...derived.map((rule) => rule.column)]) {
    if (!(column in columns)) {
      throw new OptionsError(`Table ${name}: a rule names column "${column}", which the table does not have.`);
    }
  }
  const shape = Object.fromEntries(Object.entries<ColumnContract>(columns).map(([c, rule]) => [c, rule.type]));
  return { name, columns, key, derived, sentinels, shape: shape satisfies Shape as ContractShape<C> };
}
