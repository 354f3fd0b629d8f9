import { OptionsError } from '../errors.js';
import { parseKind, type Kind, type Shape } from '../engine/shape.js';
import type { Sql } from '../engine/sql.js';
import type { ColumnContract, ColumnContracts, ContractShape } from './column-contract.js';
import { rolesOf, type ContractRoles, type RolesFit } from './contract-roles.js';

export type { ColumnContract, ColumnContracts, ContractShape } from './column-contract.js';

/** A column that must equal an expression over other columns, within a tolerance. */
export interface DerivedRule {
  readonly column: string;
  /** SQL with the table's own column names. */
  readonly equals: Sql;
  /** The expression in words, for reports: `total_spending / purchase_frequency`. */
  readonly formula: string;
  readonly tolerance: number;
}

export interface TableContract<C extends ColumnContracts = ColumnContracts> {
  readonly name: string;
  readonly columns: C;
  /** Columns that together identify a row. */
  readonly key: readonly string[];
  readonly derived: readonly DerivedRule[];
  /** Texts that mean "missing"; case is ignored. */
  readonly sentinels: readonly string[];
  readonly shape: ContractShape<C>;
  readonly roles: ContractRoles<C>;
}

/** Texts that exports write for a missing value. */
export const SENTINELS = ['null', 'na', 'n/a', 'nan', 'none', '\\n', '#n/a', '-', '--', '无'] as const;

const NUMERIC: readonly Kind[] = ['integer', 'decimal', 'double'];

/**
 * Declares a table: its columns, their checks, and, from these, the row type.
 *
 * @throws OptionsError if a column with a range is not numeric, a rule names an unknown column, two columns have the
 *   same role, or a column's kind does not fit its role.
 * @example
 * const orders = defineTable({
 *   name: 'orders',
 *   columns: {
 *     order_id: { type: 'text', source: 'Order ID', strip: '#', pattern: '[0-9]+' },
 *     units: { type: 'integer', min: 1 },
 *     paid: { type: 'decimal', role: 'amount', label: 'Amount paid', decimalMark: ',' },
 *     coupon: { type: 'text?', values: ['NEW', 'VIP'] },
 *   },
 *   key: ['order_id'],
 * });
 */
export function defineTable<const C extends ColumnContracts>(definition: {
  readonly name: string;
  readonly columns: C & RolesFit<C>;
  readonly key?: readonly (keyof C & string)[];
  readonly derived?: readonly DerivedRule[];
  readonly sentinels?: readonly string[];
}): TableContract<C> {
  const { name, columns, key = [], derived = [], sentinels = SENTINELS } = definition;
  for (const [column, rule] of Object.entries<ColumnContract>(columns)) {
    const ranged = rule.min !== undefined || rule.max !== undefined;
    if (ranged && !NUMERIC.includes(parseKind(rule.type).kind)) {
      throw new OptionsError(
        `Table ${name}: column "${column}" is ${rule.type}: only numeric columns can have a range.`,
      );
    }
  }
  for (const column of [...key, ...derived.map((rule) => rule.column)]) {
    if (!Object.hasOwn(columns, column)) {
      throw new OptionsError(`Table ${name}: a rule names column "${column}", which does not exist.`);
    }
  }
  const shape = Object.fromEntries(
    Object.entries<ColumnContract>(columns).map(([column, rule]) => [column, rule.type]),
  );
  return {
    ...{ name, columns, key, derived, sentinels },
    shape: shape satisfies Shape as ContractShape<C>,
    roles: rolesOf<C>(name, columns),
  };
}
